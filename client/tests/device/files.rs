//! Files that go along: kept until the city has them, brought before what cites them, and never lost on the way.

use crate::city::BAD;
use crate::rig::{Rig, draft};
use client::api::{KeptDraft, OutboxState, Sent};
use client::files::{Chosen, Way};
use client::problem;
use domain::attachment::FileHash;
use domain::id::ProposalId;
use domain::proposal::{Action, State};
use domain::protocol::Scope;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Bytes that look like no others.
fn bytes(seed: u8, length: usize) -> Vec<u8> {
    (0..length)
        .map(|at| (at as u8).wrapping_mul(31) ^ (at >> 8) as u8 ^ seed)
        .collect()
}

fn hash(bytes: &[u8]) -> FileHash {
    FileHash(Sha256::digest(bytes).into())
}

impl Rig {
    /// Somebody chooses a file.
    pub(crate) fn choose(&self, bytes: Vec<u8>) -> Chosen {
        let chosen = Chosen {
            id: self.city.borrow_mut().new_uuid(),
            name: "photo.jpg".to_owned(),
            kind: "image/jpeg".to_owned(),
            bytes: bytes.len() as u64,
            alt: Some("北门的灯".to_owned()),
            keeps_place: false,
            way: Way::Here,
        };
        self.host.files.borrow_mut().insert(chosen.id, bytes);
        chosen
    }

    pub(crate) fn draft_with(&self, text: &str, files: Vec<Chosen>) -> KeptDraft {
        KeptDraft {
            id: self.city.borrow_mut().new_uuid(),
            draft: draft(text),
            files,
            saved_at: self.now(),
        }
    }

    fn send_with(&mut self, text: &str, files: Vec<Chosen>) -> Sent {
        let kept = self.draft_with(text, files);
        self.ask(async move |device| {
            let id = kept.id;
            device.save_draft(kept).await.unwrap();
            device.send_draft(id).await.unwrap()
        })
    }

    fn lying(&self) -> Vec<Uuid> {
        self.host.files.borrow().keys().copied().collect()
    }

    /// What a proposal of the city's has.
    fn shown(&self, id: ProposalId) -> Vec<FileHash> {
        let city = self.city.borrow();
        let proposal = &city.world.proposals[&id];
        proposal
            .attachments
            .iter()
            .map(|attachment| attachment.hash)
            .collect()
    }
}

#[test]
fn what_was_chosen_without_a_city_goes_when_it_comes() {
    let mut rig = Rig::in_step(31, Scope::All);
    rig.offline();
    let (first, second) = (bytes(1, 700_000), bytes(2, 10));
    let files = vec![rig.choose(first.clone()), rig.choose(second.clone())];
    let stand_ins: Vec<_> = files.iter().map(Chosen::attachment).collect();
    let proposal = rig.send_with("灯坏了", files).proposal.unwrap();
    rig.pass(3_600_000);
    let sight = rig.ask(async move |device| device.proposal(proposal).await.unwrap().unwrap());
    assert_eq!(sight.proposal.attachments, stand_ins, "it shows them already");
    assert_eq!(rig.lying().len(), 2);
    rig.stop();
    rig.online();
    rig.settle();
    assert_eq!(
        rig.shown(proposal),
        [hash(&first), hash(&second)],
        "in their order"
    );
    assert_eq!(rig.city.borrow().files.came, 700_010, "and each byte once");
    assert!(rig.lying().is_empty(), "the city has them now");
}

#[test]
fn it_says_how_far_it_is_and_holds_up_nobody_else() {
    let mut rig = Rig::in_step(32, Scope::All);
    let other = rig.submit("先写的").proposal.unwrap();
    rig.settle();
    let file = rig.choose(bytes(3, 2_000_000));
    let sent = rig.send_with("附了照片", vec![file]);
    let proposal = sent.proposal.unwrap();
    rig.act(proposal, Action::Withdraw {}).unwrap();
    rig.until("half of it is there", |rig| {
        let outbox = rig.outbox();
        outbox
            .first()
            .is_some_and(|item| item.files[0].arrived() > 1_000_000)
    });
    assert!(!rig.outbox()[0].files[0].is_there());
    rig.act(other, Action::Withdraw {}).unwrap();
    rig.until("the other one has gone out", |rig| {
        rig.city.borrow().world.proposals[&other].state == State::Withdrawn
    });
    assert!(rig.outbox()[0].awaits_files(), "which did not wait for the photo");
    rig.settle();
    let city = rig.city.borrow();
    assert_eq!(
        city.world.proposals[&proposal].state,
        State::Withdrawn,
        "this one waited for its own"
    );
}

#[test]
fn what_the_city_can_t_take_waits_with_the_reason_and_goes_without_it() {
    let mut rig = Rig::in_step(33, Scope::All);
    let (good, bad) = (
        rig.choose(bytes(4, 100)),
        rig.choose([BAD, &bytes(5, 100)].concat()),
    );
    let sent = rig.send_with("附了照片", vec![good.clone(), bad]);
    rig.settle();
    let OutboxState::Refused { problem } = &rig.states()[0] else {
        panic!("{:?}", rig.states())
    };
    assert_eq!(
        (problem.code.as_str(), &problem.arguments["name"]),
        ("file-damaged", &"photo.jpg".into())
    );
    assert_eq!(rig.lying().len(), 2, "nothing is lost by a refusal");
    rig.record.borrow_mut().let_go.insert(sent.command);
    let draft = rig.ask(async move |device| {
        device.take_back(sent.command).await.unwrap();
        device.mine().await.unwrap().drafts.remove(0)
    });
    assert_eq!((draft.files.len(), &draft.draft.attachments), (2, &vec![]));
    let without = KeptDraft {
        files: vec![draft.files[0].clone()],
        ..draft
    };
    let sent = rig.ask(async move |device| {
        let id = without.id;
        device.save_draft(without).await.unwrap();
        device.send_draft(id).await.unwrap()
    });
    assert_eq!(rig.lying(), [good.id], "what was taken out is gone");
    rig.settle();
    assert_eq!(rig.shown(sent.proposal.unwrap()).len(), 1);
}

#[test]
fn a_file_that_the_city_has_lost_is_brought_once_more() {
    let mut rig = Rig::in_step(34, Scope::All);
    let photo = bytes(6, 300_000);
    let file = rig.choose(photo.clone());
    rig.send_with("附了照片", vec![file]);
    rig.until("the file is there", |rig| {
        rig.outbox().iter().any(|item| !item.awaits_files())
    });
    rig.city.borrow_mut().files.kept.clear();
    rig.until("the command is refused", |rig| {
        rig.outbox().iter().all(|item| item.is_stuck())
    });
    let stuck = rig.outbox().remove(0);
    assert!(matches!(&stuck.state, OutboxState::Refused { problem } if problem.code == "no-such-file"));
    let sent = rig.ask(async move |device| device.retry(stuck.command.id).await.unwrap());
    rig.settle();
    assert_eq!(rig.shown(sent.proposal.unwrap()), [hash(&photo)]);
}

#[test]
fn a_file_that_the_device_has_lost_is_said() {
    let mut rig = Rig::in_step(35, Scope::All);
    let file = rig.choose(bytes(7, 1_000));
    rig.host.files.borrow_mut().clear();
    rig.send_with("附了照片", vec![file]);
    rig.settle();
    assert!(
        matches!(&rig.states()[0], OutboxState::Refused { problem } if problem.code == problem::FILE_GONE)
    );
}

#[test]
fn the_same_photo_twice_is_shown_once() {
    let mut rig = Rig::in_step(36, Scope::All);
    let photo = bytes(8, 1_000);
    let files = vec![rig.choose(photo.clone()), rig.choose(photo.clone())];
    let sent = rig.send_with("附了照片", files);
    rig.settle();
    assert_eq!(rig.shown(sent.proposal.unwrap()), [hash(&photo)]);
}

#[test]
fn files_go_with_their_draft_and_lost_ones_after_a_day() {
    let mut rig = Rig::in_step(37, Scope::All);
    let (kept, lost) = (rig.choose(bytes(9, 10)), rig.choose(bytes(10, 10)));
    let draft = rig.draft_with("草稿", vec![kept.clone()]);
    let id = draft.id;
    rig.ask(async move |device| device.save_draft(draft).await.unwrap());
    assert_eq!(
        rig.lying().len(),
        2,
        "a choice may still be on its way into a draft"
    );
    rig.pass(2 * 24 * 3_600_000);
    rig.stop();
    rig.settle();
    assert_eq!(rig.lying(), [kept.id], "{} is in no draft", lost.id);
    rig.ask(async move |device| device.delete_draft(id).await.unwrap());
    assert!(rig.lying().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// A bad line, and a program that is killed at any write: it arrives, whole and once.
    #[test]
    fn however_often_it_is_cut_it_arrives_intact(
        seed in any::<u64>(),
        length in 1..1_500_000_usize,
        kills in prop::collection::vec(0..12_u32, 0..20),
    ) {
        let mut rig = Rig::in_step(seed, Scope::All);
        let photo = bytes(seed as u8, length);
        let file = rig.choose(photo.clone());
        let sent = rig.send_with("附了照片", vec![file]);
        rig.net.bad.set(true);
        for kill in kills {
            rig.life.fuse.set(Some(kill));
            rig.pass(5_000);
        }
        rig.life.fuse.set(None);
        rig.net.bad.set(false);
        rig.settle();
        prop_assert_eq!(rig.states(), vec![]);
        prop_assert_eq!(rig.shown(sent.proposal.unwrap()), vec![hash(&photo)]);
        let city = rig.city.borrow();
        prop_assert_eq!(&city.files.kept[&hash(&photo)].1, &photo);
    }
}
