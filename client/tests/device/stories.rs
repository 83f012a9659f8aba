//! What a person lives through.

use crate::city::{clerk, neighbour};
use crate::rig::{Rig, draft};
use client::api::{KeptDraft, Link, Notice, OutboxState};
use client::problem;
use client::store::{FOLD, Store as _, Write};
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind, AnswerKind, Judgement, State};
use domain::protocol::Scope;
use domain::refusal::Problem;
use futures::FutureExt as _;
use uuid::Uuid;

fn accept() -> Action {
    Action::Accept {
        category: None,
        area: None,
    }
}

#[test]
fn what_is_written_without_a_city_waits_and_goes_out_by_itself() {
    let mut rig = Rig::new(1, Scope::All);
    rig.offline();
    let id = Uuid::from_u128(5);
    let saved_at = rig.now();
    let kept = KeptDraft {
        id,
        draft: draft("楼下的路灯坏了三个星期。"),
        files: Vec::new(),
        saved_at,
    };
    let sent = rig.ask(async move |device| {
        device.save_draft(kept).await.unwrap();
        assert_eq!(device.mine().await.unwrap().drafts.len(), 1);
        device.send_draft(id).await.unwrap()
    });
    let again = rig.ask(async move |device| device.send_draft(id).await);
    assert_eq!(
        again,
        Err(Problem::new(problem::NO_SUCH_DRAFT)),
        "a draft goes out once"
    );
    let proposal = sent.proposal.unwrap();

    rig.pass(3_600_000);
    assert!(matches!(rig.link(), Link::Offline { retry_at } if retry_at > saved_at));
    let status = rig.status();
    assert_eq!((status.waiting, status.stuck, status.is_guest()), (1, 0, true));
    let mine = rig.mine();
    assert_eq!(mine.drafts, []);
    assert_eq!(mine.outbox[0].title, "楼下的路灯坏了三个星期");
    assert!(mine.written[0].pending && mine.written[0].mine);
    let sight = rig.ask(async move |device| device.proposal(proposal).await.unwrap().unwrap());
    assert_eq!(sight.proposal.state, State::Submitted);
    assert!(sight.timeline[0].pending);
    assert!(
        sight.proposal.clock.unwrap().provisional,
        "nothing is known of the city's calendar yet"
    );

    // The program is ended and started again: all is there. Then the city appears.
    rig.stop();
    rig.online();
    rig.settle();
    let mine = rig.mine();
    assert_eq!(mine.outbox, []);
    assert!(!mine.written[0].pending);
    assert_eq!(mine.written[0].card.number.as_deref(), Some("2026-0001"));
    assert_eq!(rig.city.borrow().effects(sent.command), 1);

    // It moves, and the person says whether it is solved.
    rig.elsewhere(&clerk(), proposal, accept());
    rig.elsewhere(
        &clerk(),
        proposal,
        Action::Assign {
            lead: "roads".into(),
            joint: vec![],
        },
    );
    rig.elsewhere(&clerk(), proposal, Action::Take {});
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: "已修好".to_owned(),
        promised: None,
        milestones: Vec::new(),
    };
    rig.elsewhere(&clerk(), proposal, answer);
    rig.settle();
    let sight = rig.ask(async move |device| device.proposal(proposal).await.unwrap().unwrap());
    assert_eq!(sight.proposal.state, State::Answered);
    assert_eq!(sight.timeline.len(), 5);
    assert!(sight.may.contains(&domain::proposal::ActionKind::Judge));
    let home = rig.ask(async |device| device.home().await.unwrap());
    assert!(matches!(&home.needs[0], client::api::Need::Judge { card } if card.id == proposal));
    let judge = Action::Judge {
        judgement: Judgement::NotSolved,
        stars: None,
        text: Some("还是不亮".to_owned()),
    };
    rig.act(proposal, judge).unwrap();
    let sight = rig.ask(async move |device| device.proposal(proposal).await.unwrap().unwrap());
    assert_eq!(
        sight.proposal.state,
        State::Reopened,
        "seen before the city has said so"
    );
    rig.settle();
    assert_eq!(
        rig.city.borrow().world.proposals[&proposal].state,
        State::Reopened
    );
}

#[test]
fn a_refusal_waits_for_the_person_with_its_reason_and_a_way_on() {
    let mut rig = Rig::new(2, Scope::All);
    rig.offline();
    let mut elsewhere = draft("新区的路没有路名牌");
    elsewhere.area = Some("new".into());
    let id = rig.new_proposal();
    let sent = rig
        .act(
            id,
            Action::Submit {
                draft: elsewhere.clone(),
            },
        )
        .unwrap();
    rig.online();
    rig.settle();
    let refused = OutboxState::Refused {
        problem: Problem::new("no-such-area").with("area", "new"),
    };
    assert_eq!(rig.states(), std::slice::from_ref(&refused));
    assert_eq!(rig.status().stuck, 1);
    rig.pass(3_600_000);
    assert_eq!(
        rig.states(),
        std::slice::from_ref(&refused),
        "it waits, however long"
    );

    // Sending it anew is refused at once while the reason stands.
    let command = sent.command;
    let again = rig.ask(async move |device| device.retry(command).await);
    assert_eq!(again.unwrap_err().code, "no-such-area");
    assert_eq!(rig.states(), [refused]);

    // One way on: the city learns of the area.
    let mut city = rig.city.borrow().world.city.clone();
    let mut area = city.areas[1].clone();
    area.id = "new".into();
    city.areas.push(area);
    rig.publish(city);
    let again = rig.ask(async move |device| device.retry(command).await.unwrap());
    assert_ne!(
        again.command, sent.command,
        "the city keeps its answer to the old one"
    );
    rig.settle();
    assert_eq!(rig.outbox(), []);
    assert_eq!(rig.city.borrow().world.proposals[&id].area, "new".into());
}

#[test]
fn a_refused_proposal_goes_back_to_the_drafts_or_is_let_go() {
    let mut rig = Rig::new(3, Scope::All);
    rig.offline();
    let mut nowhere = draft("没有这个地方");
    nowhere.area = Some("nowhere".into());
    let (one, other) = (rig.new_proposal(), rig.new_proposal());
    let one = rig
        .act(
            one,
            Action::Submit {
                draft: nowhere.clone(),
            },
        )
        .unwrap()
        .command;
    let other = rig
        .act(
            other,
            Action::Submit {
                draft: nowhere.clone(),
            },
        )
        .unwrap()
        .command;
    let unread = rig.ask(async move |device| device.dismiss(one).await);
    assert_eq!(
        unread,
        Err(Problem::new(problem::NOT_REFUSED)),
        "what waits can't be let go unread"
    );
    rig.online();
    rig.settle();
    rig.record.borrow_mut().let_go.extend([one, other]);
    let id = rig.ask(async move |device| device.take_back(one).await.unwrap().unwrap());
    rig.ask(async move |device| device.dismiss(other).await.unwrap());
    let mine = rig.mine();
    assert_eq!(mine.outbox, []);
    assert_eq!((mine.drafts[0].id, &mine.drafts[0].draft), (id, &nowhere));
}

#[test]
fn what_was_not_sent_can_be_taken_back_and_what_was_sent_can_not() {
    let mut rig = Rig::in_step(4, Scope::All);
    rig.offline();
    rig.pass(60_000);
    let sent = rig.submit("写错了");
    let proposal = sent.proposal.unwrap();
    rig.act(proposal, Action::Withdraw {}).unwrap();
    rig.pass(600_000);
    let attempts: u32 = rig.outbox().iter().map(|item| item.attempts).sum();
    assert_eq!(attempts, 0, "while the city is away nothing is marked as sent");
    let ids: Vec<_> = rig.outbox().iter().map(|item| item.command.id).collect();
    rig.record.borrow_mut().let_go.extend(ids);
    let draft = rig.ask(async move |device| device.take_back(sent.command).await.unwrap());
    assert!(draft.is_some());
    assert_eq!(rig.outbox(), [], "what built on it went with it");

    let sent = rig.submit("写对了");
    rig.net.lose_answers.set(100);
    rig.online();
    rig.until("its answer is lost", |rig| {
        rig.city.borrow().effects(sent.command) == 1
    });
    rig.offline();
    rig.pass(10_000);
    let command = sent.command;
    let back = rig.ask(async move |device| device.take_back(command).await);
    assert_eq!(back, Err(Problem::new(problem::ALREADY_SENT)));
    rig.net.lose_answers.set(0);
    rig.online();
    rig.settle();
    assert_eq!(rig.city.borrow().effects(sent.command), 1);
    let gone = rig.ask(async move |device| device.take_back(command).await);
    assert_eq!(gone, Err(Problem::new(problem::NO_SUCH_COMMAND)));
}

/// A stream that broke is the first sign that the city is away: what is written right after it, before any request
/// has failed, is not marked as sent either.
#[test]
fn what_was_written_just_as_the_city_went_can_be_taken_back() {
    let mut rig = Rig::in_step(4, Scope::All);
    rig.offline();
    rig.pass(1);
    let sent = rig.submit("写错了");
    rig.pass(60_000);
    assert_eq!(rig.outbox()[0].attempts, 0, "it was marked as sent for nothing");
    rig.record.borrow_mut().let_go.insert(sent.command);
    let draft = rig.ask(async move |device| device.take_back(sent.command).await.unwrap());
    assert!(draft.is_some());
}

/// What is known by a draft's id, such as its recordings, is known by the same id when it is sent and taken back.
#[test]
fn a_proposal_has_the_id_of_its_draft_and_what_was_kept_again_meanwhile_is_lost_to_nobody() {
    let mut rig = Rig::in_step(4, Scope::All);
    rig.offline();
    rig.pass(60_000);
    let keep = |rig: &mut Rig, text: &str| {
        let kept = KeptDraft {
            id: Uuid::from_u128(7),
            draft: draft(text),
            files: Vec::new(),
            saved_at: rig.now(),
        };
        rig.ask(async move |device| device.save_draft(kept).await.unwrap());
    };
    let send =
        |rig: &mut Rig| rig.ask(async move |device| device.send_draft(Uuid::from_u128(7)).await.unwrap());
    keep(&mut rig, "路灯坏了");
    let sent = send(&mut rig);
    assert_eq!(sent.proposal, Some(ProposalId(Uuid::from_u128(7))));
    let command = sent.command;
    rig.record.borrow_mut().let_go.insert(command);
    let back = rig.ask(async move |device| device.take_back(command).await.unwrap());
    assert_eq!(back, Some(Uuid::from_u128(7)));
    assert_eq!(send(&mut rig).proposal, sent.proposal);

    // Another tab still had it open.
    keep(&mut rig, "路灯坏了三个星期");
    let second = send(&mut rig);
    assert!(second.proposal.is_some() && second.proposal != sent.proposal);
    rig.online();
    rig.settle();
    assert_eq!(rig.outbox(), [], "both have arrived");
}

#[test]
fn the_rules_refuse_at_once_what_the_city_would_refuse() {
    let mut rig = Rig::in_step(5, Scope::All);
    let theirs = rig.neighbours_proposal("树枝挡路");
    rig.settle();
    assert_eq!(
        rig.act(theirs, Action::Withdraw {}).unwrap_err().code,
        "not-author"
    );
    assert_eq!(rig.act(theirs, accept()).unwrap_err().code, "not-coordinator");
    let empty = Action::Submit { draft: draft("  ") };
    assert_eq!(rig.act(rig.new_proposal(), empty).unwrap_err().code, "text-empty");
    let unknown = rig.new_proposal();
    assert_eq!(
        rig.act(unknown, Action::Follow {}).unwrap_err().code,
        "no-such-proposal"
    );
    assert_eq!(rig.outbox(), []);

    // What waits is counted in: a proposal that is being withdrawn can't be withdrawn again.
    rig.offline();
    let mine = rig.submit("自己写的").proposal.unwrap();
    rig.act(mine, Action::Withdraw {}).unwrap();
    assert_eq!(
        rig.act(mine, Action::Withdraw {}).unwrap_err().code,
        "wrong-state"
    );
    assert_eq!(rig.outbox().len(), 2);
    rig.online();
    rig.settle();
    assert_eq!(rig.city.borrow().world.proposals[&mine].state, State::Withdrawn);
}

#[test]
fn before_the_first_contact_only_writing_is_possible() {
    let mut rig = Rig::new(6, Scope::All);
    rig.offline();
    let id = rig.new_proposal();
    assert_eq!(
        rig.act(id, Action::Follow {}),
        Err(Problem::new(problem::NOT_YET_KNOWN))
    );
    let control = Action::Submit {
        draft: draft("bell \u{7}"),
    };
    assert_eq!(rig.act(id, control).unwrap_err().code, "text-control-character");
    let mine = rig.submit("第一条").proposal.unwrap();
    assert_eq!(
        rig.act(mine, Action::Withdraw {}),
        Err(Problem::new(problem::NOT_YET_KNOWN))
    );
    assert_eq!(rig.outbox().len(), 1);
}

#[test]
fn a_case_that_moved_meanwhile_is_a_conflict_that_shows_it() {
    let mut rig = Rig::in_step(7, Scope::All);
    let sent = rig.submit("井盖松动");
    let proposal = sent.proposal.unwrap();
    rig.settle();
    rig.offline();
    rig.pass(5_000);
    let withdraw = rig.act(proposal, Action::Withdraw {}).unwrap().command;
    rig.elsewhere(
        &clerk(),
        proposal,
        Action::Decline {
            reason: domain::proposal::Decline::Duplicate,
            text: "已在处理".to_owned(),
        },
    );
    rig.online();
    rig.settle();
    let [OutboxState::Conflict { problem, current }] = &rig.states()[..] else {
        panic!("{:?}", rig.states());
    };
    assert_eq!(problem.code, "wrong-state");
    assert_eq!(current.state, State::Declined);
    let sight = rig.ask(async move |device| device.proposal(proposal).await.unwrap().unwrap());
    assert_eq!(
        sight.proposal.state,
        State::Declined,
        "what is in conflict is not previewed"
    );
    let again = rig.ask(async move |device| device.retry(withdraw).await);
    assert_eq!(again.unwrap_err().code, "wrong-state");
    rig.record.borrow_mut().let_go.insert(withdraw);
    rig.ask(async move |device| device.dismiss(withdraw).await.unwrap());
    assert_eq!(rig.outbox(), []);
}

#[test]
fn another_history_is_read_anew_and_the_outbox_is_kept() {
    let mut rig = Rig::in_step(8, Scope::All);
    rig.neighbours_proposal("早的");
    rig.city.borrow_mut().take_backup();
    let lost = rig.neighbours_proposal("备份之后的");
    rig.settle();
    rig.offline();
    rig.pass(5_000);
    let saved_at = rig.now();
    let kept = KeptDraft {
        id: Uuid::from_u128(5),
        draft: draft("草稿"),
        files: Vec::new(),
        saved_at,
    };
    rig.ask(async |device| device.save_draft(kept).await.unwrap());
    let sent = rig.submit("等着的");
    rig.city.borrow_mut().restore_backup();
    rig.online();
    rig.settle();
    assert_eq!(rig.city.borrow().effects(sent.command), 1);
    let gone = rig.ask(async move |device| device.proposal(lost).await.unwrap());
    assert_eq!(gone, None, "what the city forgot, the device forgets");
    assert_eq!(rig.mine().drafts.len(), 1);
    assert_eq!(
        rig.notices()
            .iter()
            .filter(|notice| matches!(notice, Notice::Moved { .. }))
            .count(),
        0
    );
}

#[test]
fn what_an_older_program_folded_is_read_again_and_the_outbox_is_kept() {
    let mut rig = Rig::in_step(10, Scope::All);
    let known = rig.neighbours_proposal("早的");
    rig.settle();
    rig.offline();
    let sent = rig.submit("等着的");
    rig.stop();
    // To that program it was something that this one knows by another name.
    let kept = rig.durable.proposal(known).now_or_never().unwrap().unwrap();
    let mut kept = kept.expect("kept here");
    kept.proposal.state = State::Answered;
    let mut meta = rig.meta();
    meta.fold = 0;
    rig.durable
        .apply([Write::Proposal(Box::new(kept)), Write::Meta(Box::new(meta))]);

    rig.online();
    rig.settle();
    let sight = rig.ask(async move |device| device.proposal(known).await.unwrap());
    assert_eq!(sight.expect("read again").proposal.state, State::Submitted);
    assert_eq!(rig.city.borrow().effects(sent.command), 1);
    assert_eq!(rig.meta().fold, FOLD);
}

#[test]
fn what_was_acknowledged_but_not_read_back_survives_a_restored_backup() {
    let mut rig = Rig::in_step(9, Scope::All);
    rig.city.borrow_mut().take_backup();
    let sent = rig.submit("刚被收下");
    rig.until("the city has acknowledged it", |rig| {
        matches!(rig.states()[..], [OutboxState::Applied { .. }])
    });
    rig.city.borrow_mut().restore_backup();
    rig.settle();
    assert_eq!(rig.city.borrow().effects(sent.command), 1);
}

#[test]
fn the_inbox_tells_what_others_did_and_nothing_from_before() {
    let mut rig = Rig::new(17, Scope::All);
    let followed = rig.neighbours_proposal("别人的");
    rig.settle();
    rig.act(followed, Action::Follow {}).unwrap();
    let own = rig.submit("自己的").proposal.unwrap();
    rig.settle();
    assert_eq!(rig.status().unread, 0);
    assert!(
        !rig.notices()
            .iter()
            .any(|notice| matches!(notice, Notice::Moved { .. }))
    );

    let other = rig.neighbours_proposal("无关的");
    for id in [followed, own, other] {
        rig.elsewhere(&clerk(), id, accept());
    }
    rig.elsewhere(&neighbour(), followed, Action::Support {});
    rig.settle();
    assert_eq!(rig.status().unread, 2);
    let told: Vec<_> = rig
        .notices()
        .into_iter()
        .filter_map(|notice| match notice {
            Notice::Moved { entry, clock } => Some((entry.proposal, entry.change.name(), clock.is_some())),
            Notice::Changed => None,
        })
        .collect();
    assert_eq!(told, [(followed, "accepted", true), (own, "accepted", true)]);
    let inbox = rig.mine().inbox;
    assert_eq!(inbox.len(), 2);
    assert!(inbox[0].seq > inbox[1].seq && !inbox[0].read);
    let seq = inbox[1].seq;
    rig.ask(async move |device| device.mark_read(seq).await.unwrap());
    assert_eq!(rig.status().unread, 1);
    let read: Vec<bool> = rig.mine().inbox.iter().map(|entry| entry.read).collect();
    assert_eq!(read, [false, true]);
}

#[test]
fn authors_followers_and_supporters_are_told_of_a_merge_and_a_support_moves_with_one_tap() {
    for (seed, scope) in [(18, Scope::All), (19, Scope::Mine)] {
        let mut rig = Rig::in_step(seed, scope);
        rig.sign_up("明月").unwrap();
        let own = rig.submit("自己的").proposal.unwrap();
        rig.settle();
        let supported = rig.neighbours_proposal("别人的");
        let into = rig.neighbours_proposal("另一条");
        for id in [supported, into] {
            rig.elsewhere(&clerk(), id, accept());
        }
        rig.settle();
        rig.act(supported, Action::Support {}).unwrap();
        rig.settle();
        for id in [own, supported] {
            let text = "说的是同一件事。".to_owned();
            rig.elsewhere(&clerk(), id, Action::Merge { into, text });
        }
        rig.settle();
        let told: Vec<_> = rig
            .mine()
            .inbox
            .iter()
            .map(|entry| (entry.proposal, entry.change.name()))
            .collect();
        assert_eq!(told, [(supported, "merged"), (own, "merged")]);
        let see =
            |rig: &mut Rig, id| rig.ask(async move |device| device.proposal(id).await.unwrap().unwrap());
        let sight = see(&mut rig, supported);
        assert_eq!(sight.proposal.state, State::Merged);
        assert_eq!(sight.proposal.merged.unwrap().into.id, into);
        assert!(sight.may.contains(&ActionKind::Move), "{:?}", sight.may);
        assert!(
            !see(&mut rig, own).may.contains(&ActionKind::Move),
            "nothing to move"
        );

        // The device shows at once what the tap leads to; the city does it on both sides.
        rig.offline();
        rig.act(supported, Action::Move { to: into }).unwrap();
        let sight = see(&mut rig, supported);
        assert_eq!((sight.relation.supports, sight.proposal.supports), (false, 0));
        rig.online();
        rig.settle();
        assert_eq!(rig.outbox(), []);
        let (here, there) = (see(&mut rig, supported), see(&mut rig, into));
        assert_eq!((here.relation.supports, here.proposal.supports), (false, 0));
        assert_eq!((there.relation.supports, there.proposal.supports), (true, 1));
    }
}
