//! The comparison step, as Wieliczka has it in its rules: where more papers are better off by what greedy counting
//! would choose, greedy's choice is taken. A paper is better off where more money is spent on what it chose.

use std::cmp::Ordering;

use super::super::super::account::Step;
use super::super::super::election::Election;
use super::super::super::outcome::{Uncountable, Verdict};
use super::super::greedy;
use super::{Group, Shares, count};

pub(in super::super) fn compared(election: &Election, add1: bool) -> Result<Verdict, Uncountable> {
    let shares = count(election, add1)?;
    let greedy = greedy::count(election, greedy::PLAIN)?;
    let groups = Shares::new(election)?.groups;
    let (mut by_greedy, mut by_shares, mut same) = (0, 0, 0);
    for group in &groups {
        let spent = |verdict: &Verdict| spent_as_wished(election, verdict, group);
        match spent(&greedy).cmp(&spent(&shares)) {
            Ordering::Greater => by_greedy += group.papers,
            Ordering::Less => by_shares += group.papers,
            Ordering::Equal => same += group.papers,
        }
    }
    let greedy_taken = by_greedy > by_shares;
    let step = Step::Compared {
        greedy: election.ids(&greedy.winners),
        greedy_spent: election.money(greedy.spent(election)),
        equal_shares: election.ids(&shares.winners),
        equal_shares_spent: election.money(shares.spent(election)),
        better_by_greedy: by_greedy,
        better_by_equal_shares: by_shares,
        same,
        greedy_taken,
    };
    let mut verdict = shares;
    verdict.account.push(step);
    if greedy_taken {
        verdict.winners = greedy.winners;
        // Both counts begin by saying what is counted.
        let rest = greedy.account.into_iter();
        verdict
            .account
            .extend(rest.filter(|step| !matches!(step, Step::Papers { .. })));
    }
    Ok(verdict)
}

/// How much of the winners' cost is for what these papers chose.
fn spent_as_wished(election: &Election, verdict: &Verdict, group: &Group) -> u128 {
    let chosen = |winner: &&usize| group.chosen.iter().any(|mark| *mark as usize == **winner);
    let costs = verdict.winners.iter().filter(chosen);
    costs
        .map(|winner| u128::from(election.alternatives[*winner].cost))
        .sum()
}
