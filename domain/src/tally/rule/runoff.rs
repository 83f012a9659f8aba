//! Instant run-off: whoever has the fewest votes goes, until somebody has more than half.

use super::super::account::Step;
use super::super::election::Election;
use super::super::outcome::{Uncountable, Verdict};
use super::super::papers::{Index, Kind};
use super::super::support;

/// Rankings that are equal, and how many of them were cast.
pub(super) struct Pile {
    pub(super) ranking: Vec<(Index, i64)>,
    pub(super) papers: u64,
}

/// The papers as piles of equal rankings.
///
/// # Errors
/// [`Uncountable::NoRanking`] where papers do not rank.
pub(super) fn piles(election: &Election) -> Result<Vec<Pile>, Uncountable> {
    let mut distinct = election.papers.distinct();
    match election.papers.kind() {
        Kind::Approvals => return Err(Uncountable::NoRanking),
        Kind::Ranking => {}
        // Who gives more points to one than to another puts it before the other.
        Kind::Points => distinct.iter_mut().for_each(|(marks, _)| {
            marks.iter_mut().for_each(|(_, points)| *points = -*points);
            marks.reverse();
        }),
    }
    let piles = distinct.into_iter();
    Ok(piles.map(|(ranking, papers)| Pile { ranking, papers }).collect())
}

impl Pile {
    /// The first choice among those who go on. A paper that gives a rank twice says nothing from there on.
    pub(super) fn choice(&self, goes_on: impl Fn(usize) -> bool) -> Option<usize> {
        for equals in self.ranking.chunk_by(|one, other| one.1 == other.1) {
            match equals {
                [(only, _)] if goes_on(*only as usize) => return Some(*only as usize),
                [_] => {}
                _ => return None,
            }
        }
        None
    }
}

pub(super) fn count(election: &Election) -> Result<Verdict, Uncountable> {
    let piles = piles(election)?;
    let mut goes_on = vec![true; election.alternatives.len()];
    let mut account = vec![support::papers(election, 0)];
    for round in 1.. {
        let mut votes = vec![0u64; goes_on.len()];
        let mut exhausted = 0;
        for pile in &piles {
            match pile.choice(|alternative| goes_on[alternative]) {
                Some(choice) => votes[choice] += pile.papers,
                None => exhausted += pile.papers,
            }
        }
        let needed = votes.iter().sum::<u64>() / 2 + 1;
        let remaining: Vec<usize> = (0..goes_on.len()).filter(|one| goes_on[*one]).collect();
        account.push(Step::Round {
            round,
            standing: support::standing(
                election,
                remaining.iter().map(|one| (*one, votes[*one])),
                |votes| votes.into(),
            ),
            exhausted,
            needed,
        });
        let leader = remaining
            .iter()
            .copied()
            .find(|one| votes[*one] >= needed || remaining.len() == 1);
        if let Some(winner) = leader {
            account.push(Step::Won {
                alternative: election.id(winner),
                has: votes[winner].into(),
            });
            return Ok(Verdict {
                winners: vec![winner],
                account,
            });
        }
        let Some(fewest) = remaining.iter().map(|one| votes[*one]).min() else {
            break;
        };
        let last: Vec<usize> = remaining
            .into_iter()
            .filter(|one| votes[*one] == fewest)
            .collect();
        // The published order speaks for those who stand first: the last of the list goes.
        let goes = last[last.len() - 1];
        if last.len() > 1 {
            account.push(support::tied(election, &last, goes));
        }
        goes_on[goes] = false;
        account.push(Step::Eliminated {
            alternative: election.id(goes),
            has: fewest.into(),
        });
    }
    Ok(Verdict {
        winners: Vec::new(),
        account,
    })
}
