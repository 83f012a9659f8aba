//! Every page for everyone: both languages, both text sizes, light, dark and high contrast, a narrow phone, a tablet and a
//! computer. axe-core has nothing to say, and what is drawn is measured: sizes, targets, contrast, what is cut off.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result};
use domain::query::Page as Cards;
use serde_json::json;
use system_tests::audit::{self, Faults};
use system_tests::browser::{Browser, Profile, Size};
use system_tests::colours::{Colours, DARK, FORCED, HIGH, HIGH_DARK, LIGHT};
use system_tests::people::Person;
use system_tests::server::Server;
use thirtyfour::Key;

/// A narrow phone, a tablet, a computer.
const SIZES: [Size; 3] = [
    Size {
        width: 360,
        height: 740,
        phone: true,
    },
    Size {
        width: 768,
        height: 1024,
        phone: true,
    },
    Size::DESKTOP,
];

/// What large text asks of every text: WCAG's level AAA.
const LARGE_CONTRAST: f64 = 7.0;

/// WCAG 1.4.12: nothing is lost when somebody sets the text wider.
const SPACED: &str = r"
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`);
document.adoptedStyleSheets = arguments[0] ? [sheet] : [];
";

#[tokio::test(flavor = "multi_thread")]
async fn every_page_for_everyone_in_chinese() -> Result<()> {
    every_page("zh-CN").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_for_everyone_in_english() -> Result<()> {
    every_page("en").await
}

async fn every_page(language: &'static str) -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("everyone")?;
    let browser = profile.at_home(SIZES[0], &server.url(), language).await?;
    let mut round = Round {
        browser,
        language,
        faults: Faults::default(),
    };
    let somebody = Person::guest(&server.url()).await?;
    let cards: Cards = somebody.get("/api/v1/proposals?state=answered&limit=1").await?;
    let answered = cards
        .items
        .first()
        .context("something is answered in the demo city")?
        .id;

    round.page("/sign-in", "sign-in-submit").await?;
    round.page("/no-such-page", "help").await?;
    round.browser.sign_in("chen").await?;
    round.page("/", "home-needs").await?;
    round.page("/say", "say-text").await?;
    round.page("/proposals", "proposal-card").await?;
    round
        .page(&format!("/proposals/{answered}"), "timeline-entry")
        .await?;
    round.page("/overdue", "overdue-list").await?;
    round.page("/draws", "draws-list").await?;
    round.page("/votes", "help").await?;
    round.page("/mine", "page-mine").await?;
    round.page("/settings", "settings-language").await?;
    round.page("/guide", "guide-examples").await?;
    round.page("/guide/commands", "sayings").await?;
    round.talks(&format!("/proposals/{answered}")).await?;
    round.sign_in_instead("zhou").await?;
    round
        .page(
            "/desk/coordinator",
            "desk-row .desk-row-title .second:not(:empty)",
        )
        .await?;
    round.sign_in_instead("gu").await?;
    round
        .page("/desk/supervisor", "desk-row .desk-row-title .second:not(:empty)")
        .await?;
    round.sign_in_instead("zhao").await?;
    round
        .page("/desk/department", "desk-row .desk-row-title .second:not(:empty)")
        .await?;

    round.faults.ensure_none()
}

struct Round {
    browser: Browser,
    language: &'static str,
    faults: Faults,
}

impl Round {
    async fn sign_in_instead(&self, login: &str) -> Result<()> {
        self.browser.sign_out().await?;
        self.browser.sign_in(login).await
    }

    /// Turns a page through all its forms.
    async fn page(&mut self, path: &str, hook: &str) -> Result<()> {
        self.browser.visit(path).await.with_context(|| path.to_owned())?;
        self.browser.sees(hook).await.with_context(|| path.to_owned())?;
        self.turn(path).await?;
        self.faults.add(self.browser.complaints().await?, path);
        Ok(())
    }

    /// The guide with an answer, and the line in which one talks over another page, with a question.
    async fn talks(&mut self, answered: &str) -> Result<()> {
        self.browser.visit("/guide").await?;
        self.say(["公交站的路灯坏了", "the street light at the bus stop is out"])
            .await?;
        self.browser.sees("guide-category").await?;
        self.turn("/guide, answered").await?;
        self.browser.visit(answered).await?;
        self.browser.press("talk-open").await?;
        self.say(["关注", "follow this"]).await?;
        self.browser.sees("talk-yes").await?;
        self.turn("the line").await
    }

    async fn say(&self, said: [&str; 2]) -> Result<()> {
        let said = if self.language == "en" { said[1] } else { said[0] };
        self.browser.fill("talk-field", said).await?;
        self.browser.press("talk-do").await
    }

    /// Turns what is shown through all its forms.
    async fn turn(&mut self, path: &str) -> Result<()> {
        for large in [false, true] {
            self.browser.set_text(large).await?;
            for colours in [LIGHT, DARK, HIGH] {
                self.browser.set_colours(colours).await?;
                for size in SIZES {
                    self.look(path, large, colours, size).await?;
                }
            }
            for colours in [HIGH_DARK, FORCED] {
                self.browser.set_colours(colours).await?;
                self.look(path, large, colours, SIZES[0]).await?;
            }
            self.browser.set_colours(LIGHT).await?;
            self.squeeze(path, large)
                .await
                .with_context(|| format!("{path} squeezed, large: {large}"))?;
        }
        self.browser.set_text(false).await?;
        for size in [SIZES[0], Size::DESKTOP] {
            self.browser.resize(size).await?;
            self.walk(&format!("{path} by keyboard {}", size.width)).await?;
        }
        Ok(())
    }

    /// Once round the page with the tabulator, from its top: whatever has the focus shows it, and the way comes to an end.
    async fn walk(&mut self, form: &str) -> Result<()> {
        let top = "scrollTo(0, 0); const top = document.body; top.tabIndex = -1; top.focus(); top.removeAttribute('tabindex')";
        self.browser.script(top, Vec::new()).await?;
        let tab = async || {
            let chain = self.browser.driver().action_chain();
            chain.send_keys(Key::Tab.value().to_string()).perform().await
        };
        let at = "const it = document.activeElement; const was = it.tabRound === arguments[0]; it.tabRound = arguments[0];
            return [it === document.body, was, it.matches('.skip')]";
        let mut found = Vec::new();
        for step in 0..300 {
            tab().await?;
            let place = self.browser.script(at, vec![json!(form)]).await?;
            if step == 0 && place[2] != json!(true) {
                found.push("the first stop is not the way past the frame".to_owned());
            }
            if place[0] == json!(true) || place[1] == json!(true) {
                self.faults.add(found, form);
                return Ok(());
            }
            found.extend(audit::focus(&self.browser).await?);
        }
        found.push("the tabulator goes on for ever".to_owned());
        self.faults.add(found, form);
        Ok(())
    }

    async fn look(&mut self, path: &str, large: bool, colours: Colours, size: Size) -> Result<()> {
        let Colours { name, asked, .. } = colours;
        let text = if large { "large" } else { "normal" };
        self.browser.resize(size).await?;
        let mut found = audit::form(&self.browser, self.language).await?;
        found.extend(audit::sideways(&self.browser).await?);
        self.browser.stretch(size).await?;
        let asked = if large { LARGE_CONTRAST } else { asked };
        found.extend(audit::measured(&self.browser, large, asked).await?);
        found.extend(audit::axe(&self.browser, asked >= LARGE_CONTRAST).await?);
        let form = format!("{path} {text} {name} {}", size.width);
        let folder = format!("everyone/{}/{name}-{text}-{}", self.language, size.width);
        let page = match path
            .split('/')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()[..]
        {
            [] => "home".to_owned(),
            ["proposals", _] => "proposal".to_owned(),
            ref parts => parts.join("-"),
        };
        // In other colours a wider screen looks like the narrow one.
        if colours == LIGHT || size == SIZES[0] {
            self.browser.picture(&folder, &page).await?;
        }
        self.faults.add(found, &form);
        Ok(())
    }

    /// The narrowest screen, which is also a computer's at 400%, with spaced text, and with the largest text.
    async fn squeeze(&mut self, path: &str, large: bool) -> Result<()> {
        let contrast = if large { LARGE_CONTRAST } else { LIGHT.asked };
        self.browser.resize(Size::NARROW).await?;
        self.browser.script(SPACED, vec![json!(true)]).await?;
        let found = self.narrow(large, contrast).await?;
        self.browser.script(SPACED, vec![json!(false)]).await?;
        self.faults.add(found, &format!("{path} spaced 320"));
        // 200% of normal text, and 30 px and more in large text.
        let largest = if large { "40px" } else { "34px" };
        let set = "document.documentElement.style.setProperty('--text-px', arguments[0])";
        self.browser.script(set, vec![json!(largest)]).await?;
        let found = self.narrow(large, contrast).await?;
        self.browser
            .script(
                "document.documentElement.style.removeProperty('--text-px')",
                Vec::new(),
            )
            .await?;
        self.faults.add(found, &format!("{path} {largest} 320"));
        Ok(())
    }

    async fn narrow(&self, large: bool, contrast: f64) -> Result<Vec<String>> {
        self.browser.resize(Size::NARROW).await?;
        let found = audit::sideways(&self.browser).await?;
        // A page that is too wide is shrunk by the phone, and has no end to stretch to.
        if !found.is_empty() {
            return Ok(found);
        }
        self.browser.stretch(Size::NARROW).await?;
        audit::measured(&self.browser, large, contrast).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_that_somebody_sets_hold_at_once_and_after_a_restart() -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("grandmother")?;
    {
        let browser = profile.open(Size::PHONE, &server.url()).await?;
        browser.visit("/settings").await?;
        browser.looks("data-theme", "light").await?;
        browser.press("settings-theme-dark").await?;
        browser.looks("data-theme", "dark").await?;
        browser.press("settings-contrast").await?;
        browser.looks("data-contrast", "more").await?;
        // What the device asks for no longer matters.
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": "light" }] });
        browser.tell("Emulation.setEmulatedMedia", features).await?;
        browser.visit("/").await?;
        browser.looks("data-theme", "dark").await?;
    }
    let browser = profile.open(Size::PHONE, &server.url()).await?;
    browser.visit("/settings").await?;
    browser.sees("settings-theme").await?;
    browser.looks("data-theme", "dark").await?;
    browser.looks("data-contrast", "more").await?;
    // Back to what the device asks for.
    browser.press("settings-theme-device").await?;
    browser.looks("data-theme", "light").await
}
