//! An officer looks at the queue in their own way: by words, by place, in another order; keeps it under a name, finds it
//! again, and no colleague on the same computer sees it.

#![cfg(target_os = "linux")]

use anyhow::{Result, ensure};
use domain::desk::DeskView;
use domain::query::Page as Cards;
use std::collections::BTreeSet;
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::people::Person;
use system_tests::seat::{Seat, Telling};
use system_tests::server::Server;
use system_tests::wait;

/// What a department's desk holds.
const QUEUE: &str = "department=traffic-police&state=assigned,in_progress,reopened,implementing&limit=100";

#[tokio::test(flavor = "multi_thread")]
async fn in_chinese() -> Result<()> {
    told(Telling::in_chinese("views")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("views-large")).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    server.hires("feng", "冯凯", "traffic-police")?;
    let zhao = Person::demo(&url, "zhao").await?;
    let mut faults = Faults::default();

    let desk = telling.seat("zhao", Size::DESKTOP, &url).await?;
    desk.visit("/desk/department").await?;
    rows_are(&desk, &found(&zhao, "order=most_urgent").await?).await?;

    // By a word: what does not have it goes.
    desk.fill("view-search", "绿灯").await?;
    let lights = found(&zhao, "order=most_urgent&text=%E7%BB%BF%E7%81%AF").await?;
    ensure!(!lights.is_empty(), "the demo city has a light that is too short");
    rows_are(&desk, &lights).await?;
    desk.shot("01-by-a-word").await?;
    faults.add(desk.audit().await?, "the list by a word");

    // Nothing has this one, and the way back is there.
    desk.fill("view-search", "没有这样的事").await?;
    desk.misses("desk-row").await?;
    desk.shot("02-nothing").await?;
    faults.add(desk.audit().await?, "nothing found");
    desk.press("desk-view-clear").await?;
    rows_are(&desk, &found(&zhao, "order=most_urgent").await?).await?;

    // In one district, what most people support first: with what waits for its author, which has no deadline here.
    desk.press("desk-view").await?;
    desk.choose("view-area", "wutong").await?;
    desk.choose("view-order", "most_supported").await?;
    let district = found(&zhao, "order=most_supported&area=wutong").await?;
    let urgent = found(&zhao, "order=most_urgent&area=wutong").await?;
    ensure!(district.len() > urgent.len(), "something waits for its author");
    rows_are(&desk, &district).await?;

    // It has to have a name.
    desk.press("desk-view-keep").await?;
    desk.press("desk-view-keep-do").await?;
    desk.sees("desk-view-name[aria-invalid=\"true\"]").await?;
    desk.shot("03-without-a-name").await?;
    faults.add(desk.audit().await?, "a view without a name");
    desk.fill("desk-view-name", "梧桐的大事").await?;
    desk.press("desk-view-keep-do").await?;
    desk.sees_text("desk-kept[aria-current]", "梧桐的大事").await?;
    desk.sees("desk-view-forget").await?;
    desk.shot("04-kept").await?;
    faults.add(desk.audit().await?, "a view that is kept");
    let url = desk.driver().current_url().await?;
    let address = format!("{}?{}", url.path(), url.query().unwrap_or_default());
    ensure!(
        address.contains("area=wutong") && address.contains("order=most_supported"),
        "{address}"
    );

    // It is found again when the page opens anew, and a case that is opened stands in it.
    desk.visit("/desk/department").await?;
    rows_are(&desk, &found(&zhao, "order=most_urgent").await?).await?;
    desk.misses("desk-kept[aria-current]").await?;
    desk.press("desk-kept").await?;
    rows_are(&desk, &district).await?;
    desk.visit(&format!(
        "/desk/department/{}?area=wutong&order=most_supported",
        district[0]
    ))
    .await?;
    desk.sees("desk-case").await?;
    // In large text the case takes the place of the list.
    wait::until_true("the view to be the current one", async || {
        Ok(desk.count("desk-kept[aria-current]").await? == 1)
    })
    .await?;

    // On a phone, too.
    desk.visit(&address).await?;
    desk.browser()?.resize(Size::PHONE).await?;
    rows_are(&desk, &district).await?;
    desk.shot("05-on-a-phone").await?;
    desk.browser()?.resize(Size::DESKTOP).await?;

    // A colleague at the same computer has their own.
    desk.sign_out().await?;
    desk.sign_in("feng").await?;
    desk.visit("/desk/department").await?;
    desk.sees("desk-row").await?;
    desk.misses("desk-kept").await?;
    desk.sign_out().await?;
    desk.sign_in("zhao").await?;
    desk.visit(&address).await?;
    desk.sees("desk-kept[aria-current]").await?;

    // At another computer it is there as well.
    let elsewhere = telling.seat("zhao", Size::DESKTOP, &server.url()).await?;
    elsewhere.visit("/desk/department").await?;
    elsewhere.sees_text("desk-kept", "梧桐的大事").await?;
    elsewhere.press("desk-kept").await?;
    rows_are(&elsewhere, &district).await?;

    // What is no longer needed goes, from every computer.
    desk.press("desk-view-forget").await?;
    desk.misses("desk-kept").await?;
    wait::until_true("the account to be without it", async || {
        let views: Vec<DeskView> = zhao.get("/api/v1/views").await?;
        Ok(views.is_empty())
    })
    .await?;
    elsewhere.visit("/desk/department").await?;
    elsewhere.sees("desk-row").await?;
    elsewhere.misses("desk-kept").await?;
    rows_are(&desk, &district).await?;
    faults.ensure_none()
}

/// The ids of what the city finds of the queue, in its order.
async fn found(officer: &Person, how: &str) -> Result<Vec<String>> {
    let cards: Cards = officer.get(&format!("/api/v1/proposals?{QUEUE}&{how}")).await?;
    let ids = cards.items.iter().map(|card| card.id.to_string());
    Ok(ids.collect())
}

/// Waits until the list has these cases in this order.
async fn rows_are(desk: &Seat, ids: &[String]) -> Result<()> {
    let once: BTreeSet<_> = ids.iter().collect();
    ensure!(once.len() == ids.len());
    wait::until_true("the list to be as asked", async || {
        let script =
            "return [...document.querySelectorAll('[data-testid=desk-row]')].map(row => row.dataset.id)";
        let shown: Vec<String> = serde_json::from_value(desk.script(script, Vec::new()).await?)?;
        Ok(shown == ids)
    })
    .await
}
