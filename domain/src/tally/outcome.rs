//! What a count gives.

use serde::{Deserialize, Serialize};

use super::account::Step;
use super::election::Election;
use super::exact::Exact;
use super::rule::Rule;

/// The result of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub rule: Rule,
    /// Ids, in the order in which they were selected.
    pub winners: Vec<String>,
    /// What the winners cost together, where the rule spends a budget.
    pub spent: Option<Exact>,
    pub account: Vec<Step>,
}

/// What a rule finds: winners by their place in the list, in the order of selection, and the account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    pub winners: Vec<usize>,
    pub account: Vec<Step>,
}

impl Verdict {
    /// What the winners cost, in the smallest units of money.
    pub fn spent(&self, election: &Election) -> u64 {
        let costs = self
            .winners
            .iter()
            .map(|winner| election.alternatives[*winner].cost);
        costs.fold(0, u64::saturating_add)
    }
}

impl Outcome {
    pub(crate) fn new(election: &Election, rule: Rule, verdict: Verdict) -> Self {
        let spent = rule.spends().then(|| election.money(verdict.spent(election)));
        Self {
            rule,
            winners: election.ids(&verdict.winners),
            spent,
            account: verdict.account,
        }
    }
}

/// Why an election can't be counted by a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Uncountable {
    #[error("this rule spends a budget, and there is none")]
    NoBudget,
    #[error("this rule needs papers that put the alternatives in order")]
    NoRanking,
    #[error("this rule needs a threshold, and there is none")]
    NoThreshold,
    #[error("this rule pays nothing out of papers that may take points away")]
    NegativePoints,
}

impl Uncountable {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Uncountable::NoBudget => "uncountable-no-budget",
            Uncountable::NoRanking => "uncountable-no-ranking",
            Uncountable::NoThreshold => "uncountable-no-threshold",
            Uncountable::NegativePoints => "uncountable-negative-points",
        }
    }
}
