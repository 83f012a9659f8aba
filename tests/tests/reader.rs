//! A citizen who sees nothing, at the desktop window with a screen reader: what it is given at each step of what citizens do
//! (say it, follow, support, vote, judge) has the names that are written there, the roles, the states and the errors.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result};
use domain::id::ProposalId;
use system_tests::audit::Faults;
use system_tests::display::Display;
use system_tests::page::Page;
use system_tests::people::{Person, accepted, answer};
use system_tests::reader::{Reader, Thing};
use system_tests::server::Server;
use system_tests::wait;
use system_tests::window::Computer;

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_citizen_does_in_chinese() -> Result<()> {
    everything_a_citizen_does("zh-CN").await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_citizen_does_in_english() -> Result<()> {
    everything_a_citizen_does("en").await
}

async fn everything_a_citizen_does(language: &'static str) -> Result<()> {
    let server = Server::demo().await?;
    let display = Display::start().await?;
    let computer = Computer::new("listener", &server.url())?.with_a_reader();
    let page = computer.open(&display).await?;
    page.sees("home-latest [data-testid=\"proposal-card\"]").await?;
    let reader = Reader::at(&page).await?;
    let mut listener = Listener {
        page,
        reader,
        language,
        faults: Faults::default(),
    };
    listener.choose_language().await?;
    listener.sign_in().await?;
    let own = listener.say().await?;
    listener.stand_by(&server).await?;
    listener.vote().await?;
    listener.judge(&server, own).await?;
    listener.faults.ensure_none()
}

struct Listener {
    page: Page,
    reader: Reader,
    language: &'static str,
    faults: Faults,
}

/// Words in Chinese, and in English.
type Words = [&'static str; 2];

impl Listener {
    fn in_language(&self, [chinese, english]: Words) -> &'static str {
        if self.language == "en" { english } else { chinese }
    }

    /// Listens to the whole page.
    async fn listen(&mut self, step: &str) -> Result<()> {
        self.page.at_rest().await?;
        let found = self
            .reader
            .differs(&self.page)
            .await
            .with_context(|| step.to_owned())?;
        self.faults.add(found, step);
        Ok(())
    }

    /// Waits until this is given, in these words.
    async fn hears(&self, role: &str, words: Words) -> Result<Thing> {
        self.hears_that(role, words, "to be there", |_| true).await
    }

    async fn hears_that(
        &self,
        role: &str,
        words: Words,
        what: &str,
        holds: impl Fn(&Thing) -> bool,
    ) -> Result<Thing> {
        let words = self.in_language(words);
        wait::until(&format!("{role} “{words}” {what}"), async || {
            let page = self.reader.page().await?;
            let found = page.find(|thing| thing.role == role && thing.name.contains(words) && holds(thing));
            let found = found.with_context(|| format!("given is\n{}", page.transcript()))?;
            Ok(Some(found.clone()))
        })
        .await
    }

    /// The page has come: its heading has the focus, so that it is what is said next.
    async fn arrives(&self, heading: Words) -> Result<()> {
        let at_it = |thing: &Thing| thing.is("focused") && thing.attribute("level") == Some("1");
        self.hears_that("heading", heading, "to be said first", at_it)
            .await?;
        Ok(())
    }

    async fn choose_language(&mut self) -> Result<()> {
        self.page.visit("/settings").await?;
        let chosen = format!("settings-language-{}", self.language);
        self.page.press(&chosen).await?;
        let checked = |thing: &Thing| thing.is("checked");
        self.hears_that("radio button", ["中文", "English"], "to be chosen", checked)
            .await?;
        self.listen("settings").await
    }

    async fn sign_in(&mut self) -> Result<()> {
        self.page.press("nav-sign-in").await?;
        self.arrives(["登录", "Sign in"]).await?;
        self.listen("sign in").await?;
        // Nothing was filled in: the summary takes the focus and each field says what is wrong with it.
        self.page.press("sign-in-submit").await?;
        let at_it = |thing: &Thing| thing.is("focused");
        let links =
            |thing: &Thing| at_it(thing) && thing.all().iter().filter(|it| it.role == "link").count() == 2;
        self.hears_that("notification", ["", ""], "to take the focus", links)
            .await?;
        let told = self.in_language(["个字。", "characters."]);
        let wrong =
            |thing: &Thing| thing.is("invalid") && thing.is("required") && thing.description.contains(told);
        self.hears_that(
            "entry",
            ["手机号或名字", "Phone or name"],
            "to say what is wrong",
            wrong,
        )
        .await?;
        self.hears_that(
            "password text",
            ["密码", "Password"],
            "to say what is wrong",
            wrong,
        )
        .await?;
        self.listen("sign in, nothing filled in").await?;
        self.page.sign_in("chen").await?;
        self.page.sees("page-home").await?;
        self.listen("home").await
    }

    async fn say(&mut self) -> Result<ProposalId> {
        self.page.press("nav-say").await?;
        self.arrives(["说一件事", "Say it"]).await?;
        self.listen("say it").await?;
        self.page.press(&step(1, "say-next")).await?;
        let empty = |thing: &Thing| {
            let told = thing.description.contains("还没有写") || thing.description.contains("is empty");
            thing.is("invalid") && thing.is("focused") && thing.is("required") && told
        };
        let field: Words = ["您想说什么？", "What do you want to say?"];
        self.hears_that("entry", field, "to say that it is empty", empty)
            .await?;
        self.listen("say it, empty").await?;
        self.page
            .fill("say-text", "小区门口的路灯坏了，晚上看不清。")
            .await?;
        self.hears_that("entry", field, "to be right", |thing| !thing.is("invalid"))
            .await?;
        self.page.sees("similar").await?;
        self.listen("say it, written").await?;
        self.page.press(&step(1, "say-next")).await?;

        self.arrives(["在哪里？是哪一类的事？", "Where is it, and what is it about?"])
            .await?;
        self.hears("combo box", ["在哪个地方？", "Which part of the city?"])
            .await?;
        self.hears("entry", ["具体在哪里？", "Where is it?"]).await?;
        self.page.press("say-categories input").await?;
        self.hears_that("radio button", ["路灯", "light"], "to be chosen", |thing| {
            thing.is("checked")
        })
        .await?;
        self.listen("say it, the place").await?;
        self.page.press(&step(2, "say-next")).await?;

        self.arrives(["送出前再看一眼", "One last look"]).await?;
        self.hears_that(
            "radio button",
            ["不署名", "Without a name"],
            "to be chosen",
            |thing| thing.is("checked"),
        )
        .await?;
        self.listen("say it, the look back").await?;
        self.page.press("say-send").await?;
        self.arrives(["收好了，谢谢您！", "We have it. Thank you!"])
            .await?;
        self.listen("say it, sent").await?;
        self.page.press("say-see").await?;
        self.page
            .sees("timeline-entry[data-did=\"submitted\"][data-pending=\"false\"]")
            .await?;
        self.listen("own proposal").await?;
        self.page
            .attribute("page-proposal", "data-id")
            .await?
            .parse()
            .context("an id")
    }

    /// Supports and follows what somebody else said.
    async fn stand_by(&mut self, server: &Server) -> Result<()> {
        let other = accepted(&server.url(), "请在图书馆门口加一排自行车停放架").await?;
        self.page.visit("/proposals").await?;
        self.page.sees("proposal-card").await?;
        self.listen("proposals").await?;
        self.page.visit(&format!("/proposals/{other}")).await?;
        self.page.sees("support").await?;
        self.listen("a proposal").await?;
        for (hook, before, after) in [
            ("support", ["支持", "Support"], ["已支持", "You support"]),
            ("follow", ["关注", "Follow"], ["已关注", "Following"]),
        ] {
            self.hears_that("toggle button", before, "to be free", |thing| {
                !thing.is("pressed")
            })
            .await?;
            self.page.press(hook).await?;
            self.hears_that("toggle button", after, "to be pressed", |thing| {
                thing.is("pressed")
            })
            .await?;
        }
        self.listen("a proposal, supported and followed").await
    }

    async fn vote(&mut self) -> Result<()> {
        self.page.press("nav-votes").await?;
        self.arrives(["投票", "Votes"]).await?;
        self.hears("link", ["去看提案", "See the proposals"]).await?;
        self.listen("votes").await
    }

    async fn judge(&mut self, server: &Server, own: ProposalId) -> Result<()> {
        answer(&server.url(), own, "路灯已经修好了。").await?;
        self.page.visit(&format!("/proposals/{own}")).await?;
        self.page.sees("judge-card").await?;
        self.listen("to judge").await?;
        let solved: Words = ["解决了", "Solved"];
        self.hears_that("toggle button", solved, "to be free", |thing| {
            !thing.is("pressed")
        })
        .await?;
        self.page.press("judge-solved").await?;
        self.hears_that("toggle button", solved, "to be pressed", |thing| {
            thing.is("pressed")
        })
        .await?;
        self.page.sees("judge-send").await?;
        self.hears("radio button", ["5 星", "5 stars"]).await?;
        self.hears("entry", ["还想说点什么？", "Anything to add?"])
            .await?;
        self.hears("push button", ["送出评价", "Send my verdict"]).await?;
        self.listen("to judge, chosen").await?;
        self.page.press("judge-send").await?;
        self.page
            .sees("timeline-entry[data-did=\"judged\"][data-pending=\"false\"]")
            .await?;
        self.listen("judged").await?;
        let citizen = Person::demo(&server.url(), "chen").await?;
        anyhow::ensure!(citizen.proposal(own).await?.proposal.state == domain::proposal::State::Closed);
        Ok(())
    }
}

/// A control of one step of writing: the steps look alike.
fn step(number: u8, hook: &str) -> String {
    format!("page-say[data-step=\"{number}\"] [data-testid=\"{hook}\"]")
}
