//! How much support each alternative has from all papers: what most rules begin with.

use std::cmp::Reverse;

use super::account::{Standing, Step, TieBreak};
use super::election::Election;
use super::exact::Exact;
use super::papers::Kind;

/// How many papers mark each alternative.
pub(crate) fn marks(election: &Election) -> Vec<i128> {
    let mut counts = vec![0u64; election.alternatives.len()];
    match election.papers.plain_marks() {
        Some(marks) => {
            for mark in marks {
                counts[*mark as usize] += 1;
            }
        }
        None => {
            for (paper, times) in election.papers.iter() {
                for mark in paper.marks {
                    counts[*mark as usize] += times;
                }
            }
        }
    }
    counts.into_iter().map(i128::from).collect()
}

/// The points of each alternative: those that papers give it; where papers rank, as many for the first place as a
/// paper may rank, one less for each that stands before it; where they only choose, one.
pub(crate) fn points(election: &Election) -> Vec<i128> {
    let papers = &election.papers;
    if papers.kind() == Kind::Approvals {
        return marks(election);
    }
    let mut totals = vec![0i128; election.alternatives.len()];
    let longest = election.longest.unwrap_or(election.alternatives.len());
    for (paper, times) in papers.iter() {
        for (mark, value) in paper.marks.iter().zip(paper.values) {
            let points = match papers.kind() {
                Kind::Ranking => {
                    let before = paper.values.iter().filter(|other| *other < value).count();
                    longest.saturating_sub(before) as i128
                }
                _ => i128::from(*value),
            };
            totals[*mark as usize] += points * i128::from(times);
        }
    }
    totals
}

/// The alternatives by what they have, the most first, equal ones in the published order.
pub(crate) fn ranked(has: &[i128]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..has.len()).collect();
    order.sort_by_key(|alternative| Reverse(has[*alternative]));
    order
}

/// What these alternatives have, the most first.
pub(crate) fn standing<N: Ord>(
    election: &Election,
    of: impl IntoIterator<Item = (usize, N)>,
    exact: impl Fn(N) -> Exact,
) -> Vec<Standing> {
    let mut of: Vec<_> = of.into_iter().collect();
    of.sort_by(|(_, one), (_, other)| other.cmp(one));
    of.into_iter()
        .map(|(alternative, has)| Standing {
            alternative: election.id(alternative),
            has: exact(has),
        })
        .collect()
}

/// The step that says what is counted.
pub(crate) fn papers(election: &Election, unclear: u64) -> Step {
    Step::Papers {
        cast: election.papers.cast(),
        blank: election.papers.blank(),
        unclear,
    }
}

/// The step that says that the published order was asked.
pub(crate) fn tied(election: &Election, among: &[usize], ahead: usize) -> Step {
    Step::Tied {
        among: election.ids(among),
        by: TieBreak::Order,
        ahead: election.id(ahead),
    }
}
