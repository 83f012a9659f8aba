//! Filing once. Who files may send the same again because the answer got lost, so what it becomes follows from what it
//! is: from the number that the system itself gave it, or else from its content.

use domain::id::{AccountId, CommandId, ProposalId};
use domain::proposal::Draft;
use domain::time::{Day, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What a request becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ids {
    pub(super) proposal: ProposalId,
    pub(super) command: CommandId,
}

/// By the system's own number: the same one is the same request for ever.
pub(super) fn numbered(account: AccountId, number: &str) -> Ids {
    ids(account, &format!("number:{number}"))
}

/// By its content on some day: somebody may ask for the same again next month, and means it.
pub(super) fn said_on(account: AccountId, draft: &Draft, day: Day) -> Ids {
    // Serialising a draft can't fail: it has nothing but texts.
    let content = serde_json::to_string(draft).unwrap_or_default();
    ids(account, &format!("content:{day}:{content}"))
}

/// The days on which the same content is the same request as now: those of the last 24 hours, the latest first.
pub(super) fn days(now: Timestamp, utc_offset: i16) -> [Day; 2] {
    [now.day(utc_offset), now.plus_days(-1).day(utc_offset)]
}

/// Whether what was filed then is the same as what is filed now, if its content is.
pub(super) fn is_retry(then: Timestamp, now: Timestamp) -> bool {
    now < then.plus_days(1)
}

fn ids(account: AccountId, what: &str) -> Ids {
    let id = |kind: &str| {
        let mut hash = Sha256::new();
        for part in [kind.as_bytes(), account.0.as_bytes(), what.as_bytes()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let hash: [u8; 32] = hash.finalize().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        Uuid::new_v8(bytes)
    };
    Ids {
        proposal: ProposalId(id("proposal")),
        command: CommandId(id("command")),
    }
}
