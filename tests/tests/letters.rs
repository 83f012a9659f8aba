//! A device without Chinese letters gets them once the page stands, slice by slice as they are needed, and keeps them.
//! No other device fetches any.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use system_tests::browser::{Browser, Profile, Size};
use system_tests::device::Device;
use system_tests::programs;
use system_tests::server::Server;
use system_tests::wait;

const CARD: &str = "home-latest [data-testid=\"proposal-card\"]";
const OURS: &str = "Noto Sans SC";

#[tokio::test(flavor = "multi_thread")]
async fn a_device_without_chinese_letters_gets_every_one_that_the_app_writes() -> Result<()> {
    let mut server = Server::demo().await?;
    let profile = Profile::without_chinese_letters("traveller")?;
    let browser = profile.open(Size::PHONE, &server.url()).await?;
    browser.visit("/").await?;
    browser.sees(CARD).await?;
    written_in_ours(&browser, "main h1").await?;
    browser.picture("letters", "home").await?;

    // A page with all of them: what the app says, and the commonest 3,755 characters (GB 2312, first level).
    let said: String = chinese_of_the_catalogue()?.into_iter().collect();
    let write = "const page = document.createElement('p'); page.id = 'all'; page.lang = 'zh-CN'; \
        const common = []; \
        for (let row = 0xb0; row <= 0xd7; row++) \
            for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) common.push(row, cell); \
        const text = new TextDecoder('gbk').decode(new Uint8Array(common)); \
        page.textContent = arguments[0] + text; \
        document.querySelector('main').append(page); return text.length";
    let common = browser.script(write, vec![json!(said)]).await?;
    ensure!(common == json!(3755), "the first level has {common}");
    written_in_ours(&browser, "#all").await?;

    // They stay where the network doesn't.
    wait::until_true("the app on the device", async || {
        let ready = "return navigator.serviceWorker.controller !== null";
        Ok(browser.script(ready, Vec::new()).await? == json!(true))
    })
    .await?;
    server.stop().await?;
    browser.reload().await?;
    written_in_ours(&browser, "main h1").await?;

    // Latin words keep the device's own face.
    let english = "document.documentElement.lang = 'en'; \
        document.querySelector('main').insertAdjacentHTML('beforeend', '<p id=\"latin\">Every voice</p>')";
    browser.script(english, Vec::new()).await?;
    let faces = faces(&browser, "#latin").await?;
    ensure!(
        faces.iter().all(|face| !face.contains(OURS)),
        "Latin in {faces:?}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_with_chinese_letters_fetches_none() -> Result<()> {
    let server = Server::demo().await?;
    let device = Device::browser("citizen", Size::PHONE, &server.url())?;
    let page = device.open().await?;
    page.visit("/").await?;
    page.sees(CARD).await?;
    device.installed(&page).await?;
    // The app has looked: what it would do after that is in line behind this.
    let looked = "return new Promise((done) => requestIdleCallback(() => done( \
        performance.getEntriesByType('resource').map((entry) => entry.name) \
        .filter((name) => /letters|woff2/.test(name)))))";
    let fetched = page.script(looked, Vec::new()).await?;
    ensure!(fetched == json!([]), "fetched {fetched}");
    Ok(())
}

/// Waits until all that stands here is written in the letters that the app brought.
async fn written_in_ours(browser: &Browser, selector: &str) -> Result<()> {
    wait::until_true(&format!("{selector} in the app's own letters"), async || {
        let faces = faces(browser, selector).await?;
        Ok(!faces.is_empty() && faces.iter().all(|face| face.contains(OURS)))
    })
    .await
}

/// The fonts in which the text of this element is drawn, those of the app as `web …`, the device's as `own …`.
async fn faces(browser: &Browser, selector: &str) -> Result<BTreeSet<String>> {
    browser.tell("DOM.enable", json!({})).await?;
    browser.tell("CSS.enable", json!({})).await?;
    let document = browser.tell("DOM.getDocument", json!({ "depth": 0 })).await?;
    let of = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
    let found = browser.tell("DOM.querySelector", of).await?;
    let of = json!({ "nodeId": found["nodeId"] });
    let fonts = browser.tell("CSS.getPlatformFontsForNode", of).await?;
    let fonts = fonts["fonts"].as_array().context("a list of fonts")?;
    Ok(fonts
        .iter()
        .map(|font| {
            let whose = if font["isCustomFont"] == json!(true) {
                "web"
            } else {
                "own"
            };
            format!("{whose} {}", font["familyName"].as_str().unwrap_or_default())
        })
        .collect())
}

/// Every Chinese character and mark that the app can say.
fn chinese_of_the_catalogue() -> Result<BTreeSet<char>> {
    let mut letters = BTreeSet::new();
    for file in fs::read_dir(programs::root().join("locales/zh-CN"))? {
        let text = fs::read_to_string(file?.path())?;
        letters.extend(text.chars().filter(|letter| {
            matches!(letter, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
        }));
    }
    ensure!(letters.len() > 500, "the catalogue was read");
    Ok(letters)
}
