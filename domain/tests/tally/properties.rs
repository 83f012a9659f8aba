//! What holds for every election.

use domain::tally::{Alternative, Election, Exact, Index, Kind, Papers, Rule, Step, count, statement};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::making::counted;

/// Up to seven alternatives with costs, and some of them in groups.
fn alternatives() -> impl Strategy<Value = Vec<Alternative>> {
    let one = (1u64..12, proptest::option::weighted(0.3, 0..2u8));
    proptest::collection::vec(one, 1..7).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        let made = numbered.map(|(at, (cost, group))| Alternative {
            id: format!("p{at}"),
            name: format!("Project {at}"),
            cost,
            exclusive_group: group.map(|group| group.to_string()),
        });
        made.collect()
    })
}

/// What one paper says: alternatives in any order, each with a value.
type Paper = Vec<(Index, i64)>;

fn packed(kind: Kind, papers: &[Paper]) -> Papers {
    let mut packed = Papers::new(kind);
    for paper in papers {
        match kind {
            Kind::Approvals => packed.approve(paper.iter().map(|(mark, _)| *mark)),
            _ => packed.value(paper.iter().copied()),
        }
    }
    packed
}

/// An election of any kind, and its papers as they were made.
fn elections() -> impl Strategy<Value = (Election, Vec<Paper>)> {
    let kinds = prop_oneof![Just(Kind::Approvals), Just(Kind::Ranking), Just(Kind::Points)];
    (alternatives(), kinds, 1..4usize, 0..30u64, 0..4i64).prop_flat_map(
        |(alternatives, kind, seats, budget, threshold)| {
            let all: Vec<Index> = (0..alternatives.len() as Index).collect();
            let marks = subsequence(all, 0..=alternatives.len()).prop_shuffle();
            let paper = (marks, proptest::collection::vec(1..4i64, alternatives.len()));
            let paper = paper.prop_map(|(marks, values)| marks.into_iter().zip(values).collect::<Paper>());
            proptest::collection::vec(paper, 0..12).prop_map(move |papers| {
                let election = Election {
                    seats,
                    budget: Some(budget),
                    threshold: Some(threshold),
                    ..Election::new(alternatives.clone(), packed(kind, &papers))
                };
                (election, papers)
            })
        },
    )
}

/// A budget that is voted upon by approval.
fn budgets() -> impl Strategy<Value = (Election, Vec<Paper>)> {
    elections().prop_map(|(election, papers)| {
        let approvals = packed(Kind::Approvals, &papers);
        let election = Election {
            papers: approvals,
            threshold: None,
            ..election
        };
        (election, papers)
    })
}

const GREEDY: [Rule; 4] = [
    Rule::Greedy,
    Rule::GreedyThreshold,
    Rule::GreedyNoSkip,
    Rule::GreedyExclusive,
];

/// Every set of the numbers below `count`, as bits.
fn sets(count: usize) -> impl Iterator<Item = u32> {
    1..(1u32 << count)
}

fn has(set: u32, member: usize) -> bool {
    set & (1 << member) != 0
}

/// Whether some group of voters that together could pay for a set of projects that all of them chose is left with less:
/// no one of it has as much of what they chose as that set costs, nor would have more with one project of it more. (EJR
/// up to one project, for cost utilities.) Tries every set and, for each, the smallest groups that could complain: those
/// of exactly the voters who are worse off.
fn complaint(election: &Election, papers: &[Paper], winners: &[String]) -> Option<u32> {
    let (projects, voters) = (election.alternatives.len(), papers.len() as u64);
    let cost = |project: usize| election.alternatives[project].cost;
    let won = |project: usize| winners.contains(&election.alternatives[project].id);
    sets(projects).find(|set| {
        let members = || (0..projects).filter(|project| has(*set, *project));
        let costs: u64 = members().map(cost).sum();
        let complains = |paper: &&Paper| {
            let chose = |project: usize| paper.iter().any(|(mark, _)| *mark as usize == project);
            let utility: u64 = (0..projects)
                .filter(|one| chose(*one) && won(*one))
                .map(cost)
                .sum();
            let one_more = members().filter(|one| !won(*one)).map(|one| utility + cost(one));
            members().all(chose) && utility < costs && one_more.max().is_none_or(|best| best <= costs)
        };
        let group = papers.iter().filter(complains).count() as u64;
        group > 0 && costs * voters <= group * election.budget.unwrap_or(0)
    })
}

proptest! {
    #[test]
    fn the_order_of_papers_and_of_their_marks_changes_nothing(
        (election, papers) in elections(),
        turn in 0..12usize,
    ) {
        let mut others = papers.clone();
        others.reverse();
        if !others.is_empty() {
            let turn = turn % others.len();
            others.rotate_left(turn);
        }
        others.iter_mut().for_each(|paper| paper.reverse());
        let kind = election.papers.kind();
        let other = Election { papers: packed(kind, &others), ..election.clone() };
        for rule in Rule::ALL {
            prop_assert_eq!(count(&election, rule), count(&other, rule), "{}", rule);
        }
    }

    #[test]
    fn no_rule_spends_more_than_there_is_or_chooses_twice((election, _) in elections()) {
        for rule in Rule::ALL {
            let Ok(outcome) = count(&election, rule) else { continue };
            let mut winners = outcome.winners.clone();
            winners.sort_unstable();
            winners.dedup();
            prop_assert_eq!(winners.len(), outcome.winners.len(), "{}", rule);
            if rule.spends() {
                prop_assert!(outcome.spent.expect("told") <= election.money(election.budget.expect("has")), "{}", rule);
            } else {
                prop_assert!(winners.len() <= election.seats, "{}", rule);
            }
        }
    }

    #[test]
    fn greedy_is_monotone((election, papers) in budgets(), more in 0..12usize) {
        // One more paper chooses a winner: it still wins.
        for rule in GREEDY {
            let election = Election { threshold: Some(1), ..election.clone() };
            for winner in counted(&election, rule).winners {
                let place = election.alternatives.iter().position(|one| one.id == winner).expect("known") as Index;
                let mut papers = papers.clone();
                let others = papers.len().max(1);
                match papers.get_mut(more % others) {
                    Some(paper) if paper.iter().all(|(mark, _)| *mark != place) => paper.push((place, 1)),
                    _ => papers.push(vec![(place, 1)]),
                }
                let liked_more = Election { papers: packed(Kind::Approvals, &papers), ..election.clone() };
                prop_assert!(counted(&liked_more, rule).winners.contains(&winner), "{}", rule);
            }
        }
    }

    #[test]
    fn schulze_elects_whoever_beats_everybody((election, papers) in elections()) {
        let election = Election { papers: packed(Kind::Ranking, &papers), seats: 1, ..election };
        let side = election.alternatives.len();
        let rank = |paper: &Paper, one: usize| paper.iter().find(|(mark, _)| *mark as usize == one).map_or(i64::MAX, |(_, rank)| *rank);
        let beats = |one: usize, other: usize| {
            let before = papers.iter().filter(|paper| rank(paper, one) < rank(paper, other)).count();
            let after = papers.iter().filter(|paper| rank(paper, one) > rank(paper, other)).count();
            before > after
        };
        let champion = (0..side).find(|one| (0..side).all(|other| other == *one || beats(*one, other)));
        if let Some(champion) = champion {
            prop_assert_eq!(&counted(&election, Rule::Schulze).winners, &[election.alternatives[champion].id.clone()]);
        }
    }

    #[test]
    fn stv_fills_every_seat_and_loses_no_vote((election, papers) in elections()) {
        let election = Election { papers: packed(Kind::Ranking, &papers), ..election };
        let outcome = counted(&election, Rule::Stv);
        prop_assert_eq!(outcome.winners.len(), election.seats.min(election.alternatives.len()));
        let mut all = None;
        for step in &outcome.account {
            if let Step::Stage { standing, not_transferable, .. } = step {
                let held = standing.iter().map(|one| one.has.clone()).chain([not_transferable.clone()]);
                let sum = held.reduce(|one, other| plus(&one, &other)).expect("some");
                prop_assert_eq!(all.get_or_insert(sum.clone()), &sum);
            }
        }
    }

    #[test]
    fn what_papers_paid_is_what_was_bought((election, papers) in budgets()) {
        for rule in [Rule::EqualShares, Rule::EqualSharesAdd1] {
            let outcome = counted(&election, rule);
            for step in &outcome.account {
                let Step::Bought { alternative, cost, payers, .. } = step else { continue };
                let told = payers.iter().flat_map(|payers| std::iter::repeat_n(payers.paid.clone(), payers.papers as usize));
                prop_assert_eq!(&sum(told), cost);
                let found = papers.iter().flat_map(|paper| {
                    let chosen: Vec<&str> = paper.iter().map(|(mark, _)| election.alternatives[*mark as usize].id.as_str()).collect();
                    let paid = statement(&outcome.account, &chosen).into_iter();
                    paid.filter(|paid| paid.alternative == *alternative).map(|paid| paid.paid).collect::<Vec<_>>()
                });
                prop_assert_eq!(&sum(found), cost);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn equal_shares_never_overspends_and_gives_every_group_what_it_deserves_up_to_one((election, papers) in budgets()) {
        for rule in [Rule::EqualShares, Rule::EqualSharesAdd1] {
            let outcome = counted(&election, rule);
            prop_assert!(outcome.spent.expect("told") <= election.money(election.budget.expect("has")));
            prop_assert_eq!(complaint(&election, &papers, &outcome.winners), None, "{}", rule);
        }
    }
}

/// The property is one that greedy counting does not have; else it would tell nothing.
#[test]
fn greedy_counting_gives_a_group_reason_to_complain() {
    // One of four could pay for C with their part of the budget, and has nothing.
    let election = crate::making::budget(4, &[("A", 2), ("B", 2), ("C", 1)], &[(3, "AB"), (1, "C")]);
    let (many, one): (Paper, Paper) = (vec![(0, 1), (1, 1)], vec![(2, 1)]);
    let papers = [many.clone(), many.clone(), many, one];
    let complains = |rule| complaint(&election, &papers, &counted(&election, rule).winners).is_some();
    assert!(complains(Rule::Greedy));
    assert!(!complains(Rule::EqualShares));
}

fn plus(one: &Exact, other: &Exact) -> Exact {
    sum([one.clone(), other.clone()])
}

fn sum(all: impl IntoIterator<Item = Exact>) -> Exact {
    all.into_iter().sum()
}
