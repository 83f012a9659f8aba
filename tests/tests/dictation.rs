//! A voice in a browser: from the microphone onto this device, by way of the city into the field, and along with what is
//! sent. Nothing that was said is lost, without the city or without leave to listen.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::Path;
use system_tests::audit::{self, Faults};
use system_tests::browser::{Browser, Microphone, Profile, Size};
use system_tests::clips::model;
use system_tests::microphone::{phase, recorded};
use system_tests::page::Page;
use system_tests::server::Server;
use system_tests::sound::{ENGLISH, spoken};
use system_tests::wait;
use tempfile::TempDir;

/// Longer than anybody listens here.
const SILENCE_S: u32 = 30;

/// What is said, with a silence behind it: the stand-in for a microphone begins anew at its end.
fn said(folder: &Path, words: &str) -> Result<Microphone> {
    let file = spoken(folder, ENGLISH, words)?;
    let mut silent = hound::WavWriter::append(&file)?;
    for _ in 0..silent.spec().sample_rate * SILENCE_S {
        silent.write_sample(0_i16)?;
    }
    silent.finalize()?;
    Ok(Microphone::Hears(file))
}

/// Speaks for so long.
async fn speak(page: &Page, ms: u32) -> Result<()> {
    page.press("microphone").await?;
    phase(page, "listening").await?;
    wait::until_true("what is said", async || Ok(recorded(page).await? >= ms)).await
}

/// The recordings that lie in the browser, as `owner/recording`, and how many pieces of sound.
async fn kept(browser: &Browser) -> Result<(Vec<String>, usize)> {
    let look = "const done = arguments[0];
        const open = indexedDB.open('huisheng-recordings');
        open.onsuccess = () => {
            const all = open.result.transaction(['owned', 'sound']);
            const keys = ['owned', 'sound'].map((name) => all.objectStore(name).getAllKeys());
            all.oncomplete = () => { open.result.close(); done([keys[0].result, keys[1].result.length]) };
        };";
    let found = browser.driver().execute_async(look, Vec::new()).await?;
    Ok(serde_json::from_value(found.json().clone())?)
}

/// In large text as well nothing has to be scrolled sideways.
async fn looks(browser: &Browser, picture: &str) -> Result<()> {
    browser.set_text(true).await?;
    browser.picture("dictation", picture).await?;
    let mut faults = Faults::default();
    faults.add(audit::sideways(browser).await?, picture);
    browser.set_text(false).await?;
    faults.ensure_none()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_in_a_browser_becomes_words_and_goes_along_with_what_is_sent() -> Result<()> {
    let Some(model) = model() else { return Ok(()) };
    let folder = TempDir::new()?;
    let words = "please put more benches in the park";
    let profile = Profile::new("citizen")?.with(said(folder.path(), words)?);
    let mut server = Server::down()?.hearing(model);
    server.start().await?;
    let browser = profile.at_home(Size::PHONE, &server.url(), "en").await?;
    browser.visit("/say").await?;
    phase(&browser, "ready").await?;
    browser
        .sees_text("page-say", "The city turns the sound into words")
        .await?;
    browser.picture("dictation", "01-ready").await?;

    // Nobody listens in a pause.
    speak(&browser, 1_500).await?;
    browser.picture("dictation", "02-listening").await?;
    let mut faults = Faults::default();
    browser.stretch(Size::PHONE).await?;
    faults.add(audit::axe(&browser, false).await?, "the open microphone");
    browser.resize(Size::PHONE).await?;
    browser.press("microphone-pause").await?;
    phase(&browser, "paused").await?;
    let before = recorded(&browser).await?;
    browser.picture("dictation", "03-paused").await?;
    browser.press("microphone-go-on").await?;
    phase(&browser, "listening").await?;
    wait::until_true("all of it", async || {
        Ok(recorded(&browser).await? > before + 3_500)
    })
    .await?;
    browser.press("microphone").await?;
    browser.sees_text("microphone-state", "benches").await?;
    let text = browser.sees("say-text").await?.prop("value").await?;
    let text = text.unwrap_or_default().to_lowercase();
    ensure!(text.contains("benches in the park"), "{text:?}");
    browser.picture("dictation", "04-written").await?;
    browser.stretch(Size::PHONE).await?;
    faults.add(audit::axe(&browser, false).await?, "what is kept");
    browser.resize(Size::PHONE).await?;
    faults.ensure_none()?;

    // It is there when the page is opened anew, and can be heard to its end.
    let length: u32 = browser.attribute("recording", "data-ms").await?.parse()?;
    ensure!(length > before + 3_500, "{length} ms are kept of {before}");
    browser.visit("/mine?tab=drafts").await?;
    browser.press("draft a").await?;
    browser.reload().await?;
    ensure!(
        browser.attribute("recording", "data-ms").await?.parse() == Ok(length),
        "it is another one"
    );
    looks(&browser, "08-large-kept").await?;
    browser.press("recording-play").await?;
    browser.sees("recording-play[aria-pressed=\"true\"]").await?;
    browser
        .sees("recording-play[aria-pressed=\"false\"]")
        .await
        .context("its end is told")?;

    // It is sent: the recording goes along.
    for (step, hook) in [(1, "say-next"), (2, "say-next"), (3, "say-send")] {
        browser
            .press(&format!(
                "page-say[data-step=\"{step}\"] [data-testid=\"{hook}\"]"
            ))
            .await?;
    }
    browser.press("say-see").await?;
    let proposal = browser.attribute("page-proposal", "data-id").await?;
    wait::until_true("the recording beside the proposal", async || {
        let (owned, _) = kept(&browser).await?;
        Ok(owned.len() == 1 && owned[0].starts_with(&proposal))
    })
    .await?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "{complaints:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_in_a_browser_outlives_its_tab_and_waits_for_the_city() -> Result<()> {
    let Some(model) = model() else { return Ok(()) };
    let folder = TempDir::new()?;
    let words = "please put more benches in the park";
    let profile = Profile::new("citizen")?.with(said(folder.path(), words)?);
    let mut server = Server::down()?.hearing(model);
    server.start().await?;
    let browser = profile.at_home(Size::PHONE, &server.url(), "en").await?;
    let ready = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done(true))";
    browser.driver().execute_async(ready, Vec::new()).await?;
    browser.visit("/say").await?;
    phase(&browser, "ready").await?;

    // The tab is gone in the middle of a word.
    speak(&browser, 3_000).await?;
    let before = recorded(&browser).await?;
    browser.visit("/mine?tab=drafts").await?;
    browser.press("draft a").await?;
    let length: u32 = browser.attribute("recording", "data-ms").await?.parse()?;
    ensure!(length + 1_000 >= before, "{length} of {before} ms are kept");

    // Without the city it is kept as well, and the person is told so.
    server.stop().await?;
    speak(&browser, 3_500).await?;
    browser.press("microphone").await?;
    browser.sees_text("error-note", "Your recording is kept").await?;
    browser.picture("dictation", "05-offline").await?;
    ensure!(browser.count("recording").await? == 2, "it is not kept");
    let text = browser.sees("say-text").await?.prop("value").await?;
    ensure!(text.as_deref() == Some(""), "{text:?} was written");
    server.start().await?;
    browser
        .press("recording:last-child [data-testid=\"recording-words\"]")
        .await?;
    browser.sees_text("microphone-state", "benches").await?;

    // It is sent and taken back; the draft goes, and the recordings with it.
    server.stop().await?;
    for (step, hook) in [(1, "say-next"), (2, "say-next"), (3, "say-send")] {
        browser
            .press(&format!(
                "page-say[data-step=\"{step}\"] [data-testid=\"{hook}\"]"
            ))
            .await?;
    }
    browser.sees("say-see").await?;
    browser.visit("/mine?tab=outbox").await?;
    browser.press("outbox-take-back").await?;
    browser.misses("outbox-item").await?;
    browser.visit("/mine?tab=drafts").await?;
    browser.press("draft a").await?;
    browser.sees("recording").await?;
    ensure!(browser.count("recording").await? == 2, "they did not come back");
    browser.visit("/mine?tab=drafts").await?;
    browser.press("draft button").await?;
    browser.press("dialog-confirm").await?;
    browser.misses("draft").await?;
    wait::until_true("nothing of nothing", async || {
        Ok(kept(&browser).await? == (Vec::new(), 0))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_let_it_listen_is_told_the_way_on() -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("citizen")?.with(Microphone::Asks);
    let browser = profile.at_home(Size::PHONE, &server.url(), "zh-CN").await?;
    browser.visit("/say").await?;
    phase(&browser, "ready").await?;
    browser.allow_listening(false).await?;
    browser.press("microphone").await?;
    browser.sees_text("error-note", "浏览器没让我们用话筒").await?;
    browser.picture("dictation", "06-refused").await?;
    phase(&browser, "ready").await?;
    ensure!(
        kept(&browser).await? == (Vec::new(), 0),
        "something is left lying about"
    );

    // Allowed, it listens; the city has no model here, so it stays a recording.
    browser.allow_listening(true).await?;
    speak(&browser, 1_000).await?;
    looks(&browser, "07-large-listening").await?;
    browser.press("microphone").await?;
    browser.sees_text("microphone-state", "录好了").await?;
    browser.press("recording-delete").await?;
    browser.press("dialog-confirm").await?;
    browser.misses("recording").await?;
    ensure!(kept(&browser).await? == (Vec::new(), 0), "it is still there");

    // Where there is no microphone nobody is offered one.
    let profile = Profile::new("typist")?;
    let browser = profile.at_home(Size::PHONE, &server.url(), "zh-CN").await?;
    let none = "const done = arguments[0];
        navigator.mediaDevices.enumerateDevices().then((all) => done(all.every(({ kind }) => kind !== 'audioinput')))";
    let none = browser.driver().execute_async(none, Vec::new()).await?;
    if *none.json() == json!(true) {
        browser.visit("/say").await?;
        browser.sees("say-text").await?;
        ensure!(
            browser.count("microphone").await? == 0,
            "a button without a microphone"
        );
    }
    Ok(())
}
