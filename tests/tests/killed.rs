//! A device dies at the worst moments. After it starts again nothing has left the outbox unseen, and the city has
//! carried out each command once.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::event::Fact;
use domain::proposal::Change;
use std::sync::Arc;
use system_tests::browser::Size;
use system_tests::device::Device;
use system_tests::display::Display;
use system_tests::page::Page;
use system_tests::people::Person;
use system_tests::server::Server;
use system_tests::statements::statement;
use system_tests::wire::{Fault, Wire};

const PUSH: &str = "/api/v1/sync/push";
const CHANGES: &str = "/api/v1/sync/changes";

/// A moment between writing a command and seeing what it led to.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// It is written; the city can't be reached.
    Written,
    /// It is on its way; the city has not received it.
    Sending,
    /// The city has carried it out; the device does not know.
    Unacknowledged,
    /// The device knows; its copy of the city does not show it yet.
    NotApplied,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_when_the_command_is_written() -> Result<()> {
    the_shell(Moment::Written).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_while_it_sends() -> Result<()> {
    the_shell(Moment::Sending).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_before_it_is_told() -> Result<()> {
    the_shell(Moment::Unacknowledged).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_before_it_sees_the_effect() -> Result<()> {
    the_shell(Moment::NotApplied).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_when_the_command_is_written() -> Result<()> {
    let (server, wire) = city().await?;
    let device = Device::browser("citizen", Size::PHONE, &wire.url())?;
    killed(Moment::Written, &device, &server, &wire).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_before_it_is_told() -> Result<()> {
    let (server, wire) = city().await?;
    let device = Device::browser("citizen", Size::PHONE, &wire.url())?;
    killed(Moment::Unacknowledged, &device, &server, &wire).await
}

async fn the_shell(moment: Moment) -> Result<()> {
    let (server, wire) = city().await?;
    let display = Arc::new(Display::start().await?);
    let device = Device::computer("citizen", &display, &wire.url())?;
    killed(moment, &device, &server, &wire).await
}

async fn city() -> Result<(Server, Wire)> {
    let server = Server::demo().await?;
    let wire = Wire::to(server.port()).await?;
    Ok((server, wire))
}

async fn killed(moment: Moment, device: &Device, server: &Server, wire: &Wire) -> Result<()> {
    let page = device.open().await?;
    page.visit("/").await?;
    page.sees("home-latest [data-testid=\"proposal-card\"]")
        .await
        .context("it has read the city")?;
    device.installed(&page).await?;
    match moment {
        Moment::Written => wire.fail("", Fault::Refuse),
        Moment::Sending => wire.fail(PUSH, Fault::Hold),
        Moment::Unacknowledged => wire.fail(PUSH, Fault::Withhold),
        Moment::NotApplied => wire.fail(CHANGES, Fault::Hold),
    }
    let words = statement(7)?;
    write(&page, &words).await?;
    match moment {
        Moment::Written => drop(page.sees("say-sent").await?),
        Moment::Sending | Moment::Unacknowledged => wire.met(PUSH).await?,
        Moment::NotApplied => {
            page.visit("/mine?tab=outbox").await?;
            page.sees("outbox-item[data-state=\"applied\"]").await?;
        }
    }
    device.kill(page).await?;

    // Started again, still cut off: it is there to be seen.
    wire.fail("", Fault::Refuse);
    let page = device.open().await?;
    page.visit("/mine?tab=outbox").await?;
    page.sees("outbox-item[data-action=\"submit\"]")
        .await
        .context("it left the outbox unseen")?;
    // What it will be can be read, and is there again when the page is.
    let foreseen = "timeline-entry[data-did=\"submitted\"][data-pending=\"true\"]";
    page.press("tab-written").await?;
    page.press("proposal-card a").await?;
    page.sees(foreseen).await.context("what waits is foreseen")?;
    page.reload().await?;
    page.sees(foreseen).await.context("foreseen after a reload")?;
    page.visit("/mine?tab=outbox").await?;
    page.sees("outbox-item[data-action=\"submit\"]").await?;

    // The wire is whole again: it is settled, and the copy of the city shows it.
    wire.mend();
    page.misses("outbox-item").await?;
    page.press("tab-written").await?;
    page.press("proposal-card a").await?;
    page.sees("timeline-entry[data-did=\"submitted\"][data-pending=\"false\"]")
        .await?;

    let log = Person::guest(&server.url()).await?.log().await?;
    let effects = log.iter().filter(|event| match &event.fact {
        Fact::Proposal {
            change: Change::Submitted { text, .. },
            ..
        } => *text == words,
        _ => false,
    });
    let effects: Vec<u64> = effects.map(|event| event.seq).collect();
    ensure!(
        effects.len() == 1,
        "{moment:?}: {} effects, at {effects:?}",
        effects.len()
    );
    Ok(())
}

async fn write(page: &Page, words: &str) -> Result<()> {
    page.visit("/say").await?;
    page.fill("say-text", words).await?;
    for (step, hook) in [(1, "say-next"), (2, "say-next"), (3, "say-send")] {
        page.press(&format!(
            "page-say[data-step=\"{step}\"] [data-testid=\"{hook}\"]"
        ))
        .await?;
    }
    page.sees("say-sent").await.map(drop)
}
