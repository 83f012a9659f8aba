//! Asking the author stops the city's clock; more time is taken once, in public. Nothing is lost, nothing is won.

use crate::town::{
    Town, accept, ask, assign, citizen, coordinator, crossing, decline, end_of, explain, extend, judge, note,
    officer, reply,
};
use domain::actor::Actor;
use domain::clock::ClockKind;
use domain::proposal::{Action, Decline, Judgement, State};

fn author() -> Actor {
    citizen(1)
}

/// In progress since Monday 9 March: the answer is due on Monday 30 March.
fn in_progress() -> Town {
    let (zhou, traffic) = (coordinator("town"), officer("traffic"));
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("traffic", &[]))
        .does(&traffic, Action::Take {});
    assert_eq!(town.due(), end_of("2026-03-30"));
    town
}

fn clock(town: &Town) -> Option<ClockKind> {
    town.case().clock.map(|clock| clock.kind)
}

#[test]
fn the_clock_goes_on_with_the_reply_and_has_as_much_left_as_before() {
    let traffic = officer("traffic");
    let mut town = in_progress();
    town.until("2026-03-26 16:00")
        .does(&traffic, ask("是早上还是晚上？"));
    assert_eq!(
        (town.case().state, clock(&town)),
        (State::InProgress, Some(ClockKind::Reply))
    );
    assert_eq!(town.due(), end_of("2026-04-02"), "five working days to reply");
    town.may_not(&traffic, ask("还有一问。"), "awaits-reply")
        .may_not(&traffic, extend("等回答。"), "awaits-reply")
        .may_not(&citizen(2), reply("我知道。"), "not-author");
    town.until("2026-04-01 09:00")
        .does(&author(), reply("早上七点。"));
    assert_eq!(
        town.due(),
        end_of("2026-04-03"),
        "two working days were left on Thursday, and are on Wednesday"
    );
    assert_eq!(clock(&town), Some(ClockKind::Answer));
    assert_eq!(town.case().question, None);
    town.may_not(&author(), reply("还有。"), "nothing-asked");
}

#[test]
fn who_does_not_reply_stops_the_clock_for_five_working_days_however_late_that_is_noticed() {
    let mut town = in_progress();
    town.until("2026-03-26 16:00")
        .does(&officer("traffic"), ask("是早上还是晚上？"));
    town.may_not(&Actor::System, Action::Resume {}, "not-yet-due");
    let mut later = town.later("2026-04-20 09:00");
    town.until("2026-04-03 00:00")
        .does(&Actor::System, Action::Resume {});
    assert_eq!(town.due(), end_of("2026-04-08"), "the city rests on 6 April");
    later.does(&Actor::System, Action::Resume {});
    assert_eq!(
        later.due(),
        town.due(),
        "a clockwork that stood still gives no time away"
    );
    later.may_not(&Actor::System, Action::Resume {}, "nothing-asked");
}

#[test]
fn a_coordinator_asks_before_deciding_and_may_decide_without_the_reply() {
    let zhou = coordinator("town");
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing())
        .may_not(&officer("traffic"), ask("在哪里？"), "not-coordinator")
        .does(&zhou, ask("在哪里？"));
    let mut unclear = town.later("2026-03-12 09:00");
    unclear.does(&zhou, decline(Decline::Unclear, "不知道在哪里。"));
    assert_eq!(
        (unclear.case().question.clone(), clock(&unclear)),
        (None, Some(ClockKind::Appeal))
    );
    town.until("2026-03-12 09:00").does(&author(), reply("北门。"));
    assert_eq!(town.due(), end_of("2026-03-16"), "two working days, as on Monday");
    town.does(&zhou, accept());
}

#[test]
fn a_reply_on_a_day_off_leaves_a_day_that_is_worked() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing());
    assert_eq!(town.due(), end_of("2026-03-11"));
    town.until("2026-03-11 10:00")
        .does(&coordinator("town"), ask("在哪里？"));
    town.until("2026-03-14 10:00").does(&author(), reply("北门。"));
    assert_eq!(town.due(), end_of("2026-03-16"), "Wednesday's rest is Monday");
}

#[test]
fn what_is_late_stays_late() {
    let traffic = officer("traffic");
    let mut town = in_progress();
    town.until("2026-03-31 00:00")
        .may_not(&traffic, ask("是早上还是晚上？"), "clock-over")
        .may_not(&traffic, extend("忙不过来。"), "clock-over");
    town.does(&traffic, note("正在赶。"))
        .does(&traffic, explain("理由。"));
}

#[test]
fn the_answer_is_put_off_once_with_a_reason() {
    let traffic = officer("traffic");
    let mut town = in_progress();
    town.may_not(&coordinator("town"), extend("等材料。"), "not-lead-officer")
        .may_not(&traffic, extend(""), "text-empty")
        .does(&traffic, extend("等材料到货。"));
    assert_eq!(
        town.due(),
        end_of("2026-04-14"),
        "ten working days more; 6 April is off"
    );
    town.may_not(&traffic, extend("还没到货。"), "no-extension");
    // It may still ask; what was put off stays put off.
    town.until("2026-04-14 09:00").does(&traffic, ask("几点？"));
    town.does(&author(), reply("七点。"));
    assert_eq!(
        town.due(),
        end_of("2026-04-14"),
        "asked and told on one day: nothing has changed"
    );
    town.does(&traffic, explain("理由。"))
        .does(&author(), judge(Judgement::NotSolved))
        .does(&traffic, Action::Take {})
        .may_not(&traffic, extend("再等等。"), "no-extension");
}
