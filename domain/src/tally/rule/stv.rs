//! Single transferable vote as Scotland elects its councils: Scottish Local Government Elections Order 2007 (SSI
//! 2007/42), rules 45 to 52: Droop quota, weighted inclusive Gregory transfers, one surplus at a time, the largest
//! first. Values of papers have five decimals and what is behind them is dropped, as rule 48 says; so votes are whole
//! numbers of hundred-thousandths here, and nothing else is rounded. What the Order leaves to the returning officer's
//! lot is decided by the published order of the alternatives.

use super::super::account::{Standing, Step, TieBreak};
use super::super::election::Election;
use super::super::exact::{Decimal, Exact};
use super::super::outcome::{Uncountable, Verdict};
use super::super::support;
use super::runoff::{Pile, piles};

const DECIMALS: u32 = 5;

/// One vote, in units of votes.
const VOTE: u64 = 100_000;

fn votes(units: u64) -> Exact {
    Decimal::new(i128::from(units), DECIMALS).into()
}

/// Papers of one pile at one value.
struct Parcel {
    pile: usize,
    /// Of each paper, in units.
    value: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Continuing,
    Elected { surplus_transferred: bool },
    Excluded,
}

struct Count<'a> {
    election: &'a Election,
    piles: &'a [Pile],
    quota: u64,
    states: Vec<State>,
    parcels: Vec<Vec<Parcel>>,
    /// What each has, in units.
    has: Vec<u64>,
    /// What each had at the end of every stage.
    stages: Vec<Vec<u64>>,
    not_transferable: u64,
    winners: Vec<usize>,
    account: Vec<Step>,
}

pub(super) fn count(election: &Election) -> Result<Verdict, Uncountable> {
    let piles = piles(election)?;
    let side = election.alternatives.len();
    let mut parcels: Vec<Vec<Parcel>> = (0..side).map(|_| Vec::new()).collect();
    let mut unclear = 0;
    for (at, pile) in piles.iter().enumerate() {
        match pile.choice(|_| true) {
            Some(first) => parcels[first].push(Parcel {
                pile: at,
                value: VOTE,
            }),
            None if pile.ranking.is_empty() => {}
            None => unclear += pile.papers,
        }
    }
    let of = |parcels: &Vec<Parcel>| {
        parcels
            .iter()
            .map(|parcel| piles[parcel.pile].papers)
            .sum::<u64>()
    };
    let papers: Vec<u64> = parcels.iter().map(of).collect();
    let seats = election.seats.min(side);
    let quota = papers.iter().sum::<u64>() / (seats as u64 + 1) + 1;
    let mut count = Count {
        election,
        piles: &piles,
        quota: quota * VOTE,
        states: vec![State::Continuing; side],
        parcels,
        has: papers.iter().map(|papers| papers * VOTE).collect(),
        stages: Vec::new(),
        not_transferable: 0,
        winners: Vec::new(),
        account: vec![
            support::papers(election, unclear),
            Step::Quota {
                quota,
                seats: seats as u64,
            },
        ],
    };
    count.end_stage();
    while count.winners.len() < seats {
        count.elect();
        let vacant = seats.saturating_sub(count.winners.len());
        let continuing = count.continuing();
        if vacant == 0 {
            break;
        } else if continuing.len() <= vacant {
            count.fill(continuing);
        } else if let Some(richest) = count.largest_surplus() {
            count.transfer_surplus(richest);
        } else {
            count.exclude_lowest(continuing);
        }
    }
    Ok(Verdict {
        winners: count.winners,
        account: count.account,
    })
}

impl Count<'_> {
    fn continuing(&self) -> Vec<usize> {
        let all = 0..self.states.len();
        all.filter(|one| self.states[*one] == State::Continuing).collect()
    }

    fn end_stage(&mut self) {
        self.stages.push(self.has.clone());
        let shown = (0..self.has.len())
            .filter(|one| self.states[*one] != State::Excluded)
            .map(|one| (one, self.has[one]));
        self.account.push(Step::Stage {
            stage: self.stages.len() as u32,
            standing: support::standing(self.election, shown, votes),
            not_transferable: votes(self.not_transferable),
        });
    }

    /// Rule 47: whoever has the quota is elected, those with more votes first.
    fn elect(&mut self) {
        let mut reached = self.continuing();
        reached.retain(|one| self.has[*one] >= self.quota);
        reached.sort_by_key(|one| std::cmp::Reverse(self.has[*one]));
        for one in reached {
            let surplus = self.has[one] - self.quota;
            self.states[one] = State::Elected {
                surplus_transferred: surplus == 0,
            };
            self.winners.push(one);
            self.account.push(Step::Reached {
                alternative: self.election.id(one),
                has: votes(self.has[one]),
                surplus: votes(surplus),
            });
        }
    }

    /// Rule 52: the last vacancies.
    fn fill(&mut self, mut continuing: Vec<usize>) {
        continuing.sort_by_key(|one| std::cmp::Reverse(self.has[*one]));
        self.account.push(Step::Filled {
            alternatives: self.election.ids(&continuing),
        });
        self.winners.extend(continuing);
    }

    /// Rule 49: the surplus that is transferred next.
    fn largest_surplus(&mut self) -> Option<usize> {
        let waits = State::Elected {
            surplus_transferred: false,
        };
        let waiting: Vec<usize> = (0..self.states.len())
            .filter(|one| self.states[*one] == waits)
            .collect();
        let most = waiting.iter().map(|one| self.has[*one]).max()?;
        let equal = waiting.into_iter().filter(|one| self.has[*one] == most).collect();
        Some(self.untie(equal, |here, there| here > there, |equal| equal[0]))
    }

    /// Who of these equals is taken: who was `ahead` at the most recent stage where they were not equal, else who the
    /// published order says.
    fn untie(
        &mut self,
        equal: Vec<usize>,
        ahead: impl Fn(u64, u64) -> bool,
        by_order: impl Fn(&[usize]) -> usize,
    ) -> usize {
        let mut left = equal.clone();
        for stage in self.stages.iter().rev() {
            let best = (left.iter().map(|one| stage[*one]))
                .reduce(|best, other| if ahead(other, best) { other } else { best });
            left.retain(|one| Some(stage[*one]) == best);
        }
        let taken = by_order(&left);
        if equal.len() > 1 {
            self.account.push(Step::Tied {
                among: self.election.ids(&equal),
                by: if left.len() == 1 {
                    TieBreak::EarlierStage
                } else {
                    TieBreak::Order
                },
                ahead: self.election.id(taken),
            });
        }
        taken
    }

    /// Rule 48: every paper of the elected goes to its next choice with its part of the surplus.
    fn transfer_surplus(&mut self, from: usize) {
        let (surplus, total) = (self.has[from] - self.quota, self.has[from]);
        let part = |value: u64| {
            let value = u128::from(surplus) * u128::from(value) / u128::from(total);
            u64::try_from(value).unwrap_or(u64::MAX)
        };
        let to = self.hand_on(from, part);
        let moved: u64 = to.iter().sum();
        self.has[from] = self.quota;
        self.not_transferable += surplus - moved;
        self.states[from] = State::Elected {
            surplus_transferred: true,
        };
        self.account.push(Step::Transferred {
            from: self.election.id(from),
            surplus: votes(surplus),
            to: self.receivers(&to),
            not_transferable: votes(surplus - moved),
        });
        self.end_stage();
    }

    /// Rules 50 and 51: the lowest goes, its papers at the value they came with.
    fn exclude_lowest(&mut self, continuing: Vec<usize>) {
        let Some(fewest) = continuing.iter().map(|one| self.has[*one]).min() else {
            return;
        };
        let equal = continuing
            .into_iter()
            .filter(|one| self.has[*one] == fewest)
            .collect();
        let goes = self.untie(equal, |here, there| here < there, |equal| equal[equal.len() - 1]);
        self.states[goes] = State::Excluded;
        self.account.push(Step::Excluded {
            alternative: self.election.id(goes),
            has: votes(fewest),
        });
        let to = self.hand_on(goes, |value| value);
        let moved: u64 = to.iter().sum();
        self.has[goes] = 0;
        self.not_transferable += fewest - moved;
        self.account.push(Step::Transferred {
            from: self.election.id(goes),
            surplus: votes(fewest),
            to: self.receivers(&to),
            not_transferable: votes(fewest - moved),
        });
        self.end_stage();
    }

    /// Moves all papers of `from` to the next continuing choice at a new value; gives what each receives.
    fn hand_on(&mut self, from: usize, value: impl Fn(u64) -> u64) -> Vec<u64> {
        let mut received = vec![0; self.has.len()];
        for parcel in std::mem::take(&mut self.parcels[from]) {
            let pile = &self.piles[parcel.pile];
            let value = value(parcel.value);
            let next = pile.choice(|one| self.states[one] == State::Continuing);
            if let Some(next) = next.filter(|_| value > 0) {
                received[next] += pile.papers * value;
                self.parcels[next].push(Parcel {
                    pile: parcel.pile,
                    value,
                });
            }
        }
        for (one, received) in received.iter().enumerate() {
            self.has[one] += received;
        }
        received
    }

    fn receivers(&self, received: &[u64]) -> Vec<Standing> {
        let some = received
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, units)| *units > 0);
        support::standing(self.election, some, votes)
    }
}
