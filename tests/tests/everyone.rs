//! What everyone can rely on, whatever page is open: where one is after a step, where help is, what Enter does while a word
//! is being composed, that anything can be pasted, that errors lead to their fields, and that large text is found.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::query::Page as Cards;
use serde::Deserialize;
use serde_json::json;
use system_tests::audit;
use system_tests::browser::{Browser, Profile, Size};
use system_tests::people::{PASSWORD, Person};
use system_tests::server::Server;
use system_tests::wait;
use thirtyfour::Key;

/// Goes to a page as a link does: without loading the app anew.
async fn follow(browser: &Browser, path: &str) -> Result<()> {
    let click =
        "const link = document.createElement('a'); link.href = arguments[0]; document.body.append(link);
        link.click(); link.remove()";
    browser.script(click, vec![json!(path)]).await.map(drop)
}

async fn string(browser: &Browser, script: &str) -> Result<String> {
    Ok(String::deserialize(browser.script(script, Vec::new()).await?)?)
}

async fn holds(browser: &Browser, script: &str) -> Result<bool> {
    Ok(browser.script(script, Vec::new()).await? == json!(true))
}

async fn press(browser: &Browser, key: Key) -> Result<()> {
    let keys = browser.driver().action_chain();
    Ok(keys.send_keys(key.value().to_string()).perform().await?)
}

async fn open(server: &Server, who: &str, size: Size, language: &str) -> Result<(Profile, Browser)> {
    let profile = Profile::new(who)?;
    let browser = profile.at_home(size, &server.url(), language).await?;
    Ok((profile, browser))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_page_begins_at_its_heading_and_help_stays_where_it_is() -> Result<()> {
    let server = Server::demo().await?;
    let cards: Cards = Person::guest(&server.url())
        .await?
        .get("/api/v1/proposals?limit=1")
        .await?;
    let proposal = cards.items.first().context("the demo city has proposals")?.id;
    let proposal = format!("/proposals/{proposal}");
    for language in ["zh-CN", "en"] {
        let (_profile, browser) = open(&server, "walker", Size::DESKTOP, language).await?;
        // The page knows by now who it is for: the foot offers to sign in.
        browser.sees("help a[href=\"/sign-in\"]").await?;
        arrive(&browser, "/sign-in", &["/proposals", &proposal, "/no-such-page"]).await?;
        browser.sign_in("chen").await?;
        let pages = [
            "/say",
            "/overdue",
            "/draws",
            "/votes",
            "/mine",
            "/settings",
            "/guide",
            "/guide/commands",
            &proposal,
            "/desk/coordinator",
        ];
        arrive(&browser, "/proposals", &pages).await?;
        browser.sign_out().await?;
        browser.sign_in("zhou").await?;
        arrive(&browser, "/votes", &["/desk/coordinator", "/"]).await?;
    }
    Ok(())
}

/// Goes from `from` to each of the pages, one after the other.
async fn arrive(browser: &Browser, from: &str, pages: &[&str]) -> Result<()> {
    // The links of the foot and the words before them, and that nothing of the page comes after it.
    let help = "const help = document.querySelector('[data-testid=help]');
        const behind = document.querySelector('main').compareDocumentPosition(help) & Node.DOCUMENT_POSITION_FOLLOWING;
        return behind ? help.innerText : 'help is not behind the page'";
    let at_heading = "return document.activeElement?.matches('main h1') ?? false";
    follow(browser, from).await?;
    browser.sees("help").await?;
    let foot = string(browser, help).await?;
    for page in pages {
        let title = string(browser, "return document.title").await?;
        // The heading of the page before has the focus no more.
        browser
            .script("document.activeElement?.blur()", Vec::new())
            .await?;
        follow(browser, page).await?;
        wait::until_true(&format!("{page} to begin at its heading"), async || {
            holds(browser, at_heading).await
        })
        .await?;
        let named = async || Ok(string(browser, "return document.title").await? != title);
        wait::until_true(&format!("{page} to have a title of its own"), named).await?;
        // While the page is still being drawn, what is below it may not be.
        let stands = async || Ok(string(browser, help).await? == foot);
        wait::until_true(&format!("help to be where it was on {page}"), stands).await?;
    }
    Ok(())
}

/// The input method composes, the key comes, and then the word is done.
async fn enter_while_composing(browser: &Browser, with: i32) -> Result<()> {
    let composing = json!({ "text": "ludeng", "selectionStart": 6, "selectionEnd": 6 });
    browser.tell("Input.imeSetComposition", composing).await?;
    for (kind, text) in [("keyDown", "\r"), ("keyUp", "")] {
        let key = json!({ "type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": text, "modifiers": with });
        browser.tell("Input.dispatchKeyEvent", key).await?;
    }
    browser
        .tell("Input.insertText", json!({ "text": "路灯坏了，晚上看不清" }))
        .await
        .map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn while_an_input_method_composes_enter_is_its_own() -> Result<()> {
    let server = Server::demo().await?;
    let (_profile, browser) = open(&server, "composer", Size::DESKTOP, "zh-CN").await?;
    let count =
        "window.sent ??= 0; addEventListener('submit', () => window.sent++, true); return window.sent === 0";

    // Signing in: nothing is sent, and nothing is found to be wrong.
    browser.visit("/sign-in").await?;
    browser.sees("sign-in-login").await?;
    ensure!(holds(&browser, count).await?);
    browser.press("sign-in-login").await?;
    enter_while_composing(&browser, 0).await?;
    ensure!(
        holds(&browser, "return window.sent === 0").await?,
        "Enter of an input method signed in"
    );
    press(&browser, Key::Enter).await?;
    browser.sees("form-errors").await?;

    // Talking, on any page and with the guide.
    for page in ["/votes", "/guide"] {
        browser.visit(page).await?;
        browser.sees("help").await?;
        if page == "/votes" {
            browser.press("talk-open").await?;
        }
        browser.press("talk-field").await?;
        enter_while_composing(&browser, 0).await?;
        let silent = browser.count("talk-reply[data-reply=\"silent\"]").await?;
        ensure!(silent == 1, "Enter of an input method said it on {page}");
        let written = "return document.querySelector('[data-testid=talk-field]').value";
        ensure!(
            string(&browser, written).await?.trim() == "路灯坏了，晚上看不清",
            "Enter of an input method took what was said on {page}"
        );
        press(&browser, Key::Enter).await?;
        browser.sees("guide-answer").await?;
    }

    // At a desk, Control and Enter answers: not before the word is done.
    browser.sign_in("zhao").await?;
    browser.visit("/desk/department").await?;
    browser.press("desk-row[data-state=\"in_progress\"] a").await?;
    browser.sees("desk-case").await?;
    browser.press("desk-note").await?;
    browser.press("desk-text").await?;
    const CONTROL: i32 = 2;
    enter_while_composing(&browser, CONTROL).await?;
    let written = "return document.querySelector('[data-testid=desk-text]').value.includes('路灯坏了')";
    ensure!(
        holds(&browser, written).await?,
        "Control and Enter of an input method sent the note"
    );
    let send = browser.driver().action_chain();
    send.key_down(Key::Control)
        .send_keys(Key::Enter.value().to_string())
        .key_up(Key::Control)
        .perform()
        .await?;
    wait::until_true("the note to be sent", async || {
        Ok(!holds(&browser, written).await?)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_copied_can_be_pasted_into_every_field() -> Result<()> {
    let server = Server::demo().await?;
    let (_profile, browser) = open(&server, "copier", Size::DESKTOP, "zh-CN").await?;
    let allow =
        json!({ "origin": server.url(), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.tell("Browser.grantPermissions", allow).await?;
    let mut fields = 0;
    for (page, hook) in [
        ("/sign-in", "sign-in-password"),
        ("/say", "say-text"),
        ("/proposals", "search"),
        ("/settings", "settings-signature"),
        ("/guide", "talk-field"),
    ] {
        browser.visit(page).await?;
        browser.sees(hook).await?;
        fields += paste_everywhere(&browser, page).await?;
    }
    // Signing up asks for nothing that proves one is human.
    browser.visit("/sign-in").await?;
    browser.press("tab-sign-up").await?;
    browser.sees("sign-up-login").await?;
    fields += paste_everywhere(&browser, "signing up").await?;
    browser.fill("sign-up-login", "13900000001").await?;
    browser.fill("sign-up-password", PASSWORD).await?;
    browser.press("sign-up-submit").await?;
    browser.misses("sign-up-submit").await?;
    ensure!(fields >= 9, "only {fields} fields were found");
    Ok(())
}

async fn paste_everywhere(browser: &Browser, page: &str) -> Result<usize> {
    const COPIED: &str = "复制来的 words";
    let fields = "return [...document.querySelectorAll('textarea, input:not([type=radio], [type=checkbox], [type=range])')].length";
    let fields = usize::deserialize(browser.script(fields, Vec::new()).await?)?;
    for at in 0..fields {
        let focus = "const all = document.querySelectorAll('textarea, input:not([type=radio], [type=checkbox], [type=range])');
            all[arguments[0]].focus(); all[arguments[0]].select()";
        browser.script(focus, vec![json!(at)]).await?;
        let copy = "const done = arguments[1]; navigator.clipboard.writeText(arguments[0]).then(() => done(true), (e) => done(String(e)))";
        let copied = browser.driver().execute_async(copy, vec![json!(COPIED)]).await?;
        ensure!(
            copied.json() == &json!(true),
            "nothing can be copied: {}",
            copied.json()
        );
        let keys = json!({ "type": "keyDown", "key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86, "modifiers": 2, "commands": ["paste"] });
        browser.tell("Input.dispatchKeyEvent", keys).await?;
        let pasted = "return document.activeElement.value === arguments[0]";
        wait::until_true(
            &format!("field {at} of {page} to take what is pasted"),
            async || Ok(browser.script(pasted, vec![json!(COPIED)]).await? == json!(true)),
        )
        .await?;
    }
    Ok(fields)
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_are_in_one_place_that_leads_to_each_field() -> Result<()> {
    let server = Server::demo().await?;
    let (_profile, browser) = open(&server, "careless", Size::PHONE, "zh-CN").await?;
    for form in ["sign-in", "sign-up"] {
        browser.visit("/sign-in").await?;
        browser.press(&format!("tab-{form}")).await?;
        browser.fill(&format!("{form}-login"), "李").await?;
        browser.fill(&format!("{form}-password"), "1234").await?;
        browser.press(&format!("{form}-submit")).await?;
        browser.sees("form-errors").await?;
        let summary = "return document.activeElement?.dataset.testid === 'form-errors'";
        wait::until_true("the summary to have the focus", async || {
            holds(&browser, summary).await
        })
        .await?;
        for (number, field) in ["login", "password"].iter().enumerate() {
            let id = format!("{form}-{field}");
            browser
                .press(&format!("form-errors li:nth-child({}) a", number + 1))
                .await?;
            let told = "const it = document.activeElement; const summary = document.querySelector('[data-testid=form-errors]');
                const error = document.getElementById(`${it.id}-error`);
                return it.id === arguments[0] && it.value !== '' && it.getAttribute('aria-invalid') === 'true'
                    && it.getAttribute('aria-describedby').split(' ').includes(error.id)
                    && summary.innerText.includes(error.innerText.trim())";
            ensure!(
                browser.script(told, vec![json!(id)]).await? == json!(true),
                "{id} does not tell what is wrong with it, or lost what was typed"
            );
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn large_text_is_found_and_is_one_tap_away() -> Result<()> {
    let server = Server::demo().await?;
    for (language, told, sought) in [
        ("zh-CN", ["长辈版", "关怀版"], ["长辈版", "关怀版"]),
        ("en", ["big letters", "font size"], ["large text", "larger text"]),
    ] {
        let (profile, browser) = open(&server, "senior", Size::NARROW, language).await?;
        // On the first page, without scrolling.
        let seen = "const box = document.querySelector('[data-testid=large-text-switch]').getBoundingClientRect();
            return scrollY === 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth && box.width > 0";
        ensure!(
            holds(&browser, seen).await?,
            "the way to large text is out of sight"
        );
        for (name, sought) in told.into_iter().zip(sought) {
            browser.visit("/guide").await?;
            browser.fill("talk-field", name).await?;
            browser.press("talk-do").await?;
            wait::until_true(&format!("the guide to know {name}"), async || {
                let found = browser.count("guide-page[data-page=\"settings\"]").await? > 0;
                Ok(found
                    || string(&browser, "return document.documentElement.dataset.text").await? == "large")
            })
            .await?;
            browser.set_text(false).await?;
            browser.visit("/proposals").await?;
            browser.fill("search", sought).await?;
            browser.press("meant-open").await?;
            browser.sees("settings-large-text").await?;
        }
        // One tap in and one tap out, where one was.
        browser.visit("/guide/commands").await?;
        browser.sees("sayings").await?;
        browser.script("scrollTo(0, 700)", Vec::new()).await?;
        for large in [true, false] {
            let before = string(
                &browser,
                "const it = document.elementFromPoint(innerWidth / 2, 96); window.placed = it;
                window.placedAt = it.getBoundingClientRect().top; return location.href",
            )
            .await?;
            browser
                .script(
                    "document.querySelector('[data-testid=large-text-switch]').click()",
                    Vec::new(),
                )
                .await?;
            browser
                .looks("data-text", if large { "large" } else { "normal" })
                .await?;
            wait::until_true("the same place", async || {
                holds(
                    &browser,
                    "return Math.abs(window.placed.getBoundingClientRect().top - window.placedAt) < 2",
                )
                .await
            })
            .await?;
            ensure!(string(&browser, "return location.href").await? == before);
        }
        // Kept for the next time.
        browser.set_text(true).await?;
        drop(browser);
        let again = profile.open(Size::NARROW, &server.url()).await?;
        again.visit("/").await?;
        again.looks("data-text", "large").await?;
        // Also where the page goes before the device could keep it: the tap and the reload are one moment.
        // A script under which the page goes away has no answer: it comes by itself, a moment after this one.
        let gone = "window.before = true; setTimeout(() => {
            document.querySelector('[data-testid=large-text-switch]').click(); location.reload() })";
        again.script(gone, Vec::new()).await?;
        wait::until_true("the page to come anew", async || {
            holds(&again, "return window.before !== true").await
        })
        .await?;
        again.sees("home-latest [data-testid=\"proposal-card\"]").await?;
        again.looks("data-text", "normal").await?;
        wait::until_true("the device to know", async || {
            holds(
                &again,
                "return localStorage.getItem('huisheng-preferences-unsaved') === null",
            )
            .await
        })
        .await?;
        again.reload().await?;
        again.sees("home-latest [data-testid=\"proposal-card\"]").await?;
        again.looks("data-text", "normal").await?;
    }
    Ok(())
}

/// From now on whatever becomes new text in a region that screen readers listen to is kept: a status has to be there
/// before its words, an alert may come with them.
const LISTEN: &str = "window.heard = []; const live = '[role=status], [role=alert], [aria-live]'; const known = new WeakSet();
    const know = () => document.querySelectorAll(live).forEach((region) => known.add(region));
    const hear = (region) => { if (region.innerText.trim()) heard.push(region.innerText.trim()); };
    know();
    new MutationObserver((changes) => {
        const told = new Set();
        for (const change of changes) {
            const region = (change.target.closest ? change.target : change.target.parentElement)?.closest(live);
            if (region && known.has(region)) told.add(region);
            for (const node of change.addedNodes)
                if (node.matches?.('[role=alert]')) told.add(node);
                else node.querySelectorAll?.('[role=alert]').forEach((alert) => told.add(alert));
        }
        told.forEach(hear);
        know();
    }).observe(document.body, { childList: true, characterData: true, subtree: true })";

async fn hears(browser: &Browser, words: &str) -> Result<()> {
    let heard = "const at = heard.findIndex((told) => told.includes(arguments[0])); heard.splice(0, at + 1); return at >= 0";
    wait::until_true(&format!("{words:?} to be heard"), async || {
        Ok(browser.script(heard, vec![json!(words)]).await? == json!(true))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_told_where_it_is_heard() -> Result<()> {
    let mut server = Server::demo().await?;
    let (_profile, browser) = open(&server, "listener", Size::PHONE, "zh-CN").await?;
    browser.script(LISTEN, Vec::new()).await?;
    follow(&browser, "/sign-in").await?;
    browser.fill("sign-in-login", "chen").await?;
    browser.fill("sign-in-password", "wrong password").await?;
    browser.press("sign-in-submit").await?;
    hears(&browser, "密码不对").await?;

    follow(&browser, "/proposals").await?;
    browser.press("load-more").await?;
    hears(&browser, "列出了 40 件").await?;
    browser.fill("search", "路灯").await?;
    hears(&browser, "找“路灯”：列出了").await?;
    browser.fill("search", "zzzzzz").await?;
    hears(&browser, "没有找到").await?;
    browser.fill("search", "路灯").await?;
    browser.press("proposal-card a").await?;
    browser.press("follow").await?;
    hears(&browser, "有进展会告诉您").await?;

    follow(&browser, "/settings").await?;
    browser.press("settings-contrast").await?;
    hears(&browser, "已改好").await?;
    browser.press("large-text-switch").await?;
    hears(&browser, "已换成大字").await?;

    server.stop().await?;
    hears(&browser, "现在没有网络").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_gives_keys_other_letters_and_takes_them_back() -> Result<()> {
    let server = Server::demo().await?;
    let (_profile, browser) = open(&server, "coordinator", Size::DESKTOP, "zh-CN").await?;
    browser.sign_in("zhou").await?;
    follow(&browser, "/settings").await?;
    let mut faults = Vec::new();
    for (language, large, size) in [
        ("zh-CN", false, Size::DESKTOP),
        ("zh-CN", true, Size::NARROW),
        ("en", true, Size::NARROW),
        ("en", false, Size::PHONE),
    ] {
        browser.press(&format!("settings-language-{language}")).await?;
        browser.set_text(large).await?;
        browser.resize(size).await?;
        faults.extend(audit::sideways(&browser).await?);
        browser.stretch(size).await?;
        faults.extend(audit::axe(&browser, large).await?);
        faults.extend(audit::measured(&browser, large, if large { 7.0 } else { 4.5 }).await?);
        let looks = if large { "large" } else { "normal" };
        browser.picture("keys", &format!("{language}-{looks}")).await?;
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    browser.press("settings-language-zh-CN").await?;
    browser.resize(Size::DESKTOP).await?;
    browser.fill("key-next", "B").await?;
    // What another key has stays with it, and is said.
    browser.sees("key-previous").await?.send_keys("d").await?;
    browser
        .sees_text("settings-keys", "D 已经是“不予受理”，没有换。")
        .await?;
    let previous = browser.sees("key-previous").await?;
    ensure!(previous.prop("value").await?.as_deref() == Some("K"));

    let press_letter = async |letter: &str| -> Result<()> {
        browser.visit("/desk/coordinator").await?;
        browser.sees("desk-row").await?;
        browser
            .script("document.querySelector('[data-testid=desk]').focus()", Vec::new())
            .await?;
        Ok(browser
            .driver()
            .action_chain()
            .send_keys(letter)
            .perform()
            .await?)
    };
    let is_open = "return document.querySelector('[data-testid=desk]').dataset.open === 'true'";
    let opens = async |letter: &str| -> Result<()> {
        press_letter(letter).await?;
        wait::until_true(&format!("{letter} to open the first case"), async || {
            holds(&browser, is_open).await
        })
        .await
    };
    let opens_not = async |letter: &str| -> Result<()> {
        press_letter(letter).await?;
        ensure!(!holds(&browser, is_open).await?, "{letter} opens a case");
        Ok(())
    };
    // The first letter does nothing now; the other one does, after a new start too.
    opens_not("j").await?;
    opens("b").await?;

    browser.visit("/settings").await?;
    browser.press("settings-keys-first").await?;
    wait::until_true("J again", async || {
        Ok(browser.sees("key-next").await?.prop("value").await?.as_deref() == Some("J"))
    })
    .await?;
    opens_not("b").await?;
    opens("j").await?;
    // No letter at all.
    browser.visit("/settings").await?;
    let field = browser.sees("key-next").await?;
    field.send_keys(Key::Backspace.value().to_string()).await?;
    wait::until_true("no key", async || {
        Ok(field.prop("value").await?.as_deref() == Some(""))
    })
    .await?;
    opens_not("j").await
}
