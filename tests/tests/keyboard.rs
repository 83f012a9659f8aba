//! A citizen with a keyboard and nothing else: says something, follows what becomes of it, stands by another's voice,
//! and judges the answer.

#![cfg(target_os = "linux")]

use anyhow::{Result, bail, ensure};
use domain::id::ProposalId;
use domain::proposal::State;
use serde_json::json;
use system_tests::audit;
use system_tests::browser::{Browser, Profile, Size};
use system_tests::people::{PASSWORD, Person, accepted, answer};
use system_tests::server::Server;
use system_tests::statements::statement;
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_citizen_does() -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("citizen")?;
    let browser = profile.open(Size::DESKTOP, &server.url()).await?;
    let keys = Keyboard(&browser);
    browser.visit("/").await?;
    browser
        .sees("home-latest [data-testid=\"proposal-card\"]")
        .await?;

    // First of all, a way past the ways.
    keys.press(Key::Tab).await?;
    ensure!(keys.is_on("a.skip").await?, "the skip link comes first");
    keys.press(Key::Enter).await?;
    ensure!(
        keys.is_on("main").await?,
        "the skip link leads to the page itself"
    );

    // Signs in.
    browser.visit("/").await?;
    keys.open("nav-sign-in", "sign-in-login").await?;
    keys.go_to("sign-in-login").await?;
    keys.write("chen").await?;
    keys.go_to("sign-in-password").await?;
    keys.write(PASSWORD).await?;
    keys.press(Key::Enter).await?;
    browser.misses("sign-in-login").await?;

    // Says it.
    let words = statement(3)?;
    browser.visit("/").await?;
    keys.open("say", "say-text").await?;
    ensure!(keys.is_on("h1").await?, "a new page begins at its heading");
    keys.go_to("say-text").await?;
    keys.write(&words).await?;
    keys.open(
        "page-say[data-step=\"1\"] [data-testid=\"say-next\"]",
        "page-say[data-step=\"2\"]",
    )
    .await?;
    keys.open(
        "page-say[data-step=\"2\"] [data-testid=\"say-next\"]",
        "page-say[data-step=\"3\"]",
    )
    .await?;
    keys.open("say-send", "say-sent").await?;
    keys.open("say-see", "page-proposal").await?;
    browser.sees_text("proposal-text", &words).await?;
    browser
        .sees("timeline-entry[data-did=\"submitted\"][data-pending=\"false\"]")
        .await?;
    let own: ProposalId = browser.attribute("page-proposal", "data-id").await?.parse()?;

    // Stands by another's voice, and follows it.
    let other = accepted(&server.url(), "请在图书馆门口加一排自行车停放架").await?;
    let title = Person::guest(&server.url())
        .await?
        .proposal(other)
        .await?
        .proposal
        .title;
    browser.visit("/").await?;
    keys.open("nav-proposals", "search").await?;
    keys.go_to("search").await?;
    keys.write(&title).await?;
    let card = format!("proposal-card[data-id=\"{other}\"] a");
    keys.open(&card, "page-proposal").await?;
    for hook in ["support", "follow"] {
        let before = browser.attribute(hook, "aria-pressed").await?;
        keys.open(hook, &format!("{hook}:not([aria-pressed=\"{before}\"])"))
            .await?;
    }

    // Is answered, and judges: with the space bar, as buttons may be pressed.
    answer(&server.url(), own, "公告已经贴在门口。").await?;
    browser.visit(&format!("/proposals/{own}")).await?;
    browser.sees("judge-card").await?;
    keys.go_to("judge-solved").await?;
    keys.press(' ').await?;
    browser.sees("judge-send").await?;
    keys.go_to("judge-text").await?;
    keys.write("谢谢，看到公告了。").await?;
    keys.open(
        "judge-send",
        "timeline-entry[data-did=\"judged\"][data-pending=\"false\"]",
    )
    .await?;
    let citizen = Person::demo(&server.url(), "chen").await?;
    ensure!(citizen.proposal(own).await?.proposal.state == State::Closed);
    Ok(())
}

struct Keyboard<'a>(&'a Browser);

impl Keyboard<'_> {
    /// Presses one key.
    async fn press(&self, key: impl Into<char>) -> Result<()> {
        Ok(self
            .0
            .driver()
            .action_chain()
            .send_keys(key.into().to_string())
            .perform()
            .await?)
    }

    /// Types where the focus is.
    async fn write(&self, text: &str) -> Result<()> {
        Ok(self.0.driver().action_chain().send_keys(text).perform().await?)
    }

    /// Goes there with the tabulator, and sees on the way that whatever has the focus shows it.
    async fn go_to(&self, hook: &str) -> Result<()> {
        self.0.sees(hook).await?;
        let selector = system_tests::page::css(hook);
        for _ in 0..150 {
            if self.is_on(&selector).await? {
                return Ok(());
            }
            self.press(Key::Tab).await?;
            if let Some(fault) = audit::focus(self.0).await? {
                bail!("the focus is not to be seen: {fault}");
            }
        }
        bail!("the tabulator never comes to {hook}")
    }

    /// Goes there, presses Enter, and sees what it leads to.
    async fn open(&self, hook: &str, seen: &str) -> Result<()> {
        self.go_to(hook).await?;
        self.press(Key::Enter).await?;
        self.0.sees(seen).await.map(drop)
    }

    /// Whether this has the focus, in a moment at the latest.
    async fn is_on(&self, selector: &str) -> Result<bool> {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false";
        Ok(self.0.script(script, vec![json!(selector)]).await? == json!(true))
    }
}
