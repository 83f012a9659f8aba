//! Greedy budgets, as most cities count them: by support, one after another, while the money lasts.

use std::collections::BTreeMap;

use super::super::account::{Step, Unchosen};
use super::super::election::Election;
use super::super::outcome::{Uncountable, Verdict};
use super::super::support;

/// What differs from city to city. Where the election has a threshold it holds for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Variant {
    /// The first that does not fit ends the count.
    stops: bool,
    /// At most one of each exclusive group.
    exclusive: bool,
}

pub(super) const PLAIN: Variant = Variant {
    stops: false,
    exclusive: false,
};
pub(super) const NO_SKIP: Variant = Variant {
    stops: true,
    exclusive: false,
};
pub(super) const EXCLUSIVE: Variant = Variant {
    stops: false,
    exclusive: true,
};

pub(super) fn count(election: &Election, variant: Variant) -> Result<Verdict, Uncountable> {
    let budget = election.budget.ok_or(Uncountable::NoBudget)?;
    let has = support::points(election);
    let order = support::ranked(&has);
    let mut greedy = Greedy {
        election,
        has: &has,
        left: budget,
        stopped: false,
        taken: BTreeMap::new(),
        winners: Vec::new(),
    };
    let mut account = vec![
        support::papers(election, 0),
        Step::Budget {
            budget: election.money(budget),
        },
    ];
    for equals in order.chunk_by(|one, other| has[*one] == has[*other]) {
        let steps: Vec<Step> = equals.iter().map(|one| greedy.look(*one, variant)).collect();
        let funded = |step: &Step| matches!(step, Step::Funded { .. });
        // Only where some are paid for and some are not did it matter who came first.
        if steps.iter().any(funded) && !steps.iter().all(funded) {
            account.push(support::tied(election, equals, equals[0]));
        }
        account.extend(steps);
    }
    account.push(Step::Spent {
        spent: election.money(budget - greedy.left),
        left: election.money(greedy.left),
    });
    Ok(Verdict {
        winners: greedy.winners,
        account,
    })
}

struct Greedy<'a> {
    election: &'a Election,
    has: &'a [i128],
    left: u64,
    stopped: bool,
    /// Exclusive group → who took it.
    taken: BTreeMap<&'a str, usize>,
    winners: Vec<usize>,
}

impl Greedy<'_> {
    /// Looks at one: it is paid for, or there is a reason why not.
    fn look(&mut self, one: usize, variant: Variant) -> Step {
        let alternative = self.election.id(one);
        let support = self.election.points(self.has[one]);
        let cost = self.election.money(self.election.alternatives[one].cost);
        match self.reason(one, variant) {
            None => {
                self.left -= self.election.alternatives[one].cost;
                self.winners.push(one);
                if let Some(group) = &self.election.alternatives[one].exclusive_group {
                    self.taken.insert(group, one);
                }
                Step::Funded {
                    alternative,
                    support,
                    cost,
                    left: self.election.money(self.left),
                }
            }
            Some(why) => {
                self.stopped |= variant.stops && why == Unchosen::DoesNotFit;
                Step::Unfunded {
                    alternative,
                    support,
                    cost,
                    left: self.election.money(self.left),
                    why,
                }
            }
        }
    }

    fn reason(&self, one: usize, variant: Variant) -> Option<Unchosen> {
        let alternative = &self.election.alternatives[one];
        let rival = (alternative.exclusive_group.as_deref()).and_then(|group| self.taken.get(group));
        if self.has[one] < self.election.least_support() {
            Some(Unchosen::BelowThreshold {
                threshold: self.election.points(self.election.least_support()),
            })
        } else if self.stopped {
            Some(Unchosen::AfterStop)
        } else if let Some(rival) = rival.filter(|_| variant.exclusive) {
            Some(Unchosen::Excluded {
                by: self.election.id(*rival),
            })
        } else if alternative.cost > self.left {
            Some(Unchosen::DoesNotFit)
        } else {
            None
        }
    }
}
