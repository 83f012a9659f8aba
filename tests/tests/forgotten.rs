//! A citizen takes along what there is of them, and has themselves forgotten with their words. A neighbour who has the case open
//! sees them go; what the city answered stays, and nobody can sign in under that name.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::proposal::{Action, AnswerKind, Draft};
use serde_json::Value;
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::page::entry;
use system_tests::people::{PASSWORD, Person};
use system_tests::seat::{Seat, Telling};
use system_tests::server::Server;
use system_tests::wait;
use uuid::Uuid;

const TITLE: &str = "小区门口缺一条斑马线";
const TEXT: &str = "我家住三号楼，每天早上送孙女都不敢过。";
/// The settings have another question as well.
const CONFIRM: &str = "personal [data-testid=\"dialog-confirm\"]";
const ANSWER: &str = "斑马线已经画好了。";

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("forgotten")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("forgotten-large")).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let mut faults = Faults::default();

    // Tian has written something, and the city has answered it.
    let tian = Person::new(&url, "tian").await?;
    let id = domain::id::ProposalId(Uuid::now_v7());
    let draft = Draft {
        title: Some(TITLE.to_owned()),
        text: TEXT.to_owned(),
        language: "zh-CN".to_owned(),
        signature: Some("老田".to_owned()),
        ..Draft::default()
    };
    tian.does(id, Action::Submit { draft }).await?;
    let zhou = Person::demo(&url, "zhou").await?;
    let accept = Action::Accept {
        category: None,
        area: None,
    };
    zhou.does(id, accept).await?;
    let assign = Action::Assign {
        lead: "traffic-police".into(),
        joint: Vec::new(),
    };
    zhou.does(id, assign).await?;
    let zhao = Person::demo(&url, "zhao").await?;
    zhao.does(id, Action::Take {}).await?;
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: ANSWER.to_owned(),
        promised: None,
        milestones: Vec::new(),
    };
    zhao.does(id, answer).await?;

    // A neighbour follows it, and looks at it just now.
    Person::demo(&url, "chen")
        .await?
        .does(id, Action::Follow {})
        .await?;
    let neighbour = telling.seat("chen", Size::DESKTOP, &url).await?;
    neighbour.visit(&format!("/proposals/{id}")).await?;
    neighbour.sees_text("proposal-text", TEXT).await?;

    // First they take along what there is.
    let citizen = telling.seat("tian", Size::PHONE, &url).await?;
    citizen.visit("/settings").await?;
    citizen.sees("personal").await?;
    let file = taken(&citizen).await?;
    let written = &file["city"]["written"][0];
    ensure!(
        written["text"] == TEXT && written["signature"] == "老田",
        "{written}"
    );
    ensure!(file["device"]["preferences"].is_object(), "{file}");
    citizen.shot("01-taken").await?;

    // They are told what goes and what stays, choose, and are asked for the password.
    citizen.press("forget").await?;
    citizen.sees("forget-form").await?;
    citizen.shot("02-what-goes-and-what-stays").await?;
    faults.add(citizen.audit().await?, "what goes and what stays");
    citizen.press("forget-erase").await?;
    citizen.fill("forget-password", "wrong-password").await?;
    citizen.press("forget-go").await?;
    citizen.press(CONFIRM).await?;
    citizen.sees("forget-password[aria-invalid=\"true\"]").await?;
    citizen.shot("03-another-password").await?;
    faults.add(citizen.audit().await?, "another password");
    citizen.fill("forget-password", PASSWORD).await?;
    citizen.press("forget-go").await?;
    citizen.sees(CONFIRM).await?;
    citizen.shot("04-asked-once-more").await?;
    citizen.press(CONFIRM).await?;
    citizen.sees("forgotten").await?;
    citizen.sees("settings-sign-in").await?;
    citizen.shot("05-forgotten").await?;
    faults.add(citizen.audit().await?, "forgotten");
    ensure!(Person::demo(&url, "tian").await.is_err(), "nobody signs in so");

    // The words go while the neighbour looks; the answer stays.
    neighbour.sees("proposal-erased").await?;
    neighbour.sees(&entry("erased")).await?;
    neighbour.sees_text("answer", ANSWER).await?;
    let text = neighbour
        .script("return document.body.textContent", Vec::new())
        .await?;
    let text = text.as_str().context("the page")?;
    for gone in [TITLE, TEXT, "老田"] {
        ensure!(!text.contains(gone), "{gone} is still there");
    }
    neighbour.shot("06-the-neighbour").await?;
    faults.add(neighbour.audit().await?, "the neighbour's page");
    neighbour.visit("/proposals").await?;
    neighbour
        .sees(&format!("proposal-card[data-id=\"{id}\"]"))
        .await?;
    neighbour.shot("07-the-list").await?;
    faults.add(neighbour.audit().await?, "the list");
    let case = zhou.proposal(id).await?.proposal;
    ensure!(case.author.is_none() && case.text.is_empty(), "{case:?}");

    // A desk of the city goes on.
    let desk = telling.seat("zhou", Size::DESKTOP, &url).await?;
    desk.visit(&format!("/proposals/{id}")).await?;
    desk.sees("proposal-erased").await?;
    faults.ensure_none()
}

/// The file that they take along.
async fn taken(citizen: &Seat) -> Result<Value> {
    let downloads = citizen.downloads().await?;
    citizen.press("personal-take").await?;
    citizen.sees("personal-taken").await?;
    wait::until("the file to be there", async || {
        let text = std::fs::read_to_string(downloads.join("huisheng.json")).unwrap_or_default();
        Ok(serde_json::from_str(&text).ok())
    })
    .await
}
