//! Two neighbours say why, one for it and one against. A third reports by keyboard alone what tells somebody's number; a
//! coordinator hides it by keyboard, and everybody reads why in its place, whoever said it first of all. Then it turns out
//! that the number is public, and it stands again. The other one has an answer from the city.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::id::{ArgumentId, ProposalId};
use domain::proposal::{Action, ArgumentAction, Side};
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::people::{Person, accepted};
use system_tests::seat::Telling;
use system_tests::server::Server;
use thirtyfour::Key;
use uuid::Uuid;

const NUMBER: &str = "灯坏了找王师傅，电话 139 0000 0000。";
const AGAIN: &str = "王师傅的电话是居委会公开的。";
const WHY: &str = "里面有别人的电话，不能放在这里。";

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("arguments")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("arguments-large")).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let id = accepted(&url, "地下通道一盏灯都不亮，请装几盏灯。").await?;
    let page = format!("/proposals/{id}");
    let mut faults = Faults::default();

    // One says why she is for it, by the form; others have said something before.
    let against = said(
        &Person::demo(&url, "wu").await?,
        id,
        Side::Against,
        "先把漏水修好，不然装了也会坏。",
    )
    .await?;
    let author = telling.seat("chen", Size::PHONE, &url).await?;
    author.visit(&page).await?;
    author.sees_text(&one(against), "先把漏水修好").await?;
    author.press("argue-for").await?;
    author.fill("argue-text", NUMBER).await?;
    author.shot("01-why").await?;
    faults.add(author.audit().await?, "saying why");
    author.press("argue-send").await?;
    author.sees_text("side-for", "139").await?;
    author.misses("argument-pending").await?;
    author.misses("argue-for").await?;
    let own: ArgumentId = author
        .attribute("side-for [data-testid=\"argument\"]", "data-id")
        .await?
        .parse()?;

    // Somebody finds the other one good, and reports this one: no mouse is touched.
    Person::new(&url, "tian").await?;
    let neighbour = telling.seat("tian", Size::DESKTOP, &url).await?;
    neighbour.visit(&page).await?;
    neighbour.sees(&one(own)).await?;
    neighbour.shot("02-both-sides").await?;
    faults.add(neighbour.audit().await?, "both sides");
    let within = |of: ArgumentId, what: &str| format!("{} [data-testid=\"{what}\"]", css_of(of));
    neighbour.tab_to(&within(against, "second")).await?;
    neighbour.key(Key::Enter).await?;
    neighbour
        .sees(&format!("{} [aria-pressed=\"true\"]", one(against)))
        .await?;
    neighbour.back_to(&within(own, "argument-report")).await?;
    neighbour.key(Key::Enter).await?;
    neighbour.has_focus("argument-report-form input").await?;
    neighbour.keys(" ").await?;
    neighbour.shot("03-report").await?;
    neighbour.tab_to(&within(own, "argument-send")).await?;
    neighbour.key(Key::Enter).await?;
    neighbour.sees("argument-reported").await?;
    // It stays until somebody has looked.
    neighbour.sees_text(&one(own), "139").await?;

    // The coordinator finds it in the list, and hides it: keys alone.
    let coordinator = telling.seat("zhou", Size::DESKTOP, &url).await?;
    coordinator.visit("/desk/coordinator?queue=reported").await?;
    coordinator.sees("reported-row").await?;
    coordinator.tab_to("[data-testid=\"reported-row\"] a").await?;
    coordinator.key(Key::Enter).await?;
    coordinator.sees_text("moderation-said", "139").await?;
    coordinator.shot("04-queue").await?;
    faults.add(coordinator.audit().await?, "what was reported");
    coordinator.sees("desk:focus-within").await?;
    coordinator.keys("y").await?;
    coordinator.has_focus("argument-hide-form input").await?;
    coordinator.keys(" ").await?;
    coordinator.tab_to("[data-testid=\"argument-text\"]").await?;
    coordinator.keys(WHY).await?;
    coordinator.with(Key::Control, Key::Enter).await?;
    coordinator.misses("reported-row").await?;
    coordinator.shot("05-nothing-left").await?;

    // Everybody else reads why; the words are gone from their pages and from what the city gives out.
    neighbour.sees_text(&one(own), WHY).await?;
    neighbour
        .sees(&format!("{}[data-hidden=\"true\"]", one(own)))
        .await?;
    let text = neighbour
        .script("return document.body.textContent", Vec::new())
        .await?;
    ensure!(!text.as_str().context("the page")?.contains("139"));
    let to_guest = Person::guest(&url).await?.proposal(id).await?.debate;
    ensure!(to_guest.arguments[&own].text.is_none() && to_guest.arguments[&own].author.is_none());

    // Whoever said it is told, reads why, and may say it in other words.
    author.sees_text(&one(own), WHY).await?;
    author.sees_text(&one(own), "139").await?;
    author.sees("argue-for").await?;
    author.shot("06-why-it-is-hidden").await?;
    faults.add(author.audit().await?, "why it is hidden");
    author.visit("/mine?tab=inbox").await?;
    author.sees("inbox-entry[data-did=\"hidden\"]").await?;

    // It was the caretaker's public number: the coordinator finds what is hidden, and lets it stand again.
    coordinator.sees("hidden-row").await?;
    coordinator.tab_to("[data-testid=\"hidden-row\"] a").await?;
    coordinator.key(Key::Enter).await?;
    coordinator.sees_text("moderation-said", "139").await?;
    coordinator.sees("desk:focus-within").await?;
    coordinator.keys("l").await?;
    coordinator.has_focus("argument-text").await?;
    coordinator.keys(AGAIN).await?;
    coordinator.shot("07-what-is-hidden").await?;
    faults.add(coordinator.audit().await?, "what is hidden");
    coordinator.with(Key::Control, Key::Enter).await?;
    coordinator.misses("hidden-row").await?;
    // Everybody reads it again, and why; whoever said it is told.
    neighbour.sees_text(&one(own), "139").await?;
    neighbour.sees_text(&one(own), AGAIN).await?;
    neighbour.shot("08-it-stands-again").await?;
    author.sees("inbox-entry[data-did=\"restored\"]").await?;
    author.shot("09-the-author-is-told").await?;
    let to_guest = Person::guest(&url).await?.proposal(id).await?.debate;
    ensure!(to_guest.arguments[&own].text.as_deref() == Some(NUMBER));

    // The city answers the other one, once.
    coordinator.visit(&page).await?;
    let respond = within(against, "argument-respond");
    coordinator.tab_to(&respond).await?;
    coordinator.key(Key::Enter).await?;
    coordinator.has_focus("argument-text").await?;
    coordinator.keys("说得对，先修漏水，再装灯。").await?;
    coordinator.tab_to(&within(against, "argument-send")).await?;
    coordinator.key(Key::Enter).await?;
    neighbour.sees_text("argument-response", "先修漏水").await?;
    coordinator
        .misses(&format!("{} [data-testid=\"argument-respond\"]", one(against)))
        .await?;
    neighbour.shot("10-answered").await?;
    faults.ensure_none()
}

/// Somebody says something, from elsewhere.
async fn said(who: &Person, id: ProposalId, side: Side, text: &str) -> Result<ArgumentId> {
    let argument = ArgumentId(Uuid::now_v7());
    let text = text.to_owned();
    let action = ArgumentAction::Argue { side, text };
    who.does(id, Action::Argument { argument, action }).await?;
    Ok(argument)
}

fn one(of: ArgumentId) -> String {
    format!("argument[data-id=\"{of}\"]")
}

fn css_of(of: ArgumentId) -> String {
    format!("[data-testid=\"argument\"][data-id=\"{of}\"]")
}
