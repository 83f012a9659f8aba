//! The web app comes in parts. A first visit fetches no more than home needs; every other page comes when it is opened,
//! says so when it can't come, and is there without a network once the app is on the device.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use system_tests::browser::{Browser, Profile, Size};
use system_tests::device::Device;
use system_tests::programs;
use system_tests::server::Server;
use system_tests::wait;

const CARD: &str = "home-latest [data-testid=\"proposal-card\"]";

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_fetches_what_the_page_names_and_other_pages_their_own() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Profile::new("newcomer")?.open(Size::PHONE, &server.url()).await?;
    // The moment at which home stands: when its first proposal is there.
    let watch = json!({ "source": "new MutationObserver((_, watch) => { \
        if (document.querySelector('[data-testid=\"home-latest\"] [data-testid=\"proposal-card\"]')) { \
            window.homeStands = performance.now(); watch.disconnect(); \
        } }).observe(document, { childList: true, subtree: true });" });
    browser
        .tell("Page.addScriptToEvaluateOnNewDocument", watch)
        .await?;
    browser.visit("/").await?;
    browser.sees(CARD).await?;
    let first = fetched(&browser, "window.homeStands").await?;
    let named = named_by_the_page()?;
    // Data are the city's own, and icons are for the home screen.
    let besides = |path: &str| path == "/" || path.starts_with("/api/") || path.starts_with("/icons/");
    let more: Vec<_> = first.difference(&named).filter(|path| !besides(path)).collect();
    ensure!(more.is_empty(), "fetched and not counted: {more:?}");
    let missing: Vec<_> = named
        .difference(&first)
        .filter(|path| path.starts_with("/assets/"))
        .collect();
    ensure!(missing.is_empty(), "counted and not fetched: {missing:?}");

    browser.press("say").await?;
    browser.sees("say-text").await?;
    let then = fetched(&browser, "Infinity").await?;
    ensure!(
        then.difference(&first).any(|path| path.ends_with(".wasm")),
        "the page to say something came with home"
    );
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "{complaints:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_can_not_come_says_so_and_is_tried_again() -> Result<()> {
    let server = Server::demo().await?;
    let browser = Profile::new("newcomer")?
        .open(Size::DESKTOP, &server.url())
        .await?;
    // As in a browser that keeps nothing.
    browser.tell("Network.enable", json!({})).await?;
    let past = json!({ "bypass": true });
    browser.tell("Network.setBypassServiceWorker", past).await?;
    browser.visit("/").await?;
    browser.sees(CARD).await?;
    block(&browser, &["*/assets/*"]).await?;
    browser.press("nav-proposals").await?;
    browser.sees("error-note[data-code=\"page-missing\"]").await?;
    focused(&browser, "h1").await?;

    // Another page can't come either; home is there.
    browser.press("nav-mine").await?;
    browser.sees("page-again").await?;
    browser.press("nav-home").await?;
    browser.sees(CARD).await?;

    browser.press("nav-proposals").await?;
    browser.sees("page-again").await?;
    block(&browser, &[]).await?;
    browser.press("page-again").await?;
    browser.sees("page-proposals").await?;
    focused(&browser, "[data-testid=\"page-proposals\"] h1").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_opens_without_a_network() -> Result<()> {
    let mut server = Server::demo().await?;
    let device = Device::browser("citizen", Size::PHONE, &server.url())?;
    let page = device.open().await?;
    page.visit("/").await?;
    let card = page.sees(CARD).await?;
    let id = card.attr("data-id").await?.context("a card knows its proposal")?;
    device.installed(&page).await?;
    server.stop().await?;
    let pages = [
        "/",
        "/say",
        "/proposals",
        &format!("/proposals/{id}"),
        "/overdue",
        "/draws",
        "/votes",
        "/guide",
        "/guide/commands",
        "/mine",
        "/settings",
        "/sign-in",
        "/desk/coordinator",
        "/no-such-page",
    ];
    for path in pages {
        page.visit(path).await?;
        let stands = "return document.querySelector('main h1') !== null && \
            document.querySelector('[data-testid=\"page-again\"]') === null";
        wait::until_true(&format!("{path} without a network"), async || {
            Ok(page.script(stands, Vec::new()).await? == json!(true))
        })
        .await?;
    }
    Ok(())
}

/// Paths of all that the page began to fetch before some moment (JavaScript), itself included.
async fn fetched(browser: &Browser, before: &str) -> Result<BTreeSet<String>> {
    let script = format!(
        "return performance.getEntries() \
        .filter((entry) => ['navigation', 'resource'].includes(entry.entryType) && entry.startTime < {before}) \
        .map((entry) => new URL(entry.name).pathname)"
    );
    let paths = browser.script(&script, Vec::new()).await?;
    Ok(BTreeSet::deserialize(paths)?)
}

/// What `index.html` names, by which `cargo xtask bench first-load` counts.
fn named_by_the_page() -> Result<BTreeSet<String>> {
    let page = fs::read_to_string(programs::web()?.join("index.html"))?;
    let addresses = page.split('"').filter(|text| text.starts_with('/'));
    Ok(addresses.map(str::to_owned).collect())
}

/// Refuses what has these addresses from now on, and nothing else.
async fn block(browser: &Browser, addresses: &[&str]) -> Result<()> {
    let addresses = json!({ "urls": addresses });
    browser.tell("Network.setBlockedURLs", addresses).await.map(drop)
}

/// Waits until this has the focus.
async fn focused(browser: &Browser, selector: &str) -> Result<()> {
    let script = "return document.activeElement?.matches(arguments[0]) ?? false";
    wait::until_true(&format!("the focus on {selector}"), async || {
        Ok(browser.script(script, vec![json!(selector)]).await? == json!(true))
    })
    .await
}
