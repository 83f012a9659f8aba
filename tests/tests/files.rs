//! A photo goes along: chosen without a network, kept through a crash, brought to the city when it is there, and shown.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::attachment::FileKind;
use domain::proposal::Proposal;
use serde_json::json;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use system_tests::browser::Size;
use system_tests::device::Device;
use system_tests::page::{Page, css};
use system_tests::people::Person;
use system_tests::server::Server;
use system_tests::statements::statement;
use system_tests::wait;
use system_tests::wire::{Fault, Wire};
use tempfile::TempDir;
use thirtyfour::By;

const ALT: &str = "灯杆上的灯不亮";

/// A photo that takes several pieces: its pixels are like no others.
fn photo(folder: &Path) -> Result<PathBuf> {
    const SIDE: u32 = 500;
    let path = folder.join("lamp.png");
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(&path)?), SIDE, SIDE);
    encoder.set_color(png::ColorType::Rgb);
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    let mut pixels = Vec::new();
    for _ in 0..SIDE * SIDE * 3 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        pixels.push((dice >> 32) as u8);
    }
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(path)
}

/// Whether a picture is there to be seen, rather than its words.
async fn is_seen(page: &Page, hook: &str) -> Result<()> {
    let script = "const image = document.querySelector(arguments[0]); return !!image?.complete && image.naturalWidth > 0";
    let image = format!("{} img", css(hook));
    wait::until_true(&format!("a picture in {hook}"), async || {
        Ok(page.script(script, vec![json!(image)]).await? == json!(true))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_chosen_without_a_network_is_seen_by_all_in_the_end() -> Result<()> {
    let folder = TempDir::with_prefix("huisheng-photo-")?;
    let photo = photo(folder.path())?;
    let server = Server::demo().await?;
    let wire = Wire::to(server.port()).await?;
    let device = Device::browser("citizen", Size::PHONE, &wire.url())?;
    let page = device.open().await?;
    page.visit("/").await?;
    page.sees("home-latest [data-testid=\"proposal-card\"]").await?;
    device.installed(&page).await?;
    // The parts of the program that are needed are there already.
    page.visit("/say").await?;
    page.sees("say-text").await?;
    wire.fail("", Fault::Refuse);

    let words = statement(9)?;
    page.fill("say-text", &words).await?;
    page.press("page-say[data-step=\"1\"] [data-testid=\"say-next\"]")
        .await?;
    page.sees("file-field").await?;
    let chooser = page.driver().find(By::Id("files-choose-input")).await?;
    chooser.send_keys(photo.to_string_lossy()).await?;
    is_seen(&page, "file").await?;
    page.fill("file-alt", ALT).await?;
    page.picture("files", "01-chosen").await?;
    page.press("page-say[data-step=\"2\"] [data-testid=\"say-next\"]")
        .await?;
    page.sees_text("look-back", "1 个").await?;
    page.press("say-send").await?;
    page.sees("say-sent").await?;
    device.kill(page).await?;

    // Started again without a network: it is there, with its photo.
    let page = device.open().await?;
    page.visit("/mine?tab=outbox").await?;
    page.sees_text("files-way", "等着送").await?;
    page.picture("files", "02-waiting").await?;
    page.press("outbox-item a").await?;
    is_seen(&page, "attachment").await.context("from this device")?;

    wire.mend();
    page.sees("timeline-entry[data-did=\"submitted\"][data-pending=\"false\"]")
        .await?;
    is_seen(&page, "attachment").await.context("from the city")?;
    page.press("attachment").await?;
    is_seen(&page, "attachment-whole").await?;
    page.sees_text("attachment-whole", ALT).await?;
    page.picture("files", "03-shown").await?;

    let id = page.attribute("page-proposal", "data-id").await?.parse()?;
    let Proposal {
        attachments, text, ..
    } = Person::guest(&server.url()).await?.proposal(id).await?.proposal;
    ensure!(text == words, "another one: {text}");
    let [attachment] = &attachments[..] else {
        anyhow::bail!("{} files", attachments.len());
    };
    ensure!(attachment.kind == FileKind::Png && attachment.alt.as_deref() == Some(ALT));
    // It takes no room on the device any more.
    let left = "const done = arguments[0]; const open = indexedDB.open('huisheng-files'); \
                open.onsuccess = () => { const all = open.result.transaction('files').objectStore('files').count(); \
                all.onsuccess = () => done(all.result) }";
    wait::until_true("nothing left on the device", async || {
        let count = page.driver().execute_async(left, Vec::new()).await?;
        Ok(count.json() == &json!(0))
    })
    .await
}
