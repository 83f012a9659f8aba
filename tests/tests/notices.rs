//! Being told while nobody looks: in the window by the system, in a browser by a message of the city. Nobody is told
//! before they said yes; where it can't be, that is said, and the switch stays off.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::id::ProposalId;
use domain::proposal::Action;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use system_tests::browser::{Browser, Profile, Size};
use system_tests::display::Display;
use system_tests::page::{Page, entry};
use system_tests::people::Person;
use system_tests::server::Server;
use system_tests::wait;
use system_tests::window::Computer;
use zbus::zvariant::OwnedValue;

const SWITCH: &str = "settings-notify";
const BUS: &str = "org.freedesktop.Notifications";

/// The program that shows notices on a desktop (Desktop Notifications Specification 1.2), which keeps their titles.
#[derive(Clone, Default)]
struct Desktop(Arc<Mutex<Vec<String>>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    fn get_server_information(&self) -> (String, String, String, String) {
        let of = |text: &str| text.to_owned();
        (of("desktop"), of("test"), of("1"), of("1.2"))
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".to_owned()]
    }

    #[expect(clippy::too_many_arguments, reason = "the shape that the specification has")]
    fn notify(
        &self,
        _app: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        _body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut shown = self.0.lock().expect("nobody panics with it");
        shown.push(summary);
        shown.len() as u32
    }
}

impl Desktop {
    /// Sits down at the session of a window, for as long as the connection lives.
    async fn start(&self, page: &Page) -> Result<zbus::Connection> {
        let session = page.program().variable("DBUS_SESSION_BUS_ADDRESS")?;
        let connection = zbus::connection::Builder::address(session.as_str())?
            .serve_at("/org/freedesktop/Notifications", self.clone())?
            .name(BUS)?
            .build()
            .await?;
        Ok(connection)
    }

    fn shown(&self) -> Vec<String> {
        self.0.lock().expect("nobody panics with it").clone()
    }
}

/// The switch stands so.
async fn stands(page: &Page, on: bool) -> Result<()> {
    wait::until_true(&format!("the switch at {on}"), async || {
        let asked = "return document.querySelector('[data-testid=settings-notify]')?.checked";
        Ok(page.script(asked, Vec::new()).await? == json!(on))
    })
    .await
}

/// Something is said; its case, by the button that leads there.
async fn say(page: &Page, text: &str) -> Result<ProposalId> {
    page.visit("/say").await?;
    page.fill("say-text", text).await?;
    for (step, button) in [(1, "say-next"), (2, "say-next"), (3, "say-send")] {
        let hook = format!("page-say[data-step=\"{step}\"] [data-testid=\"{button}\"]");
        page.press(&hook).await?;
    }
    page.sees("say-sent").await?;
    let leads = page.attribute("say-see", "href").await?;
    let id = leads.rsplit('/').next().context("an address")?;
    Ok(id.parse()?)
}

async fn accepted(server: &Server, id: ProposalId) -> Result<()> {
    let coordinator = Person::demo(&server.url(), "zhou").await?;
    wait::until_true("the case at the city", async || {
        Ok(coordinator.proposal(id).await.is_ok())
    })
    .await?;
    let accept = Action::Accept {
        category: None,
        area: None,
    };
    coordinator.does(id, accept).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_tells_of_nothing_before_its_person_has_said_yes() -> Result<()> {
    let server = Server::demo().await?;
    let display = Display::start().await?;
    let computer = Computer::new("citizen", &server.url())?;
    let page = computer.open(&display).await?;

    // Nobody is there who would show anything: that is told, and nothing is switched on.
    page.visit("/settings").await?;
    page.sees(SWITCH).await?;
    stands(&page, false).await?;
    page.press(SWITCH).await?;
    page.sees("notify [data-code=\"notify-refused\"]").await?;
    stands(&page, false).await?;
    page.picture("notices", "window-refused").await?;

    // Now there is. The first case moves, and nothing is shown: nobody was asked yet.
    let desktop = Desktop::default();
    let _session = desktop.start(&page).await?;
    let first = say(&page, "北门路灯坏了三个星期。").await?;
    page.sees("notify-ask").await?;
    page.picture("notices", "window-asked").await?;
    accepted(&server, first).await?;
    page.press("say-see").await?;
    page.sees(&entry("accepted")).await?;

    // Asked once: with the next case nobody is asked again, and the answer is given in the settings.
    let second = say(&page, "公园里少一条长椅。").await?;
    page.misses("notify-ask").await?;
    page.visit("/settings").await?;
    page.press(SWITCH).await?;
    stands(&page, true).await?;
    accepted(&server, second).await?;
    wait::until_true("a notice", async || Ok(!desktop.shown().is_empty())).await?;
    ensure!(
        desktop.shown() == ["城市受理了"],
        "of the second case alone: {:?}",
        desktop.shown()
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_yes_to_the_question_is_told() -> Result<()> {
    let server = Server::demo().await?;
    let display = Display::start().await?;
    let computer = Computer::new("citizen", &server.url())?;
    let page = computer.open(&display).await?;
    let desktop = Desktop::default();
    let _session = desktop.start(&page).await?;
    let id = say(&page, "北门路灯坏了三个星期。").await?;
    page.press("notify-ask-yes").await?;
    page.misses("notify-ask-yes").await?;
    page.sees_text("notify-ask", "好，有进展就提醒您。").await?;
    accepted(&server, id).await?;
    wait::until_true("a notice", async || Ok(desktop.shown() == ["城市受理了"])).await
}

async fn leave(browser: &Browser, setting: &str) -> Result<()> {
    let permission = json!({ "permission": { "name": "notifications" }, "setting": setting });
    browser.tell("Browser.setPermission", permission).await.map(drop)
}

/// The app is on the device, and its service worker has this page.
async fn installed(browser: &Browser) -> Result<()> {
    wait::until_true("the app on the device", async || {
        let ready = "return navigator.serviceWorker.controller !== null";
        Ok(browser.script(ready, Vec::new()).await? == json!(true))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_can_not_be_told_says_so_and_the_switch_stays_off() -> Result<()> {
    let server = Server::demo().await?;
    for (language, large, size, name) in [
        ("zh-CN", false, Size::PHONE, "phone-zh"),
        ("en", true, Size::PHONE, "phone-en-large"),
        ("en", false, Size::DESKTOP, "desktop-en"),
        ("zh-CN", true, Size::DESKTOP, "desktop-zh-large"),
    ] {
        let profile = Profile::new("citizen")?;
        let browser = profile.at_home(size, &server.url(), language).await?;
        browser.set_text(large).await?;
        installed(&browser).await?;

        // The question comes after the first case, and no is no.
        say(&browser, "北门路灯坏了三个星期。").await?;
        browser.sees("notify-ask").await?;
        browser.picture("notices", &format!("{name}-asked")).await?;
        browser.press("notify-ask-no").await?;
        browser.misses("notify-ask").await?;

        browser.visit("/settings").await?;
        stands(&browser, false).await?;
        leave(&browser, "denied").await?;
        browser.press(SWITCH).await?;
        browser.sees("notify [data-code=\"push-not-allowed\"]").await?;
        stands(&browser, false).await?;

        // It may, and has no push service behind it.
        leave(&browser, "granted").await?;
        browser.press(SWITCH).await?;
        browser.sees("notify [data-code=\"push-not-reached\"]").await?;
        stands(&browser, false).await?;
        browser.picture("notices", &format!("{name}-not-reached")).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_city_tells_is_shown_in_its_words_and_once() -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("citizen")?;
    let browser = profile.at_home(Size::DESKTOP, &server.url(), "zh-CN").await?;
    installed(&browser).await?;
    leave(&browser, "granted").await?;
    browser.tell("ServiceWorker.enable", json!({})).await?;
    let message = json!({
        "title": "城市受理了", "body": "“路灯坏了”", "lang": "zh-CN", "tag": "a", "path": "/proposals/1"
    });
    for _ in 0..2 {
        // The first registration of a profile has this number.
        let push = json!({ "origin": server.url(), "registrationId": "0", "data": message.to_string() });
        browser.tell("ServiceWorker.deliverPushMessage", push).await?;
    }
    let shown = "return navigator.serviceWorker.ready.then((it) => it.getNotifications()).then((all) => \
        all.map(({ title, body, lang, tag, data }) => ({ title, body, lang, tag, path: data })))";
    let all: Value = wait::until("a notice", async || {
        let all = browser.script(shown, Vec::new()).await?;
        Ok((all != json!([])).then_some(all))
    })
    .await?;
    ensure!(all == json!([message]), "shown: {all}");
    Ok(())
}
