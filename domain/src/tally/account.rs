//! The account of a count: what was done, step by step, as data. The interface plays it back and tells each step in
//! words (`count-<step>` in locales/), so no sentence for people is written here.

use serde::{Deserialize, Serialize};

use super::exact::Exact;

/// What one alternative has: votes, points or money, as the step says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub alternative: String,
    pub has: Exact,
}

/// One alternative beside another: how many papers put it before, and how many after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duel {
    pub winner: String,
    pub loser: String,
    pub votes: u64,
    pub against: u64,
}

/// How strong the strongest path of won duels from one alternative to another is: the votes of its weakest duel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Path {
    pub from: String,
    pub to: String,
    pub strength: u64,
}

/// So many papers that paid the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payers {
    pub papers: u64,
    /// Each of them, in money.
    pub paid: Exact,
}

/// How a tie was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieBreak {
    /// By the published order of the alternatives.
    Order,
    /// By the most recent stage at which they differed.
    EarlierStage,
}

/// Why an alternative is not paid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Unchosen {
    /// Its support is below the threshold.
    BelowThreshold { threshold: Exact },
    /// It costs more than what is left.
    DoesNotFit,
    /// Another of its exclusive group was chosen before.
    Excluded { by: String },
    /// The rule stops at the first that does not fit, which stood before it.
    AfterStop,
}

/// One step of a count. Names of alternatives are their ids; amounts of money are in the election's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// What is counted. `unclear` papers say nothing that this rule can read (two marks where one is asked for) and
    /// are left out.
    Papers { cast: u64, blank: u64, unclear: u64 },
    /// What each alternative has from all papers, the most first.
    Support { standing: Vec<Standing> },
    /// These were equal, and `ahead` was taken before the others for what the next step says.
    Tied {
        among: Vec<String>,
        by: TieBreak,
        ahead: String,
    },
    /// It wins, with so much.
    Won { alternative: String, has: Exact },

    /// Instant run-off: the votes of a round; `needed` elects. Papers with no choice left are `exhausted`.
    Round {
        round: u32,
        standing: Vec<Standing>,
        exhausted: u64,
        needed: u64,
    },
    /// It has the fewest votes and goes; its papers go to their next choice.
    Eliminated { alternative: String, has: Exact },

    /// Schulze: every duel that somebody won.
    Duels { duels: Vec<Duel> },
    /// Schulze: the strongest path for each ordered pair that has one.
    Paths { paths: Vec<Path> },
    /// Schulze: from these no other has a stronger path to them than they have to it.
    Unbeaten { alternatives: Vec<String> },

    /// STV: so many votes elect.
    Quota { quota: u64, seats: u64 },
    /// STV: what each continuing or elected alternative has after a stage.
    Stage {
        stage: u32,
        standing: Vec<Standing>,
        not_transferable: Exact,
    },
    /// STV: it has the quota and is elected.
    Reached {
        alternative: String,
        has: Exact,
        surplus: Exact,
    },
    /// STV: what is above the quota goes to the next choice of the papers, what each receives and what finds none.
    Transferred {
        from: String,
        surplus: Exact,
        to: Vec<Standing>,
        not_transferable: Exact,
    },
    /// STV: it has the fewest votes and goes; its papers go on at the value they came with.
    Excluded { alternative: String, has: Exact },
    /// STV: no more are left than there are seats, so these are elected.
    Filled { alternatives: Vec<String> },

    /// Budgets: what there is to spend.
    Budget { budget: Exact },
    /// Greedy: it has the most support of those not yet looked at, and is paid for.
    Funded {
        alternative: String,
        support: Exact,
        cost: Exact,
        left: Exact,
    },
    /// Greedy: it was looked at and is not paid for.
    Unfunded {
        alternative: String,
        support: Exact,
        cost: Exact,
        left: Exact,
        #[serde(flatten)]
        why: Unchosen,
    },
    /// Equal Shares: each paper has the same money to give. It was `raised` by 1 so many times to use the budget up.
    Endowed { papers: u64, each: Exact, raised: u64 },
    /// Equal Shares: of all that their supporters can pay for this costs the most burdened payer the least for each
    /// unit of cost (`rate`); nobody pays more than `share`.
    Bought {
        alternative: String,
        cost: Exact,
        supporters: u64,
        share: Exact,
        rate: Exact,
        payers: Vec<Payers>,
        left: Exact,
    },
    /// Equal Shares: with `each` for every paper these would be bought, and cost more than the budget.
    Overspent {
        each: Exact,
        alternatives: Vec<String>,
        cost: Exact,
    },
    /// Equal Shares: nothing that has support fits into what is left.
    Exhausted { left: Exact },
    /// Equal Shares: its supporters have too little left for it.
    Unaffordable {
        alternative: String,
        cost: Exact,
        supporters: u64,
        supporters_have: Exact,
    },
    /// Comparison: what greedy counting would choose, and how many papers have more of the money spent as they wish by
    /// each. Greedy's choice is taken only where more papers are better off by it.
    Compared {
        greedy: Vec<String>,
        greedy_spent: Exact,
        equal_shares: Vec<String>,
        equal_shares_spent: Exact,
        better_by_greedy: u64,
        better_by_equal_shares: u64,
        same: u64,
        greedy_taken: bool,
    },
    /// Budgets: what was spent, and what is left.
    Spent { spent: Exact, left: Exact },
}
