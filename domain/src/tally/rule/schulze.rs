//! Schulze's method (M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
//! single-winner election method", Social Choice and Welfare 36, 2011), the strength of a duel being its winning votes.

use super::super::account::{Duel, Path, Step};
use super::super::election::Election;
use super::super::outcome::{Uncountable, Verdict};
use super::super::support;
use super::runoff::{Pile, piles};

/// A number for each ordered pair of alternatives.
struct Square {
    side: usize,
    cells: Vec<u64>,
}

impl Square {
    fn new(side: usize) -> Self {
        Self {
            side,
            cells: vec![0; side * side],
        }
    }

    fn at(&self, one: usize, other: usize) -> u64 {
        self.cells[one * self.side + other]
    }

    fn at_mut(&mut self, one: usize, other: usize) -> &mut u64 {
        &mut self.cells[one * self.side + other]
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let side = self.side;
        (0..side * side)
            .map(move |cell| (cell / side, cell % side))
            .filter(|(one, other)| one != other)
    }
}

/// How many papers put one before the other; whoever is not on a paper comes after all who are.
fn preferences(side: usize, piles: &[Pile]) -> Square {
    let mut before = Square::new(side);
    for pile in piles {
        let mut behind = vec![true; side];
        for equals in pile.ranking.chunk_by(|one, other| one.1 == other.1) {
            for (one, _) in equals {
                behind[*one as usize] = false;
            }
            for (one, _) in equals {
                for other in (0..side).filter(|other| behind[*other]) {
                    *before.at_mut(*one as usize, other) += pile.papers;
                }
            }
        }
    }
    before
}

/// The strongest paths (Floyd and Warshall).
fn strongest_paths(before: &Square) -> Square {
    let side = before.side;
    let mut strength = Square::new(side);
    for (one, other) in before.pairs() {
        if before.at(one, other) > before.at(other, one) {
            *strength.at_mut(one, other) = before.at(one, other);
        }
    }
    for over in 0..side {
        for from in (0..side).filter(|from| *from != over) {
            for to in (0..side).filter(|to| *to != over && *to != from) {
                let detour = strength.at(from, over).min(strength.at(over, to));
                let path = strength.at_mut(from, to);
                *path = (*path).max(detour);
            }
        }
    }
    strength
}

pub(super) fn count(election: &Election) -> Result<Verdict, Uncountable> {
    let piles = piles(election)?;
    let before = preferences(election.alternatives.len(), &piles);
    let strength = strongest_paths(&before);
    let mut account = vec![
        support::papers(election, 0),
        Step::Duels {
            duels: duels(election, &before),
        },
        Step::Paths {
            paths: paths(election, &strength),
        },
    ];
    // With more than one seat the next goes to whom nobody beats among those that remain.
    let mut remaining: Vec<usize> = (0..election.alternatives.len()).collect();
    let mut winners = Vec::new();
    while winners.len() < election.seats && !remaining.is_empty() {
        let beats = |one: usize, other: usize| strength.at(one, other) > strength.at(other, one);
        let unbeaten: Vec<usize> = remaining
            .iter()
            .copied()
            .filter(|one| !remaining.iter().any(|other| beats(*other, *one)))
            .collect();
        account.push(Step::Unbeaten {
            alternatives: election.ids(&unbeaten),
        });
        // The relation is transitive, so there always is one.
        let Some(winner) = unbeaten.first().copied() else {
            break;
        };
        if unbeaten.len() > election.seats - winners.len() {
            account.push(support::tied(election, &unbeaten, winner));
        }
        remaining.retain(|one| *one != winner);
        winners.push(winner);
    }
    Ok(Verdict { winners, account })
}

fn duels(election: &Election, before: &Square) -> Vec<Duel> {
    let won = before
        .pairs()
        .filter(|(one, other)| before.at(*one, *other) > before.at(*other, *one));
    won.map(|(one, other)| Duel {
        winner: election.id(one),
        loser: election.id(other),
        votes: before.at(one, other),
        against: before.at(other, one),
    })
    .collect()
}

fn paths(election: &Election, strength: &Square) -> Vec<Path> {
    let there = strength.pairs().filter(|(from, to)| strength.at(*from, *to) > 0);
    there
        .map(|(from, to)| Path {
            from: election.id(from),
            to: election.id(to),
            strength: strength.at(from, to),
        })
        .collect()
}
