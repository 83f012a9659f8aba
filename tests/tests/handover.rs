//! An officer leaves: a colleague takes one of their cases over while they are still there, and hands all the others to a
//! third one when they are gone. Played at the desks, by keyboard; the citizens notice nothing, and no clock moves.

#![cfg(target_os = "linux")]

use anyhow::{Result, ensure};
use domain::clock::Clock;
use domain::id::ProposalId;
use domain::proposal::{Action, Draft};
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::page::entry;
use system_tests::people::{Person, take_up};
use system_tests::seat::{Seat, Telling};
use system_tests::server::Server;
use system_tests::wait;
use thirtyfour::Key;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("handover")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("handover-large")).await
}

const ROLE: &str = "officer:traffic-police";

/// A case that this officer has taken.
async fn taken(chen: &Person, zhou: &Person, officer: &Person, title: &str) -> Result<ProposalId> {
    let draft = Draft {
        title: Some(title.to_owned()),
        text: format!("{title}，请来看看。"),
        area: Some("bailu".into()),
        language: "zh-CN".to_owned(),
        ..Draft::default()
    };
    let id = chen
        .does(ProposalId(Uuid::now_v7()), Action::Submit { draft })
        .await?;
    take_up(zhou, officer, id).await
}

async fn clock(reader: &Person, id: ProposalId) -> Result<Option<Clock>> {
    Ok(reader.proposal(id).await?.proposal.clock)
}

/// Goes to a control and presses it, by keyboard.
async fn press(seat: &Seat, hook: &str, key: &str) -> Result<()> {
    seat.tab_to(&format!("[data-testid=\"{hook}\"]")).await?;
    seat.keys(key).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    server.hires("feng", "冯凯", "traffic-police")?;
    server.hires("lu", "陆远", "traffic-police")?;
    let [chen, zhou, zhao, feng, lu] = [
        Person::demo(&url, "chen").await?,
        Person::demo(&url, "zhou").await?,
        Person::demo(&url, "zhao").await?,
        Person::demo(&url, "feng").await?,
        Person::demo(&url, "lu").await?,
    ];
    let first = taken(&chen, &zhou, &zhao, "校门口没有斑马线").await?;
    let second = taken(&chen, &zhou, &zhao, "北街的红灯太长").await?;
    let before = [clock(&chen, first).await?, clock(&chen, second).await?];

    // One is urgent, and its officer on leave: a colleague takes it over, and says why.
    let desk = telling.seat("feng", Size::DESKTOP, &url).await?;
    desk.visit(&format!("/desk/department/{first}")).await?;
    desk.sees("desk-holder[data-holder=\"colleague\"]").await?;
    desk.sees_text("desk-holder", "赵卫东").await?;
    desk.tab_to("[data-testid=\"desk-hand-over\"]").await?;
    desk.keys("o").await?;
    desk.tab_to("#desk-to").await?;
    desk.key(Key::Down).await?;
    desk.tab_to("#desk-why").await?;
    desk.keys("赵卫东休假，学校明天开学。").await?;
    desk.shot("01-take-over").await?;
    let mut faults = Faults::default();
    faults.add(desk.audit().await?, "taking over");
    desk.with(Key::Control, Key::Enter).await?;
    desk.sees("desk-holder[data-holder=\"me\"]").await?;
    desk.sees(&entry("handed_over")).await?;
    desk.shot("02-taken-over").await?;
    let phone = telling.seat("zhao", Size::PHONE, &url).await?;
    phone.visit("/mine?tab=inbox").await?;
    phone.sees("inbox-entry[data-did=\"handed_over\"]").await?;
    phone.shot("03-told").await?;
    phone.visit(&format!("/proposals/{first}")).await?;
    phone.sees_text(&entry("handed_over"), "学校明天开学").await?;

    // Then he leaves the department. What he held is nobody's, and goes to a third one at a stroke.
    server.keeper(&["revoke", "--login", "zhao", "--role", ROLE])?;
    desk.visit("/desk/department").await?;
    desk.sees(&format!("desk-row[data-id=\"{second}\"][data-holder=\"left\"]"))
        .await?;
    desk.sees(&format!("desk-row[data-id=\"{first}\"][data-holder=\"me\"]"))
        .await?;
    press(&desk, "desk-queue-nobodys", " ").await?;
    desk.misses(&format!("desk-row[data-id=\"{first}\"]")).await?;
    let nobodys = desk.count("desk-row").await?;
    ensure!(nobodys > 1, "the demo's own cases are his as well");
    desk.shot("04-nobodys").await?;
    press(&desk, "desk-tick-all", " ").await?;
    desk.sees("desk-tick:checked").await?;
    press(&desk, "desk-hand-over-chosen", "\u{e007}").await?;
    desk.has_focus("desk-chosen-to").await?;
    desk.key(Key::Down).await?;
    desk.key(Key::Down).await?;
    desk.tab_to("#desk-chosen-why").await?;
    desk.keys("赵卫东调走了，他的事由你接着办。").await?;
    desk.shot("05-all-at-once").await?;
    faults.add(desk.audit().await?, "handing over many");
    press(&desk, "desk-chosen-send", "\u{e007}").await?;
    wait::until_true("all of them to be handed over", async || {
        Ok(desk.count("desk-outcome[data-became=\"done\"]").await? == nobodys)
    })
    .await?;
    desk.shot("06-what-became-of-them").await?;
    faults.add(desk.audit().await?, "what became of them");

    // They are on the third one's desk; the time runs as it ran, and no citizen learns of it.
    let third = telling.seat("lu", Size::PHONE, &url).await?;
    third.visit("/desk/department?queue=mine").await?;
    third
        .sees(&format!("desk-row[data-id=\"{second}\"][data-holder=\"me\"]"))
        .await?;
    ensure!(third.count("desk-row").await? == nobodys);
    third.shot("07-on-the-third-ones-desk").await?;
    faults.add(third.audit().await?, "the third one's desk");
    faults.ensure_none()?;
    ensure!([clock(&chen, first).await?, clock(&chen, second).await?] == before);
    let case = feng.proposal(second).await?;
    ensure!(case.proposal.internal.holder == Some(lu.session.me.account));
    let seen = chen.proposal(second).await?;
    ensure!(seen.proposal.internal == Default::default());
    ensure!(
        case.timeline.len() == seen.timeline.len() + 1,
        "what the author may not see is one step"
    );
    Ok(())
}
