//! The studio with a microphone and a loudspeaker of the test's own.

use super::*;
use std::sync::Mutex;
use std::sync::mpsc::channel;

/// Hears what the test says through it; says whether it is open.
#[derive(Clone, Default)]
struct Mouth(Arc<Mutex<Option<Hear>>>);

struct Open(Mouth);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.0.lock().expect("not poisoned").take();
    }
}

impl Microphone for Mouth {
    fn is_there(&self) -> bool {
        true
    }

    fn open(&self, hear: Hear) -> Outcome<Box<dyn Any>> {
        *self.0.lock().expect("not poisoned") = Some(hear);
        Ok(Box::new(Open(self.clone())))
    }
}

impl Mouth {
    fn is_open(&self) -> bool {
        self.0.lock().expect("not poisoned").is_some()
    }

    fn hear(&self) -> Hear {
        self.0.lock().expect("not poisoned").clone().expect("it is open")
    }

    fn say(&self, samples: Vec<i16>) {
        self.hear()(Sound::Samples(samples));
    }
}

struct Missing;

impl Microphone for Missing {
    fn is_there(&self) -> bool {
        false
    }

    fn open(&self, _: Hear) -> Outcome<Box<dyn Any>> {
        Err(Problem::new("recording-no-microphone"))
    }
}

/// What is to be played is at its end at once.
struct Quick;

impl Loudspeaker for Quick {
    fn play(&self, samples: Vec<i16>, done: Box<dyn Fn() + Send>) -> Outcome<Box<dyn Any>> {
        assert!(!samples.is_empty());
        done();
        Ok(Box::new(()))
    }
}

struct Rig<M> {
    studio: Studio<M, Quick, Box<dyn Fn(Notice) + Send>>,
    orders: Receiver<Order>,
    told: Receiver<Notice>,
    shelf: Shelf,
    folder: tempfile::TempDir,
}

impl<M: Microphone> Rig<M> {
    fn new(microphone: M) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::new(folder.path().join("recordings"));
        let (orders, asked) = channel();
        let (tell, told) = channel();
        let tell: Box<dyn Fn(Notice) + Send> = Box::new(move |notice| drop(tell.send(notice)));
        Self {
            studio: Studio::new(shelf.clone(), orders, microphone, Quick, tell),
            orders: asked,
            told,
            shelf,
            folder,
        }
    }

    fn ask(&mut self, ask: Ask) -> Result<Reply, String> {
        self.heard();
        self.studio.answer(ask).map_err(|problem| problem.code)
    }

    /// Lets the thread do what waits for it; what it tells.
    fn heard(&mut self) -> Vec<Notice> {
        while let Ok(order) = self.orders.try_recv() {
            self.studio.follow(order);
        }
        self.told.try_iter().collect()
    }
}

const OF: Uuid = Uuid::from_u128(7);
const DRAFT: Owner = Some(OF);
const SECOND: usize = RATE as usize;

#[test]
fn nobody_listens_before_it_is_asked_for_nor_in_a_pause() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    assert!(matches!(rig.ask(Ask::Abilities), Ok(Reply::Abilities(a)) if a.records && a.keeps));
    assert!(!mouth.is_open());
    rig.ask(Ask::Start(DRAFT)).expect("it begins");
    mouth.say(vec![1_000; SECOND]);
    assert_eq!(rig.heard().len(), 1, "one piece of sound, one level");
    let late = mouth.hear();
    rig.ask(Ask::Pause).expect("it pauses");
    assert!(!mouth.is_open());
    late(Sound::Samples(vec![2_000; SECOND]));
    assert_eq!(rig.heard(), []);
    rig.ask(Ask::GoOn).expect("it goes on");
    mouth.say(vec![3_000; SECOND]);
    let Ok(Reply::Recording(recording)) = rig.ask(Ask::Stop) else {
        panic!("no recording");
    };
    assert!(!mouth.is_open());
    assert_eq!(recording.ms, 2_000);
    let kept = rig.shelf.read(OF, recording.id).expect("kept");
    assert_eq!(kept, [[1_000; SECOND], [3_000; SECOND]].concat());
    assert_eq!(rig.ask(Ask::Stop), Err("recording-empty".to_owned()));
}

#[test]
fn nobody_listens_for_a_page_that_is_gone() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    rig.ask(Ask::Start(DRAFT)).expect("it begins");
    mouth.say(vec![1_000; SECOND]);
    rig.heard();
    rig.studio.follow(Order::Leave);
    assert!(!mouth.is_open());
    assert_eq!(rig.shelf.kept(OF).len(), 1, "what was said is kept");
}

impl<M: Microphone> Rig<M> {
    /// What is anywhere on the disk.
    fn files(&self) -> usize {
        let folders = std::fs::read_dir(self.folder.path().join("recordings"));
        let folders = folders.into_iter().flatten().flatten();
        folders
            .map(|folder| std::fs::read_dir(folder.path()).expect("a folder").count())
            .sum()
    }

    fn start(&mut self, owner: Owner) -> Uuid {
        match self.ask(Ask::Start(owner)) {
            Ok(Reply::Started(id)) => id,
            other => panic!("it does not begin: {other:?}"),
        }
    }

    /// The samples of what was said in passing.
    fn passing(&mut self, id: Uuid) -> Option<Vec<i16>> {
        let (answer, mut answered) = oneshot::channel();
        self.studio.follow(Order::Passing(id, answer));
        answered.try_recv().expect("an answer").ok()
    }
}

#[test]
fn what_is_said_in_passing_is_listened_to_once_and_never_on_the_disk() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    let id = rig.start(None);
    mouth.say(vec![1_000; SECOND]);
    assert_eq!(
        rig.ask(Ask::Stop),
        Ok(Reply::Recording(Recording { id, ms: 1_000 }))
    );
    assert_eq!(rig.files(), 0);
    assert_eq!(rig.passing(Uuid::nil()), None);
    assert_eq!(rig.passing(id), Some(vec![1_000; SECOND]));
    assert_eq!(rig.passing(id), None, "once is all");
}

#[test]
fn nothing_said_in_passing_is_left_by_whoever_leaves() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    // In the middle of a word.
    let id = rig.start(None);
    mouth.say(vec![1_000; SECOND]);
    rig.ask(Ask::Leave(id)).expect("left");
    assert!(!mouth.is_open());
    assert_eq!(rig.passing(id), None);
    // Before it was listened to.
    let id = rig.start(None);
    mouth.say(vec![1_000; SECOND]);
    rig.ask(Ask::Stop).expect("it is said");
    rig.ask(Ask::Leave(id)).expect("left");
    assert_eq!(rig.passing(id), None);
    // With the page.
    let id = rig.start(None);
    mouth.say(vec![1_000; SECOND]);
    rig.heard();
    rig.studio.follow(Order::Leave);
    assert_eq!(rig.passing(id), None);
    assert_eq!(rig.files(), 0);
}

#[test]
fn whoever_leaves_late_takes_nothing_from_the_next() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    let first = rig.start(None);
    mouth.say(vec![1_000; SECOND]);
    let second = rig.start(DRAFT);
    rig.ask(Ask::Leave(first)).expect("left");
    mouth.say(vec![2_000; SECOND]);
    let told = rig.heard();
    assert!(
        matches!(told.last(), Some(Notice::Level { recording, ms: 1_000, .. }) if *recording == second),
        "{told:?}"
    );
    rig.ask(Ask::Leave(second)).expect("left");
    assert!(!mouth.is_open());
    assert_eq!(rig.shelf.kept(OF).len(), 1, "what was said to a draft is kept");
}

#[test]
fn of_a_button_that_was_pressed_twice_nothing_is_left() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    for owner in [DRAFT, None] {
        rig.start(owner);
        assert_eq!(rig.ask(Ask::Stop), Err("recording-empty".to_owned()));
        assert_eq!(rig.files(), 0);
    }
}

#[test]
fn what_is_too_long_ends_by_itself_and_is_kept() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    rig.ask(Ask::Start(DRAFT)).expect("it begins");
    for _ in 0..19 {
        mouth.say(vec![500; 10 * SECOND]);
    }
    let told = rig.heard();
    let Some(Notice::Stopped {
        recording: Some(recording),
        problem,
    }) = told.last()
    else {
        panic!("{:?}", told.last());
    };
    assert_eq!(
        (recording.ms, problem.code.as_str()),
        (LONGEST_MS, "recording-full")
    );
    assert!(!mouth.is_open());
    assert_eq!(rig.shelf.kept(OF), [*recording]);
}

#[test]
fn a_microphone_that_is_pulled_out_takes_nothing_with_it() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    rig.ask(Ask::Start(DRAFT)).expect("it begins");
    mouth.say(vec![500; SECOND]);
    mouth.hear()(Sound::Lost);
    let told = rig.heard();
    assert!(
        matches!(told.last(), Some(Notice::Stopped { recording: Some(kept), problem })
            if kept.ms == 1_000 && problem.code == "recording-microphone-lost"),
        "{told:?}"
    );
    assert_eq!(rig.shelf.kept(OF).len(), 1);
}

#[test]
fn without_a_microphone_nothing_is_left_lying_about() {
    let mut rig = Rig::new(Missing);
    assert!(matches!(rig.ask(Ask::Abilities), Ok(Reply::Abilities(a)) if !a.records));
    assert_eq!(
        rig.ask(Ask::Start(DRAFT)),
        Err("recording-no-microphone".to_owned())
    );
    assert_eq!(rig.ask(Ask::Kept(DRAFT)), Ok(Reply::Kept(Vec::new())));
}

#[test]
fn what_is_kept_is_heard_again_and_deleted_when_asked() {
    let mouth = Mouth::default();
    let mut rig = Rig::new(mouth.clone());
    let mut ids = Vec::new();
    for _ in 0..2 {
        rig.ask(Ask::Start(DRAFT)).expect("it begins");
        mouth.say(vec![500; SECOND]);
        let Ok(Reply::Recording(recording)) = rig.ask(Ask::Stop) else {
            panic!("no recording");
        };
        ids.push(recording.id);
    }
    rig.heard();
    rig.ask(Ask::Play(DRAFT, ids[0])).expect("it plays");
    assert_eq!(rig.heard(), [Notice::Played]);
    rig.ask(Ask::Play(DRAFT, ids[0])).expect("it plays");
    rig.ask(Ask::Hush).expect("it is silent");
    assert_eq!(
        rig.ask(Ask::Play(DRAFT, Uuid::nil())),
        Err("voice-unreadable-sound".to_owned())
    );
    rig.ask(Ask::Delete(DRAFT, ids[0])).expect("it is deleted");
    assert!(
        matches!(rig.ask(Ask::Kept(DRAFT)), Ok(Reply::Kept(kept)) if kept.len() == 1 && kept[0].id == ids[1])
    );
}
