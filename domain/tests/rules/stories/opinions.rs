//! Who stands behind a case says what they think of how it ended; its author alone decides.

use crate::town::{
    Town, accept, assign, citizen, coordinator, crossing, explain, guest, judge, officer, rate,
};
use domain::proposal::{Action, Judgement, State};

fn answered() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept())
        .does(&citizen(2), Action::Support {})
        .does(&citizen(3), Action::Follow {})
        .does(&guest(4), Action::Follow {})
        .does(&coordinator("town"), assign("traffic", &[]))
        .does(&officer("traffic"), Action::Take {})
        .does(&officer("traffic"), explain("加了五秒。"));
    town
}

#[test]
fn followers_and_supporters_are_counted_and_move_nothing() {
    let mut town = answered();
    town.does(&citizen(2), rate(Judgement::NotSolved, 1))
        .does(&citizen(3), rate(Judgement::Partly, 4));
    let opinions = town.case().opinions;
    assert_eq!((opinions.solved, opinions.partly, opinions.not_solved), (0, 1, 1));
    assert_eq!((opinions.rated, opinions.stars), (2, 5));
    assert_eq!(town.case().state, State::Answered);
    town.may_not(&citizen(2), rate(Judgement::Solved, 5), "rated-already")
        .may_not(&citizen(5), rate(Judgement::Solved, 5), "not-follower")
        .may_not(&citizen(1), rate(Judgement::Solved, 5), "not-follower")
        .may_not(&guest(4), rate(Judgement::Solved, 5), "level-too-low")
        .may_not(&citizen(3), rate(Judgement::Solved, 0), "rated-already")
        .does(&citizen(5), Action::Follow {})
        .may_not(&citizen(5), rate(Judgement::Solved, 6), "stars-out-of-range");
}

#[test]
fn what_is_answered_again_is_judged_anew() {
    let mut town = answered();
    town.does(&citizen(2), rate(Judgement::NotSolved, 1))
        .does(&citizen(1), judge(Judgement::NotSolved))
        .may_not(&citizen(3), rate(Judgement::NotSolved, 1), "wrong-state");
    assert_eq!(
        town.case().opinions.count(),
        1,
        "what was said of it stands meanwhile"
    );
    town.does(&officer("traffic"), Action::Take {})
        .does(&officer("traffic"), explain("加了十秒。"));
    assert_eq!(town.case().opinions.count(), 0);
    town.does(&citizen(2), rate(Judgement::Solved, 5))
        .does(&citizen(1), judge(Judgement::Solved));
    assert_eq!(town.case().opinions.solved, 1);
    town.may_not(&citizen(3), rate(Judgement::Solved, 5), "wrong-state");
}
