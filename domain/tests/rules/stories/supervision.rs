//! Citizens look at closed cases that were drawn, and go with what is reopened.

use crate::town::{
    Town, accept, account, adopt, assess, assign, at, citizen, clarify, conclude, convene, coordinator,
    crossing, entrust, explain, inquire, judge, officer, refusal, resolve, supervisor,
};
use domain::actor::{Actor, Role};
use domain::clock::ClockKind;
use domain::command::Order;
use domain::event::Fact;
use domain::proposal::{Action, Judgement, Ruling, State};
use domain::protocol::Outcome;

/// Its author was content; a month later it is drawn, and `looker` is to look at it.
fn drawn(looker: &Actor) -> Town {
    let mut town = closed();
    town.until("2026-04-01 00:00").knows(looker);
    let outcome = town.draws(&Actor::System, "2026-03", &[1]);
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    town.does(&Actor::System, entrust(looker));
    town
}

fn closed() -> Town {
    let mut town = answered();
    town.does(&citizen(1), judge(Judgement::Solved));
    town
}

fn answered() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    let traffic = officer("traffic");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept())
        .does(&coordinator("town"), assign("traffic", &[]))
        .does(&traffic, Action::Take {})
        .does(&traffic, explain("绿灯够长。"));
    town
}

/// The supervisor's own view of it.
fn looks(town: &Town, who: &Actor) -> bool {
    let who = who.person().expect("a person");
    town.case().is_supervised_by(who)
}

#[test]
fn what_was_drawn_is_asked_about_answered_and_judged_once() {
    let (looker, traffic) = (supervisor("north"), officer("traffic"));
    let mut town = drawn(&looker);
    let look = town.case().supervision().expect("it is looked at");
    assert_eq!(look.month, Some("2026-03".parse().expect("a month")));
    assert_eq!(
        (town.case().state, town.case().clock),
        (State::Closed, None),
        "nothing moves by it"
    );
    town.may_not(&citizen(1), inquire("亮吗？"), "not-supervisor")
        .may_not(&supervisor("canal"), inquire("亮吗？"), "not-supervisor")
        .may_not(&traffic, clarify("亮。"), "nothing-inquired")
        .does(&looker, inquire("老人走得过去吗？"))
        .may_not(&looker, inquire("还有呢？"), "inquiry-open")
        .may_not(&officer("parks"), clarify("亮。"), "not-lead-officer");
    let asked = town
        .case()
        .supervision()
        .and_then(|look| look.inquiry())
        .expect("asked")
        .clone();
    assert_eq!(
        asked.due,
        crate::town::end_of("2026-04-09"),
        "five working days, past the holiday"
    );
    assert_eq!(town.case().clock, None, "and no clock of the case");

    town.does(&traffic, clarify("走得过去。"))
        .does(&looker, inquire("轮椅呢？"))
        .does(&traffic, clarify("也行。"))
        .does(&looker, inquire("晚上呢？"))
        .does(&traffic, clarify("一样。"))
        .may_not(&looker, inquire("雨天呢？"), "too-many-inquiries")
        .does(&looker, assess(true));
    assert_eq!(town.case().state, State::Closed);
    assert!(
        town.case().supervisions[0]
            .assessment
            .as_ref()
            .is_some_and(|found| found.fit)
    );
    // Once said, it is said.
    town.may_not(&looker, assess(false), "not-supervisor").may_not(
        &Actor::System,
        entrust(&looker),
        "nothing-to-supervise",
    );
}

#[test]
fn judged_badly_it_is_done_once_more_and_the_second_time_heard() {
    let (looker, traffic) = (supervisor("canal"), officer("traffic"));
    let mut town = drawn(&looker);
    town.does(&looker, assess(false));
    let case = town.case();
    assert_eq!((case.state, case.reopened), (State::Reopened, 1));
    assert_eq!(case.clock.map(|clock| clock.kind), Some(ClockKind::Rework));
    town.does(&traffic, Action::Take {})
        .does(&traffic, adopt("改。", "2026-04-20"))
        .does(&traffic, resolve("改了。"))
        .does(&citizen(1), judge(Judgement::NotSolved));
    assert_eq!(town.case().state, State::Hearing);
    assert_eq!(
        town.case().supervisions.len(),
        1,
        "only the first reopening by its author is accompanied"
    );
}

#[test]
fn the_first_reopening_is_accompanied_until_the_department_has_answered_again() {
    let (looker, traffic, author) = (supervisor("town"), officer("traffic"), citizen(1));
    let mut town = answered();
    town.knows(&looker).does(&author, judge(Judgement::NotSolved));
    let look = town.case().supervision().expect("somebody goes with it");
    assert_eq!((look.month, look.seq), (None, town.case().seq));
    town.may_not(&looker, inquire("看过现场吗？"), "not-supervisor")
        .does(&Actor::System, entrust(&looker))
        .does(&looker, inquire("看过现场吗？"))
        .may_not(&looker, assess(true), "wrong-state")
        .does(&traffic, Action::Take {})
        .does(&traffic, adopt("改。", "2026-03-20"))
        .may_not(&looker, assess(true), "awaits-work")
        .does(&traffic, resolve("改了。"))
        .does(&looker, assess(false));
    assert_eq!((town.case().state, town.case().reopened), (State::Hearing, 2));

    // After a hearing nobody's judgement reopens it.
    let zhou = coordinator("town");
    let today = "2026-03-09";
    town.does(&zhou, convene(today))
        .does(&zhou, conclude(Ruling::Stands));
    town.until("2026-04-01 00:00");
    let outcome = town.draws(&Actor::System, "2026-03", &[1]);
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    town.does(&Actor::System, entrust(&looker))
        .does(&looker, assess(false));
    assert_eq!(town.case().state, State::Closed);
    assert_eq!(town.case().supervisions.len(), 2);
}

#[test]
fn whoever_goes_with_a_case_looks_at_it_for_the_draw_as_well() {
    let looker = supervisor("town");
    let mut town = answered();
    town.knows(&looker)
        .does(&citizen(1), judge(Judgement::NotSolved))
        .does(&Actor::System, entrust(&looker))
        .does(&officer("traffic"), Action::Take {})
        .does(&officer("traffic"), explain("只能这样。"))
        .does(&citizen(1), judge(Judgement::Partly))
        .until("2026-04-01 00:00");
    let _ = town.draws(&Actor::System, "2026-03", &[1]);
    assert!(looks(&town, &looker));
    assert_eq!(town.case().supervisions.len(), 1);
    assert!(town.case().supervisions[0].month.is_some());
}

#[test]
fn nobody_looks_at_their_own_case_nor_whoever_works_for_the_city() {
    let mut town = closed();
    town.until("2026-04-01 00:00");
    let _ = town.draws(&Actor::System, "2026-03", &[1]);
    let role = Role::Supervisor { area: "town".into() };
    let also = |actor: Actor, role: &Role| match actor {
        Actor::Person(mut person) => {
            person.roles.push(role.clone());
            Actor::Person(person)
        }
        system => system,
    };
    let (author, officer) = (also(citizen(1), &role), also(officer("traffic"), &role));
    let (away, looker) = (supervisor("south"), supervisor("canal"));
    for actor in [&author, &officer, &away, &looker] {
        town.knows(actor);
    }
    for actor in [&author, &officer, &away, &citizen(7)] {
        town.may_not(&Actor::System, entrust(actor), "not-supervisor");
    }
    town.may_not(&looker, entrust(&looker), "system-only")
        .does(&Actor::System, entrust(&looker))
        .may_not(&Actor::System, entrust(&supervisor("town")), "supervised-already");

    // Whoever is no supervisor any more has let it go.
    let (Actor::Person(mut gone), heir) = (looker, supervisor("town")) else {
        panic!("a person")
    };
    gone.roles.clear();
    let gone = Actor::Person(gone);
    town.knows(&gone)
        .knows(&heir)
        .may_not(&gone, assess(true), "not-supervisor")
        .does(&Actor::System, entrust(&heir))
        .does(&heir, assess(true));
}

#[test]
fn a_month_is_drawn_once_it_is_over_and_never_twice() {
    let mut town = closed();
    let code = |outcome: Outcome| refusal(&outcome).to_owned();
    assert_eq!(code(town.draws(&citizen(1), "2026-02", &[1])), "system-only");
    assert_eq!(code(town.draws(&Actor::System, "2026-03", &[1])), "not-yet-due");
    town.until("2026-04-01 00:00");
    assert_eq!(code(town.draws(&Actor::System, "2026-03", &[1])), "");
    let Some(Fact::Draw { draw }) = town.world.log.last().map(|event| &event.fact) else {
        panic!("the draw is what the command led to in the end");
    };
    assert_eq!((draw.candidates, draw.drawn.len()), (1, 1));
    town.until("2026-05-20 00:00");
    assert_eq!(code(town.draws(&Actor::System, "2026-03", &[1])), "drawn-already");
    assert_eq!(code(town.draws(&Actor::System, "2026-04", &[])), "");
    assert_eq!(code(town.draws(&Actor::System, "2026-04", &[])), "drawn-already");
}

#[test]
fn who_looks_is_for_them_and_the_staff() {
    let looker = supervisor("canal");
    let town = drawn(&looker);
    let who = looker.person().expect("a person").account;
    let told = |reader, staff| {
        let mut told = town.world.seen_by(reader, staff);
        told.any(|event| matches!(event.fact, Fact::Internal { .. }))
    };
    assert!(told(Some(who), false), "they are told");
    assert!(told(Some(account(9)), true), "and so are the staff");
    assert!(!told(Some(account(9)), false) && !told(None, false));
    let seen = |reader| town.case().clone().seen_by(reader, false).internal.supervisor;
    assert_eq!(
        (seen(Some(who)), seen(Some(account(9))), seen(None)),
        (Some(who), None, None)
    );
    // A supervisor is a citizen: who wrote it is not for them.
    assert!(!looker.person().expect("a person").is_staff());
    assert_eq!(town.case().clone().seen_by(Some(who), false).author, None);
}

#[test]
fn the_city_s_own_people_do_not_supervise_it() {
    let mut town = Town::at("2026-03-09 09:00");
    let admin = crate::town::administrator();
    town.knows(&citizen(9));
    let roles = |roles: Vec<Role>| Order::Roles {
        account: account(9),
        roles,
    };
    let supervises = Role::Supervisor { area: "north".into() };
    let serves = Role::Officer {
        department: "traffic".into(),
    };
    let mut give = |given: Vec<Role>| {
        let command = town.command(roles(given));
        refusal(&town.send(&admin, &command)).to_owned()
    };
    assert_eq!(give(vec![supervises.clone(), serves]), "supervisor-of-staff");
    assert_eq!(
        give(vec![Role::Supervisor { area: "moon".into() }]),
        "no-such-area"
    );
    assert_eq!(give(vec![supervises]), "");
    assert!(town.now == at("2026-03-09 09:00"));
}
