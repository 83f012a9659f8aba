//! A citizen with a voice and nothing else, in the real window: by the microphone of a sound system and the real model.
//! Where a machine has no model, this says so and rests.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::id::ProposalId;
use domain::proposal::State;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use system_tests::clips::{Clip, MODEL, clips, model};
use system_tests::display::Display;
use system_tests::microphone::phase;
use system_tests::page::Page;
use system_tests::people::{Person, accepted, answer};
use system_tests::server::Server;
use system_tests::sound::{ENGLISH, MANDARIN, SoundSystem, Tongue, spoken};
use system_tests::voice::Voice;
use system_tests::wait;
use system_tests::window::Computer;
use tempfile::TempDir;

/// What a citizen says, from the first wish to the verdict.
struct Sayings {
    language: &'static str,
    /// Without one, what is in no clip is typed.
    tongue: Option<Tongue>,
    /// What bothers them, and a word of it that is made out.
    dictated: (&'static str, &'static str),
    mended: &'static str,
    /// What they add to it, and a word of it.
    added: (&'static str, &'static str),
    /// What is no answer to a question.
    aside: &'static str,
    /// A title of somebody else's.
    title: &'static str,
    say: &'static str,
    next: &'static str,
    first: &'static str,
    send: &'static str,
    yes: &'static str,
    no: &'static str,
    list: &'static str,
    support: &'static str,
    follow: &'static str,
    votes: &'static str,
    mine: &'static str,
    solved: &'static str,
}

const SAYINGS_IN_ENGLISH: Sayings = Sayings {
    language: "en",
    tongue: Some(ENGLISH),
    dictated: ("the street light in front of the school is broken", "school"),
    mended: "The street light in front of the school is broken.",
    added: ("children walk there in the dark", "children"),
    aside: "please put more benches in the park",
    title: "Please put more benches in the park",
    say: "make a suggestion",
    next: "next",
    first: "the first one",
    send: "send it",
    yes: "yes",
    no: "no",
    list: "show all proposals",
    support: "I support this",
    follow: "follow this",
    votes: "open votes",
    mine: "show my proposals",
    solved: "it is solved",
};

const SAYINGS_IN_MANDARIN: Sayings = Sayings {
    language: "zh-CN",
    tongue: None,
    dictated: ("我们楼下的路灯坏了三个星期，晚上老人出门不安全。", "晚上"),
    mended: "我们楼下的路灯坏了三个星期，晚上老人出门不安全。",
    added: ("学校门口放学的时候堵车很厉害。", "学校"),
    aside: "希望社区活动室周末也能开放。",
    title: "公园里多放几张长椅",
    say: "我要提意见",
    next: "继续",
    first: "第一个",
    send: "确认提交",
    yes: "好的",
    no: "不要",
    list: "看看大家的提案",
    support: "我支持",
    follow: "关注",
    votes: "打开投票",
    mine: "看看我提的",
    solved: "已经解决了",
};

/// A computer that can hear, and its window.
struct Desk {
    sound: SoundSystem,
    computer: Computer,
    page: Page,
    _display: Display,
}

impl Desk {
    async fn new(model: &Path, city: &str) -> Result<Self> {
        let sound = SoundSystem::start().await?;
        let computer = Computer::new("citizen", city)?
            .with(sound.environment())
            .with([(MODEL, OsString::from(model))]);
        let display = Display::start().await?;
        let page = computer.open(&display).await?;
        page.sees("page-home").await?;
        Ok(Self {
            sound,
            computer,
            page,
            _display: display,
        })
    }

    async fn language(&self, language: &str) -> Result<()> {
        self.page.visit("/settings").await?;
        self.page.press(&format!("settings-language-{language}")).await?;
        self.page.looks("lang", language).await
    }

    /// How many recordings there are of this draft or proposal.
    fn recordings(&self, owner: &str) -> usize {
        files(&self.computer.data().join("recordings").join(owner))
    }

    /// How many there are of whatever it may be.
    fn kept(&self) -> Result<usize> {
        let folders = std::fs::read_dir(self.computer.data().join("recordings"))?.flatten();
        Ok(folders.map(|folder| files(&folder.path())).sum())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_citizen_does_by_voice_alone_in_english() -> Result<()> {
    everything_by_voice_alone(&SAYINGS_IN_ENGLISH).await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_citizen_does_by_voice_alone_in_mandarin() -> Result<()> {
    everything_by_voice_alone(&SAYINGS_IN_MANDARIN).await
}

async fn everything_by_voice_alone(sayings: &Sayings) -> Result<()> {
    let Some(model) = model() else { return Ok(()) };
    let all = clips(&model)?;
    if all.is_empty() && sayings.tongue.is_none() {
        return Ok(());
    }
    let server = Server::demo().await?;
    let citizen = Person::demo(&server.url(), "chen").await?;
    let desk = Desk::new(&model, &server.url()).await?;
    let page = &desk.page;
    desk.language(sayings.language).await?;
    page.sign_in("chen").await?;
    page.visit("/").await?;
    page.sees("home-latest").await?;
    page.press("talk-open").await?;
    page.sees("talk-panel").await?;
    ensure!(desk.sound.listeners()? == 0, "somebody listens unasked");
    let voice = Voice::new(page, &desk.sound, sayings.tongue, all)?;

    // Says what bothers them, by the microphone beside the field; it is recorded, written down, and mended.
    voice.says(sayings.say, "done").await?;
    page.sees("page-say[data-step=\"1\"]").await?;
    page.press("microphone").await?;
    phase(page, "listening").await?;
    let dictated = voice.file(sayings.dictated.0)?.context("it is spoken")?;
    desk.sound.say_all(&dictated).await?;
    page.press("microphone").await?;
    page.sees_text("microphone-state", sayings.dictated.1).await?;
    page.picture("spoken", &format!("01-said-{}", sayings.language))
        .await?;
    let mended = sayings.mended;
    page.fill("say-text", mended).await?;

    // Adds to it by the line: shown first, and only after a yes.
    let came = voice.say(sayings.added.0).await?;
    ensure!(came.reply == "asked" && came.command.is_none(), "{came:?}");
    page.picture("spoken", &format!("02-asked-{}", sayings.language))
        .await?;
    voice.answers(sayings.no, "words-kept").await?;
    ensure!(value(page, "say-text").await? == mended, "the answer was no");
    voice.says(sayings.added.0, "asked").await?;
    voice.answers(sayings.yes, "written").await?;
    let text = value(page, "say-text").await?;
    ensure!(
        text.starts_with(mended) && text.to_lowercase().contains(sayings.added.1),
        "{text:?}"
    );
    voice.says(sayings.next, "done").await?;
    page.sees("page-say[data-step=\"2\"]").await?;
    page.sees("say-guess").await?;
    voice.says(sayings.first, "done").await?;
    voice.says(sayings.next, "done").await?;
    page.sees("say-send").await?;

    // It is read back, and sent after a yes alone: what is no answer leaves the question as it is.
    voice.says(sayings.send, "asked").await?;
    page.sees_text("talk-reply", mended).await?;
    voice.says(sayings.aside, "asked").await?;
    page.sees_text("talk-reply", mended).await?;
    voice.answers(sayings.no, "kept").await?;
    voice.says(sayings.yes, "nothing-asked").await?;
    ensure!(
        own(&citizen, mended).await?.is_none(),
        "it was sent on a word alone"
    );
    voice.says(sayings.send, "asked").await?;
    voice.answers(sayings.yes, "done").await?;
    page.sees("say-sent").await?;
    let own = wait::until("the city to have it", async || own(&citizen, mended).await).await?;
    ensure!(citizen.proposal(own).await?.proposal.text == text);
    ensure!(desk.recordings(&own.to_string()) == 1, "its recording goes along");

    // Finds what somebody else said, follows it and stands by it.
    let other = accepted(&server.url(), sayings.title).await?;
    voice.says(sayings.list, "done").await?;
    page.sees(&format!("proposal-card:first-child[data-id=\"{other}\"]"))
        .await?;
    voice.says(sayings.first, "done").await?;
    page.sees(&format!("page-proposal[data-id=\"{other}\"]")).await?;
    for (command, hook) in [(sayings.support, "support"), (sayings.follow, "follow")] {
        page.sees(hook).await?;
        voice.says(command, "asked").await?;
        page.sees_text("talk-reply", sayings.title).await?;
        voice.answers(sayings.no, "kept").await?;
        ensure!(
            page.attribute(hook, "aria-pressed").await? == "false",
            "{hook} on a word alone"
        );
        voice.says(command, "asked").await?;
        voice.answers(sayings.yes, "done").await?;
        page.sees(&format!("{hook}[aria-pressed=\"true\"]")).await?;
    }
    wait::until_true("the city has the support", async || {
        Ok(citizen.proposal(other).await?.proposal.supports == 1)
    })
    .await?;

    // The votes, and the verdict on the answer.
    voice.says(sayings.votes, "done").await?;
    wait::until_true("the votes", async || Ok(page.path().await? == "/votes")).await?;
    answer(&server.url(), own, "It has a new lamp.").await?;
    voice.says(sayings.mine, "done").await?;
    page.sees("page-mine").await?;
    voice.says(sayings.first, "done").await?;
    page.sees(&format!("page-proposal[data-id=\"{own}\"]")).await?;
    page.sees("judge-card").await?;
    voice.says(sayings.solved, "asked").await?;
    ensure!(
        citizen.proposal(own).await?.proposal.state == State::Answered,
        "judged on a word alone"
    );
    voice.answers(sayings.yes, "done").await?;
    wait::until_true("the verdict", async || {
        Ok(citizen.proposal(own).await?.proposal.state == State::Closed)
    })
    .await?;

    // Nothing of the commands is kept, and nobody listens any more.
    ensure!(desk.kept()? == 1, "a command is on the disk");
    ensure!(desk.sound.listeners()? == 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_microphones_of_a_page_do_not_mix() -> Result<()> {
    let Some(model) = model() else { return Ok(()) };
    let desk = Desk::new(&model, &Server::down()?.url()).await?;
    let page = &desk.page;
    page.visit("/say").await?;
    phase(page, "ready").await?;
    page.press("talk-open").await?;
    page.sees("talk-microphone[data-phase=\"ready\"]").await?;
    let folder = TempDir::new()?;
    let said = spoken(folder.path(), MANDARIN, "路灯坏了")?;
    page.press("microphone").await?;
    phase(page, "listening").await?;
    desk.sound.say_all(&said).await?;
    // The other one is pressed: the first has ended, and what was said to it is kept.
    page.press("talk-microphone").await?;
    page.sees("talk-microphone[data-phase=\"listening\"]").await?;
    phase(page, "ready").await?;
    page.sees("recording").await?;
    wait::until_true("one that listens", async || Ok(desk.sound.listeners()? == 1)).await?;
    // Whoever closes the line is not listened to any more, and nothing of it is kept.
    page.press("talk-close").await?;
    wait::until_true("nobody that listens", async || Ok(desk.sound.listeners()? == 0)).await?;
    ensure!(desk.kept()? == 1, "what was said in passing is on the disk");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_few_clips_do_what_their_list_says() -> Result<()> {
    let Some(model) = model() else { return Ok(()) };
    let all = clips(&model)?;
    // Every fourth: some of each kind.
    let some = all.into_iter().step_by(4).collect();
    through_the_microphone(&model, some).await
}

/// `cargo xtask voice --microphone`
#[ignore = "takes some minutes; all that it does is done with a few clips above"]
#[tokio::test(flavor = "multi_thread")]
async fn all_clips_do_what_their_list_says() -> Result<()> {
    let Some(model) = model() else { return Ok(()) };
    through_the_microphone(&model, clips(&model)?).await
}

/// Plays each to the line, and holds what came of them to: 95% of the commands of each language are understood, no
/// sentence is taken for a command, and nothing leaves the device. How long it took is told: it is the machine's, and what
/// else runs on it.
async fn through_the_microphone(model: &Path, clips: Vec<Clip>) -> Result<()> {
    if clips.is_empty() {
        return Ok(());
    }
    let server = Server::demo().await?;
    let city = Person::demo(&server.url(), "chen").await?;
    let desk = Desk::new(model, &server.url()).await?;
    let before = city.log().await?.len();
    let (mut report, mut wrong) = (String::new(), Vec::new());
    let mut right: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut shares = Vec::new();
    let mut language = String::new();
    for clip in clips {
        if language != clip.language {
            language.clone_from(&clip.language);
            desk.language(&language).await?;
            desk.page.visit("/").await?;
            desk.page.press("talk-open").await?;
        }
        let voice = Voice::new(&desk.page, &desk.sound, None, Vec::new())?;
        let came = voice.play(&clip.file).await?;
        let length = length(&clip.file)?;
        let command = came.command.clone().unwrap_or_default();
        let line = format!(
            "{} {:?}: {command:?} ({}), {:.2} s after {length:.2} s; {}\n",
            clip.file.file_name().unwrap_or_default().to_string_lossy(),
            clip.command,
            came.reply,
            came.seconds,
            came.heard.trim(),
        );
        print!("{line}");
        report += &line;
        if clip.command.is_empty() {
            if !command.is_empty() {
                wrong.push(line);
            }
        } else {
            let (understood, all) = right.entry(clip.language).or_default();
            *understood += usize::from(command == clip.command);
            *all += 1;
            shares.push(came.seconds / length);
        }
    }
    shares.sort_by(f64::total_cmp);
    let (median, most) = (
        shares.get(shares.len() / 2).copied().unwrap_or_default(),
        shares.last().copied().unwrap_or_default(),
    );
    println!(
        "{right:?}; from the end of what was said to what came of it, by its length: median {median:.2}, most {most:.2}"
    );
    ensure!(
        wrong.is_empty(),
        "sentences taken for commands:\n{}",
        wrong.concat()
    );
    for (language, (understood, all)) in right {
        ensure!(
            understood * 100 >= all * 95,
            "{language}: {understood} of {all}\n{report}"
        );
    }
    desk.page.visit("/mine?tab=outbox").await?;
    desk.page.sees("page-mine").await?;
    ensure!(desk.page.count("outbox-item").await? == 0, "something was sent");
    ensure!(city.log().await?.len() == before, "something reached the city");
    Ok(())
}

/// How long the sound of a WAV file of 16,000 samples a second is, in seconds.
fn length(file: &Path) -> Result<f64> {
    Ok((std::fs::metadata(file)?.len() as f64 - 44.0) / 32_000.0)
}

/// What this person wrote, beginning so, that the city has.
async fn own(person: &Person, begin: &str) -> Result<Option<ProposalId>> {
    let log = person.log().await?;
    for event in log.iter().rev() {
        if let domain::event::Fact::Proposal { proposal, change, .. } = &event.fact
            && change.name() == "submitted"
            && event.by.account == Some(person.session.me.account)
            && person.proposal(*proposal).await?.proposal.text.starts_with(begin)
        {
            return Ok(Some(*proposal));
        }
    }
    Ok(None)
}

/// How many files are there.
fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).into_iter().flatten().count()
}

async fn value(page: &Page, hook: &str) -> Result<String> {
    let field = page.sees(hook).await?;
    field.prop("value").await?.context("it has a value")
}
