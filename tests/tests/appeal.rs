//! Not the end: a proposal is declined, its author appeals, somebody else accepts it; the department asks, is told, and
//! takes more time in public. Played by the author on a phone and by the city's people at their desks.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::event::Fact;
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind, Draft};
use system_tests::browser::Size;
use system_tests::page::entry;
use system_tests::people::Person;
use system_tests::seat::Telling;
use system_tests::server::Server;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("appeal")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("appeal-large")).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let chen = Person::demo(&url, "chen").await?;
    let submit = Action::Submit {
        draft: Draft {
            title: Some("巷口的反光镜歪了".to_owned()),
            text: "巷口的反光镜被撞歪了，出来的车看不见人。".to_owned(),
            area: Some("bailu".into()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    };
    let id = chen.does(ProposalId(Uuid::now_v7()), submit).await?;
    let author = telling.seat("chen", Size::PHONE, &url).await?;
    let zhou = telling.seat("zhou", Size::DESKTOP, &url).await?;
    let luo = telling.seat("luo", Size::DESKTOP, &url).await?;

    // The city's coordinator declines it.
    zhou.visit(&format!("/desk/coordinator/{id}")).await?;
    zhou.press("desk-decline").await?;
    zhou.press("desk-case [data-testid=\"desk-reason-not_ours\"]")
        .await?;
    zhou.fill("desk-text", "反光镜归公路养护站管，电话是 12328。")
        .await?;
    zhou.press("desk-send").await?;
    author.visit(&format!("/proposals/{id}")).await?;
    author.sees(&entry("declined")).await?;
    author.shot("01-declined").await?;

    // Its author does not accept that.
    author
        .fill("appeal-text", "镜子上写着“市政”，公路站说不归他们。")
        .await?;
    author.shot("02-appeal").await?;
    author.press("appeal-send").await?;
    author.sees(&entry("appealed")).await?;
    author.misses("appeal-card").await?;
    author.shot("03-appealed").await?;

    // Whoever declined it has nothing more to say here; a colleague has.
    zhou.sees("desk-case [data-state=\"appealed\"]").await?;
    zhou.misses("desk-decline").await?;
    zhou.misses("desk-accept").await?;
    zhou.shot("04-not-theirs").await?;
    luo.visit("/desk/coordinator").await?;
    luo.press("desk-queue-appealed").await?;
    // What he looks at has an address, which he can keep.
    luo.visit("/desk/coordinator?queue=appealed").await?;
    luo.sees("desk-queue-appealed[aria-pressed=\"true\"]").await?;
    luo.shot("05-appeals").await?;
    luo.press(&format!("desk-row[data-id=\"{id}\"] a")).await?;
    luo.sees("desk-accept").await?;
    luo.shot("06-to-decide").await?;
    luo.press("desk-accept").await?;
    author.sees(&entry("accepted")).await?;
    luo.choose("desk-lead", "traffic-police").await?;
    luo.press("desk-assign").await?;
    author.sees(&entry("assigned")).await?;

    // The department takes it and asks; the author is asked at home.
    let zhao = telling.seat("zhao", Size::DESKTOP, &url).await?;
    zhao.visit(&format!("/desk/department/{id}")).await?;
    zhao.press("desk-take").await?;
    zhao.press("desk-ask").await?;
    let question = "是哪一面镜子？路口有两面。";
    zhao.fill("desk-text", question).await?;
    zhao.shot("07-to-ask").await?;
    zhao.press("desk-send").await?;
    zhao.sees(&entry("asked")).await?;
    zhao.misses("desk-ask").await?;
    zhao.misses("desk-extend").await?;
    zhao.shot("08-asked").await?;
    author.visit("/").await?;
    author.sees_text("home-needs", question).await?;
    author.shot("09-asked-at-home").await?;
    author.visit("/mine?tab=inbox").await?;
    author.sees("page-mine").await?;
    author.shot("10-inbox").await?;
    author.visit(&format!("/proposals/{id}")).await?;
    author.sees_text("reply-card", question).await?;
    author.shot("11-asked").await?;
    author.visit("/").await?;
    author.fill("reply-text", "靠药店的那一面。").await?;
    author.press("reply-send").await?;
    author.misses("reply").await?;

    // It goes on, and takes more time, once.
    zhao.sees(&entry("replied")).await?;
    zhao.press("desk-extend").await?;
    zhao.fill("desk-text", "新镜子要订做，月底才到。").await?;
    zhao.shot("12-to-extend").await?;
    zhao.press("desk-send").await?;
    author.visit(&format!("/proposals/{id}")).await?;
    author.sees(&entry("extended")).await?;
    author.shot("13-extended").await?;
    zhao.sees(&entry("extended")).await?;
    zhao.misses("desk-extend").await?;

    let case = chen.proposal(id).await?;
    ensure!(case.proposal.extended && case.proposal.question.is_none());
    ensure!(
        case.proposal.declined_by.is_none(),
        "who declined is not for everybody"
    );
    let steps: Vec<&str> = case
        .timeline
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::Proposal { change, .. } => Some(change.name()),
            _ => None,
        })
        .collect();
    let expected = [
        "submitted",
        "declined",
        "appealed",
        "accepted",
        "assigned",
        "taken",
        "asked",
        "replied",
        "extended",
    ];
    ensure!(steps == expected, "the timeline tells another story: {steps:?}");
    let clock = case.proposal.clock.context("a clock runs")?;
    ensure!(clock.kind.is_on_city(), "after {}", ActionKind::Reply.name());
    Ok(())
}
