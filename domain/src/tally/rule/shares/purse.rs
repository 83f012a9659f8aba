//! What every paper has left. Papers that chose the same always have the same, and most others have one of few amounts;
//! so the amounts are a table of whole numbers over one common denominator, and every group of papers names a line of it.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

use super::Group;

/// The line of the table for those who have nothing left.
const EMPTY: usize = 0;

/// A fraction of two whole numbers, as it comes about.
#[derive(Clone)]
pub(super) struct Fraction {
    pub(super) numerator: BigUint,
    pub(super) denominator: BigUint,
}

impl Fraction {
    pub(super) fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

/// So many papers that paid the same, each of them in smallest units of money.
pub(super) struct Paid {
    pub(super) papers: u64,
    pub(super) paid: Fraction,
}

/// The groups that chose an alternative.
#[derive(Debug, Clone, Default)]
pub(super) struct Supporters {
    groups: Vec<(usize, u64)>,
    pub(super) papers: u64,
}

impl Supporters {
    pub(super) fn add(&mut self, group: usize, papers: u64) {
        self.groups.push((group, papers));
        self.papers += papers;
    }
}

/// What supporters can pay for an alternative: `rich` papers the same share each, `rest ÷ rich`, and all others what
/// they have.
pub(super) struct Offer {
    rest: BigUint,
    rich: u64,
    denominator: BigUint,
}

impl Offer {
    /// The share.
    pub(super) fn share(&self) -> Fraction {
        Fraction {
            numerator: self.rest.clone(),
            denominator: &self.denominator * self.rich,
        }
    }

    /// The part that the share is of the cost.
    pub(super) fn rate(&self, cost: u64) -> Fraction {
        Fraction {
            numerator: self.rest.clone(),
            denominator: &self.denominator * (u128::from(self.rich) * u128::from(cost)),
        }
    }
}

pub(super) struct Purses<'a> {
    groups: &'a [Group],
    /// Every amount that somebody has left, in parts of the smallest unit of money.
    amounts: Vec<BigUint>,
    /// How many parts a smallest unit of money has.
    denominator: BigUint,
    /// Of each group the line of its amount.
    lines: Vec<usize>,
}

impl<'a> Purses<'a> {
    /// Each paper has the same part of the budget.
    pub(super) fn new(groups: &'a [Group], budget: u128, papers: u64) -> Self {
        Self {
            groups,
            amounts: vec![BigUint::zero(), budget.into()],
            denominator: papers.max(1).into(),
            lines: vec![1; groups.len()],
        }
    }

    /// How many of the supporters have each amount, those with nothing left out: lines with papers.
    fn spread(&self, supporters: &Supporters) -> Vec<(usize, u64)> {
        let mut papers = vec![0u64; self.amounts.len()];
        for (group, count) in &supporters.groups {
            papers[self.lines[*group]] += count;
        }
        let lines = papers.into_iter().enumerate().skip(EMPTY + 1);
        lines.filter(|(_, papers)| *papers > 0).collect()
    }

    fn sum(&self, spread: &[(usize, u64)]) -> BigUint {
        let amounts = spread.iter().map(|(line, papers)| &self.amounts[*line] * *papers);
        amounts.sum()
    }

    /// What the supporters have together.
    pub(super) fn total(&self, supporters: &Supporters) -> Fraction {
        Fraction {
            numerator: self.sum(&self.spread(supporters)),
            denominator: self.denominator.clone(),
        }
    }

    /// How the supporters would pay, if they can.
    pub(super) fn offer(&self, supporters: &Supporters, cost: u64) -> Option<Offer> {
        let mut rich = self.spread(supporters);
        let mut rest = &self.denominator * cost;
        if self.sum(&rich) < rest {
            return None;
        }
        loop {
            let count: u64 = rich.iter().map(|(_, papers)| papers).sum();
            let before = rich.len();
            // Whoever has less than an equal share of the rest gives all; the share of the others only grows by that.
            let bar = rest.clone();
            rich.retain(|(line, papers)| {
                let pays_in_full = &self.amounts[*line] * count >= bar;
                if !pays_in_full {
                    rest -= &self.amounts[*line] * *papers;
                }
                pays_in_full
            });
            if rich.len() == before {
                return Some(Offer {
                    rest,
                    rich: count,
                    denominator: self.denominator.clone(),
                });
            }
        }
    }

    /// The supporters pay what was offered; gives how many paid how much, the most first.
    pub(super) fn pay(&mut self, supporters: &Supporters, offer: &Offer) -> Vec<Paid> {
        // The share is `share ÷ parts` of the old parts; in the new ones it is whole.
        let common = (&offer.rest % offer.rich).to_u64().unwrap_or(0).gcd(&offer.rich);
        let parts = offer.rich / common;
        let share = &offer.rest / common;
        if parts > 1 {
            self.amounts.iter_mut().for_each(|amount| *amount *= parts);
            self.denominator *= parts;
        }
        let mut payers: Vec<(BigUint, u64)> = Vec::new();
        let mut moved = vec![None; self.amounts.len()];
        for (line, papers) in self.spread(supporters) {
            let had = &self.amounts[line];
            if *had > share {
                let left = had - &share;
                moved[line] = Some(self.amounts.len());
                self.amounts.push(left);
                payers.push((share.clone(), papers));
            } else {
                moved[line] = Some(EMPTY);
                payers.push((had.clone(), papers));
            }
        }
        for (group, _) in &supporters.groups {
            if let Some(line) = moved[self.lines[*group]] {
                self.lines[*group] = line;
            }
        }
        self.sweep();
        payers.sort_unstable_by(|one, other| other.cmp(one));
        let equals = payers.chunk_by(|one, other| one.0 == other.0);
        let told = equals.map(|equals| Paid {
            papers: equals.iter().map(|(_, papers)| papers).sum(),
            paid: Fraction {
                numerator: equals[0].0.clone(),
                denominator: self.denominator.clone(),
            },
        });
        told.collect()
    }

    /// Lines that nobody names any more go.
    fn sweep(&mut self) {
        let mut place = vec![None; self.amounts.len()];
        place[EMPTY] = Some(EMPTY);
        let mut kept = vec![BigUint::zero()];
        for line in &mut self.lines {
            let place = *place[*line].get_or_insert_with(|| {
                kept.push(std::mem::take(&mut self.amounts[*line]));
                kept.len() - 1
            });
            *line = place;
        }
        self.amounts = kept;
        debug_assert_eq!(self.lines.len(), self.groups.len());
    }
}
