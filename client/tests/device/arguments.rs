//! Arguments on a device: shown at once, whatever the network does, and let go of where the city says so.

use crate::city::{clerk, neighbour};
use crate::rig::Rig;
use client::api::{ArgumentSight, Notice, OutboxState};
use domain::actor::{Level, Role};
use domain::id::{ArgumentId, ProposalId};
use domain::proposal::{Action, ActionKind, ArgumentAction, Objection, Side};
use domain::protocol::Scope;

fn about(argument: ArgumentId, action: ArgumentAction) -> Action {
    Action::Argument { argument, action }
}

fn argue(argument: ArgumentId, side: Side, text: &str) -> Action {
    let text = text.to_owned();
    about(argument, ArgumentAction::Argue { side, text })
}

fn hide(argument: ArgumentId) -> Action {
    let (reason, text) = (Objection::PersonalData, "里面有电话。".to_owned());
    about(argument, ArgumentAction::Hide { reason, text })
}

fn restore(argument: ArgumentId) -> Action {
    let text = "电话是居委会公开的。".to_owned();
    about(argument, ArgumentAction::Restore { text })
}

impl Rig {
    /// A case of somebody else's that is open.
    fn open_case(&mut self) -> ProposalId {
        let id = self.neighbours_proposal("绿灯太短");
        let accept = Action::Accept {
            category: None,
            area: None,
        };
        self.elsewhere(&clerk(), id, accept);
        self.settle();
        id
    }

    fn new_argument(&self) -> ArgumentId {
        ArgumentId(self.city.borrow_mut().new_uuid())
    }

    fn arguments(&mut self, id: ProposalId) -> Vec<ArgumentSight> {
        let sight = self.ask(async move |device| device.proposal(id).await.unwrap());
        sight.expect("it is there").arguments
    }

    fn argument(&mut self, id: ProposalId, of: ArgumentId) -> ArgumentSight {
        let all = self.arguments(id).into_iter();
        all.into_iter().find(|one| one.id == of).expect("it is there")
    }
}

#[test]
fn what_is_argued_offline_is_shown_as_waiting_and_goes_out_once() {
    for (seed, scope) in [(71, Scope::All), (72, Scope::Mine)] {
        let mut rig = Rig::in_step(seed, scope);
        let id = rig.open_case();
        let of = rig.new_argument();
        let as_guest = rig.act(id, argue(of, Side::For, "老人多。"));
        assert_eq!(as_guest.unwrap_err().code, "level-too-low");
        rig.sign_up("明月").unwrap();
        rig.settle();
        let theirs = rig.new_argument();
        rig.elsewhere(&neighbour(), id, argue(theirs, Side::Against, "车会堵。"));
        rig.settle();
        assert_eq!(rig.arguments(id).len(), 1, "known before the network goes");

        rig.offline();
        rig.pass(5_000);
        let sent = rig.act(id, argue(of, Side::For, "老人多。")).unwrap();
        rig.act(id, about(theirs, ArgumentAction::Second {})).unwrap();
        let own = rig.argument(id, of);
        assert!(own.mine && own.pending && own.may.contains(&ActionKind::Retract));
        let seconded = rig.argument(id, theirs);
        assert_eq!((seconded.argument.supports, seconded.stance.seconds), (1, true));
        assert!(seconded.pending && !seconded.mine && seconded.may.is_empty());
        let again = rig.act(id, argue(rig.new_argument(), Side::For, "还有孩子。"));
        assert_eq!(again.unwrap_err().code, "argued-already");

        rig.online();
        rig.settle();
        assert_eq!(rig.outbox(), []);
        assert_eq!(rig.city.borrow().effects(sent.command), 1);
        let (own, seconded) = (rig.argument(id, of), rig.argument(id, theirs));
        assert!(own.mine && !own.pending && !seconded.pending);
        assert_eq!((seconded.argument.supports, seconded.stance.seconds), (1, true));
    }
}

/// A case with an argument of the person's own and one of somebody else: device, case, the one, the other.
fn argued(seed: u64, scope: Scope) -> (Rig, ProposalId, ArgumentId, ArgumentId) {
    let mut rig = Rig::in_step(seed, scope);
    rig.sign_up("明月").unwrap();
    let id = rig.open_case();
    let (of, theirs) = (rig.new_argument(), rig.new_argument());
    rig.elsewhere(&neighbour(), id, argue(theirs, Side::For, "电话 139。"));
    rig.act(id, argue(of, Side::Against, "车会堵。")).unwrap();
    rig.settle();
    (rig, id, of, theirs)
}

#[test]
fn what_is_hidden_is_let_go_of_and_its_author_is_told_why() {
    for (seed, scope) in [(73, Scope::All), (74, Scope::Mine)] {
        let (mut rig, id, of, theirs) = argued(seed, scope);
        assert_eq!(
            rig.argument(id, theirs).argument.text.as_deref(),
            Some("电话 139。")
        );
        rig.notices();
        rig.elsewhere(&clerk(), id, hide(theirs));
        rig.elsewhere(&clerk(), id, hide(of));
        let text = "不会堵。".to_owned();
        rig.settle();
        assert_eq!(rig.argument(id, theirs).argument.text, None);
        // What is kept on the device says no more than what is shown.
        let kept = format!("{:?}", rig.durable.snapshot());
        assert!(!kept.contains("139"), "{kept}");
        let own = rig.argument(id, of).argument;
        assert_eq!(own.text.as_deref(), Some("车会堵。"));
        assert_eq!(own.moderation.expect("why").text, "里面有电话。");
        let told: Vec<_> = rig
            .notices()
            .into_iter()
            .filter_map(|notice| match notice {
                Notice::Moved { entry, .. } => Some((entry.proposal, entry.change.name())),
                Notice::Changed => None,
            })
            .collect();
        assert_eq!(told, [(id, "hidden")], "of one's own alone");
        assert_eq!(rig.mine().inbox.len(), 1);
        let respond = about(theirs, ArgumentAction::Respond { text });
        let refused = rig.act(id, respond).unwrap_err();
        assert_eq!(refused.code, "not-desk");
    }
}

#[test]
fn what_stands_again_is_read_again_where_it_had_been_let_go_of() {
    for (seed, scope) in [(79, Scope::All), (80, Scope::Mine)] {
        let (mut rig, id, of, theirs) = argued(seed, scope);
        rig.elsewhere(&clerk(), id, hide(theirs));
        rig.elsewhere(&clerk(), id, hide(of));
        rig.settle();
        assert_eq!(rig.argument(id, theirs).argument.text, None);
        rig.elsewhere(&clerk(), id, restore(theirs));
        rig.elsewhere(&clerk(), id, restore(of));
        rig.settle();
        for (of, said) in [(theirs, "电话 139。"), (of, "车会堵。")] {
            let argument = rig.argument(id, of).argument;
            assert_eq!(argument.text.as_deref(), Some(said));
            assert_eq!(argument.moderation.expect("why").text, "电话是居委会公开的。");
        }
        let inbox = rig.mine().inbox.into_iter().map(|entry| entry.change.name());
        assert_eq!(
            inbox.collect::<Vec<_>>(),
            ["restored", "hidden"],
            "of one's own alone"
        );
        rig.elsewhere(&clerk(), id, hide(theirs));
        rig.settle();
        let kept = format!("{:?}", rig.durable.snapshot());
        assert!(!kept.contains("139"), "{kept}");
    }
}

#[test]
fn whoever_wrote_a_case_hears_that_somebody_argued_and_keeps_no_words_that_may_have_to_go() {
    for (seed, scope) in [(77, Scope::All), (78, Scope::Mine)] {
        let mut rig = Rig::in_step(seed, scope);
        rig.sign_up("明月").unwrap();
        let id = rig.submit("绿灯太短").proposal.unwrap();
        rig.settle();
        let accept = Action::Accept {
            category: None,
            area: None,
        };
        rig.elsewhere(&clerk(), id, accept);
        rig.settle();
        let theirs = rig.new_argument();
        rig.elsewhere(&neighbour(), id, argue(theirs, Side::For, "电话 139。"));
        rig.act(id, argue(rig.new_argument(), Side::For, "我自己说的。"))
            .unwrap();
        rig.settle();
        let inbox = rig.mine().inbox.into_iter().map(|entry| entry.change.name());
        assert_eq!(inbox.collect::<Vec<_>>(), ["argued", "accepted"]);
        rig.elsewhere(&clerk(), id, hide(theirs));
        rig.settle();
        assert_eq!(rig.mine().inbox.len(), 2, "why is for whoever gave it");
        let kept = format!("{:?}", rig.durable.snapshot());
        assert!(!kept.contains("139"), "{kept}");
    }
}

#[test]
fn an_seconding_of_what_was_hidden_meanwhile_waits_for_the_person() {
    let mut rig = Rig::in_step(75, Scope::Mine);
    rig.sign_up("明月").unwrap();
    let id = rig.open_case();
    let theirs = rig.new_argument();
    rig.elsewhere(&neighbour(), id, argue(theirs, Side::For, "老人多。"));
    rig.settle();
    assert_eq!(rig.arguments(id).len(), 1);
    rig.offline();
    rig.pass(5_000);
    rig.act(id, about(theirs, ArgumentAction::Second {})).unwrap();
    rig.elsewhere(&clerk(), id, hide(theirs));
    rig.online();
    rig.settle();
    match &rig.states()[..] {
        [OutboxState::Conflict { problem, .. }] => assert_eq!(problem.code, "argument-hidden"),
        other => panic!("{other:?}"),
    }
    let shown = rig.argument(id, theirs);
    assert_eq!((shown.argument.supports, shown.argument.text), (0, None));
}

#[test]
fn a_coordinator_finds_what_was_reported_until_they_have_ruled() {
    let mut rig = Rig::in_step(76, Scope::Mine);
    let roles = vec![Role::Coordinator { area: "city".into() }];
    rig.city
        .borrow_mut()
        .add_account("周敏", Level::ResidentVerified, roles);
    rig.sign_in("周敏").unwrap();
    let id = rig.open_case();
    let of = rig.new_argument();
    rig.elsewhere(&neighbour(), id, argue(of, Side::For, "电话 139。"));
    let reason = Objection::PersonalData;
    rig.elsewhere(&clerk(), id, about(of, ArgumentAction::Report { reason }));
    rig.settle();
    let reported = |rig: &mut Rig| rig.ask(async |device| device.reported().await).map(|it| it.items);
    let found = reported(&mut rig).unwrap();
    assert_eq!(found[0].argument.reports, [(reason, 1)].into());
    let may = rig.argument(id, of).may;
    assert_eq!(may, [ActionKind::Respond, ActionKind::Keep, ActionKind::Hide]);
    rig.act(id, hide(of)).unwrap();
    assert_eq!(reported(&mut rig).unwrap(), [], "it is ruled on here already");
    rig.settle();
    assert_eq!(reported(&mut rig).unwrap(), []);
    let hidden = rig.argument(id, of).argument;
    assert!(
        hidden.is_hidden() && hidden.text.is_some(),
        "the staff read it on"
    );
    // Hidden by mistake: it stands again, at once and offline as well.
    let listed = rig.ask(async |device| device.reported().await).unwrap().hidden;
    assert_eq!(listed[0].id, of);
    assert_eq!(rig.argument(id, of).may, [ActionKind::Restore]);
    rig.offline();
    rig.pass(5_000);
    rig.act(id, restore(of)).unwrap();
    let stands = rig.argument(id, of);
    assert!(stands.pending && !stands.argument.is_hidden());
    assert_eq!(stands.argument.text.as_deref(), Some("电话 139。"));
    rig.online();
    rig.settle();
    assert_eq!(rig.states(), []);
    let found = rig.ask(async |device| device.reported().await).unwrap();
    assert_eq!((found.items, found.hidden), (vec![], vec![]));
    rig.offline();
    rig.pass(5_000);
    assert_eq!(reported(&mut rig).unwrap_err().code, "unreachable");
}
