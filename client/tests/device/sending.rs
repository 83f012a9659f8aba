//! How the outbox goes out over a way that is slow, busy, or not the city's at all.

use crate::rig::{Rig, draft};
use client::api::{Link, OutboxState};
use client::problem;
use client::transport::Response;
use domain::proposal::{Action, State};
use domain::protocol::Scope;
use domain::refusal::Problem;

#[test]
fn one_bad_command_holds_up_nobody() {
    let mut rig = Rig::in_step(10, Scope::All);
    rig.offline();
    rig.pass(5_000);
    let texts: Vec<String> = (0..40)
        .map(|n| {
            if n == 17 {
                "太大的".to_owned()
            } else {
                format!("第{n}条")
            }
        })
        .collect();
    let sent: Vec<_> = texts.iter().map(|text| rig.submit(text)).collect();
    rig.city.borrow_mut().poison = Some("太大的".to_owned());
    rig.city.borrow_mut().requests.clear();
    rig.online();
    rig.settle();
    let stuck = rig.outbox();
    assert_eq!(stuck.len(), 1);
    assert_eq!(stuck[0].command.id, sent[17].command);
    assert_eq!(
        stuck[0].state,
        OutboxState::Refused {
            problem: Problem::new("body-too-large")
        }
    );
    let pushes = rig
        .city
        .borrow()
        .requests
        .iter()
        .filter(|request| request.ends_with("/push"))
        .count();
    assert!(pushes <= 13, "halving finds one of forty in {pushes} requests");
    for sent in sent.iter().filter(|sent| sent.command != stuck[0].command.id) {
        assert_eq!(rig.city.borrow().effects(sent.command), 1);
    }
}

#[test]
fn a_long_outbox_goes_out_in_batches_and_in_order() {
    let mut rig = Rig::in_step(11, Scope::All);
    rig.offline();
    rig.pass(5_000);
    let long = "很长的话。".repeat(3_000);
    let sent: Vec<_> = (0..30).map(|_| rig.submit(&long)).collect();
    rig.city.borrow_mut().requests.clear();
    rig.online();
    rig.settle();
    let pushes = rig
        .city
        .borrow()
        .requests
        .iter()
        .filter(|request| request.ends_with("/push"))
        .count();
    assert_eq!(pushes, 6, "thirty of 45 kB in batches of 256 kB");
    let log: Vec<_> = rig
        .city
        .borrow()
        .world
        .log
        .iter()
        .filter_map(|event| event.command)
        .collect();
    let order: Vec<_> = sent.iter().map(|sent| sent.command).collect();
    assert!(log.ends_with(&order));
}

#[test]
fn what_builds_on_a_command_that_was_put_off_is_sent_after_it() {
    let mut rig = Rig::in_step(12, Scope::All);
    rig.offline();
    rig.pass(5_000);
    let proposal = rig.submit("先写").proposal.unwrap();
    rig.act(proposal, Action::Withdraw {}).unwrap();
    rig.city.borrow_mut().put_off = Some((0, 30_000));
    let before = rig.now().0;
    rig.online();
    rig.until("the city has put it off", |rig| {
        rig.outbox().iter().all(|item| item.state == OutboxState::Queued) && rig.outbox()[0].attempts == 1
    });
    rig.city.borrow_mut().put_off = None;
    rig.settle();
    assert!(rig.now().0 - before >= 30_000, "no sooner than the city asked");
    assert_eq!(
        rig.city.borrow().world.proposals[&proposal].state,
        State::Withdrawn
    );
}

#[test]
fn a_portal_that_answers_in_the_citys_place_loses_nothing() {
    let mut rig = Rig::in_step(13, Scope::All);
    rig.offline();
    rig.pass(5_000);
    let sent = rig.submit("在咖啡馆写的");
    let portal = || Response {
        status: 200,
        body: "<html>Welcome to the café".to_owned(),
        retry_after_ms: None,
        ..Response::default()
    };
    rig.net.instead.borrow_mut().extend((0..4).map(|_| portal()));
    rig.online();
    rig.until("the answer makes no sense", |rig| {
        matches!(rig.link(), Link::Troubled { .. })
    });
    let Link::Troubled { problem, .. } = rig.link() else {
        unreachable!()
    };
    assert_eq!(problem.code, problem::GARBLED);
    rig.settle();
    assert_eq!(rig.city.borrow().effects(sent.command), 1);
}

#[test]
fn tries_grow_rare_and_a_call_makes_one_at_once() {
    let mut rig = Rig::in_step(14, Scope::All);
    rig.offline();
    rig.pass(24 * 3_600_000);
    let tries = rig.net.sent_at.take().len();
    assert!((48..200).contains(&tries), "{tries} tries in a day");

    // A new command tries at once, and many at once don't make many tries.
    let before = rig.now().0;
    for n in 0..20 {
        rig.submit(&format!("第{n}条"));
    }
    rig.pass(3_000);
    let tries = rig.net.sent_at.take();
    assert!(tries[0] - before < 100, "at once");
    assert!(tries.len() <= 5, "{} tries in three seconds", tries.len());

    // So does a network that comes back.
    rig.pass(6 * 3_600_000);
    rig.net.sent_at.take();
    let before = rig.now().0;
    rig.online();
    rig.settle();
    assert!(rig.net.sent_at.borrow()[0] - before < 2_000);
    assert_eq!(rig.outbox(), []);
}

#[test]
fn the_city_may_say_how_long_to_wait() {
    let mut rig = Rig::in_step(15, Scope::All);
    let mut busy = crate::city::refuse(429, Problem::new("too-many-requests"));
    busy.retry_after_ms = Some(120_000);
    rig.net.instead.borrow_mut().push(busy);
    let before = rig.now().0;
    rig.submit("急事");
    rig.until("the city is busy", |rig| {
        matches!(rig.link(), Link::Troubled { .. })
    });
    rig.net.sent_at.take();
    rig.ask(async |device| device.sync_now().await.unwrap());
    rig.settle();
    let first = rig.net.sent_at.borrow()[0];
    assert!(
        first - before >= 120_000,
        "not before, however often somebody calls"
    );
    assert_eq!(rig.outbox(), []);
}

#[test]
fn a_full_disk_is_said_plainly_and_nothing_is_half_kept() {
    let mut rig = Rig::in_step(16, Scope::All);
    rig.life.full.set(true);
    let order = Action::Submit {
        draft: draft("写不下"),
    };
    assert_eq!(
        rig.act(rig.new_proposal(), order),
        Err(Problem::new(problem::DEVICE_FULL))
    );
    rig.neighbours_proposal("新的");
    rig.until(
        "the device says so",
        |rig| matches!(rig.link(), Link::Troubled { problem, .. } if problem.code == problem::DEVICE_FULL),
    );
    rig.life.full.set(false);
    rig.settle();
    assert_eq!(rig.outbox(), []);
}
