//! Three departments, one answer: one says that it has no part in it, one says its part, and the lead writes the answer when
//! both have spoken. Played by the author on a phone and by the city's people at their desks.

#![cfg(target_os = "linux")]

use anyhow::{Result, ensure};
use domain::event::Fact;
use domain::id::ProposalId;
use domain::proposal::{Action, Draft};
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::page::entry;
use system_tests::people::Person;
use system_tests::seat::Telling;
use system_tests::server::Server;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("joint")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("joint-large")).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let chen = Person::demo(&url, "chen").await?;
    let submit = Action::Submit {
        draft: Draft {
            title: Some("路口的树挡住了红绿灯".to_owned()),
            text: "水巷口的树枝长到了灯前面，开车的看不见红灯。".to_owned(),
            area: Some("bailu".into()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    };
    let id = chen.does(ProposalId(Uuid::now_v7()), submit).await?;
    let author = telling.seat("chen", Size::PHONE, &url).await?;
    let zhou = telling.seat("zhou", Size::DESKTOP, &url).await?;
    let zhao = telling.seat("zhao", Size::DESKTOP, &url).await?;

    // The coordinator names a lead and two others.
    zhou.visit(&format!("/desk/coordinator/{id}")).await?;
    zhou.press("desk-accept").await?;
    zhou.choose("desk-lead", "traffic-police").await?;
    zhou.press("desk-joint").await?;
    zhou.press("desk-joint-urban-management").await?;
    zhou.press("desk-joint-utilities").await?;
    zhou.shot("01-assign").await?;
    zhou.press("desk-assign").await?;
    author.visit(&format!("/proposals/{id}")).await?;
    author.sees(&entry("assigned")).await?;
    author.shot("02-assigned").await?;

    // The lead can't answer before they have spoken, and is told whom it waits for.
    zhao.visit(&format!("/desk/department/{id}")).await?;
    zhao.press("desk-take").await?;
    zhao.sees(&entry("taken")).await?;
    zhao.misses("desk-answer-kind-explained").await?;
    zhao.sees("desk-awaited").await?;
    zhao.fill("desk-text", "周三去看过，树枝挡住了灯的上半截。")
        .await?;
    zhao.shot("03-waiting").await?;
    zhao.press("desk-send").await?;
    zhao.sees(&entry("noted")).await?;

    // One finds it on its desk, and has no part in it.
    let wu = telling.seat("wu", Size::DESKTOP, &url).await?;
    wu.visit("/desk/department").await?;
    wu.press(&format!("desk-row[data-id=\"{id}\"] a")).await?;
    wu.press("desk-excuse").await?;
    wu.fill("desk-text", "红绿灯归交警，路灯才归我们。").await?;
    wu.shot("04-no-part").await?;
    wu.press("desk-send").await?;
    author.sees(&entry("excused")).await?;
    drop(wu);

    // The other says its part, on a phone.
    let sun = telling.seat("sun", Size::PHONE, &url).await?;
    sun.visit(&format!("/desk/department/{id}")).await?;
    sun.fill("desk-text", "这棵香樟可以修枝，不用砍，周六上午能去。")
        .await?;
    sun.shot("05-its-part").await?;
    let mut faults = Faults::default();
    faults.add(sun.audit().await?, "the part of a department");
    sun.press("desk-send").await?;
    sun.sees(&entry("contributed")).await?;
    sun.visit("/desk/department").await?;
    sun.sees("desk-row").await?;
    sun.misses(&format!("desk-row[data-id=\"{id}\"]")).await?;

    // Now the answer can be written.
    zhao.sees(&entry("contributed")).await?;
    zhao.misses("desk-awaited").await?;
    zhao.press("desk-answer-kind-explained").await?;
    zhao.fill("desk-text", "周六修枝，灯往外移半米，不用砍树。")
        .await?;
    zhao.shot("06-both-spoke").await?;
    zhao.press("desk-send").await?;
    author.sees_text("answer", "不用砍树").await?;
    author.sees(&entry("contributed")).await?;
    author.shot("07-answered").await?;
    faults.ensure_none()?;

    let case = chen.proposal(id).await?;
    ensure!(case.proposal.returned == 1, "what was given back is counted");
    let steps: Vec<(&str, Option<&str>)> = case
        .timeline
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::Proposal { change, .. } => Some((
                change.name(),
                event.by.department.as_ref().map(|department| department.as_str()),
            )),
            _ => None,
        })
        .collect();
    let expected = [
        ("submitted", None),
        ("accepted", None),
        ("assigned", None),
        ("taken", Some("traffic-police")),
        ("noted", Some("traffic-police")),
        ("excused", Some("utilities")),
        ("contributed", Some("urban-management")),
        ("answered", Some("traffic-police")),
    ];
    ensure!(steps == expected, "the timeline tells another story: {steps:?}");
    Ok(())
}
