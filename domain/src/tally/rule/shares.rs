//! The Method of Equal Shares (D. Peters, G. Pierczyński, P. Skowron, "Proportional Participatory Budgeting with Additive
//! Utilities", NeurIPS 2021) with cost utilities: a paper has of a project what the project costs, if it chose it.
//!
//! Every paper has the same part of the budget to give. A project is paid for by those who chose it, each the same
//! share, and who has less left gives all that is left. Of the projects that can be paid for, the next is the one whose
//! share is the smallest part of its cost.

mod comparison;
mod purse;

use num_bigint::BigUint;
use serde::{Deserialize, Serialize};

pub(super) use self::comparison::compared;
use self::purse::{Fraction, Offer, Paid, Purses, Supporters};
use super::super::account::{Payers, Step};
use super::super::election::Election;
use super::super::exact::Exact;
use super::super::outcome::{Uncountable, Verdict};
use super::super::papers::{Index, Kind};
use super::super::support;

/// Equal Shares; with `add1` what each paper has is raised by 1 unit of the currency for as long as what is bought fits
/// into the budget and something that has support still would.
pub(super) fn count(election: &Election, add1: bool) -> Result<Verdict, Uncountable> {
    let shares = Shares::new(election)?;
    let mut raised = 0;
    let mut bought = shares.run(raised);
    let mut end = None;
    while add1 && !shares.is_exhausted(&bought) {
        let next = shares.run(raised + 1);
        if next.cost > u128::from(shares.budget) {
            end = Some(Step::Overspent {
                each: shares.endowment(raised + 1),
                alternatives: election.ids(&next.winners()),
                cost: shares.amount(next.cost),
            });
            break;
        }
        raised += 1;
        bought = next;
    }
    let mut account = vec![
        support::papers(election, 0),
        Step::Budget {
            budget: election.money(shares.budget),
        },
    ];
    account.extend(shares.account(&bought, raised));
    account.extend(end);
    let spent = u64::try_from(bought.cost).unwrap_or(u64::MAX);
    let left = election.money(shares.budget.saturating_sub(spent));
    if shares.is_exhausted(&bought) {
        account.push(Step::Exhausted { left: left.clone() });
    }
    account.push(Step::Spent {
        spent: election.money(spent),
        left,
    });
    Ok(Verdict {
        winners: bought.winners(),
        account,
    })
}

/// Papers that chose the same.
struct Group {
    chosen: Vec<Index>,
    papers: u64,
}

struct Shares<'a> {
    election: &'a Election,
    budget: u64,
    papers: u64,
    groups: Vec<Group>,
    /// Of each alternative.
    supporters: Vec<Supporters>,
}

/// What one run bought, in order. Its fractions are not reduced before they are told: of hundreds of runs one is.
struct Bought<'a> {
    purchases: Vec<Purchase>,
    cost: u128,
    /// What was left.
    purses: Purses<'a>,
}

struct Purchase {
    alternative: usize,
    /// Who was equal to it and waited, itself among them; alone where nobody was.
    equals: Vec<usize>,
    /// None of what costs nothing.
    share: Option<Fraction>,
    payers: Vec<Paid>,
}

impl Bought<'_> {
    fn winners(&self) -> Vec<usize> {
        self.purchases
            .iter()
            .map(|purchase| purchase.alternative)
            .collect()
    }
}

/// The smallest part that one share would be of an alternative's cost, as far as is known: what somebody has left only
/// falls, so it only rises.
struct Bound {
    alternative: usize,
    rate: Fraction,
}

impl<'a> Shares<'a> {
    fn new(election: &'a Election) -> Result<Self, Uncountable> {
        let budget = election.budget.ok_or(Uncountable::NoBudget)?;
        let mut groups = Vec::new();
        for (marks, papers) in election.papers.distinct() {
            let points = election.papers.kind() == Kind::Points;
            if points && marks.iter().any(|(_, points)| *points < 0) {
                return Err(Uncountable::NegativePoints);
            }
            let chosen = marks
                .iter()
                .filter(|(_, points_given)| !points || *points_given > 0);
            groups.push(Group {
                chosen: chosen.map(|(mark, _)| *mark).collect(),
                papers,
            });
        }
        let mut supporters = vec![Supporters::default(); election.alternatives.len()];
        for (at, group) in groups.iter().enumerate() {
            for alternative in &group.chosen {
                supporters[*alternative as usize].add(at, group.papers);
            }
        }
        Ok(Self {
            election,
            budget,
            papers: groups.iter().map(|group| group.papers).sum(),
            groups,
            supporters,
        })
    }

    /// The budget with so many raises of 1 unit of the currency for each paper, in the smallest units of money.
    fn raised_budget(&self, raised: u64) -> u128 {
        let unit = 10u128.pow(self.election.money_decimals);
        u128::from(self.budget) + u128::from(raised) * u128::from(self.papers) * unit
    }

    fn amount(&self, units: impl Into<num_bigint::BigInt>) -> Exact {
        Exact::ratio(
            units,
            num_bigint::BigInt::from(10u32).pow(self.election.money_decimals),
        )
    }

    /// What each paper has to give.
    fn endowment(&self, raised: u64) -> Exact {
        let scale = num_bigint::BigInt::from(10u32).pow(self.election.money_decimals);
        Exact::ratio(self.raised_budget(raised), scale * self.papers.max(1))
    }

    fn cost(&self, alternative: usize) -> u64 {
        self.election.alternatives[alternative].cost
    }

    /// Whether nothing that has support fits into what is left of the budget.
    fn is_exhausted(&self, bought: &Bought<'_>) -> bool {
        let left = u128::from(self.budget).saturating_sub(bought.cost);
        let winners = bought.winners();
        let waits = |one: &usize| self.supporters[*one].papers > 0 && !winners.contains(one);
        (0..self.supporters.len())
            .filter(waits)
            .all(|one| u128::from(self.cost(one)) > left)
    }

    /// Buys one after another until nothing can be paid for.
    fn run(&self, raised: u64) -> Bought<'_> {
        let mut purses = Purses::new(&self.groups, self.raised_budget(raised), self.papers);
        let mut purchases = Vec::new();
        let mut waiting = Vec::new();
        for alternative in 0..self.supporters.len() {
            if self.supporters[alternative].papers == 0 {
                continue;
            }
            if self.cost(alternative) == 0 {
                purchases.push(Purchase {
                    alternative,
                    equals: vec![alternative],
                    share: None,
                    payers: Vec::new(),
                });
                continue;
            }
            // At the very least all supporters pay the same: a share of 1 ÷ supporters of the cost.
            waiting.push(Bound {
                alternative,
                rate: Fraction {
                    numerator: 1u32.into(),
                    denominator: self.supporters[alternative].papers.into(),
                },
            });
        }
        while let Some((equals, offer)) = self.next(&mut waiting, &purses) {
            let alternative = equals[0];
            waiting.retain(|bound| bound.alternative != alternative);
            purchases.push(Purchase {
                alternative,
                equals,
                payers: purses.pay(&self.supporters[alternative], &offer),
                share: Some(offer.share()),
            });
        }
        let cost = purchases
            .iter()
            .map(|purchase| u128::from(self.cost(purchase.alternative)));
        Bought {
            cost: cost.sum(),
            purchases,
            purses,
        }
    }

    /// A fraction of smallest units as an amount of money.
    fn amount_of(&self, fraction: &Fraction) -> Exact {
        let scale = BigUint::from(10u32).pow(self.election.money_decimals);
        Exact::ratio(fraction.numerator.clone(), &fraction.denominator * scale)
    }

    /// The alternatives with the lowest rate of those that can be paid for, in the published order, and what the first
    /// of them costs its supporters. Who can't be paid for is dropped: what its supporters have only falls.
    fn next(&self, waiting: &mut Vec<Bound>, purses: &Purses<'_>) -> Option<(Vec<usize>, Offer)> {
        waiting.sort_by(|one, other| one.rate.cmp(&other.rate));
        let mut best: Option<(Vec<(usize, Offer)>, Fraction)> = None;
        let mut dropped = Vec::new();
        for bound in waiting.iter_mut() {
            if best
                .as_ref()
                .is_some_and(|(_, best)| bound.rate.cmp(best).is_gt())
            {
                break;
            }
            let alternative = bound.alternative;
            let cost = self.cost(alternative);
            let Some(offer) = purses.offer(&self.supporters[alternative], cost) else {
                dropped.push(alternative);
                continue;
            };
            bound.rate = offer.rate(cost);
            match &mut best {
                Some((equals, rate)) if bound.rate.cmp(rate).is_eq() => equals.push((alternative, offer)),
                Some((_, rate)) if bound.rate.cmp(rate).is_gt() => {}
                _ => best = Some((vec![(alternative, offer)], bound.rate.clone())),
            }
        }
        waiting.retain(|bound| !dropped.contains(&bound.alternative));
        let (mut equals, _) = best?;
        equals.sort_by_key(|(alternative, _)| *alternative);
        let all = equals.iter().map(|(alternative, _)| *alternative).collect();
        let (_, first) = equals.swap_remove(0);
        Some((all, first))
    }

    /// The account of a run.
    fn account(&self, bought: &Bought<'_>, raised: u64) -> Vec<Step> {
        let election = self.election;
        let mut steps = vec![Step::Endowed {
            papers: self.papers,
            each: self.endowment(raised),
            raised,
        }];
        let mut left = i128::from(self.budget);
        for purchase in &bought.purchases {
            let alternative = purchase.alternative;
            if purchase.equals.len() > 1 {
                steps.push(support::tied(election, &purchase.equals, alternative));
            }
            let cost = self.cost(alternative);
            left -= i128::from(cost);
            let share = purchase.share.as_ref().map(|share| self.amount_of(share));
            let share = share.unwrap_or_default();
            let rate = if cost == 0 {
                Exact::default()
            } else {
                Exact(&share.0 / &election.money(cost).0)
            };
            let payers = purchase.payers.iter().map(|payers| Payers {
                papers: payers.papers,
                paid: self.amount_of(&payers.paid),
            });
            steps.push(Step::Bought {
                alternative: election.id(alternative),
                cost: election.money(cost),
                supporters: self.supporters[alternative].papers,
                share,
                rate,
                payers: payers.collect(),
                left: self.amount(left),
            });
        }
        let winners = bought.winners();
        for alternative in (0..self.supporters.len()).filter(|one| !winners.contains(one)) {
            steps.push(Step::Unaffordable {
                alternative: election.id(alternative),
                cost: election.money(self.cost(alternative)),
                supporters: self.supporters[alternative].papers,
                supporters_have: self.amount_of(&bought.purses.total(&self.supporters[alternative])),
            });
        }
        steps
    }
}

/// What one paper paid for one alternative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub alternative: String,
    pub paid: Exact,
}

/// What a paper that chose `chosen` paid, read from the account: who finds their own paper can see where its part of
/// the budget went. What was not paid is what was left over.
pub fn statement(account: &[Step], chosen: &[&str]) -> Vec<Payment> {
    let mut purse = Exact::default();
    let mut payments = Vec::new();
    for step in account {
        match step {
            Step::Endowed { each, .. } => purse = each.clone(),
            Step::Bought {
                alternative, share, ..
            } if chosen.contains(&alternative.as_str()) => {
                let paid = share.clone().min(purse.clone());
                purse = Exact(purse.0 - &paid.0);
                payments.push(Payment {
                    alternative: alternative.clone(),
                    paid,
                });
            }
            _ => {}
        }
    }
    payments
}
