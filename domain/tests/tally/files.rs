//! Files: read as they are written in the wild, written so that they read the same, and told what is wrong with them.

use domain::tally::format::{self, FileFault, Note, Read, Unwritable, pabulib, preflib, table};
use domain::tally::{Election, Kind, Papers, Rule};
use proptest::prelude::*;

use crate::making::{budget, counted, exact, rankings, winners};

const CHOICES: &str = include_str!("files/choices.pb");
const POINTS: &str = include_str!("files/points.pb");
const ORDER: &str = include_str!("files/order.pb");
const SHARES: &str = include_str!("files/shares.pb");
const STRICT: &str = include_str!("files/strict.soi");
const TIES: &str = include_str!("files/ties.toc");
const YES_NO: &str = include_str!("files/yes_no.cat");
const TABLE: &str = include_str!("files/papers.csv");

fn read(text: &str) -> Read {
    format::read(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Line and code of what is wrong.
fn wrong(text: &str) -> (u64, &'static str) {
    let FileFault { line, fault } = format::read(text.as_bytes()).expect_err("is wrong");
    (line, fault.code())
}

/// The file with one text put for another, which is there.
fn with(file: &str, text: &str, other: &str) -> String {
    assert!(file.contains(text), "{text}");
    file.replacen(text, other, 1)
}

fn by_its_own_rule(read: &Read) -> Vec<String> {
    let rule = read.rule.as_deref().expect("says how").parse().expect("known");
    counted(&read.election, rule).winners
}

#[test]
fn quotes_commas_and_other_alphabets_are_read() {
    let read = read(CHOICES);
    let names: Vec<&str> = read
        .election
        .alternatives
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["A \"good\" bench; with a back", "Lamp", "树"]);
    assert_eq!(
        read.election.money(read.election.budget.expect("has")),
        exact("1000.5")
    );
    assert!(read.notes.is_empty(), "{:?}", read.notes);
    // 600.25 and 400.25 are exactly 1000.5.
    assert_eq!(by_its_own_rule(&read), ["bench", "tree/1"]);
    assert_eq!(read.published, Some(vec!["bench".into(), "tree/1".into()]));
}

#[test]
fn the_mark_of_a_byte_order_other_line_ends_and_decimals_are_read() {
    let read = read(POINTS);
    assert!(read.notes.is_empty(), "{:?}", read.notes);
    assert_eq!(read.election.papers.decimals(), 1);
    assert_eq!(read.election.threshold, Some(30));
    assert_eq!(by_its_own_rule(&read), ["a", "b"]);
    assert_eq!(read.published, None);
}

#[test]
fn places_give_points_as_many_as_a_paper_may_rank() {
    let read = read(ORDER);
    assert!(read.notes.is_empty(), "{:?}", read.notes);
    assert_eq!(by_its_own_rule(&read), ["b", "c"]);
    assert_eq!(winners(&read.election, Rule::InstantRunoff), "a");
}

#[test]
fn every_file_with_winners_is_reproduced_by_its_own_rule() {
    for file in [CHOICES, ORDER, SHARES] {
        let read = read(file);
        let mut found = by_its_own_rule(&read);
        found.sort();
        assert_eq!(Some(found), read.published);
    }
}

#[test]
fn what_a_file_says_of_itself_is_checked() {
    let text = with(CHOICES, "num_votes;4", "num_votes;5");
    let text = with(&text, "lamp;500;2", "lamp;500;9");
    assert_eq!(
        read(&text).notes,
        [
            Note::PapersDiffer { said: 5, found: 4 },
            Note::VotesDiffer {
                alternative: "lamp".into(),
                said: exact("9"),
                found: exact("2")
            }
        ]
    );
    assert_eq!(
        read(&with(POINTS, "a;6;5.5", "a;6;5")).notes,
        [Note::ScoreDiffers {
            alternative: "a".into(),
            said: exact("5"),
            found: exact("5.5")
        }]
    );
}

#[test]
fn rankings_of_preflib_are_read_strict_tied_and_by_category() {
    let strict = read(STRICT);
    assert_eq!(strict.election.papers.cast(), 6);
    assert_eq!(strict.election.alternatives[1].name, "Elm");
    assert_eq!(winners(&strict.election, Rule::InstantRunoff), "1");
    assert_eq!(winners(&read(TIES).election, Rule::Schulze), "1");
    let yes_no = read(YES_NO).election;
    assert_eq!(yes_no.papers.kind(), Kind::Approvals);
    assert_eq!(yes_no.papers.blank(), 1);
    assert_eq!(winners(&yes_no, Rule::Approval), "1");
}

#[test]
fn a_table_of_papers_is_read() {
    let read = read(TABLE);
    assert_eq!(read.election.seats, 2);
    assert_eq!(read.election.alternatives[1].name, "Lamp, old");
    assert_eq!(
        (read.election.papers.cast(), read.election.papers.blank()),
        (4, 1)
    );
    assert_eq!(by_its_own_rule(&read), ["bench", "tree"]);
}

#[test]
fn a_wrong_pabulib_file_is_told_by_its_line() {
    for (text, other, line, code) in [
        ("bench,lamp;70", "bench,lmp;70", 21, "papers-no-such-alternative"),
        ("lamp, bench", "lamp,lamp", 23, "papers-named-twice"),
        ("budget;1000,50", "budget;much", 9, "papers-not-a-number"),
        ("budget;1000,50", "budget;-5", 9, "papers-not-a-number"),
        (
            "vote_type;approval",
            "vote_type;shouting",
            10,
            "papers-unknown-value",
        ),
        ("lamp;500", "lamp;5OO", 17, "papers-not-a-number"),
        ("lamp;500;2;Lamp;0", "lamp", 17, "papers-short-row"),
        ("lamp;500", "bench;500", 17, "papers-same-id"),
        ("project_id;cost", "project_id;price", 15, "papers-no-column"),
        ("voter_id;vote;", "voter_id;choice;", 20, "papers-no-column"),
        ("PROJECTS\n", "", 18, "papers-no-section"),
        ("budget;1000,50\n", "", 1, "papers-no-field"),
        ("\nVOTES\n", "\n", 19, "papers-not-a-number"),
    ] {
        assert_eq!(wrong(&with(CHOICES, text, other)), (line, code), "{other}");
    }
    // Empty lines count as lines, wherever they stand.
    let spaced = with(CHOICES, "PROJECTS\n", "\n\nPROJECTS\n");
    let spaced = with(&spaced, "bench,lamp;70", "bench,lmp;70");
    assert_eq!(wrong(&spaced), (23, "papers-no-such-alternative"));
    let spaced = with(CHOICES, "1;bench,lamp;70", "\n\n1;bench,lmp;70");
    assert_eq!(wrong(&spaced), (23, "papers-no-such-alternative"));
    assert_eq!(wrong("META\nkey;value\nbudget;1\n").1, "papers-no-section");
    assert_eq!(
        wrong(&with(POINTS, "2.5", "2.5,1")),
        (17, "papers-points-missing")
    );
    assert_eq!(wrong(&with(POINTS, "2.5", "x")), (17, "papers-not-a-number"));
}

#[test]
fn other_wrong_files_are_told_by_their_line() {
    assert_eq!(wrong("hello"), (1, "papers-unknown-format"));
    assert_eq!(wrong(""), (1, "papers-unknown-format"));
    assert_eq!(
        wrong(&with(STRICT, "2: 3,2", "2: 3,4")),
        (11, "papers-no-such-alternative")
    );
    assert_eq!(
        wrong(&with(STRICT, "2: 3,2", "2: 3,3")),
        (11, "papers-named-twice")
    );
    assert_eq!(
        wrong(&with(STRICT, "2: 3,2", "two: 3,2")),
        (11, "papers-not-a-number")
    );
    assert_eq!(
        wrong(&with(STRICT, "2: 3,2", "2; 3,2")),
        (11, "papers-not-a-list")
    );
    assert_eq!(
        wrong(&with(STRICT, "DATA TYPE: soi", "DATA TYPE: wmd")),
        (10, "papers-unknown-value")
    );
    for list in ["{1,2", "1,,2", "1,", "{1}2", "1}2"] {
        let text = with(STRICT, "2: 3,2", &format!("2: {list}"));
        assert_eq!(wrong(&text), (11, "papers-not-a-list"), "{list}");
    }
    assert_eq!(
        wrong(&with(TABLE, "91aa,2", "91aa,x")),
        (7, "papers-not-a-number")
    );
    assert_eq!(
        wrong(&with(TABLE, "91aa,2,,1", "91aa,2,,1,3")),
        (7, "papers-no-such-alternative")
    );
    assert_eq!(
        wrong(&with(TABLE, "kind,ranking", "kind,shouting")),
        (1, "papers-unknown-value")
    );
    assert_eq!(
        wrong(&with(TABLE, "lamp,tree", "lamp,lamp")),
        (5, "papers-same-id")
    );
    assert_eq!(
        wrong("kind,approval\npaper,a\n1,2\n"),
        (3, "papers-unknown-value")
    );
    assert_eq!(wrong("kind,approval\n"), (2, "papers-no-field"));
}

#[test]
fn a_fault_travels_with_its_line() {
    let fault =
        format::read(with(CHOICES, "bench,lamp;70", "bench,lmp;70").as_bytes()).expect_err("is wrong");
    assert_eq!(
        serde_json::to_value(fault.problem()).expect("json"),
        serde_json::json!({ "code": "papers-no-such-alternative", "arguments": { "id": "lmp", "line": 21 } })
    );
}

#[test]
fn the_result_of_a_count_is_written_beside_what_was_counted() {
    let election = budget(10, &[("A", 6), ("B", 5)], &[(2, "A"), (1, "AB")]);
    let outcome = counted(&election, Rule::Greedy);
    let bytes =
        pabulib::write(&election, Rule::Greedy, Some(&outcome), &[("unit", "Village")]).expect("a budget");
    let text = String::from_utf8(bytes).expect("text");
    assert!(text.starts_with("META\nkey;value\nunit;Village\n"), "{text}");
    assert!(
        text.contains("\nA;6;3;;1\n") && text.contains("\nB;5;1;;0\n"),
        "{text}"
    );
    let again = read(&text);
    assert_eq!(again.published, Some(vec!["A".into()]));
    assert!(again.notes.is_empty());
}

#[test]
fn what_a_format_can_t_hold_is_refused() {
    let equal = rankings("AB", &[(1, "A=B")]);
    assert_eq!(
        pabulib::write(&equal, Rule::Greedy, None, &[]),
        Err(Unwritable::NoBudget)
    );
    let equal = Election {
        budget: Some(1),
        ..equal
    };
    assert_eq!(
        pabulib::write(&equal, Rule::Greedy, None, &[]),
        Err(Unwritable::EqualRanks)
    );
    let choices = budget(1, &[("A", 1)], &[(1, "A")]);
    assert_eq!(preflib::write(&choices, "x"), Err(Unwritable::NoRanking));
}

/// Names and ids as people write them.
fn texts() -> impl Strategy<Value = String> {
    "[ -~树\n]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn elections() -> impl Strategy<Value = Election> {
    let kinds = prop_oneof![Just(Kind::Approvals), Just(Kind::Ranking), Just(Kind::Points)];
    let papers = proptest::collection::vec(proptest::collection::vec((0..4u32, -50..50i64), 0..4), 0..6);
    let names = proptest::collection::vec((texts(), 0..10_000u64), 4);
    (kinds, names, papers, 0..3u32).prop_map(|(kind, names, papers, decimals)| {
        let mut election = rankings("abcd", &[]);
        for (alternative, (name, cost)) in election.alternatives.iter_mut().zip(names) {
            (alternative.name, alternative.cost) = (name, cost);
        }
        // The last digit says how many decimals there are.
        election.alternatives[0].cost = election.alternatives[0].cost / 10 * 10 + 1;
        election.budget = Some(1_000);
        election.money_decimals = decimals;
        let decimals = if kind == Kind::Points { decimals } else { 0 };
        election.papers = Papers::with_decimals(kind, decimals);
        let longest = papers.iter().map(Vec::len).max();
        election.longest = longest.filter(|longest| *longest > 0);
        for mut paper in papers {
            paper.sort_unstable();
            paper.dedup_by_key(|(mark, _)| *mark);
            match kind {
                Kind::Approvals => election.papers.approve(paper.iter().map(|(mark, _)| *mark)),
                Kind::Ranking => election.papers.rank(paper.iter().map(|(mark, _)| *mark)),
                Kind::Points => election.papers.value(paper),
            }
        }
        election
    })
}

/// The same rule on both must give the same account: that is what a file is for.
fn same_counts(one: &Election, other: &Election) -> Result<(), TestCaseError> {
    for rule in Rule::ALL {
        prop_assert_eq!(
            domain::tally::count(one, rule),
            domain::tally::count(other, rule),
            "{}",
            rule
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_pabulib_file_is_read_as_it_was_written(election in elections()) {
        let bytes = pabulib::write(&election, Rule::Greedy, None, &[]).expect("writable");
        let read = format::read(&bytes).expect("reads");
        prop_assert!(read.notes.is_empty(), "{:?}", read.notes);
        let names = |election: &Election| election.alternatives.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        prop_assert_eq!(names(&read.election), names(&election));
        same_counts(&read.election, &election)?;
    }

    #[test]
    fn a_table_is_read_as_it_was_written(election in elections()) {
        let bytes = table::write(&election, Rule::Greedy, []);
        same_counts(&format::read(&bytes).expect("reads").election, &election)?;
    }

    #[test]
    fn a_preflib_file_is_read_as_it_was_written(election in elections()) {
        if election.papers.kind() == Kind::Ranking {
            let bytes = preflib::write(&election, "Any\ntitle").expect("writable");
            let mut read = format::read(&bytes).expect("reads").election;
            // The format numbers alternatives and knows no money.
            read = Election { alternatives: election.alternatives.clone(), papers: read.papers, ..election.clone() };
            same_counts(&read, &election)?;
        }
    }

    #[test]
    fn no_bytes_make_a_reader_stumble(
        file in proptest::sample::select(vec![CHOICES, POINTS, ORDER, STRICT, TIES, YES_NO, TABLE]),
        at in any::<proptest::sample::Index>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..6),
        length in 0..8usize,
    ) {
        let mut text = file.as_bytes().to_vec();
        let at = at.index(text.len());
        let end = (at + length).min(text.len());
        text.splice(at..end, bytes);
        if let Ok(read) = format::read(&text) {
            for rule in Rule::ALL {
                // A wrong file may be a right one of something else: then it is counted.
                _ = domain::tally::count(&read.election, rule);
            }
        }
    }
}
