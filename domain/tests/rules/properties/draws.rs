//! A draw: the same for everybody, and nobody's choice.

use crate::town::{account, proposal};
use domain::draw::{Pool, Sample, choose};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn pool(seed: &str, sample: Sample, candidates: Vec<u128>) -> Pool {
    Pool {
        month: "2026-03".parse().expect("a month"),
        after: 0,
        size: 100,
        seed: seed.to_owned(),
        sample,
        candidates: candidates.into_iter().map(proposal).collect(),
    }
}

fn a_sample() -> impl Strategy<Value = Sample> {
    (0_u16..=100, 0_u16..20, 0_u16..40).prop_map(|(share, least, more)| Sample {
        share,
        least,
        most: least + more,
    })
}

proptest! {
    #[test]
    fn whoever_draws_again_gets_the_same_whatever_order_the_cases_are_in(
        seed in "[a-z]{8}",
        sample in a_sample(),
        cases in prop::collection::vec(1_u128..200, 0..60),
        mixed in any::<prop::sample::Index>(),
    ) {
        let drawn = pool(&seed, sample, cases.clone()).draw();
        let mut other = cases.clone();
        if !other.is_empty() {
            other.rotate_left(mixed.index(cases.len()));
            other.reverse();
        }
        prop_assert_eq!(&pool(&seed, sample, other).draw(), &drawn);
        let once: BTreeSet<_> = cases.iter().copied().map(proposal).collect();
        let distinct: BTreeSet<_> = drawn.drawn.iter().copied().collect();
        prop_assert_eq!(distinct.len(), drawn.drawn.len(), "each once");
        prop_assert!(distinct.is_subset(&once));
        prop_assert_eq!(drawn.candidates as usize, once.len());
        let least = usize::from(sample.least).min(usize::from(sample.most)).min(once.len());
        prop_assert!((least..=usize::from(sample.most)).contains(&drawn.drawn.len()) || drawn.drawn.len() == least);
    }

    #[test]
    fn one_case_more_takes_at_most_one_place(seed in "[a-z]{8}", cases in prop::collection::btree_set(1_u128..200, 4..60)) {
        let three = Sample { share: 0, least: 3, most: 3 };
        let all: Vec<u128> = cases.iter().copied().collect();
        let with = pool(&seed, three, all.clone()).draw().drawn;
        let without = pool(&seed, three, all[1..].to_vec()).draw().drawn;
        let kept = without.iter().filter(|id| with.contains(id)).count();
        prop_assert!(kept >= 2, "who is drawn depends on nobody else but for the place");
    }

    #[test]
    fn those_who_look_share_the_work_evenly(seed in "[a-z]{8}", people in 1_u128..8, cases in 0_u128..60) {
        let mut load: BTreeMap<_, u32> = (0..people).map(|number| (account(number), 0)).collect();
        for case in 0..cases {
            let to = choose(&seed, proposal(case), load.iter().map(|(who, open)| (*who, *open)));
            *load.get_mut(&to.expect("somebody")).expect("one of them") += 1;
        }
        let (least, most) = (load.values().min(), load.values().max());
        prop_assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 1), "{load:?}");
    }
}

#[test]
fn each_case_is_drawn_about_as_often_as_any_other() {
    let one = Sample {
        share: 0,
        least: 1,
        most: 1,
    };
    let mut often: BTreeMap<_, u32> = BTreeMap::new();
    for seed in 0..2_000 {
        let drawn = pool(&seed.to_string(), one, (0..10).collect()).draw().drawn;
        *often.entry(drawn[0]).or_default() += 1;
    }
    assert_eq!(often.len(), 10);
    // 200 each are expected; five standard deviations are 67.
    assert!(
        often.values().all(|count| (133..=267).contains(count)),
        "{often:?}"
    );
}

#[test]
fn nobody_looks_where_nobody_may() {
    assert_eq!(choose("seed", proposal(1), []), None);
}

#[test]
fn the_rank_is_what_sha256sum_gives() {
    // printf '%s %s' seed 00000000-0000-09a0-0000-000000000001 | sha256sum, and the same for 2 and 3.
    let first = Sample {
        share: 0,
        least: 3,
        most: 3,
    };
    let drawn = pool("seed", first, vec![1, 2, 3]).draw().drawn;
    assert_eq!(drawn, [2, 1, 3].map(proposal));
}
