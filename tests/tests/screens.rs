//! `docs/screens.md`: every screen, as a stranger meets it. Its words are the interface's own. `cargo xtask screens` makes
//! the page anew; the rules of the source (`xtask/tests/rules/screens.rs`) miss what is not on it.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use domain::id::ProposalId;
use domain::proposal::State;
use serde_json::json;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use system_tests::browser::{Browser, Profile, Size};
use system_tests::page::css;
use system_tests::people::{self, Person};
use system_tests::photograph::ONE_FACE;
use system_tests::programs;
use system_tests::server::Server;

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// The rows of a desk, once they say where and about what.
const ROWS: &str = "desk-row .desk-row-title .second:not(:empty)";

/// A phone, a phone with large text, a computer.
const FORMS: [(&str, Size, bool); 3] = [
    ("phone", Size::PHONE, false),
    ("large", Size::PHONE, true),
    ("computer", Size::DESKTOP, false),
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "`cargo xtask screens` makes the page anew"]
async fn the_page_of_all_screens() -> Result<()> {
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut told = Vec::new();
    for language in LANGUAGES {
        told.push(photograph(language).await?);
    }
    let [chinese, english] = &told[..] else {
        return Ok(());
    };
    let mut page = String::from(
        "# Every screen\n\nMade by `cargo xtask screens`: each screen in Chinese and in English, on a phone, in large text, and on a \
         computer. The demo city is the one that `cargo xtask run` starts.\n",
    );
    for (screen, twin) in chinese.iter().zip(english) {
        ensure!(screen.name == twin.name, "{} and {}", screen.name, twin.name);
        write!(
            page,
            "\n## {} · {}\n\n`{}`\n\n",
            twin.words, screen.words, screen.route
        )?;
        for (form, width) in [("phone", 200), ("large", 200), ("computer", 410)] {
            for (language, screen) in [("zh-CN", screen), ("en", twin)] {
                let Screen { name, words, .. } = screen;
                let alt = words.replace('"', "&quot;");
                let src = format!("screens/{language}/{name}-{form}.webp");
                writeln!(page, "<img src=\"{src}\" width=\"{width}\" alt=\"{alt}\">")?;
            }
        }
    }
    fs::write(programs::root().join("docs/screens.md"), page)?;
    Ok(())
}

fn folder() -> PathBuf {
    programs::root().join("docs/screens")
}

/// One screen, in one language.
struct Screen {
    name: String,
    /// As `app.rs` has it, with the name of what is in its place.
    route: String,
    /// What the screen calls itself.
    words: String,
}

async fn photograph(language: &'static str) -> Result<Vec<Screen>> {
    let mut server = Server::demo().await?;
    let profile = Profile::new("visitor")?;
    let browser = profile.at_home(Size::PHONE, &server.url(), language).await?;
    browser.still().await?;
    let mut album = Album {
        browser,
        language,
        screens: Vec::new(),
    };
    album.for_everybody(&server).await?;
    album.for_a_citizen(&server).await?;
    album.for_desks().await?;
    server.stop().await?;
    album
        .page(
            "/",
            "banner-offline",
            "home-offline",
            "banner-offline .banner-words p",
        )
        .await?;
    Ok(album.screens)
}

struct Album {
    browser: Browser,
    language: &'static str,
    screens: Vec<Screen>,
}

impl Album {
    async fn for_everybody(&mut self, server: &Server) -> Result<()> {
        self.page("/", "page-home", "home", "").await?;
        self.page("/proposals", "proposal-card", "proposals", "").await?;
        self.page(
            "/proposals?q=zzzzzzzz",
            "page-proposals",
            "proposals-none",
            ".empty-title",
        )
        .await?;
        for state in [State::InProgress, State::Answered, State::Closed, State::Declined] {
            let id = people::one_in(&server.url(), state).await?;
            let id = id.with_context(|| format!("nothing is {} in the demo city", state.name()))?;
            let name = format!("proposal-{}", state.name());
            self.page(
                &format!("/proposals/{id}"),
                "timeline-entry",
                &name,
                "proposal-state",
            )
            .await?;
        }
        self.page("/overdue", "overdue-list", "overdue", "").await?;
        self.page("/draws", "draws-list", "draws", "").await?;
        self.page("/votes", "help", "votes", "").await?;
        self.page("/guide", "guide-examples", "guide", "").await?;
        let said = match self.language {
            "en" => "the street light in our lane is out",
            _ => "楼下路灯坏了，晚上黑咕隆咚的",
        };
        self.browser.fill("talk-field", said).await?;
        self.browser.press("talk-do").await?;
        self.browser.sees("guide-answer").await?;
        self.look("guide-answer", "guide-answer h2").await?;
        self.page("/guide/commands", "sayings", "sayings", "").await?;
        self.page("/settings", "settings-language", "settings", "")
            .await?;
        self.page("/sign-in", "sign-in-submit", "sign-in", "").await?;
        self.page("/no-such-page", "help", "not-found", "").await
    }

    async fn for_a_citizen(&mut self, server: &Server) -> Result<()> {
        self.browser.sign_in("chen").await?;
        self.page("/", "home-needs", "home-needs", "home-needs h2")
            .await?;
        self.page("/say", "say-text", "say-1", ".stepper p").await?;
        let said = match self.language {
            "en" => "The street light by the gate is out",
            _ => "小区门口的路灯坏了",
        };
        self.browser.fill("say-text", said).await?;
        self.browser
            .press("page-say[data-step=\"1\"] [data-testid=\"say-next\"]")
            .await?;
        self.browser.sees("say-guess").await?;
        self.look("say-2", ".stepper p").await?;
        self.browser
            .press("page-say[data-step=\"2\"] [data-testid=\"say-next\"]")
            .await?;
        self.browser.sees("say-send").await?;
        self.look("say-3", ".stepper p").await?;
        for tab in ["written", "inbox", "drafts"] {
            let name = format!("mine-{tab}");
            self.page(
                &format!("/mine?tab={tab}"),
                "page-mine",
                &name,
                &format!("tab-{tab}"),
            )
            .await?;
        }
        let chen = Person::demo(&server.url(), "chen").await?;
        let to_judge = chen.to_judge().await?.context("nothing for chen to judge")?;
        self.page(
            &format!("/proposals/{to_judge}"),
            "judge-card",
            "judge",
            "judge-card h2",
        )
        .await?;
        self.browser.sign_out().await
    }

    async fn for_desks(&mut self) -> Result<()> {
        self.browser.sign_in("zhou").await?;
        self.page("/desk/coordinator", ROWS, "desk-coordinator", "")
            .await?;
        self.browser.press("desk-row[data-state=\"submitted\"] a").await?;
        self.browser.sees("desk-accept").await?;
        self.look("desk-coordinator-case", "proposal-state").await?;
        self.browser.sign_out().await?;
        self.browser.sign_in("zhao").await?;
        self.page("/desk/department", ROWS, "desk-department", "").await?;
        self.browser
            .press("desk-row[data-state=\"in_progress\"] a")
            .await?;
        self.browser.press("desk-answer-kind-adopted").await?;
        self.browser.sees("desk-promised").await?;
        self.look("desk-department-answer", "proposal-state").await?;
        self.browser.sign_out().await?;
        self.browser.sign_in("gu").await?;
        self.page("/desk/supervisor", ROWS, "desk-supervisor", "").await?;
        self.browser.press("desk-row[data-state=\"closed\"] a").await?;
        self.browser.sees("desk-fit-yes").await?;
        self.look("desk-supervisor-case", "proposal-state").await?;
        self.browser.sign_out().await?;
        self.browser.sign_in("admin").await?;
        self.page("/desk/admin", "admin-history", "desk-admin", "")
            .await?;
        for (part, hook) in [
            ("areas", "admin-line"),
            ("departments", "admin-line"),
            ("categories", "admin-line"),
            ("clocks", "admin-clocks-form"),
            ("people", "admin-find"),
        ] {
            let state = format!("admin-section-{part}");
            self.page(
                &format!("/desk/admin/{part}"),
                hook,
                &format!("desk-admin-{part}"),
                &state,
            )
            .await?;
        }
        self.browser.sign_out().await
    }

    async fn page(&mut self, path: &str, hook: &str, name: &str, state: &str) -> Result<()> {
        self.browser.visit(path).await.with_context(|| name.to_owned())?;
        self.browser.sees(hook).await.with_context(|| name.to_owned())?;
        self.look(name, state).await
    }

    /// Takes its pictures. What is at `state` says how this screen differs from others of its name.
    async fn look(&mut self, name: &str, state: &str) -> Result<()> {
        for (form, size, large) in FORMS {
            self.browser.resize(size).await?;
            self.browser.set_text(large).await?;
            self.browser.at_rest().await?;
            self.browser.script(ONE_FACE, Vec::new()).await?;
            let top = "scrollTo(0, 0); document.activeElement?.blur()";
            self.browser.script(top, Vec::new()).await?;
            self.take(&format!("{name}-{form}"), size).await?;
        }
        self.browser.resize(Size::PHONE).await?;
        self.browser.set_text(false).await?;
        let selector = if state.is_empty() || state.starts_with('.') {
            state.to_owned()
        } else {
            css(state)
        };
        let words = "const [page] = document.title.split(' · ');
            const state = arguments[0] === '' ? '' : document.querySelector(arguments[0])?.innerText.trim() ?? '';
            return state === '' || state === page ? page : `${page} · ${state}`;";
        let words = self.browser.script(words, vec![json!(selector)]).await?;
        let path = self.browser.path().await?;
        let is_id = |part: &str| part.parse::<ProposalId>().is_ok();
        let route: Vec<&str> = path
            .split('/')
            .map(|part| if is_id(part) { ":id" } else { part })
            .collect();
        self.screens.push(Screen {
            name: name.to_owned(),
            route: route.join("/"),
            words: words.as_str().unwrap_or_default().replace('\n', " "),
        });
        Ok(())
    }

    async fn take(&self, name: &str, size: Size) -> Result<()> {
        let scale = if size.phone { 1.0 } else { 0.75 };
        let shot = json!({
            "format": "webp",
            "quality": 50,
            "clip": { "x": 0, "y": 0, "width": size.width, "height": size.height, "scale": scale },
        });
        let shot = self.browser.tell("Page.captureScreenshot", shot).await?;
        let picture = shot["data"].as_str().context("a picture")?;
        let picture = base64::prelude::BASE64_STANDARD.decode(picture)?;
        let path = folder().join(self.language).join(name).with_extension("webp");
        fs::create_dir_all(path.parent().context("a folder")?)?;
        Ok(fs::write(path, picture)?)
    }
}
