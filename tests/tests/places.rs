//! Somebody says where it is by a pin, with keys alone; the part of the city follows from it. It is on the map and in the
//! list, which are one. Somebody else looks for what is near. A device that can't draw a map loses nothing.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::city::City;
use domain::place::Point;
use domain::proposal::Proposal;
use domain::query::Page;
use serde_json::json;
use system_tests::audit::Faults;
use system_tests::browser::{Profile, Size};
use system_tests::display::Display;
use system_tests::people::Person;
use system_tests::seat::{Seat, Telling};
use system_tests::server::Server;
use system_tests::window::Computer;
use thirtyfour::Key;

const LAMP: &str = "米市街口的路灯一闪一闪的，晃眼睛。";
const DRAWN: &str = "map[data-state=\"here\"]";
const CANVAS: &str = ".map-canvas canvas";

#[tokio::test(flavor = "multi_thread")]
async fn in_chinese() -> Result<()> {
    told(Telling::in_chinese("places")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("places-large")).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let mut faults = Faults::default();

    // A phone: words, then the pin. No finger is needed for it.
    let author = telling.seat("chen", Size::PHONE, &url).await?;
    author.visit("/say").await?;
    author.fill("say-text", LAMP).await?;
    author.press("say-next").await?;
    author.sees("say-place").await?;
    author.choose("say-area", "bailu").await?;
    author.press("map-toggle").await?;
    author.sees(DRAWN).await?;
    shot(&author, "01-no-pin-yet").await?;
    author.tab_to(CANVAS).await?;
    author.key(Key::Enter).await?;
    author.sees("pin-away").await?;
    let first = area_of(&author).await?;
    for _ in 0..4 {
        author.key(Key::Right).await?;
    }
    author.with(Key::Shift, Key::Down).await?;
    faults.add(author.audit().await?, "a pin");
    shot(&author, "02-a-pin").await?;
    ensure!(
        first.starts_with("bailu-"),
        "the area follows from the pin: {first}"
    );
    let area = area_of(&author).await?;
    author.press("say-next").await?;
    author.sees("look-back").await?;
    author.shot("03-look-back").await?;
    author.press("say-send").await?;
    author.sees("say-sent").await?;

    let sent = sent(&url).await?;
    let point = sent.point.context("the pin was sent")?;
    ensure!(sent.area.as_str() == area, "{} is not {area}", sent.area);

    // The page of it has the point on a map that comes when it is asked for.
    author.visit(&format!("/proposals/{}", sent.id)).await?;
    author.sees("proposal-facts").await?;
    ensure!(author.count("map").await? == 0, "a map that nobody asked for");
    author.press("map-toggle").await?;
    author.sees(DRAWN).await?;
    faults.add(author.audit().await?, "a proposal and its map");
    shot(&author, "04-proposal").await?;

    // Everybody has it on the map and in the list beside it.
    let neighbour = telling.seat("wu", Size::DESKTOP, &url).await?;
    neighbour.visit("/proposals").await?;
    neighbour.sees(&card(&sent)).await?;
    neighbour.press("view-map").await?;
    neighbour.sees(DRAWN).await?;
    neighbour.sees(&card(&sent)).await?;
    faults.add(neighbour.audit().await?, "the map of a list");
    shot(&neighbour, "05-map-and-list").await?;
    agree(&neighbour).await?;

    // Where the device is, somebody else said something already.
    neighbour.browser()?.stand_at(point).await?;
    neighbour.press("near-me").await?;
    neighbour.sees("near-away").await?;
    neighbour.sees(&card(&sent)).await?;
    neighbour.sees(DRAWN).await?;
    agree(&neighbour).await?;
    shot(&neighbour, "06-near-me").await?;
    faults.add(neighbour.audit().await?, "near me");
    pick(&neighbour, &sent).await?;
    neighbour
        .sees(&format!("picked [data-id=\"{}\"]", sent.id))
        .await?;
    shot(&neighbour, "07-picked").await?;

    // Without drawing there are kind words and the list.
    let profile = Profile::new("plain")?.without_drawing();
    let plain = profile.at_home(Size::PHONE, &url, telling.language).await?;
    plain.set_text(telling.large).await?;
    plain.visit("/proposals?view=map").await?;
    plain.sees("map-absent").await?;
    plain.sees(&card(&sent)).await?;
    plain.at_rest().await?;
    plain.picture(telling.folder, "08-no-drawing").await?;
    faults.ensure_none()
}

/// In the window there is a map or, where its web view can't draw, a note; in any case the list.
#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    let server = Server::demo().await?;
    let display = Display::start().await?;
    let computer = Computer::new("map", &server.url())?;
    let window = computer.open(&display).await?;
    window.visit("/proposals?view=map").await?;
    window.sees("proposal-card").await?;
    window.sees("map:not([data-state=\"loading\"])").await?;
    window.at_rest().await?;
    window.picture("places", "09-window").await
}

/// A map that was there once is there without the city.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_network() -> Result<()> {
    let mut server = Server::demo().await?;
    let url = server.url();
    let profile = Profile::new("wanderer")?;
    let browser = profile.at_home(Size::PHONE, &url, "zh-CN").await?;
    system_tests::wait::until_true("the app on the device", async || {
        let ready = "return navigator.serviceWorker.controller !== null";
        Ok(browser.script(ready, Vec::new()).await? == json!(true))
    })
    .await?;
    browser.visit("/proposals?view=map").await?;
    browser.sees(DRAWN).await?;
    // A reload has the programs come by the service worker, which keeps them.
    browser.reload().await?;
    browser.sees(DRAWN).await?;
    let point = Point::from_degrees(31.0, 112.0)?;
    let city: City = Person::guest(&url).await?.get("/api/v1/city").await?;
    let area = city.area_at(point).context("an area")?.clone();
    server.stop().await?;
    browser.visit("/say").await?;
    browser.fill("say-text", LAMP).await?;
    browser.press("say-next").await?;
    browser.press("map-toggle").await?;
    browser.sees(DRAWN).await?;
    // And the device itself knows which part of the city it is.
    browser.stand_at(point).await?;
    browser.press("say-here").await?;
    browser.sees("pin-away").await?;
    let chosen = browser
        .script("return document.getElementById('say-area').value", Vec::new())
        .await?;
    ensure!(chosen == json!(area), "{chosen} is not {area}");
    browser.at_rest().await?;
    browser.picture("places", "10-offline").await
}

/// What was sent, as the city has it.
async fn sent(url: &str) -> Result<Proposal> {
    let chen = Person::demo(url, "chen").await?;
    system_tests::wait::until("what was sent", async || {
        let newest: Page = chen.get("/api/v1/proposals?limit=1").await?;
        let newest = newest.items.first().context("proposals")?.id;
        let found = chen.proposal(newest).await?.proposal;
        Ok(Some(found).filter(|found| found.text == LAMP))
    })
    .await
}

/// A picture with the map in the middle.
async fn shot(seat: &Seat, name: &str) -> Result<()> {
    let script = "document.querySelector('[data-testid=map]').scrollIntoView({ block: 'center' })";
    seat.script(script, Vec::new()).await?;
    seat.shot(name).await
}

/// The part of the city that is chosen.
async fn area_of(seat: &Seat) -> Result<String> {
    let script = "return document.getElementById('say-area').value";
    let area = seat.script(script, Vec::new()).await?;
    area.as_str().map(str::to_owned).context("an area")
}

fn card(proposal: &Proposal) -> String {
    format!("proposal-card[data-id=\"{}\"]", proposal.id)
}

/// The map has what the list has, one by one, but for what says nothing of where it is.
async fn agree(seat: &Seat) -> Result<()> {
    let script = "
        const ids = (nodes, of) => [...nodes].flatMap(of).sort();
        const pins = ids(document.querySelectorAll('.map-pin[data-ids]'), (pin) => pin.dataset.ids.split(' '));
        const cards = ids(document.querySelectorAll('.results > .cards [data-testid=proposal-card]'), (card) => [card.dataset.id]);
        return pins.length > 0 && pins.every((id) => cards.includes(id));";
    system_tests::wait::until_true("map and list agree", async || {
        Ok(seat.script(script, Vec::new()).await? == json!(true))
    })
    .await
}

/// Presses its pin, or goes nearer until it has one of its own.
async fn pick(seat: &Seat, proposal: &Proposal) -> Result<()> {
    let script = "
        const pin = [...document.querySelectorAll('.map-pin[data-ids]')].find((pin) => pin.dataset.ids.includes(arguments[0]));
        pin?.click();
        return document.querySelector('[data-testid=picked] [data-id]') !== null;";
    system_tests::wait::until_true("a pin of its own", async || {
        Ok(seat.script(script, vec![json!(proposal.id)]).await? == json!(true))
    })
    .await
}
