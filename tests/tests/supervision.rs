//! A month is over: its closed cases are drawn by lot, and a citizen looks at one. She asks, the department answers, and she finds
//! it not done well: it is done again. Played by the administrator, the supervisor and the officer at their desks, by keyboard;
//! the author reads it on her phone, and draws the lot again herself.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::id::ProposalId;
use domain::proposal::{Action, Draft, Judgement, State};
use domain::protocol::Supervisions;
use domain::time::{Day, Timestamp};
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::clock::Clock;
use system_tests::page::entry;
use system_tests::people::{Person, answer};
use system_tests::seat::{Seat, Telling};
use system_tests::server::Server;
use system_tests::wait;
use thirtyfour::Key;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn in_chinese() -> Result<()> {
    told(Telling::in_chinese("supervision")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("supervision-large")).await
}

/// Nine in the morning of a day, in the demo city.
fn morning(day: &str) -> Result<Timestamp> {
    let day: Day = day.parse().ok().context("a day")?;
    Ok(Timestamp(day.start(480).0 + 9 * 3_600_000))
}

/// Somebody at a screen of theirs, where it is this time.
async fn seat(telling: Telling, who: &str, size: Size, url: &str, now: Timestamp) -> Result<Seat> {
    let seat = telling.seat(who, size, url).await?;
    seat.browser()?.is_at(now).await?;
    Ok(seat)
}

/// Goes to a control and presses a key there.
async fn press(seat: &Seat, hook: &str, key: &str) -> Result<()> {
    seat.tab_to(&format!("[data-testid=\"{hook}\"]")).await?;
    seat.keys(key).await
}

/// Writes this in the form that is open, and sends it.
async fn writes(seat: &Seat, text: &str) -> Result<()> {
    seat.tab_to("#desk-text").await?;
    seat.keys(text).await?;
    seat.with(Key::Control, Key::Enter).await
}

async fn told(telling: Telling) -> Result<()> {
    let (september, october) = (morning("2025-09-03")?, morning("2025-10-09")?);
    let clock = Clock::at(september)?;
    let mut server = Server::down()?.on(clock.clone());
    server.start().await?;
    let url = server.url();
    let [chen, gu, shen] = [
        Person::demo(&url, "chen").await?,
        Person::demo(&url, "gu").await?,
        Person::demo(&url, "shen").await?,
    ];
    let mut faults = Faults::default();

    // The city wants every closed case looked at.
    let office = seat(telling, "admin", Size::DESKTOP, &url, september).await?;
    office.visit("/desk/admin/clocks").await?;
    office.fill("admin-share", "100").await?;
    office.fill("admin-most", "200").await?;
    office.shot("01-how-many").await?;
    faults.add(office.audit().await?, "how many are drawn");
    office.press("admin-rules-save").await?;
    let share = async || -> Result<bool> {
        let city: serde_json::Value = chen.get("/api/v1/city").await?;
        Ok(city["policy"]["sample"]["share"] == 100)
    };
    wait::until_true("the new share to hold", share).await?;

    // A case is answered, and its author is content: it is closed.
    let draft = Draft {
        title: Some("渡口的台阶长了青苔".to_owned()),
        text: "下雨天老人下台阶总是滑。请刷一刷，再装个扶手。".to_owned(),
        area: Some("bailu-dukou-yanjiang".into()),
        language: "zh-CN".to_owned(),
        ..Draft::default()
    };
    let id = chen
        .does(ProposalId(Uuid::now_v7()), Action::Submit { draft })
        .await?;
    answer(&url, id, "已经派人刷过了。").await?;
    let solved = Action::Judge {
        judgement: Judgement::Solved,
        stars: Some(4),
        text: None,
    };
    chen.does(id, solved).await?;

    // The month ends. All that was closed in it is drawn, and this one is to be looked at by whoever has its area.
    clock.set(october)?;
    let row = format!("desk-row[data-id=\"{id}\"]");
    let has = async |who: &Person| -> Result<bool> {
        let told: Supervisions = who.get("/api/v1/supervisions").await?;
        Ok(told.own.iter().any(|one| one.card.id == id))
    };
    wait::until_true("a supervisor to be found", async || has(&gu).await).await?;
    ensure!(!has(&shen).await?, "she has another district");

    // She finds it on her desk, reads it, and asks.
    let desk = seat(telling, "gu", Size::DESKTOP, &url, october).await?;
    desk.visit("/").await?;
    desk.sees("need-desk").await?;
    desk.visit("/desk/supervisor").await?;
    desk.sees(&row).await?;
    desk.shot("02-her-desk").await?;
    faults.add(desk.audit().await?, "the supervisor's desk");
    desk.visit(&format!("/desk/supervisor/{id}")).await?;
    desk.sees("desk-supervision").await?;
    desk.shot("03-a-case").await?;
    press(&desk, "desk-inquire", "q").await?;
    desk.sees_text("desk-send", if telling.large { "Ask" } else { "问" })
        .await?;
    desk.tab_to("#desk-text").await?;
    desk.keys("台阶刷过了，扶手装了吗？").await?;
    desk.shot("04-a-question").await?;
    faults.add(desk.audit().await?, "a question");
    desk.with(Key::Control, Key::Enter).await?;
    desk.sees(&entry("inquired")).await?;

    // The department finds that on its own desk, and answers.
    let officer = seat(telling, "zhao", Size::DESKTOP, &url, october).await?;
    officer.visit("/desk/department?queue=asked").await?;
    officer.sees(&row).await?;
    officer.shot("05-asked").await?;
    officer
        .visit(&format!("/desk/department/{id}?queue=asked"))
        .await?;
    officer.sees("supervision-asked").await?;
    officer.sees("desk-text").await?;
    officer.shot("06-to-answer").await?;
    faults.add(officer.audit().await?, "a reply to the supervisor");
    writes(&officer, "扶手还没有装，明年再看。").await?;
    officer.sees("supervision-replied").await?;
    officer.misses(&row).await?;

    // That does not do: it is to be done again.
    desk.sees("supervision-replied").await?;
    desk.sees("desk-fit-no").await?;
    desk.press("desk-fit-no").await?;
    desk.tab_to("#desk-text").await?;
    desk.keys("我去看过，青苔又长出来了，扶手也没有。老人还是不敢走。")
        .await?;
    desk.shot("07-not-done-well").await?;
    faults.add(desk.audit().await?, "what she finds");
    desk.with(Key::Control, Key::Enter).await?;
    desk.sees("supervision-found[data-fit=\"no\"]").await?;
    desk.sees(&entry("assessed")).await?;
    desk.shot("08-said").await?;
    let again = async || Ok(chen.proposal(id).await?.proposal.state == State::Reopened);
    wait::until_true("it to be done again", again).await?;

    // Its author reads that on her phone, and where it came from.
    let phone = seat(telling, "chen", Size::PHONE, &url, october).await?;
    phone.visit("/mine?tab=inbox").await?;
    phone.sees("inbox-entry[data-did=\"assessed\"]").await?;
    phone.visit(&format!("/proposals/{id}")).await?;
    phone.sees("supervision-found[data-fit=\"no\"]").await?;
    phone.sees(&entry("assessed")).await?;
    phone.sees(&entry("drawn")).await?;
    phone.misses(&entry("entrusted")).await?;
    phone.shot("09-the-author-reads").await?;
    faults.add(phone.audit().await?, "what the author reads");

    // Anybody can see which cases were drawn, and draw them again.
    phone.visit("/draws").await?;
    phone.sees("draw[data-month=\"2025-09\"]").await?;
    phone.shot("10-the-draws").await?;
    faults.add(phone.audit().await?, "the draws");
    phone.press("draw[data-month=\"2025-09\"] a").await?;
    phone.sees(&format!("draw-cases [data-id=\"{id}\"]")).await?;
    phone.press("draw-again-do").await?;
    phone.sees("draw-again-came[data-same=\"yes\"]").await?;
    phone.shot("11-drawn-again").await?;
    faults.add(phone.audit().await?, "a draw");
    faults.ensure_none()
}
