//! Who wins, in elections that the literature tells.

use domain::tally::{Rule, Step, TieBreak, Uncountable, count};

use crate::making::{budget, counted, exact, gone, rankings, ties, winners};

/// The capital of Tennessee: Memphis, Nashville, Chattanooga and Knoxville; everybody prefers what is nearer.
fn tennessee() -> domain::tally::Election {
    rankings(
        "MNCK",
        &[(42, "M>N>C>K"), (26, "N>C>K>M"), (15, "C>K>N>M"), (17, "K>C>N>M")],
    )
}

#[test]
fn three_rules_choose_three_capitals() {
    assert_eq!(winners(&tennessee(), Rule::Plurality), "M");
    assert_eq!(winners(&tennessee(), Rule::InstantRunoff), "K");
    assert_eq!(winners(&tennessee(), Rule::Schulze), "N");
}

#[test]
fn the_run_off_tells_who_went_and_with_how_many() {
    let outcome = counted(&tennessee(), Rule::InstantRunoff);
    assert_eq!(gone(&outcome), "CN");
    let last = outcome.account.last();
    assert_eq!(
        last,
        Some(&Step::Won {
            alternative: "K".into(),
            has: 58.into()
        })
    );
    assert_eq!(outcome.spent, None);
}

/// Schulze's own first example (2011, section 3): 45 voters, 5 alternatives.
#[test]
fn schulze_s_example_has_its_paths_and_its_order() {
    let mut election = rankings(
        "ABCDE",
        &[
            (5, "A>C>B>E>D"),
            (5, "A>D>E>C>B"),
            (8, "B>E>D>A>C"),
            (3, "C>A>B>E>D"),
            (7, "C>A>E>B>D"),
            (2, "C>B>A>D>E"),
            (7, "D>C>E>B>A"),
            (8, "E>B>A>D>C"),
        ],
    );
    election.seats = 5;
    let outcome = counted(&election, Rule::Schulze);
    assert_eq!(outcome.winners.concat(), "EACBD");
    let paths = outcome.account.iter().find_map(|step| match step {
        Step::Paths { paths } => Some(paths),
        _ => None,
    });
    let strengths: Vec<u64> = paths.expect("told").iter().map(|path| path.strength).collect();
    assert_eq!(
        strengths,
        [
            28, 28, 30, 24, 25, 28, 33, 24, 25, 29, 29, 24, 25, 28, 28, 24, 25, 28, 28, 31
        ]
    );
}

/// Twenty guests choose three foods: oranges, pears, chocolate, strawberries, hamburgers.
#[test]
fn a_surplus_is_handed_on_and_the_lowest_goes() {
    let mut election = rankings(
        "OPCSH",
        &[(4, "O"), (2, "P>O"), (8, "C>S"), (4, "C>H"), (1, "S"), (1, "H")],
    );
    election.seats = 3;
    let outcome = counted(&election, Rule::Stv);
    assert_eq!(outcome.winners.concat(), "COS");
    assert_eq!(gone(&outcome), "PH");
    let handed_on = outcome.account.iter().find_map(|step| match step {
        Step::Transferred { surplus, to, .. } => Some((surplus, to)),
        _ => None,
    });
    let (surplus, to) = handed_on.expect("told");
    assert_eq!(*surplus, exact("6"));
    let to: Vec<String> = to
        .iter()
        .map(|one| format!("{}{}", one.alternative, one.has))
        .collect();
    assert_eq!(to, ["S4", "H2"]);
}

/// Seven papers for A with a quota of 4: each hands on 3/7 of a vote, of which five decimals count.
#[test]
fn what_is_behind_five_decimals_is_dropped() {
    let mut election = rankings("ABC", &[(7, "A>B"), (2, "C"), (1, "B")]);
    election.seats = 2;
    let outcome = counted(&election, Rule::Stv);
    let told: Vec<_> = outcome
        .account
        .iter()
        .filter_map(|step| match step {
            Step::Transferred {
                to, not_transferable, ..
            } => Some((to.first()?.has.clone(), not_transferable.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(told[0], (exact("2.99999"), exact("0.00001")));
    assert_eq!(outcome.winners.concat(), "AB");
}

#[test]
fn an_earlier_stage_breaks_a_tie_before_the_order_does() {
    // B and C are equal after D went; C had more at the stage before.
    let mut election = rankings("ABCD", &[(9, "A"), (3, "B"), (4, "C"), (1, "D>B")]);
    election.seats = 1;
    election.papers.rank([3, 1]);
    election.papers.rank([2]);
    let outcome = counted(&election, Rule::Stv);
    assert_eq!(gone(&outcome), "DBC");
    let by = outcome.account.iter().find_map(|step| match step {
        Step::Tied { by, ahead, .. } => Some((*by, ahead.as_str())),
        _ => None,
    });
    assert_eq!(by, Some((TieBreak::EarlierStage, "B")));
}

#[test]
fn the_order_of_the_list_breaks_ties_and_the_account_says_so() {
    let election = rankings("ABC", &[(2, "C>A"), (2, "B>C"), (1, "A")]);
    let plurality = counted(&election, Rule::Plurality);
    assert_eq!(plurality.winners.concat(), "B");
    assert_eq!(ties(&plurality), [("BC".into(), "B".into())]);
    // In a run-off the last of the list goes.
    let runoff = counted(&election, Rule::InstantRunoff);
    assert_eq!(gone(&runoff), "AC");
    assert_eq!(ties(&runoff), [("BC".into(), "C".into())]);
    assert_eq!(runoff.winners.concat(), "B");
}

#[test]
fn a_paper_that_gives_a_rank_twice_counts_up_to_there() {
    let election = rankings("ABC", &[(3, "A"), (2, "B"), (2, "C>A=B")]);
    let outcome = counted(&election, Rule::InstantRunoff);
    assert_eq!(outcome.winners.concat(), "A");
    let exhausted: Vec<u64> = outcome
        .account
        .iter()
        .filter_map(|step| match step {
            Step::Round { exhausted, .. } => Some(*exhausted),
            _ => None,
        })
        .collect();
    assert_eq!(exhausted, [0, 2]);
    // Schulze reads equal ranks as what they are.
    assert_eq!(
        winners(&rankings("ABC", &[(1, "A=B>C"), (1, "B")]), Rule::Schulze),
        "B"
    );
}

#[test]
fn blank_papers_are_told_and_change_nothing() {
    let election = rankings("AB", &[(2, "A"), (5, ""), (1, "B>A")]);
    for rule in [Rule::Plurality, Rule::InstantRunoff, Rule::Schulze, Rule::Stv] {
        let outcome = counted(&election, rule);
        assert_eq!(outcome.winners.concat(), "A", "{rule}");
        let papers = Step::Papers {
            cast: 8,
            blank: 5,
            unclear: 0,
        };
        assert_eq!(outcome.account[0], papers, "{rule}");
    }
}

#[test]
fn two_crosses_where_one_is_asked_for_are_unclear() {
    let election = budget(0, &[("A", 0), ("B", 0)], &[(2, "A"), (3, "AB")]);
    let plurality = counted(&election, Rule::Plurality);
    assert_eq!(plurality.winners.concat(), "A");
    assert_eq!(
        plurality.account[0],
        Step::Papers {
            cast: 5,
            blank: 0,
            unclear: 3
        }
    );
    // The same papers by approval: both have what they were given.
    assert_eq!(winners(&election, Rule::Approval), "A");
}

#[test]
fn a_rule_that_needs_an_order_says_so() {
    let election = budget(0, &[("A", 0)], &[(1, "A")]);
    for rule in [Rule::InstantRunoff, Rule::Schulze, Rule::Stv] {
        assert_eq!(count(&election, rule), Err(Uncountable::NoRanking), "{rule}");
    }
    let ranked = rankings("AB", &[(1, "A>B")]);
    for rule in Rule::ALL.into_iter().filter(|rule| rule.spends()) {
        let refused = count(&ranked, rule).expect_err("nothing to spend");
        assert!(
            matches!(refused, Uncountable::NoBudget | Uncountable::NoThreshold),
            "{rule}"
        );
    }
}

#[test]
fn an_election_of_nobody_has_no_winner() {
    for rule in [Rule::Plurality, Rule::InstantRunoff, Rule::Schulze, Rule::Stv] {
        assert_eq!(winners(&rankings("", &[]), rule), "", "{rule}");
    }
    assert_eq!(winners(&rankings("A", &[]), Rule::InstantRunoff), "A");
}

#[test]
fn a_rule_is_known_by_its_name_everywhere() {
    for rule in Rule::ALL {
        assert_eq!(rule.name().parse(), Ok(rule));
        assert_eq!(serde_json::to_value(rule).expect("a text"), rule.name());
    }
    assert!("borda".parse::<Rule>().is_err());
}

#[test]
fn an_account_travels_as_json_and_comes_back() {
    let mut election = tennessee();
    election.seats = 2;
    for rule in [Rule::InstantRunoff, Rule::Schulze, Rule::Stv, Rule::Score] {
        let outcome = counted(&election, rule);
        let text = serde_json::to_string(&outcome).expect("json");
        let back: domain::tally::Outcome = serde_json::from_str(&text).expect("reads");
        assert_eq!(back, outcome, "{rule}");
    }
}
