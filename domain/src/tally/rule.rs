//! The rules, by the names under which files and results know them.

mod greedy;
mod majority;
mod runoff;
mod schulze;
pub(crate) mod shares;
mod stv;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::election::Election;
use super::outcome::{Uncountable, Verdict};

/// How papers are counted. Budget rules have the names that pabulib gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// Most first choices.
    #[serde(rename = "plurality")]
    Plurality,
    /// Most papers that choose it.
    #[serde(rename = "approval")]
    Approval,
    /// Most points.
    #[serde(rename = "score")]
    Score,
    /// Instant run-off.
    #[serde(rename = "irv")]
    InstantRunoff,
    /// Schulze's method, by winning votes.
    #[serde(rename = "schulze")]
    Schulze,
    /// Single transferable vote as in Scottish local elections.
    #[serde(rename = "stv")]
    Stv,
    /// By support; what does not fit is left out.
    #[serde(rename = "greedy")]
    Greedy,
    /// Greedy without those below the threshold.
    #[serde(rename = "greedy-threshold")]
    GreedyThreshold,
    /// By support, up to the first that does not fit.
    #[serde(rename = "greedy-no-skip")]
    GreedyNoSkip,
    /// Greedy with at most one of each exclusive group.
    #[serde(rename = "greedy-exclusive")]
    GreedyExclusive,
    /// A city's own way, told in words only: counted as [`Rule::GreedyNoSkip`], which is what they have in common.
    #[serde(rename = "greedy-custom")]
    GreedyCustom,
    /// The Method of Equal Shares with cost utilities.
    #[serde(rename = "equalshares")]
    EqualShares,
    /// The same, raised by 1 for each paper as long as the budget is enough.
    #[serde(rename = "equalshares/add1")]
    EqualSharesAdd1,
    /// Equal Shares, or greedy where more papers are better off by it.
    #[serde(rename = "equalshares-comparison")]
    EqualSharesComparison,
    /// The same with the raised shares.
    #[serde(rename = "equalshares/add1-comparison")]
    EqualSharesAdd1Comparison,
}

impl Rule {
    pub const ALL: [Rule; 15] = [
        Rule::Plurality,
        Rule::Approval,
        Rule::Score,
        Rule::InstantRunoff,
        Rule::Schulze,
        Rule::Stv,
        Rule::Greedy,
        Rule::GreedyThreshold,
        Rule::GreedyNoSkip,
        Rule::GreedyExclusive,
        Rule::GreedyCustom,
        Rule::EqualShares,
        Rule::EqualSharesAdd1,
        Rule::EqualSharesComparison,
        Rule::EqualSharesAdd1Comparison,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Plurality => "plurality",
            Rule::Approval => "approval",
            Rule::Score => "score",
            Rule::InstantRunoff => "irv",
            Rule::Schulze => "schulze",
            Rule::Stv => "stv",
            Rule::Greedy => "greedy",
            Rule::GreedyThreshold => "greedy-threshold",
            Rule::GreedyNoSkip => "greedy-no-skip",
            Rule::GreedyExclusive => "greedy-exclusive",
            Rule::GreedyCustom => "greedy-custom",
            Rule::EqualShares => "equalshares",
            Rule::EqualSharesAdd1 => "equalshares/add1",
            Rule::EqualSharesComparison => "equalshares-comparison",
            Rule::EqualSharesAdd1Comparison => "equalshares/add1-comparison",
        }
    }

    /// Whether it chooses what a budget pays for, rather than who takes a number of seats.
    pub fn spends(self) -> bool {
        !matches!(
            self,
            Rule::Plurality | Rule::Approval | Rule::Score | Rule::InstantRunoff | Rule::Schulze | Rule::Stv
        )
    }

    pub(crate) fn count(self, election: &Election) -> Result<Verdict, Uncountable> {
        match self {
            Rule::Plurality => Ok(majority::plurality(election)),
            Rule::Approval => Ok(majority::approval(election)),
            Rule::Score => Ok(majority::score(election)),
            Rule::InstantRunoff => runoff::count(election),
            Rule::Schulze => schulze::count(election),
            Rule::Stv => stv::count(election),
            Rule::Greedy => greedy::count(election, greedy::PLAIN),
            Rule::GreedyThreshold if election.threshold.is_none() => Err(Uncountable::NoThreshold),
            Rule::GreedyThreshold => greedy::count(election, greedy::PLAIN),
            Rule::GreedyNoSkip | Rule::GreedyCustom => greedy::count(election, greedy::NO_SKIP),
            Rule::GreedyExclusive => greedy::count(election, greedy::EXCLUSIVE),
            Rule::EqualShares => shares::count(election, false),
            Rule::EqualSharesAdd1 => shares::count(election, true),
            Rule::EqualSharesComparison => shares::compared(election, false),
            Rule::EqualSharesAdd1Comparison => shares::compared(election, true),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a rule; there are: {}", Rule::ALL.map(Rule::name).join(", "))]
pub struct NotARule;

impl FromStr for Rule {
    type Err = NotARule;

    fn from_str(text: &str) -> Result<Self, NotARule> {
        let named = |rule: &Rule| rule.name() == text;
        Rule::ALL.into_iter().find(named).ok_or(NotARule)
    }
}
