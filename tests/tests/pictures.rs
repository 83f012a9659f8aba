//! What pages become as they are used, in every form: both languages, both text sizes, a phone and a computer. A picture of
//! each is kept, and each is held to what must hold for every page. As they open, `access.rs` looks at them.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result};
use domain::proposal::State;
use system_tests::audit::{self, Faults};
use system_tests::browser::{Browser, Profile, Size};
use system_tests::people::{self, Person};
use system_tests::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn every_page_in_chinese() -> Result<()> {
    every_page("zh-CN").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_in_english() -> Result<()> {
    every_page("en").await
}

async fn every_page(language: &'static str) -> Result<()> {
    let mut server = Server::demo().await?;
    let profile = Profile::new("visitor")?;
    let browser = profile.at_home(Size::PHONE, &server.url(), language).await?;
    browser.still().await?;
    let mut album = Album {
        browser,
        language,
        faults: Faults::default(),
    };
    album.for_everybody(&server).await?;
    album.for_a_citizen(&server).await?;
    album.for_desks().await?;
    album.without_a_network(&mut server).await?;
    album.faults.ensure_none()
}

struct Album {
    browser: Browser,
    language: &'static str,
    faults: Faults,
}

impl Album {
    async fn for_everybody(&mut self, server: &Server) -> Result<()> {
        self.page("/", "page-home", "home").await?;
        self.page("/proposals?q=zzzzzzzz", "page-proposals", "proposals-none")
            .await?;
        self.browser.visit("/guide").await?;
        for (name, said, leads_to) in self.questions() {
            self.browser.fill("talk-field", said).await?;
            self.browser.press("talk-do").await?;
            self.browser
                .sees(&format!("guide-answer:has({leads_to})"))
                .await?;
            self.look(name).await?;
        }
        self.browser.visit("/votes").await?;
        self.say(["没有解决", "it is not solved"], "not-here").await?;
        self.look("talk-not-here").await?;
        for tab in ["written", "following", "inbox", "outbox", "drafts"] {
            self.page(
                &format!("/mine?tab={tab}"),
                "page-mine",
                &format!("mine-{tab}-none"),
            )
            .await?;
        }
        self.browser.visit("/sign-in").await?;
        self.browser.fill("sign-in-login", "nobody").await?;
        self.browser.fill("sign-in-password", "not the password").await?;
        self.browser.press("sign-in-submit").await?;
        self.browser.sees("form-errors").await?;
        self.look_deaf("sign-in-wrong").await?;
        self.browser
            .visit("/proposals/01890a5d-ac96-774b-bcce-b302099a8057")
            .await?;
        self.browser.sees("page-proposal").await?;
        self.look_deaf("proposal-gone").await?;
        self.page("/desk/coordinator", "help", "desk-not-theirs").await?;
        for state in State::ALL {
            if let Some(id) = people::one_in(&server.url(), state).await? {
                let name = format!("proposal-{}", state.name());
                self.page(&format!("/proposals/{id}"), "timeline-entry", &name)
                    .await?;
            }
        }
        Ok(())
    }

    async fn for_a_citizen(&mut self, server: &Server) -> Result<()> {
        self.browser.sign_in("chen").await?;
        self.browser.visit("/say").await?;
        self.browser.press("say-next").await?;
        self.browser.sees("page-say [aria-invalid=\"true\"]").await?;
        self.look("say-1-empty").await?;
        self.browser.fill("say-text", "小区门口的路灯坏了").await?;
        self.browser.sees("similar").await?;
        self.look("say-1-similar").await?;
        self.browser
            .press("page-say[data-step=\"1\"] [data-testid=\"say-next\"]")
            .await?;
        self.browser.sees("say-area").await?;
        // What the guide makes of it stands first, with its reason.
        self.browser
            .sees("say-categories > :first-child:has([value=\"lighting\"]) [data-testid=\"say-guess\"]")
            .await?;
        self.look("say-2").await?;
        self.browser
            .press("page-say[data-step=\"2\"] [data-testid=\"say-next\"]")
            .await?;
        self.browser.sees("say-send").await?;
        self.look("say-3").await?;
        for tab in ["written", "following", "inbox", "drafts"] {
            self.page(&format!("/mine?tab={tab}"), "page-mine", &format!("mine-{tab}"))
                .await?;
        }
        // The citizen of the demo has something to judge.
        let chen = Person::demo(&server.url(), "chen").await?;
        let to_judge = chen
            .to_judge()
            .await?
            .context("nothing for chen to judge in the demo city")?;
        self.page(&format!("/proposals/{to_judge}"), "judge-card", "judge")
            .await?;
        self.browser.press("judge-not").await?;
        self.browser.sees("judge-send").await?;
        self.look("judge-not").await?;
        self.say(["没有解决", "it is not solved"], "asked").await?;
        self.look("talk-asked").await?;
        self.browser.sign_out().await
    }

    async fn for_desks(&mut self) -> Result<()> {
        self.browser.sign_in("zhou").await?;
        self.browser.visit("/desk/coordinator").await?;
        self.browser.press("desk-row[data-state=\"submitted\"] a").await?;
        self.browser.sees("desk-accept").await?;
        self.look("desk-coordinator-accept").await?;
        self.browser.press("desk-decline").await?;
        self.browser.press("desk-send").await?;
        self.look("desk-coordinator-decline").await?;
        self.browser.visit("/desk/coordinator").await?;
        self.browser.press("desk-row[data-state=\"accepted\"] a").await?;
        self.browser.sees("desk-lead").await?;
        self.look("desk-coordinator-assign").await?;
        self.browser.sign_out().await?;

        self.browser.sign_in("zhao").await?;
        self.browser.visit("/desk/department").await?;
        self.browser
            .press("desk-row[data-state=\"in_progress\"] a")
            .await?;
        self.browser.press("desk-answer-kind-adopted").await?;
        self.browser.sees("desk-promised").await?;
        self.look("desk-department-answer").await?;
        self.browser.sign_out().await?;
        self.browser.sign_in("gu").await?;
        self.browser.visit("/desk/supervisor").await?;
        self.browser.press("desk-row[data-state=\"closed\"] a").await?;
        self.browser.sees("desk-fit-yes").await?;
        self.look("desk-supervisor-case").await?;
        self.browser.sign_out().await
    }

    async fn without_a_network(&mut self, server: &mut Server) -> Result<()> {
        server.stop().await?;
        self.browser.sees("banner-offline").await?;
        for (path, hook, name) in [
            ("/", "page-home", "offline-home"),
            ("/proposals", "page-proposals", "offline-proposals"),
            ("/overdue", "page-overdue .note", "offline-overdue"),
            ("/say", "say-text", "offline-say"),
        ] {
            self.browser.visit(path).await?;
            self.browser.sees(hook).await?;
            self.browser.sees("banner-offline").await?;
            self.look_deaf(name).await?;
        }
        Ok(())
    }

    /// What the guide is asked, and what is then on its page.
    fn questions(&self) -> [(&'static str, &'static str, &'static str); 3] {
        let [sure, unsure, nothing] = match self.language {
            "en" => [
                "the street light in our lane is out",
                "the street light at the bus stop is out",
                "xyzzy",
            ],
            _ => [
                "楼下路灯坏了，晚上黑咕隆咚的",
                "公交站的路灯坏了",
                "红烧肉要放多少糖",
            ],
        };
        [
            ("guide-sure", sure, "article[data-id=\"lighting\"]:only-child"),
            (
                "guide-unsure",
                unsure,
                "article[data-id=\"lighting\"]:not(:only-child)",
            ),
            (
                "guide-nothing",
                nothing,
                "[data-testid=\"guide-begin\"].button-main",
            ),
        ]
    }

    /// Says it in the line that opens on every page, in Chinese or in English.
    async fn say(&self, said: [&str; 2], reply: &str) -> Result<()> {
        let said = if self.language == "en" { said[1] } else { said[0] };
        self.browser.press("talk-open").await?;
        self.browser.fill("talk-field", said).await?;
        self.browser.press("talk-do").await?;
        let reply = format!("talk-reply[data-reply=\"{reply}\"]");
        self.browser.sees(&reply).await.map(drop)
    }

    async fn page(&mut self, path: &str, hook: &str, name: &str) -> Result<()> {
        self.browser.visit(path).await.with_context(|| name.to_owned())?;
        self.browser.sees(hook).await.with_context(|| name.to_owned())?;
        self.look(name).await
    }

    /// Turns the page that is shown through all its forms, and back; its scripts must have nothing to complain of.
    async fn look(&mut self, name: &str) -> Result<()> {
        self.turn(name).await?;
        self.faults.add(self.browser.complaints().await?, name);
        Ok(())
    }

    /// The same where the browser itself complains: of a request that fails, or is refused with reason.
    async fn look_deaf(&mut self, name: &str) -> Result<()> {
        self.turn(name).await?;
        self.browser.complaints().await.map(drop)
    }

    async fn turn(&mut self, name: &str) -> Result<()> {
        for (size, large) in [
            (Size::PHONE, false),
            (Size::PHONE, true),
            (Size::DESKTOP, true),
            (Size::DESKTOP, false),
        ] {
            self.browser.resize(size).await?;
            self.browser.set_text(large).await?;
            self.browser.at_rest().await?;
            let text = if large { "large" } else { "normal" };
            let screen = if size.phone { "phone" } else { "desktop" };
            let form = format!("{screen}, {text}");
            let folder = format!("pages/{}/{screen}-{text}", self.language);
            let mut found = audit::form(&self.browser, self.language).await?;
            found.extend(audit::sideways(&self.browser).await?);
            if size.phone {
                found.extend(audit::sideways_when_narrow(&self.browser, size).await?);
            }
            self.browser.stretch(size).await?;
            self.browser.picture(&folder, name).await?;
            found.extend(audit::axe(&self.browser, large).await?);
            let found = found.into_iter().map(|fault| format!("{form}: {fault}"));
            self.faults.add(found, name);
        }
        self.browser.resize(Size::PHONE).await
    }
}
