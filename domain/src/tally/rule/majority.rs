//! The rules that are one sum: most first choices, most papers, most points.

use super::super::account::Step;
use super::super::election::Election;
use super::super::outcome::Verdict;
use super::super::papers::{Kind, View};
use super::super::support;

/// One choice a paper; of a ranking its first place. A paper that names two is unclear and is left out.
pub(super) fn plurality(election: &Election) -> Verdict {
    let mut votes = vec![0i128; election.alternatives.len()];
    let mut unclear = 0;
    for (paper, times) in election.papers.iter() {
        match first(paper, election.papers.kind()) {
            Some(choice) => votes[choice] += i128::from(times),
            None if paper.marks.is_empty() => {}
            None => unclear += times,
        }
    }
    seats(election, votes, unclear, 0)
}

/// The one alternative that a paper puts before all others.
fn first(paper: View<'_>, kind: Kind) -> Option<usize> {
    let best = match kind {
        Kind::Approvals => None,
        Kind::Ranking => paper.values.iter().min(),
        Kind::Points => paper.values.iter().max(),
    };
    let mut best = (0..paper.marks.len()).filter(|at| best.is_none_or(|best| paper.values[*at] == *best));
    let only = best.next()?;
    best.next().is_none().then(|| paper.marks[only] as usize)
}

pub(super) fn approval(election: &Election) -> Verdict {
    seats(election, support::marks(election), 0, 0)
}

pub(super) fn score(election: &Election) -> Verdict {
    let decimals = election.papers.decimals();
    seats(election, support::points(election), 0, decimals)
}

/// The seats go to those who have the most.
fn seats(election: &Election, has: Vec<i128>, unclear: u64, decimals: u32) -> Verdict {
    let exact = |units: i128| super::super::exact::Decimal::new(units, decimals).into();
    let order = support::ranked(&has);
    let seats = election.seats.min(order.len());
    let mut account = vec![
        support::papers(election, unclear),
        Step::Support {
            standing: support::standing(election, has.iter().copied().enumerate(), exact),
        },
    ];
    // Whether the last seat went to one of several who are equal.
    if let (Some(last), Some(next)) = (order[..seats].last(), order.get(seats))
        && has[*last] == has[*next]
    {
        let among: Vec<usize> = order
            .iter()
            .copied()
            .filter(|one| has[*one] == has[*last])
            .collect();
        account.push(support::tied(election, &among, *last));
    }
    account.extend(order[..seats].iter().map(|winner| Step::Won {
        alternative: election.id(*winner),
        has: exact(has[*winner]),
    }));
    Verdict {
        winners: order[..seats].to_vec(),
        account,
    }
}
