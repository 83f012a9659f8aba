//! A citizen with words and nothing else: says something, follows what becomes of it, stands by another's voice, and
//! judges the answer, by commands that are typed into the line that opens on every page. Nothing leaves the device on a
//! word alone. The guide leads to what is meant, and says why.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::id::ProposalId;
use domain::proposal::State;
use serde_json::json;
use system_tests::audit;
use system_tests::browser::{Browser, Profile, Size};
use system_tests::people::{Person, accepted, answer};
use system_tests::server::Server;
use system_tests::wait;
use thirtyfour::Key;

/// What is said for each thing, as it is taught.
struct Tongue {
    language: &'static str,
    say: &'static str,
    next: &'static str,
    back: &'static str,
    send: &'static str,
    delete: &'static str,
    list: &'static str,
    mine: &'static str,
    vote: &'static str,
    first: &'static str,
    follow: &'static str,
    support: &'static str,
    solved: &'static str,
    bigger: &'static str,
    read: &'static str,
    yes: &'static str,
    no: &'static str,
    /// What is said to the city, and what is added.
    words: [&'static str; 2],
}

const CHINESE: Tongue = Tongue {
    language: "zh-CN",
    say: "我要提意见",
    next: "下一步",
    back: "返回",
    send: "发送",
    delete: "删除",
    list: "看看大家的提案",
    mine: "看看我提的",
    vote: "打开投票",
    first: "第一个",
    follow: "关注",
    support: "我支持",
    solved: "已经解决了",
    bigger: "字再大一点",
    read: "读给我听",
    yes: "是的",
    no: "不是",
    words: ["楼下的路灯坏了半个月，晚上老人走路看不清", "在文三路 128 号门口"],
};

const ENGLISH: Tongue = Tongue {
    language: "en",
    say: "make a suggestion",
    next: "next",
    back: "go back",
    send: "send it",
    delete: "delete it",
    list: "show all proposals",
    mine: "show my proposals",
    vote: "open votes",
    first: "the first one",
    follow: "follow this",
    support: "I support this",
    solved: "it is solved",
    bigger: "bigger text",
    read: "read it to me",
    yes: "yes",
    no: "no",
    words: [
        "The street light in our lane has been out for two weeks and it is dark",
        "At 128 Wensan Road",
    ],
};

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_citizen_does_by_words_in_chinese() -> Result<()> {
    everything(&CHINESE).await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_citizen_does_by_words_in_english() -> Result<()> {
    everything(&ENGLISH).await
}

async fn everything(tongue: &Tongue) -> Result<()> {
    let server = Server::demo().await?;
    let citizen = Person::demo(&server.url(), "chen").await?;
    let profile = Profile::new("citizen")?;
    let browser = profile.open(Size::DESKTOP, &server.url()).await?;
    browser.visit(&format!("/?lang={}", tongue.language)).await?;
    browser.sees("page-home").await?;
    browser.sign_in("chen").await?;
    browser.visit("/").await?;
    browser.sees("home-latest").await?;
    let talk = Talk(&browser);

    // Says it: what is no command goes into the field that is asked for, and only after a yes.
    talk.say(tongue.say).await?;
    browser.sees("page-say[data-step=\"1\"]").await?;
    let [words, more] = tongue.words;
    talk.say(words).await?;
    browser
        .sees_text("talk-reply[data-reply=\"asked\"]", words)
        .await?;
    ensure!(
        value(&browser, "say-text").await?.is_empty(),
        "it was asked first"
    );
    talk.say(tongue.no).await?;
    talk.replies("words-kept").await?;
    ensure!(value(&browser, "say-text").await?.is_empty(), "the answer was no");
    ensure!(
        value(&browser, "talk-field").await? == words,
        "what was typed is lost"
    );
    talk.say(words).await?;
    talk.replies("asked").await?;
    talk.say(more).await?;
    browser
        .sees_text("talk-reply[data-reply=\"asked\"]", more)
        .await?;
    talk.say(tongue.yes).await?;
    talk.replies("written").await?;
    let whole = format!("{words}\n{more}");
    ensure!(value(&browser, "say-text").await? == whole);
    talk.say(tongue.next).await?;
    browser.sees("page-say[data-step=\"2\"]").await?;
    browser.sees("say-guess").await?;
    talk.say(tongue.first).await?;
    browser
        .sees("say-categories input[value=\"lighting\"]:checked")
        .await?;
    talk.say(tongue.back).await?;
    browser.sees("page-say[data-step=\"1\"]").await?;
    talk.say(tongue.next).await?;
    browser.sees("page-say[data-step=\"2\"]").await?;
    talk.say(tongue.next).await?;
    browser.sees("say-send").await?;

    // It is read back first, and "no" leaves all as it was.
    talk.say(tongue.send).await?;
    browser
        .sees_text("talk-reply[data-reply=\"asked\"]", words)
        .await?;
    talk.say(tongue.no).await?;
    talk.replies("kept").await?;
    browser.sees("say-send").await?;
    ensure!(written(&citizen).await?.is_none(), "it was sent on a word alone");
    // Nor does a yes to nothing send it.
    talk.say(tongue.yes).await?;
    talk.replies("nothing-asked").await?;
    ensure!(written(&citizen).await?.is_none(), "a stray yes sent it");
    talk.say(tongue.send).await?;
    talk.replies("asked").await?;
    talk.say(tongue.yes).await?;
    browser.sees("say-sent").await?;
    talk.say(tongue.next).await?;
    browser.sees_text("proposal-text", words).await?;
    browser
        .sees("timeline-entry[data-did=\"submitted\"][data-pending=\"false\"]")
        .await?;
    let own: ProposalId = browser.attribute("page-proposal", "data-id").await?.parse()?;
    ensure!(written(&citizen).await? == Some(own));

    // A draft is not deleted on a word alone.
    talk.say(tongue.say).await?;
    browser.sees("page-say[data-step=\"1\"]").await?;
    talk.say(more).await?;
    talk.say(tongue.yes).await?;
    browser.sees("draft-saved .icon").await?;
    browser.visit("/mine?tab=drafts").await?;
    browser.sees_text("draft", more).await?;
    talk.say(tongue.delete).await?;
    browser
        .sees_text("talk-reply[data-reply=\"asked\"]", more)
        .await?;
    talk.say(tongue.no).await?;
    talk.replies("kept").await?;
    browser.sees("draft").await?;
    talk.say(tongue.delete).await?;
    talk.replies("asked").await?;
    talk.say(tongue.yes).await?;
    browser.misses("draft").await?;

    // Finds another's voice, follows it and stands by it.
    let other = accepted(&server.url(), LAMPS).await?;
    talk.say(tongue.list).await?;
    browser
        .sees(&format!("proposal-card:first-child[data-id=\"{other}\"]"))
        .await?;
    talk.say(tongue.first).await?;
    browser
        .sees(&format!("page-proposal[data-id=\"{other}\"]"))
        .await?;
    browser.sees("support").await?;
    for (command, hook) in [(tongue.support, "support"), (tongue.follow, "follow")] {
        talk.say(command).await?;
        browser
            .sees_text("talk-reply[data-reply=\"asked\"]", LAMPS)
            .await?;
        talk.say(tongue.no).await?;
        talk.replies("kept").await?;
        ensure!(
            browser.attribute(hook, "aria-pressed").await? == "false",
            "{hook} on a word alone"
        );
        talk.say(command).await?;
        talk.replies("asked").await?;
        talk.say(tongue.yes).await?;
        browser.sees(&format!("{hook}[aria-pressed=\"true\"]")).await?;
        // Said again it does not take back what it gave.
        talk.say(command).await?;
        talk.replies("not-here").await?;
        browser.sees(&format!("{hook}[aria-pressed=\"true\"]")).await?;
    }
    wait::until_true("the city has the support", async || {
        Ok(citizen.proposal(other).await?.proposal.supports == 1)
    })
    .await?;

    // The votes, as far as there are any; and what can't be done says so.
    talk.say(tongue.vote).await?;
    wait::until_true("the votes", async || Ok(browser.path().await? == "/votes")).await?;
    talk.say(tongue.solved).await?;
    browser
        .sees_text("talk-reply[data-reply=\"not-here\"]", tongue.solved)
        .await?;
    talk.say(tongue.read).await?;
    browser
        .sees_text("talk-reply[data-reply=\"not-here\"]", tongue.read)
        .await?;
    let before = text_size(&browser).await?;
    talk.say(tongue.bigger).await?;
    talk.replies("done").await?;
    wait::until_true("bigger text", async || Ok(text_size(&browser).await? > before)).await?;

    // Is answered, and judges.
    answer(&server.url(), own, "灯已经换好。").await?;
    talk.say(tongue.mine).await?;
    browser.sees("page-mine").await?;
    browser.visit(&format!("/proposals/{own}")).await?;
    browser.sees("judge-card").await?;
    talk.say(tongue.solved).await?;
    talk.replies("asked").await?;
    talk.say(tongue.no).await?;
    talk.replies("kept").await?;
    ensure!(
        citizen.proposal(own).await?.proposal.state == State::Answered,
        "judged on a word alone"
    );
    talk.say(tongue.solved).await?;
    talk.replies("asked").await?;
    talk.say(tongue.yes).await?;
    browser
        .sees("timeline-entry[data-did=\"judged\"][data-pending=\"false\"]")
        .await?;
    ensure!(citizen.proposal(own).await?.proposal.state == State::Closed);

    // Escape closes the line.
    browser
        .driver()
        .action_chain()
        .send_keys(Key::Escape)
        .perform()
        .await?;
    browser.misses("talk-panel").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_is_for_everybody() -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("visitor")?;
    let browser = profile.open(Size::PHONE, &server.url()).await?;
    let talk = Talk(&browser);
    for tongue in [&CHINESE, &ENGLISH] {
        for large in [false, true] {
            browser
                .visit(&format!("/proposals?lang={}", tongue.language))
                .await?;
            browser.sees("proposal-card").await?;
            browser.set_text(large).await?;
            talk.open().await?;
            browser.sees("talk-here button").await?;
            clean(&browser, tongue.language, large, "open").await?;
            talk.say(tongue.solved).await?;
            talk.replies("not-here").await?;
            clean(&browser, tongue.language, large, "not here").await?;
            talk.say(tongue.first).await?;
            browser.sees("follow").await?;
            talk.say(tongue.follow).await?;
            talk.replies("asked").await?;
            clean(&browser, tongue.language, large, "asked").await?;
            // Whatever has the focus is to be seen under the open line.
            for _ in 0..40 {
                browser
                    .driver()
                    .action_chain()
                    .send_keys(Key::Tab)
                    .perform()
                    .await?;
                let hidden = browser.script(COVERED, Vec::new()).await?;
                ensure!(hidden.is_null(), "{hidden}");
            }
            talk.open().await?;
            browser
                .driver()
                .action_chain()
                .send_keys(Key::Escape)
                .perform()
                .await?;
            browser.misses("talk-panel").await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_question_goes_with_the_page_it_is_about() -> Result<()> {
    let server = Server::demo().await?;
    let citizen = Person::demo(&server.url(), "chen").await?;
    let other = accepted(&server.url(), LAMPS).await?;
    let profile = Profile::new("citizen")?;
    let browser = profile.open(Size::DESKTOP, &server.url()).await?;
    browser.visit("/?lang=zh-CN").await?;
    browser.sees("page-home").await?;
    browser.sign_in("chen").await?;
    browser.visit(&format!("/proposals/{other}")).await?;
    browser.sees("support").await?;
    let talk = Talk(&browser);
    talk.say(CHINESE.support).await?;
    talk.replies("asked").await?;
    browser.press("nav-votes").await?;
    browser.misses("page-proposal").await?;
    browser.press("talk-yes").await?;
    talk.replies("not-here").await?;
    browser.visit(&format!("/proposals/{other}")).await?;
    browser.sees("support[aria-pressed=\"false\"]").await?;
    ensure!(citizen.proposal(other).await?.proposal.supports == 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_leads_to_it_and_says_why() -> Result<()> {
    let server = Server::demo().await?;
    accepted(&server.url(), LAMPS).await?;
    let profile = Profile::new("visitor")?;
    let browser = profile.open(Size::PHONE, &server.url()).await?;
    browser.visit("/?lang=zh-CN").await?;
    browser.press("home-guide").await?;
    browser.sees("page-guide").await?;
    browser.sees("guide-examples button").await?;

    // A category, its department, what others said; each with the words that led there.
    ask(&browser, "楼下路灯坏了，晚上黑咕隆咚的").await?;
    browser.sees("guide-category[data-id=\"lighting\"]").await?;
    browser.sees_text("guide-because", "路灯").await?;
    let city: serde_json::Value = serde_json::from_str(include_str!("../../backend/demo/city.json"))?;
    let department = department_of(&city, "lighting").context("the demo city has somebody for its lamps")?;
    browser.sees_text("guide-category", department).await?;
    browser.sees_text("guide-similar", LAMPS).await?;
    browser.sees_text("guide-alike", "路灯").await?;
    for large in [false, true] {
        browser.set_text(large).await?;
        clean(&browser, "zh-CN", large, "a category").await?;
    }
    browser.set_text(false).await?;

    // From there on with the same words, in that category.
    browser.press("guide-choose").await?;
    browser.sees("page-say[data-step=\"1\"]").await?;
    wait::until_true("the words in Say it", async || {
        Ok(value(&browser, "say-text").await? == "楼下路灯坏了，晚上黑咕隆咚的")
    })
    .await?;
    browser.press("say-next").await?;
    browser
        .sees("say-categories input[value=\"lighting\"]:checked")
        .await?;

    // A page, and the votes.
    browser.visit("/guide").await?;
    ask(&browser, "我想知道在哪里给候选人投票").await?;
    browser.sees("guide-page[data-page=\"votes\"]").await?;
    browser.sees_text("guide-because", "投票").await?;
    browser.press("guide-open").await?;
    wait::until_true("the votes", async || Ok(browser.path().await? == "/votes")).await?;

    // Not sure: it asks.
    browser.visit("/guide").await?;
    ask(&browser, "公交站的路灯坏了").await?;
    browser.sees_text("guide-headline", "拿不准").await?;
    ensure!(browser.count("guide-category").await? > 1);

    // Nothing was understood: said kindly, and the words go to the city all the same.
    ask(&browser, "红烧肉要放多少糖").await?;
    browser.sees_text("guide-headline", "没听明白").await?;
    for large in [false, true] {
        browser.set_text(large).await?;
        clean(&browser, "zh-CN", large, "nothing").await?;
    }
    browser.press("guide-begin").await?;
    browser.sees("page-say[data-step=\"1\"]").await?;
    wait::until_true("the words in Say it", async || {
        Ok(value(&browser, "say-text").await? == "红烧肉要放多少糖")
    })
    .await?;

    // A command is done, and everything that can be said is listed.
    browser.visit("/guide?lang=en").await?;
    ask(&browser, "what can I say").await?;
    browser.sees("page-sayings").await?;
    for purpose in ["go", "do", "read", "size", "choose", "answer"] {
        browser
            .sees(&format!("sayings[data-purpose=\"{purpose}\"]"))
            .await?;
    }
    ensure!(browser.count("sayings > ul > li[data-command]").await? == voice::Command::ALL.len());
    clean(&browser, "en", false, "sayings").await
}

/// A title that the guide's question resembles.
const LAMPS: &str = "请把路灯坏了的巷子照亮";

/// What this person wrote in this test that the city has.
async fn written(person: &Person) -> Result<Option<ProposalId>> {
    let log = person.log().await?;
    let own = log.iter().rev().find_map(|event| match &event.fact {
        domain::event::Fact::Proposal { proposal, change, .. }
            if change.name() == "submitted" && event.by.account == Some(person.session.me.account) =>
        {
            Some(*proposal)
        }
        _ => None,
    });
    match own {
        None => Ok(None),
        Some(id) => {
            let proposal = person.proposal(id).await?.proposal;
            let ours = [&CHINESE, &ENGLISH]
                .iter()
                .any(|tongue| proposal.text.starts_with(tongue.words[0]));
            Ok(ours.then_some(id))
        }
    }
}

/// The line, by the keyboard alone.
struct Talk<'a>(&'a Browser);

impl Talk<'_> {
    /// Opens it, or goes to it where it is open.
    async fn open(&self) -> Result<()> {
        let keys = self.0.driver().action_chain();
        keys.key_down(Key::Control)
            .send_keys("k")
            .key_up(Key::Control)
            .perform()
            .await?;
        let here = "return document.activeElement?.id === 'talk-said'";
        wait::until_true("the focus in the line", async || {
            Ok(self.0.script(here, Vec::new()).await? == json!(true))
        })
        .await
    }

    /// Types it there, in the place of what stood there, and says it.
    async fn say(&self, words: &str) -> Result<()> {
        self.open().await?;
        let keys = self.0.driver().action_chain();
        keys.key_down(Key::Control)
            .send_keys("a")
            .key_up(Key::Control)
            .send_keys(words)
            .send_keys(Key::Enter.value().to_string())
            .perform()
            .await?;
        // It has been heard when something came of it.
        wait::until_true(&format!("an answer to “{words}”"), async || {
            let reply = self.0.attribute("talk-reply", "data-reply").await?;
            Ok(!["silent", "listening"].contains(&reply.as_str()))
        })
        .await
    }

    async fn replies(&self, reply: &str) -> Result<()> {
        self.0
            .sees(&format!("talk-reply[data-reply=\"{reply}\"]"))
            .await
            .map(drop)
    }
}

/// Asks the guide on its page.
async fn ask(browser: &Browser, said: &str) -> Result<()> {
    browser.fill("talk-field", said).await?;
    browser.press("talk-do").await
}

async fn value(browser: &Browser, hook: &str) -> Result<String> {
    let found = browser.sees(hook).await?;
    Ok(found.prop("value").await?.unwrap_or_default())
}

async fn text_size(browser: &Browser) -> Result<f64> {
    let script = "return parseFloat(getComputedStyle(document.documentElement).fontSize)";
    Ok(browser
        .script(script, Vec::new())
        .await?
        .as_f64()
        .unwrap_or_default())
}

/// Nothing is wrong with the page as it is, on a phone and on the narrowest one.
async fn clean(browser: &Browser, language: &str, large: bool, what: &str) -> Result<()> {
    browser.at_rest().await?;
    let text = if large { "large" } else { "normal" };
    browser.picture(&format!("talk/{language}-{text}"), what).await?;
    let mut faults = audit::form(browser, language).await?;
    faults.extend(audit::sideways_when_narrow(browser, Size::PHONE).await?);
    browser.stretch(Size::PHONE).await?;
    faults.extend(audit::axe(browser, large).await?);
    browser.resize(Size::PHONE).await?;
    ensure!(
        faults.is_empty(),
        "{what}, {language}, {text}:\n{}",
        faults.join("\n")
    );
    Ok(())
}

/// What the focus is on and can't be seen, or null.
const COVERED: &str = r#"
const it = document.activeElement;
if (!it || it === document.body || it.closest(".talk-panel")) return null;
const box = it.getBoundingClientRect();
const lines = [box.top + 2, box.top + box.height / 2, box.bottom - 2].filter((y) => y > 0 && y < innerHeight);
const seen = lines.some((y) => {
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), y);
  return top && !top.closest(".talk-panel");
});
return seen ? null : `${it.tagName} “${it.textContent.trim().slice(0, 20)}” lies under the line`;
"#;

fn department_of<'a>(city: &'a serde_json::Value, category: &str) -> Option<&'a str> {
    let named = |list: &str, id: &str| city[list].as_array()?.iter().find(|it| it["id"] == id);
    let department = named("categories", category)?["department"].as_str()?;
    named("departments", department)?["names"]["zh-CN"].as_str()
}
