//! A voice, from the microphone of a sound system to the disk and into the field, in the real window. Nobody listens before
//! it is asked for, and nothing that was said is lost.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use system_tests::clips::{MODEL, model};
use system_tests::display::Display;
use system_tests::microphone::{phase, recorded};
use system_tests::page::Page;
use system_tests::server::Server;
use system_tests::sound::{ENGLISH, MANDARIN, SoundSystem, spoken};
use system_tests::wait;
use system_tests::window::{self, Computer};
use tempfile::TempDir;

const LOUD: u16 = 2_000;

/// A computer with a sound system, its window open at "Say it".
struct Desk {
    sound: SoundSystem,
    computer: Computer,
    display: Display,
    folder: TempDir,
}

impl Desk {
    /// `model`: where the shell looks for one.
    async fn new(model: &Path) -> Result<Self> {
        let sound = SoundSystem::start().await?;
        // The city is far away: a voice needs none.
        let computer = Computer::new("citizen", &Server::down()?.url())?
            .with(sound.environment())
            .with([(MODEL, model.as_os_str().to_owned())]);
        Ok(Self {
            sound,
            computer,
            display: Display::start().await?,
            folder: TempDir::with_prefix("huisheng-said-")?,
        })
    }

    async fn open(&self) -> Result<Page> {
        self.computer.open(&self.display).await
    }

    /// The recordings of everybody, as files.
    fn files(&self) -> Vec<PathBuf> {
        let below = |folder: PathBuf| {
            fs::read_dir(folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path())
        };
        below(self.computer.data().join("recordings"))
            .flat_map(below)
            .collect()
    }

    async fn listeners(&self, count: usize) -> Result<()> {
        wait::until_true(&format!("{count} that listen"), async || {
            Ok(self.sound.listeners()? == count)
        })
        .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_is_kept_heard_again_and_deleted_only_when_asked() -> Result<()> {
    let nowhere = TempDir::new()?;
    let desk = Desk::new(nowhere.path()).await?;
    let said = spoken(desk.folder.path(), MANDARIN, "我们楼下的路灯坏了三个星期")?;
    let page = desk.open().await?;
    page.visit("/say").await?;
    phase(&page, "ready").await?;
    page.picture("recording", "01-ready").await?;
    ensure!(
        desk.sound.listeners()? == 0 && desk.files().is_empty(),
        "somebody listens unasked"
    );

    page.press("microphone").await?;
    phase(&page, "listening").await?;
    desk.listeners(1).await?;
    page.sees_text("microphone-state", "正在听").await?;
    let saying = desk.sound.say(&said)?;
    wait::until_true("a level that moves", async || {
        Ok(page
            .attribute("microphone-level", "data-level")
            .await?
            .parse::<u8>()?
            > 40)
    })
    .await?;
    page.picture("recording", "02-listening").await?;
    wait::until("the end of what is said", async || saying.ended()).await?;

    // In a pause nobody listens.
    page.press("microphone-pause").await?;
    phase(&page, "paused").await?;
    desk.listeners(0).await?;
    let before = recorded(&page).await?;
    desk.sound.say_all(&said).await?;
    ensure!(recorded(&page).await? == before, "it was heard in the pause");
    page.picture("recording", "03-paused").await?;
    page.press("microphone-go-on").await?;
    phase(&page, "listening").await?;
    wait::until_true("more of it", async || Ok(recorded(&page).await? > before + 300)).await?;
    page.press("microphone").await?;

    // Without a model it stays a recording, and the field stays as it was.
    page.sees_text("microphone-state", "录好了").await?;
    desk.listeners(0).await?;
    let length: u32 = page.attribute("recording", "data-ms").await?.parse()?;
    ensure!(length >= before + 300, "{length} of {before} ms are kept");
    page.picture("recording", "04-kept").await?;
    let text = page.sees("say-text").await?.prop("value").await?;
    ensure!(text.as_deref() == Some(""), "{text:?} was written");

    // It is heard again, to its end.
    let ear = desk.sound.ear().await?;
    page.press("recording-play").await?;
    wait::until_true("what is played", async || Ok(ear.loudest()? > LOUD)).await?;
    page.sees("recording-play[aria-pressed=\"false\"]")
        .await
        .context("its end is told")?;

    // It is deleted when that is asked for and confirmed, and not before.
    page.press("recording-delete").await?;
    page.press("dialog-keep").await?;
    ensure!(
        page.count("recording").await? == 1 && desk.files().len() == 1,
        "it was deleted unasked"
    );
    page.press("recording-delete").await?;
    page.press("dialog-confirm").await?;
    page.misses("recording").await?;
    ensure!(desk.files().is_empty(), "it is still on the disk");
    let focused = "return document.activeElement.dataset.testid";
    wait::until_true("the focus at the microphone", async || {
        Ok(page.script(focused, Vec::new()).await? == json!("microphone"))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_outlives_a_power_cut_and_goes_where_its_draft_goes() -> Result<()> {
    let nowhere = TempDir::new()?;
    let desk = Desk::new(nowhere.path()).await?;
    let said = spoken(desk.folder.path(), ENGLISH, "the street light is broken")?;
    let page = desk.open().await?;
    page.visit("/say").await?;
    page.press("microphone").await?;
    phase(&page, "listening").await?;
    desk.sound.say_all(&said).await?;
    wait::until_true("a second", async || Ok(recorded(&page).await? >= 1_000)).await?;
    let before = recorded(&page).await?;
    window::kill(page).await?;

    // Started again, the draft is there, and in it what was said until then.
    let page = desk.open().await?;
    page.visit("/mine?tab=drafts").await?;
    page.press("draft a").await?;
    let length: u32 = page.attribute("recording", "data-ms").await?.parse()?;
    ensure!(length >= before, "{length} of {before} ms are kept");
    let ear = desk.sound.ear().await?;
    page.press("recording-play").await?;
    wait::until_true("what was said", async || Ok(ear.loudest()? > LOUD)).await?;

    // It is sent: the recording goes along.
    page.fill("say-text", "路灯坏了").await?;
    for (step, hook) in [(1, "say-next"), (2, "say-next"), (3, "say-send")] {
        page.press(&format!(
            "page-say[data-step=\"{step}\"] [data-testid=\"{hook}\"]"
        ))
        .await?;
    }
    page.press("say-see").await?;
    let proposal = page.attribute("page-proposal", "data-id").await?;
    let files = desk.files();
    ensure!(
        files.len() == 1
            && files[0]
                .parent()
                .is_some_and(|folder| folder.ends_with(&proposal)),
        "{files:?} for {proposal}"
    );

    // It is taken back, and with it comes the recording.
    page.visit("/mine?tab=outbox").await?;
    page.press("outbox-take-back").await?;
    page.visit("/mine?tab=drafts").await?;
    page.press("draft a").await?;
    page.sees("recording").await?;

    // The draft goes, and its recording with it.
    page.visit("/mine?tab=drafts").await?;
    page.press("draft button").await?;
    page.press("dialog-confirm").await?;
    page.misses("draft").await?;
    wait::until_true("no recording of nothing", async || Ok(desk.files().is_empty())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_is_written_behind_what_is_there_and_not_sent() -> Result<()> {
    let Some(model) = model() else { return Ok(()) };
    let desk = Desk::new(&model).await?;
    let said = spoken(desk.folder.path(), ENGLISH, "please put more benches in the park")?;
    let page = desk.open().await?;
    page.visit("/settings").await?;
    page.press("settings-language-en").await?;
    page.visit("/say").await?;
    page.fill("say-text", "In the afternoon it is full.").await?;
    page.press("microphone").await?;
    phase(&page, "listening").await?;
    desk.sound.say_all(&said).await?;
    page.press("microphone").await?;
    page.sees_text("microphone-state", "benches").await?;
    page.picture("recording", "05-written").await?;
    let text = page
        .sees("say-text")
        .await?
        .prop("value")
        .await?
        .unwrap_or_default();
    ensure!(
        text.starts_with("In the afternoon it is full. ")
            && text.to_lowercase().contains("benches in the park"),
        "{text:?}"
    );
    page.sees("recording").await?;
    page.sees("page-say[data-step=\"1\"]").await?;
    page.visit("/mine?tab=outbox").await?;
    page.sees("page-mine").await?;
    ensure!(page.count("outbox-item").await? == 0, "it was sent by itself");
    Ok(())
}
