//! What is voted upon, by which papers, and the figures that rules ask for.

use super::exact::{Decimal, Exact};
use super::papers::Papers;

/// Something that can be chosen: an option of a ballot, a candidate, a project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alternative {
    /// Unique in its election.
    pub id: String,
    pub name: String,
    /// In the smallest units of money that the election knows; 0 where nothing is paid for.
    pub cost: u64,
    /// Of the alternatives that share an exclusive group at most one can win ([`Rule::GreedyExclusive`]).
    ///
    /// [`Rule::GreedyExclusive`]: super::Rule::GreedyExclusive
    pub exclusive_group: Option<String>,
}

/// Everything that a count depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    /// In the published order that breaks ties: who stands earlier goes first.
    pub alternatives: Vec<Alternative>,
    pub papers: Papers,
    /// How many win, where a rule does not spend a budget.
    pub seats: usize,
    /// In the smallest units of money.
    pub budget: Option<u64>,
    /// The smallest unit of money is 10 to the power of minus this: 2 where there are cents.
    pub money_decimals: u32,
    /// The support that an alternative needs at least to be chosen at all, in the smallest units of points.
    pub threshold: Option<i64>,
    /// The most that one paper could rank: so many points are given to the first place, one less to the second.
    pub longest: Option<usize>,
}

impl Election {
    /// An election without money for one seat.
    pub fn new(alternatives: Vec<Alternative>, papers: Papers) -> Self {
        Self {
            alternatives,
            papers,
            seats: 1,
            budget: None,
            money_decimals: 0,
            threshold: None,
            longest: None,
        }
    }

    /// So many smallest units of money as an amount.
    pub fn money(&self, units: u64) -> Exact {
        Decimal::new(i128::from(units), self.money_decimals).into()
    }

    /// So many smallest units of points as a number of points.
    pub(crate) fn points(&self, units: i128) -> Exact {
        Decimal::new(units, self.papers.decimals()).into()
    }

    pub(crate) fn id(&self, index: usize) -> String {
        self.alternatives[index].id.clone()
    }

    pub(crate) fn ids(&self, indices: &[usize]) -> Vec<String> {
        indices.iter().map(|index| self.id(*index)).collect()
    }

    /// The threshold as it is compared with support.
    pub(crate) fn least_support(&self) -> i128 {
        self.threshold.map_or(i128::MIN, i128::from)
    }
}
