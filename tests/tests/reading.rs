//! The page read aloud: what is heard is what is to be seen, in its order and in the voice of its language, and silence
//! comes at once. In the window it is the computer's own speech, caught just before it would sound; in a browser the
//! browser's, where it has a voice.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use system_tests::audit;
use system_tests::browser::{Browser, Profile, Size};
use system_tests::display::Display;
use system_tests::page::Page;
use system_tests::server::Server;
use system_tests::speech::{Speech, Spoken};
use system_tests::wait;
use system_tests::window::Computer;
use thirtyfour::Key;

const CHINESE: &str = "cmn-latn-pinyin";
const ENGLISH: &str = "en-us";

/// Every letter and digit that is to be seen in the page, in order, as the browser itself tells it; and what of it is in
/// another language than the page.
const SEEN: &str = r#"
const hidden = new CSSStyleSheet();
hidden.replaceSync("[aria-hidden=true], .unseen { display: none !important }");
document.adoptedStyleSheets.push(hidden);
const main = document.querySelector("main");
// Browsers don't agree whether a list's choice is text.
const choices = [...main.querySelectorAll("select")].map((list) => {
  const choice = document.createElement("p");
  choice.append(list.selectedOptions[0]?.text ?? "");
  list.after(choice);
  list.hidden = true;
  return [list, choice];
});
const foreign = [...main.querySelectorAll("[lang]")]
  .filter((it) => it.lang !== document.documentElement.lang && it.getClientRects().length > 0)
  .map((it) => it.innerText);
const all = main.innerText;
for (const [list, choice] of choices) {
  list.hidden = false;
  choice.remove();
}
document.adoptedStyleSheets.pop();
return [all, foreign];
"#;

/// What is marked on the page.
const MARKED: &str = "return [...(CSS.highlights.get('reading') ?? [])].map(String).join('')";

#[tokio::test(flavor = "multi_thread")]
async fn the_window_reads_a_chinese_page() -> Result<()> {
    whole_pages("zh-CN", CHINESE, ENGLISH).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_reads_an_english_page() -> Result<()> {
    whole_pages("en", ENGLISH, CHINESE).await
}

/// Pages are read whole, each piece in its own voice.
async fn whole_pages(language: &str, own: &str, other: &str) -> Result<()> {
    let server = Server::demo().await?;
    let display = Display::start().await?;
    let computer = Computer::new("listener", &server.url())?;
    let speech = computer.speech()?;
    let window = computer.open(&display).await?;
    open(&window, "/settings").await?;
    window.press(&format!("settings-language-{language}")).await?;
    window
        .sees(&format!("settings-language-{language}:checked"))
        .await?;
    for path in ["/settings", "/"] {
        open(&window, path).await?;
        let (seen, foreign) = seen(&window).await?;
        let before = speech.spoken()?.len();
        window.press("read-aloud").await?;
        window.sees("said p").await?;
        window.misses("reading").await?;
        let spoken = speech.spoken()?.split_off(before);
        let heard: Vec<&str> = spoken.iter().map(|it| it.text.as_str()).collect();
        ensure!(
            letters(&heard.concat()) == letters(&seen),
            "{path}: read {heard:?}\nseen {seen}"
        );
        let in_other: Vec<&Spoken> = spoken.iter().filter(|it| it.voice != own).collect();
        ensure!(in_other.iter().all(|it| it.voice == other), "{in_other:?}");
        let in_other: Vec<&str> = in_other.iter().map(|it| it.text.as_str()).collect();
        ensure!(
            letters(&in_other.concat()) == letters(&foreign.concat()),
            "{path}: {in_other:?} for {foreign:?}"
        );
        // Settings names each language in itself.
        ensure!(path != "/settings" || !foreign.is_empty());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_pause_and_pace_in_the_window() -> Result<()> {
    let server = Server::demo().await?;
    let display = Display::start().await?;
    let computer = Computer::new("listener", &server.url())?;
    let speech = computer.speech()?;
    speech.hold(true)?;
    let window = computer.open(&display).await?;
    window.visit("/settings").await?;
    window.sees("settings-language").await?;

    // The first sentence is read and marked; the others wait for its end.
    window.press("read-aloud").await?;
    let first = last_of(&speech, 1).await?;
    told(
        &window,
        "return document.querySelector('.reading-sentence').textContent",
        &first.text,
    )
    .await?;
    told(&window, MARKED, &first.text).await?;

    // Slower and quicker: the same sentence, at another pace.
    window.press("reading-slower").await?;
    let slower = last_of(&speech, 2).await?;
    ensure!(
        slower.text == first.text && slower.rate < first.rate,
        "{first:?} {slower:?}"
    );
    window.press("reading-faster").await?;
    ensure!(last_of(&speech, 3).await? == first);

    // A pause is silence, and goes on at the sentence.
    window.press("reading-pause").await?;
    silence(&speech).await?;
    window.sees("reading[data-paused=\"true\"]").await?;
    window.press("reading-pause").await?;
    ensure!(last_of(&speech, 4).await? == first);
    window.press("reading-repeat").await?;
    ensure!(last_of(&speech, 5).await? == first);

    // Stop: silence at once, and nothing after it but what is begun anew.
    window.press("reading-end").await?;
    silence(&speech).await?;
    window.misses("reading").await?;
    told(&window, MARKED, "").await?;
    window.press("read-aloud").await?;
    ensure!(last_of(&speech, 6).await? == first);

    // Going to another page is silence too.
    window.press("nav-home").await?;
    silence(&speech).await?;
    window.misses("reading").await?;
    window.press("read-aloud").await?;
    last_of(&speech, 7).await?;

    // And so is leaving the app.
    window.driver().close_window().await?;
    silence(&speech).await?;
    ensure!(speech.spoken()?.len() == 7, "something was read after the end");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_that_can_not_speak_says_so() -> Result<()> {
    let server = Server::demo().await?;
    let display = Display::start().await?;
    let computer = Computer::new("listener", &server.url())?;
    let speech = computer.speech()?;
    speech.forbid()?;
    let window = computer.open(&display).await?;
    window.visit("/settings").await?;
    window.press("read-aloud").await?;
    window.sees("error-note[data-code=\"speech-no-engine\"]").await?;
    window.press("reading-end").await?;
    window.misses("reading").await?;

    // One that speaks another language says that.
    let computer = Computer::new("other", &server.url())?;
    computer.speech()?.forget_chinese()?;
    let window = computer.open(&display).await?;
    window.visit("/settings").await?;
    window.press("read-aloud").await?;
    window
        .sees("error-note[data-code=\"speech-no-voice\"]")
        .await
        .map(drop)
}

/// A browser's speech as far as the app can see: these voices, and what was said with them.
fn voices(voices: &[(&str, bool)]) -> String {
    let voices: Vec<_> = voices
        .iter()
        .map(|(lang, local)| json!({ "lang": lang, "localService": local, "name": lang, "default": false }))
        .collect();
    format!(
        r#"
        window.said = [];
        window.SpeechSynthesisUtterance = class {{ constructor(text) {{ this.text = text; }} }};
        let now = null;
        const speech = {{
          getVoices: () => {},
          speak(it) {{
            said.push({{ text: it.text, lang: it.voice.lang, rate: it.rate }});
            now = it;
            if (!window.held) setTimeout(() => now === it && it.onend?.());
          }},
          cancel() {{ const it = now; now = null; it?.onerror?.(); }},
        }};
        Object.defineProperty(window, "speechSynthesis", {{ value: speech }});
        "#,
        json!(voices)
    )
}

async fn browser_with(server: &Server, spoken: &[(&str, bool)]) -> Result<Browser> {
    let browser = Profile::new("listener")?
        .open(Size::NARROW, &server.url())
        .await?;
    let script = json!({ "source": voices(spoken) });
    browser
        .tell("Page.addScriptToEvaluateOnNewDocument", script)
        .await?;
    Ok(browser)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_offers_what_it_can_speak() -> Result<()> {
    let server = Server::demo().await?;
    // Voices elsewhere would carry the page elsewhere, and Cantonese is another language.
    let browser = browser_with(&server, &[("en-GB", true), ("zh-CN", false), ("zh-HK", true)]).await?;
    browser.visit("/settings?lang=zh-CN").await?;
    browser.sees("settings-language-zh-CN:checked").await?;
    browser.misses("read-aloud").await?;
    browser.press("settings-language-en").await?;
    browser.sees("read-aloud").await?;
    browser.press("settings-language-zh-CN").await?;
    browser.misses("read-aloud").await
}

/// By the keyboard alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_browser_reads_the_page() -> Result<()> {
    let server = Server::demo().await?;
    let browser = browser_with(&server, &[("en-US", true), ("zh-CN", true)]).await?;
    for (language, other) in [("zh-CN", "en-US"), ("en", "zh-CN")] {
        open(&browser, "/settings").await?;
        let own = format!("settings-language-{language}");
        browser.press(&own).await?;
        browser.sees(&format!("{own}:checked")).await?;
        let (seen, foreign) = seen(&browser).await?;
        go_to(&browser, "read-aloud").await?;
        press(&browser, Key::Enter).await?;
        browser.sees("said p").await?;
        browser.misses("reading").await?;
        let said = said(&browser).await?;
        let heard: Vec<&str> = said.iter().map(|it| it.text.as_str()).collect();
        ensure!(
            letters(&heard.concat()) == letters(&seen),
            "read {heard:?}\nseen {seen}"
        );
        let in_other: Vec<&str> = said
            .iter()
            .filter(|it| it.lang == other)
            .map(|it| it.text.as_str())
            .collect();
        ensure!(
            letters(&in_other.concat()) == letters(&foreign.concat()),
            "{in_other:?} for {foreign:?}"
        );
    }

    // Fields are read with what stands in them.
    browser.visit("/say?lang=zh-CN").await?;
    browser.fill("say-text", "路灯坏了。晚上看不见。").await?;
    browser.press("read-aloud").await?;
    browser.sees("said p").await?;
    let said_now = said(&browser).await?;
    let texts: Vec<&str> = said_now.iter().map(|it| it.text.as_str()).collect();
    ensure!(
        texts
            .windows(2)
            .any(|pair| pair == ["路灯坏了。", "晚上看不见。"]),
        "{texts:?}"
    );

    // Pausing keeps the place, and the focus.
    browser
        .script("window.held = true; said.length = 0", Vec::new())
        .await?;
    go_to(&browser, "read-aloud").await?;
    press(&browser, Key::Enter).await?;
    go_to(&browser, "reading-pause").await?;
    press(&browser, ' ').await?;
    browser.sees("reading[data-paused=\"true\"]").await?;
    press(&browser, ' ').await?;
    browser.sees("reading[data-paused=\"false\"]").await?;
    go_to(&browser, "reading-slower").await?;
    press(&browser, Key::Enter).await?;
    go_to(&browser, "reading-end").await?;
    press(&browser, Key::Enter).await?;
    browser.misses("reading").await?;
    ensure!(
        is_on(&browser, "read-aloud").await?,
        "the focus comes back to where it began"
    );
    let said = said(&browser).await?;
    ensure!(
        said.len() == 3 && said.iter().all(|it| it.text == said[0].text),
        "{said:?}"
    );
    ensure!(said[2].rate < said[1].rate, "{said:?}");
    // The pace is remembered.
    browser.reload().await?;
    browser.press("read-aloud").await?;
    wait::until_true("the first sentence", async || {
        Ok(self::said(&browser)
            .await?
            .first()
            .is_some_and(|it| it.rate < 1.0))
    })
    .await
}

/// Control and bar are held to what every page is held to.
#[tokio::test(flavor = "multi_thread")]
async fn the_bar_is_for_everyone() -> Result<()> {
    let server = Server::demo().await?;
    let browser = browser_with(&server, &[("en-US", true), ("zh-CN", true)]).await?;
    let mut faults = Vec::new();
    for language in ["zh-CN", "en"] {
        open(&browser, "/settings").await?;
        browser.press(&format!("settings-language-{language}")).await?;
        for (large, contrast) in [(false, 4.5), (true, 7.0)] {
            let text = if large { "large" } else { "normal" };
            if large {
                browser.press("large-text-switch").await?;
            }
            told(&browser, "return document.documentElement.dataset.text", text).await?;
            browser.script("window.held = true", Vec::new()).await?;
            browser.press("read-aloud").await?;
            browser.sees("reading").await?;
            browser.picture("reading", &format!("{language}-{text}")).await?;
            faults.extend(audit::sideways(&browser).await?);
            browser.stretch(Size::NARROW).await?;
            faults.extend(audit::axe(&browser, large).await?);
            faults.extend(audit::measured(&browser, large, contrast).await?);
            browser.resize(Size::NARROW).await?;
            // Whoever goes on with the keyboard sees where they are, also under the bar.
            for _ in 0..25 {
                press(&browser, Key::Tab).await?;
                faults.extend(audit::focus(&browser).await?);
            }
            browser.press("reading-end").await?;
            browser.misses("reading").await?;
        }
        browser.press("large-text-switch").await?;
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// What a browser was told to say.
#[derive(Debug, Deserialize)]
struct Said {
    text: String,
    lang: String,
    rate: f64,
}

async fn said(browser: &Browser) -> Result<Vec<Said>> {
    Ok(Vec::deserialize(
        browser.script("return said", Vec::new()).await?,
    )?)
}

async fn press(browser: &Browser, key: impl Into<char>) -> Result<()> {
    let key = key.into().to_string();
    Ok(browser.driver().action_chain().send_keys(key).perform().await?)
}

/// Goes there with the tabulator.
async fn go_to(browser: &Browser, hook: &str) -> Result<()> {
    browser.sees(hook).await?;
    for _ in 0..60 {
        if is_on(browser, hook).await? {
            return Ok(());
        }
        press(browser, Key::Tab).await?;
    }
    anyhow::bail!("the tabulator never comes to {hook}")
}

async fn is_on(browser: &Browser, hook: &str) -> Result<bool> {
    let script = "return document.activeElement?.dataset.testid === arguments[0]";
    Ok(browser.script(script, vec![json!(hook)]).await? == json!(true))
}

/// Opens home, and from there the page at `path`: with all that the city tells them.
async fn open(page: &Page, path: &str) -> Result<()> {
    page.visit("/").await?;
    page.sees("home-latest [data-testid=\"proposal-card\"]").await?;
    if path != "/" {
        page.press(&format!("help a[href=\"{path}\"]")).await?;
        page.sees("settings-language").await?;
    }
    Ok(())
}

async fn seen(page: &Page) -> Result<(String, Vec<String>)> {
    Ok(Deserialize::deserialize(page.script(SEEN, Vec::new()).await?)?)
}

/// Letters and digits alone: engines are given other marks as they like them.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The last sentence, once there are so many.
async fn last_of(speech: &Speech, count: usize) -> Result<Spoken> {
    wait::until_true(&format!("{count} sentences spoken"), async || {
        let spoken = speech.spoken()?.len();
        ensure!(spoken <= count, "{spoken} were spoken");
        Ok(spoken == count)
    })
    .await?;
    speech.spoken()?.pop().context("one was spoken")
}

async fn silence(speech: &Speech) -> Result<()> {
    wait::until_true("silence", async || Ok(!speech.is_speaking())).await
}

/// Waits until a script in the page gives this text.
async fn told(page: &Page, script: &str, text: &str) -> Result<()> {
    wait::until_true(&format!("“{text}” from {script}"), async || {
        Ok(page.script(script, Vec::new()).await? == json!(text))
    })
    .await
}
