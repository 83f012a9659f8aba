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

/// The service worker's program, run in the page with a browser's part that is played: what it says of its events, and what it
/// asked of that part.
const PLAYED: &str = r#"
    const [event, fresh] = arguments;
    const heard = {}, did = { opened: [], focused: [], closed: 0, sent: [] };
    const worker = {
        location,
        addEventListener: (name, then) => (heard[name] = then),
        registration: { pushManager: { subscribe: async (options) => {
            did.key = options.applicationServerKey;
            return { toJSON: () => fresh };
        } } },
        clients: {
            matchAll: async () => (event.open ?? []).map((url) => ({
                url, focus: async () => did.focused.push(url),
            })),
            openWindow: async (url) => did.opened.push(url),
        },
    };
    const asking = async (path, options) => {
        const answer = await fetch(path, options);
        if (options?.method) did.sent.push({ method: options.method, status: answer.status, body: JSON.parse(options.body) });
        return answer;
    };
    ((self, caches, fetch) => { PROGRAM })(worker, null, asking);
    let work;
    heard[event.name]({
        newSubscription: event.given ? { toJSON: () => fresh } : null,
        notification: { data: event.path, close: () => did.closed++ },
        waitUntil: (until) => (work = until),
    });
    return Promise.resolve(work).then(() => did);
"#;

/// What the service worker did about an event; `fresh` is where it is told from now on, if it asks.
async fn played(browser: &Browser, server: &Server, event: Value, fresh: Value) -> Result<Value> {
    let program = reqwest::get(format!("{}/sw.js", server.url()))
        .await?
        .text()
        .await?;
    browser
        .script(&PLAYED.replace("PROGRAM", &program), vec![event, fresh])
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_presses_a_message_comes_to_the_case() -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("citizen")?;
    let browser = profile.at_home(Size::DESKTOP, &server.url(), "zh-CN").await?;
    let case = format!("{}/proposals/1", server.url());
    let press = |path: &str, open: Value| json!({ "name": "notificationclick", "path": path, "open": open });
    let did = played(
        &browser,
        &server,
        press("/proposals/1", json!([server.url()])),
        Value::Null,
    )
    .await?;
    ensure!(
        did["opened"] == json!([case]) && did["closed"] == json!(1),
        "{did}"
    );
    let did = played(
        &browser,
        &server,
        press("/proposals/1", json!([case])),
        Value::Null,
    )
    .await?;
    ensure!(
        did["focused"] == json!([case]) && did["opened"] == json!([]),
        "{did}"
    );
    let elsewhere = "https://elsewhere.example/proposals/1";
    let did = played(&browser, &server, press(elsewhere, json!([])), Value::Null).await?;
    ensure!(did["opened"] == json!([]), "{did}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_whose_push_service_moved_it_is_told_on() -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("citizen")?;
    let browser = profile.at_home(Size::DESKTOP, &server.url(), "zh-CN").await?;
    let changed = |given: bool| json!({ "name": "pushsubscriptionchange", "given": given });
    // The keys of RFC 8291 §5.
    let fresh = |name: &str| {
        json!({
            "endpoint": format!("https://push.example.net/{name}"),
            "keys": {
                "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "auth": "BTBZMqHH6r4Tts7J_aSIgg",
            },
        })
    };

    // Who was told of nothing is told of nothing.
    let did = played(&browser, &server, changed(true), fresh("first")).await?;
    ensure!(did["sent"] == json!([]), "{did}");

    // A session, and in it a way to be told: in English, once a day.
    say(&browser, "北门路灯坏了三个星期。").await?;
    let begin = r#"
        const told = arguments[0];
        const token = () => new Promise((resolve) => {
            const opening = indexedDB.open("huisheng");
            opening.onsuccess = () => {
                const reading = opening.result.transaction("meta").objectStore("meta").get("only");
                reading.onsuccess = () => {
                    opening.result.close();
                    resolve(JSON.parse(reading.result).token);
                };
            };
        });
        return token().then(async (token) => {
            if (!token) return null;
            const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
            const options = { method: "PUT", headers, body: JSON.stringify(told) };
            return (await fetch("/api/v1/subscription", options)).status;
        });
    "#;
    let first = fresh("first");
    let told = json!({
        "endpoint": first["endpoint"], "p256dh": first["keys"]["p256dh"], "auth": first["keys"]["auth"],
        "language": "en", "pace": "daily", "quiet": { "from": 60, "until": 120 },
    });
    let status = wait::until("a session", async || {
        let status = browser.script(begin, vec![told.clone()]).await?;
        Ok((!status.is_null()).then_some(status))
    })
    .await?;
    ensure!(status == json!(200), "{status}");

    // Some browsers bring the new address, others have to be asked for it. Both ways the city knows it then.
    for (given, name) in [(true, "second"), (false, "third")] {
        let did = played(&browser, &server, changed(given), fresh(name)).await?;
        let mut expected = told.clone();
        expected["endpoint"] = fresh(name)["endpoint"].clone();
        let sent = json!([{ "method": "PUT", "status": 200, "body": expected }]);
        ensure!(did["sent"] == sent, "{did}");
        ensure!(did["key"].is_string() != given, "{did}");
    }
    Ok(())
}
