//! Promised in two steps, done, and not solved; answered again, and not solved again: then the city has to hear her in
//! person. Played by the author and a neighbour on phones, by the department and the coordinator at their desks.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::event::Fact;
use domain::id::ProposalId;
use domain::proposal::{Action, AnswerKind, Draft, Judgement, State};
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::page::entry;
use system_tests::people::{Person, take_up};
use system_tests::seat::Telling;
use system_tests::server::Server;
use system_tests::wait;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("hearing")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("hearing-large")).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let [chen, zhou, zhao] = [
        Person::demo(&url, "chen").await?,
        Person::demo(&url, "zhou").await?,
        Person::demo(&url, "zhao").await?,
    ];
    let submit = Action::Submit {
        draft: Draft {
            title: Some("校门口过街太险".to_owned()),
            text: "放学的时候车不让人，孩子们跑着过街。请画斑马线，再装个灯。".to_owned(),
            area: Some("bailu".into()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    };
    let id = chen.does(ProposalId(Uuid::now_v7()), submit).await?;
    take_up(&zhou, &zhao, id).await?;

    let sent = chen.proposal(id).await?.proposal.submitted_at;
    let day = |ahead| sent.plus_days(ahead).day(480).to_string();

    // The department promises it in two steps.
    let officer = telling.seat("zhao", Size::DESKTOP, &url).await?;
    officer.visit(&format!("/desk/department/{id}")).await?;
    officer.press("desk-answer-kind-adopted").await?;
    officer
        .fill("desk-text", "采纳。先画斑马线，再装信号灯。")
        .await?;
    officer.pick_day("desk-promised", &day(40)).await?;
    officer.press("desk-step-add").await?;
    officer.fill("desk-step-1", "画斑马线").await?;
    officer.pick_day("desk-step-day-1", &day(7)).await?;
    officer.press("desk-step-add").await?;
    officer.fill("desk-step-2", "装信号灯").await?;
    officer.pick_day("desk-step-day-2", &day(30)).await?;
    officer.shot("01-promise").await?;
    let mut faults = Faults::default();
    faults.add(officer.audit().await?, "a promise in steps");
    officer.press("desk-send").await?;
    officer.sees("desk-step-done-0").await?;

    // Step by step it is done, and everybody can follow.
    let author = telling.seat("chen", Size::PHONE, &url).await?;
    author.visit(&format!("/proposals/{id}")).await?;
    author.sees_text("answer", "装信号灯").await?;
    author.shot("02-steps").await?;
    officer.fill("desk-text", "斑马线画好了，连夜画的。").await?;
    officer.shot("03-a-step").await?;
    officer.press("desk-send").await?;
    author.sees_text("answer", "连夜画的").await?;
    author.sees(&entry("achieved")).await?;
    author.shot("04-one-done").await?;
    officer.sees(&entry("achieved")).await?;
    officer.misses("desk-step-done-0").await?;
    officer.fill("desk-text", "信号灯亮了。").await?;
    officer.press("desk-send").await?;
    // Nothing is left but to say that all of it is done.
    officer.misses("desk-step-done-1").await?;
    officer.fill("desk-text", "都做好了，请早上七点半来看。").await?;
    officer.press("desk-send").await?;

    // A neighbour who follows it says what she thinks. It is counted, and moves nothing.
    let neighbour = telling.seat("lin", Size::PHONE, &url).await?;
    neighbour.visit(&format!("/proposals/{id}")).await?;
    neighbour.sees(&entry("resolved")).await?;
    neighbour.press("follow").await?;
    neighbour.sees("rate-card").await?;
    neighbour.press("judge-partly").await?;
    neighbour.press("rate-card .star:nth-child(3)").await?;
    neighbour.shot("05-what-a-follower-thinks").await?;
    neighbour.press("judge-send").await?;
    neighbour.sees("opinions").await?;
    neighbour.misses("rate-card").await?;
    author.sees("opinions").await?;
    author.shot("06-done").await?;
    faults.add(author.audit().await?, "what followers think");

    // Not solved: back to the department. Not solved again: to a hearing.
    author.press("judge-not").await?;
    author.press("judge-send").await?;
    author.sees(&entry("reopened")).await?;
    let at = async |state: State| -> Result<()> {
        let stands = async || Ok(chen.proposal(id).await?.proposal.state == state);
        wait::until_true("the case to go on", stands).await
    };
    let explains = async |text: &str| -> Result<()> {
        zhao.does(id, Action::Take {}).await?;
        let answer = Action::Answer {
            kind: AnswerKind::Explained,
            text: text.to_owned(),
            promised: None,
            milestones: Vec::new(),
        };
        zhao.does(id, answer).await.map(drop)
    };
    at(State::Reopened).await?;
    explains("灯的时间已经最长了。").await?;
    author.sees_text("answer", "已经最长了").await?;
    author.press("judge-not").await?;
    author.shot("07-twice").await?;
    author.press("judge-send").await?;
    author.sees("hearing").await?;
    at(State::Hearing).await?;
    author.shot("08-to-a-hearing").await?;

    // The coordinator calls it for today, and writes what it came to.
    let coordinator = telling.seat("zhou", Size::DESKTOP, &url).await?;
    coordinator.visit(&format!("/desk/coordinator/{id}")).await?;
    coordinator.pick_day("desk-day", &day(0)).await?;
    coordinator
        .fill(
            "desk-text",
            "晚上七点，社区二楼。家长、交警、学校都来，谁都可以来听。",
        )
        .await?;
    coordinator.shot("09-call").await?;
    faults.add(coordinator.audit().await?, "calling a hearing");
    coordinator.press("desk-send").await?;
    author.sees_text("hearing", "社区二楼").await?;
    author.sees(&entry("convened")).await?;
    author.shot("10-called").await?;
    coordinator.press("desk-ruling-rework").await?;
    coordinator
        .fill("desk-text", "家长说七点半到八点最险。交警答应这半小时派人。")
        .await?;
    coordinator.shot("11-result").await?;
    coordinator.press("desk-send").await?;
    author.sees("hearing-result").await?;
    author.shot("12-heard").await?;
    faults.ensure_none()?;

    // What comes of that is judged once more, and then it is over.
    at(State::Reopened).await?;
    explains("从明天起，每天早上派两个人。").await?;
    author.sees_text("answer", "派两个人").await?;
    author.press("judge-not").await?;
    author.shot("13-the-last-word").await?;
    author.press("judge-send").await?;
    at(State::Closed).await?;
    author.sees(&entry("judged")).await?;
    author.shot("14-closed").await?;
    let case = chen.proposal(id).await?;
    let verdict = case.proposal.verdict.context("a verdict")?;
    ensure!(
        verdict.judgement == Judgement::NotSolved,
        "counted as what it was"
    );
    ensure!(case.proposal.reopened == 2);
    let told = |name: &str| {
        let is_it = |fact: &Fact| matches!(fact, Fact::Proposal { change, .. } if change.name() == name);
        case.timeline.iter().filter(|event| is_it(&event.fact)).count()
    };
    ensure!(told("achieved") == 2 && told("reopened") == 2 && told("rated") == 0);
    Ok(())
}
