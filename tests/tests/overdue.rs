//! Late: a proposal of the last evening before National Day, taken up when the holidays are over. The days that are worked
//! to make up for them count; when they are gone and no answer is there, the case goes up by itself, once, and stands on
//! the public list, with a network and without. Then the answer comes: it leaves the list, and the history keeps it all.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::clock::ClockKind;
use domain::event::{Event, Fact};
use domain::id::ProposalId;
use domain::proposal::{Action, AnswerKind, Change, Draft, State};
use domain::query::Page as Cards;
use domain::tier::Tier;
use domain::time::{Day, Timestamp};
use std::sync::Arc;
use system_tests::browser::Size;
use system_tests::clock::Clock;
use system_tests::device::Device;
use system_tests::display::Display;
use system_tests::people::{Person, take_up};
use system_tests::server::Server;
use system_tests::wait;
use system_tests::window::Computer;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn in_chinese() -> Result<()> {
    told(&in_chinese_words("overdue", false)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(&in_chinese_words("overdue-window", true)).await
}

fn in_chinese_words(folder: &'static str, window: bool) -> Story {
    Story {
        folder,
        window,
        language: "zh-CN",
        large: false,
        owes: "市公安局交通警察支队该答复",
        up: "已报给云汀市督办",
        late: "逾期 1 个工作日",
        says: "哪些事逾期了",
        asks: "拖着不办的有哪些",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    let story = Story {
        folder: "overdue-large",
        window: false,
        language: "en",
        large: true,
        owes: "Traffic Police should answer",
        up: "It went up to Yunting",
        late: "1 working day late",
        says: "what is overdue",
        asks: "who missed the deadline?",
    };
    told(&story).await
}

struct Story {
    folder: &'static str,
    /// Read in the desktop window, not in a browser on a phone.
    window: bool,
    language: &'static str,
    large: bool,
    owes: &'static str,
    up: &'static str,
    late: &'static str,
    /// Said on any page, it leads to the list.
    says: &'static str,
    /// The guide knows where it is.
    asks: &'static str,
}

/// Local time in the demo city.
fn at(day: &str, hour: i64, minute: i64) -> Result<Timestamp> {
    let day: Day = day.parse().ok().context("a day")?;
    Ok(Timestamp(day.start(480).0 + (hour * 60 + minute) * 60_000))
}

/// Every time the case went up.
fn ups(timeline: &[Event]) -> Vec<(ClockKind, Tier, Tier)> {
    let up = |event: &Event| match &event.fact {
        Fact::Proposal {
            change: Change::Escalated { clock, from, to },
            ..
        } => Some((*clock, *from, *to)),
        _ => None,
    };
    timeline.iter().filter_map(up).collect()
}

async fn told(story: &Story) -> Result<()> {
    let clock = Clock::at(at("2025-09-30", 22, 15)?)?;
    let mut server = Server::down()?.on(clock.clone());
    server.start().await?;
    let url = server.url();
    let (chen, zhou, zhao) = (
        Person::demo(&url, "chen").await?,
        Person::demo(&url, "zhou").await?,
        Person::demo(&url, "zhao").await?,
    );
    let title = "菜场门口没有斑马线";
    let submit = Action::Submit {
        draft: Draft {
            title: Some(title.to_owned()),
            text: "老人过马路买菜，车开得很快。".to_owned(),
            area: Some("bailu-nanmen-nanmen".into()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    };
    let id = chen.does(ProposalId(Uuid::now_v7()), submit).await?;
    let due = async || -> Result<Timestamp> {
        let case = chen.proposal(id).await?.proposal;
        Ok(case.clock.context("a clock runs")?.due)
    };
    ensure!(
        due().await? == at("2025-10-11", 0, 0)?,
        "eight days off, then two"
    );

    // The first day that is worked: it is taken up, and the department has fifteen days that are worked.
    clock.set(at("2025-10-09", 9, 0)?)?;
    take_up(&zhou, &zhao, id).await?;
    let midnight = at("2025-10-30", 0, 0)?;
    ensure!(due().await? == midnight, "Saturday the 11th is worked");

    let device = if story.window {
        // Its programs go by the clock of the city.
        Device::Computer {
            computer: Computer::new("chen", &url)?.with(clock.environment()),
            display: Arc::new(Display::start().await?),
        }
    } else {
        Device::browser("chen", Size::PHONE, &url)?
    };
    let browser = device.open().await?;
    let here = format!("{}[data-id=\"{id}\"]", "proposal-card");
    let owed = format!("{here} [data-testid=\"owed\"]");
    let looks = async |time: Timestamp, path: &str| -> Result<()> {
        if let Some(browser) = device.browser_of(&browser) {
            browser.is_at(time).await?;
        }
        browser.visit(path).await
    };
    looks(at("2025-10-09", 9, 0)?, &format!("/?lang={}", story.language)).await?;
    browser.set_text(story.large).await?;
    browser.sign_in("chen").await?;
    let shot = async |name: &str| browser.picture(story.folder, name).await;

    // The last minute in which it is not late.
    let last = Timestamp(midnight.0 - 60_000);
    clock.set(last)?;
    looks(last, "/overdue").await?;
    browser.sees("overdue-list").await?;
    browser.misses(&here).await?;
    shot("01-not-yet").await?;
    ensure!(ups(&chen.proposal(id).await?.timeline).is_empty());

    // It is over, and goes up by itself.
    let morning = at("2025-10-30", 8, 30)?;
    clock.set(morning)?;
    let went_up = async || Ok(!ups(&chen.proposal(id).await?.timeline).is_empty());
    wait::until_true("the case to go up", went_up).await?;
    looks(morning, "/").await?;
    browser.press("page-home a[href=\"/overdue\"]").await?;
    for words in [story.owes, story.up] {
        browser.sees_text(&owed, words).await?;
    }
    browser.sees_text(&here, story.late).await?;
    browser.sees_text(&here, title).await?;
    shot("02-late").await?;

    // Also without a network, on the device of somebody whom it concerns.
    device.installed(&browser).await?;
    server.stop().await?;
    browser.visit("/overdue").await?;
    browser.sees_text(&owed, story.up).await?;
    browser.sees("page-overdue .note").await?;
    shot("03-offline").await?;

    // The city stood still for a week; it goes up no second time.
    let week = at("2025-11-06", 9, 0)?;
    clock.set(week)?;
    server.start().await?;
    let late_elsewhere = async || {
        // What ran out meanwhile has gone up when the clockwork has looked.
        let cards: Cards = chen.get("/api/v1/proposals?order=most_urgent&limit=100").await?;
        let late = cards.items.iter().filter_map(|card| card.clock);
        let mut late = late.filter(|clock| clock.is_overdue(week));
        Ok(late.all(|clock| clock.escalated.is_some()))
    };
    wait::until_true("the clockwork to look", late_elsewhere).await?;
    let once = [(ClockKind::Answer, Tier::Department, Tier::City)];
    ensure!(ups(&chen.proposal(id).await?.timeline) == once);

    // From the proposals, from the guide and by saying so to the list; from there to the case, whose history tells it.
    looks(week, "/proposals").await?;
    browser.press("to-overdue").await?;
    browser.sees(&owed).await?;
    browser.visit("/guide").await?;
    browser.fill("talk-field", story.asks).await?;
    browser.press("talk-do").await?;
    browser.sees("guide-page[data-page=\"overdue\"]").await?;
    browser.press("guide-open").await?;
    browser.sees(&owed).await?;
    browser.visit("/mine").await?;
    browser.press("talk-open").await?;
    browser.fill("talk-field", story.says).await?;
    browser.press("talk-do").await?;
    browser.sees(&owed).await?;
    browser.press(&format!("{here} .card-title a")).await?;
    browser.sees("timeline-entry[data-did=\"escalated\"]").await?;
    shot("04-history").await?;

    // The answer comes, and it leaves the list by itself.
    looks(week, "/overdue").await?;
    browser.sees(&owed).await?;
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: "斑马线已画好，这周六起有协管员。".to_owned(),
        promised: None,
        milestones: Vec::new(),
    };
    zhao.does(id, answer).await?;
    browser.misses(&here).await?;
    shot("05-gone").await?;
    browser.visit(&format!("/proposals/{id}")).await?;
    browser.sees("timeline-entry[data-did=\"answered\"]").await?;
    browser.sees("timeline-entry[data-did=\"escalated\"]").await?;
    shot("06-answered").await?;
    let case = chen.proposal(id).await?;
    ensure!(case.proposal.state == State::Answered);
    ensure!(case.proposal.clock.is_some_and(|clock| clock.escalated.is_none()));
    ensure!(ups(&case.timeline) == once, "the history keeps it");
    Ok(())
}
