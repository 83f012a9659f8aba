//! Which closed cases citizens look at: drawn by lot, so that nobody chooses them, and by a published seed, so that anybody
//! can draw them again.

use crate::id::{AccountId, ProposalId};
use crate::refusal::Refusal;
use crate::time::Month;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sample {
    /// So many of a hundred.
    pub share: u16,
    /// But no fewer than these, where there are as many.
    pub least: u16,
    /// And no more.
    pub most: u16,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            share: 5,
            least: 3,
            most: 50,
        }
    }
}

impl Sample {
    /// The most cases that are drawn at once.
    pub const LIMIT: u16 = 200;

    /// How many of so many.
    pub fn of(self, candidates: usize) -> usize {
        let share = candidates.saturating_mul(usize::from(self.share)).div_ceil(100);
        let bounded = share.max(usize::from(self.least)).min(usize::from(self.most));
        bounded.min(candidates)
    }

    pub(crate) fn check(self) -> Result<(), Refusal> {
        let fits = self.share <= 100 && self.least <= self.most && self.most <= Self::LIMIT;
        match fits {
            true => Ok(()),
            false => Err(Refusal::SampleOutOfRange { limit: Self::LIMIT }),
        }
    }
}

/// What a draw is made from. All of it can be had from the public record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pool {
    /// The month that is over.
    pub month: Month,
    /// The cases are those that an event after this one closed.
    pub after: u64,
    /// And up to this one; the log counts so many events then.
    pub size: u64,
    /// The root of the ledger's tree over these events, in base64: as a signed head of that size has it. Whoever could
    /// choose it would have to choose what everybody wrote.
    pub seed: String,
    pub sample: Sample,
    /// In any order.
    pub candidates: Vec<ProposalId>,
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draw {
    pub month: Month,
    pub after: u64,
    pub size: u64,
    pub seed: String,
    pub sample: Sample,
    /// How many cases there were to draw from.
    pub candidates: u32,
    /// By rank.
    pub drawn: Vec<ProposalId>,
}

impl Pool {
    /// Draws: by the SHA-256 of the seed, a space and the case's id, smallest first. `printf '%s %s' SEED ID | sha256sum`
    /// gives the same.
    pub fn draw(&self) -> Draw {
        let mut ranked: Vec<([u8; 32], ProposalId)> = self
            .candidates
            .iter()
            .map(|id| (lot(&self.seed, &id.to_string()), *id))
            .collect();
        ranked.sort_unstable();
        ranked.dedup();
        let candidates = u32::try_from(ranked.len()).unwrap_or(u32::MAX);
        ranked.truncate(self.sample.of(ranked.len()));
        Draw {
            month: self.month,
            after: self.after,
            size: self.size,
            seed: self.seed.clone(),
            sample: self.sample,
            candidates,
            drawn: ranked.into_iter().map(|(_, id)| id).collect(),
        }
    }
}

/// Who looks at a case, of those who may: whoever has the fewest to look at, each given with how many that are; of several
/// such, by lot.
pub fn choose(
    seed: &str,
    case: ProposalId,
    eligible: impl IntoIterator<Item = (AccountId, u32)>,
) -> Option<AccountId> {
    let rank = |(account, open): (AccountId, u32)| (open, lot(seed, &format!("{case} {account}")), account);
    eligible.into_iter().map(rank).min().map(|(.., account)| account)
}

fn lot(seed: &str, what: &str) -> [u8; 32] {
    Sha256::digest(format!("{seed} {what}")).into()
}
