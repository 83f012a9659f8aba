//! What the money goes to.

use domain::tally::{Election, Rule, Step, Unchosen, statement};

use crate::making::{budget, counted, exact, ties, winners};

/// Four projects, the most wanted first; 100 to spend.
fn town() -> Election {
    budget(
        100,
        &[("A", 60), ("B", 50), ("C", 30), ("D", 10)],
        &[(5, "AB"), (3, "AC"), (2, "BC"), (1, "D")],
    )
}

fn reasons(election: &Election, rule: Rule) -> Vec<(String, Unchosen)> {
    let outcome = counted(election, rule);
    let steps = outcome.account.into_iter();
    steps
        .filter_map(|step| match step {
            Step::Unfunded { alternative, why, .. } => Some((alternative, why)),
            _ => None,
        })
        .collect()
}

#[test]
fn greedy_leaves_out_what_does_not_fit_and_goes_on() {
    assert_eq!(winners(&town(), Rule::Greedy), "ACD");
    assert_eq!(
        reasons(&town(), Rule::Greedy),
        [("B".into(), Unchosen::DoesNotFit)]
    );
}

#[test]
fn without_skipping_the_first_that_does_not_fit_ends_it() {
    assert_eq!(winners(&town(), Rule::GreedyNoSkip), "A");
    let after = |id: &str| (id.to_owned(), Unchosen::AfterStop);
    assert_eq!(
        reasons(&town(), Rule::GreedyNoSkip),
        [("B".into(), Unchosen::DoesNotFit), after("C"), after("D")]
    );
    assert_eq!(winners(&town(), Rule::GreedyCustom), "A");
}

#[test]
fn below_the_threshold_nothing_is_paid_for() {
    let mut election = town();
    election.threshold = Some(5);
    assert_eq!(winners(&election, Rule::GreedyThreshold), "AC");
    election.threshold = Some(6);
    assert_eq!(winners(&election, Rule::GreedyThreshold), "A");
}

#[test]
fn of_an_exclusive_group_the_first_excludes_the_others() {
    let mut election = town();
    for at in [0, 2] {
        election.alternatives[at].exclusive_group = Some("the old market".into());
    }
    assert_eq!(winners(&election, Rule::GreedyExclusive), "AD");
    assert_eq!(
        reasons(&election, Rule::GreedyExclusive),
        [
            ("B".into(), Unchosen::DoesNotFit),
            ("C".into(), Unchosen::Excluded { by: "A".into() })
        ]
    );
    assert_eq!(winners(&election, Rule::Greedy), "ACD");
}

#[test]
fn a_tie_is_told_only_where_it_decided_something() {
    let decided = budget(10, &[("A", 10), ("B", 10)], &[(1, "A"), (1, "B")]);
    assert_eq!(
        ties(&counted(&decided, Rule::Greedy)),
        [("AB".into(), "A".into())]
    );
    let both = budget(20, &[("A", 10), ("B", 10)], &[(1, "A"), (1, "B")]);
    assert!(ties(&counted(&both, Rule::Greedy)).is_empty());
}

/// The example by which the method is explained: 51 want the red projects, 49 the blue ones, and the money is enough
/// for ten.
fn red_and_blue() -> Election {
    let projects: Vec<(String, u64)> = "ABCDEFGHIJabcdefghij"
        .chars()
        .map(|id| (id.to_string(), 100))
        .collect();
    let projects: Vec<(&str, u64)> = projects.iter().map(|(id, cost)| (id.as_str(), *cost)).collect();
    budget(1000, &projects, &[(51, "ABCDEFGHIJ"), (49, "abcdefghij")])
}

#[test]
fn greedy_gives_all_to_the_larger_half_and_equal_shares_gives_both_their_part() {
    let election = red_and_blue();
    assert_eq!(winners(&election, Rule::Greedy), "ABCDEFGHIJ");
    assert_eq!(winners(&election, Rule::EqualShares), "ABCDEabcd");
    assert_eq!(winners(&election, Rule::EqualSharesAdd1), "ABCDEabcde");
    let spent = counted(&election, Rule::EqualSharesAdd1).spent;
    assert_eq!(spent, Some(exact("1000")));
}

#[test]
fn who_has_too_little_left_gives_all_and_the_others_pay_the_rest() {
    // Each has 10. Three pay 8 each for X; then of the two who want Y one has 2 left and the other all.
    let election = budget(40, &[("X", 24), ("Y", 11)], &[(2, "X"), (1, "XY"), (1, "Y")]);
    let outcome = counted(&election, Rule::EqualShares);
    assert_eq!(outcome.winners.concat(), "XY");
    let paid: Vec<String> = outcome
        .account
        .iter()
        .filter_map(|step| match step {
            Step::Bought { payers, .. } => {
                let each = payers
                    .iter()
                    .map(|payers| format!("{}×{}", payers.papers, payers.paid));
                Some(each.collect::<Vec<_>>().join(" + "))
            }
            _ => None,
        })
        .collect();
    assert_eq!(paid, ["3×8", "1×9 + 1×2"]);
}

#[test]
fn a_voter_finds_what_their_paper_paid() {
    let election = budget(40, &[("X", 24), ("Y", 11)], &[(2, "X"), (1, "XY"), (1, "Y")]);
    let outcome = counted(&election, Rule::EqualShares);
    let paid = |chosen: &[&str]| -> Vec<String> {
        let payments = statement(&outcome.account, chosen);
        payments
            .iter()
            .map(|payment| format!("{}{}", payment.alternative, payment.paid))
            .collect()
    };
    assert_eq!(paid(&["X"]), ["X8"]);
    assert_eq!(paid(&["X", "Y"]), ["X8", "Y2"]);
    assert_eq!(paid(&["Y"]), ["Y9"]);
    assert!(paid(&[]).is_empty());
}

#[test]
fn what_could_not_be_paid_for_is_told_with_what_its_supporters_had_left() {
    let outcome = counted(&red_and_blue(), Rule::EqualShares);
    let have = outcome.account.iter().find_map(|step| match step {
        Step::Unaffordable {
            alternative,
            supporters_have,
            ..
        } if alternative == "e" => Some(supporters_have.clone()),
        _ => None,
    });
    assert_eq!(have, Some(exact("90")));
}

#[test]
fn raising_ends_before_more_would_be_spent_than_there_is() {
    // One more for each makes both affordable, and both are more than the budget.
    let election = budget(10, &[("A", 6), ("B", 6)], &[(1, "A"), (1, "B")]);
    let outcome = counted(&election, Rule::EqualSharesAdd1);
    assert!(outcome.winners.is_empty());
    let end = outcome.account.iter().find_map(|step| match step {
        Step::Overspent { each, cost, .. } => Some((each.clone(), cost.clone())),
        _ => None,
    });
    assert_eq!(end, Some((exact("6"), exact("12"))));
}

#[test]
fn the_comparison_takes_greedy_s_choice_where_more_are_better_off_by_it() {
    // Equal Shares: two who chose A pay it, and the others' B is too dear for them; by greedy all the money goes to B.
    let election = budget(100, &[("A", 40), ("B", 100)], &[(2, "A"), (3, "B")]);
    assert_eq!(winners(&election, Rule::EqualShares), "A");
    assert_eq!(winners(&election, Rule::EqualSharesComparison), "B");
    let compared = |election: &Election| {
        let outcome = counted(election, Rule::EqualSharesComparison);
        outcome.account.into_iter().find_map(|step| match step {
            Step::Compared {
                better_by_greedy,
                better_by_equal_shares,
                same,
                greedy_taken,
                ..
            } => Some((better_by_greedy, better_by_equal_shares, same, greedy_taken)),
            _ => None,
        })
    };
    assert_eq!(compared(&election), Some((3, 2, 0, true)));
    assert_eq!(compared(&red_and_blue()), Some((51, 49, 0, true)));
    // Where as many are better off by one as by the other, Equal Shares stands.
    let even = budget(100, &[("A", 40), ("B", 100)], &[(2, "A"), (2, "B"), (1, "")]);
    assert_eq!(compared(&even).map(|(.., taken)| taken), Some(false));
}

#[test]
fn what_costs_nothing_is_given_to_whoever_wants_it() {
    let election = budget(10, &[("A", 0), ("B", 0), ("C", 10)], &[(1, "A"), (1, "C")]);
    assert_eq!(winners(&election, Rule::EqualSharesAdd1), "AC");
}
