//! The main job, end to end: a voice goes in without a network, an answer comes back, and its author has the last
//! word. The story is told once; it is played in the desktop window, and in a browser as wide as a phone.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::actor::Role;
use domain::event::Fact;
use domain::id::ProposalId;
use domain::proposal::State;
use std::sync::Arc;
use system_tests::browser::Size;
use system_tests::device::Device;
use system_tests::display::Display;
use system_tests::page::{Page, entry};
use system_tests::people::Person;
use system_tests::server::Server;
use system_tests::statements::statement;
use system_tests::wait;

#[tokio::test(flavor = "multi_thread")]
async fn in_the_desktop_window() -> Result<()> {
    let server = Server::down()?;
    let display = Arc::new(Display::start().await?);
    let url = server.url();
    let stage = Stage::new("story-window", "zh-CN", false, |who| {
        Device::computer(who, &display, &url)
    });
    let (_computer, citizen) = stage.enter("citizen").await?;
    stage.play(citizen, server).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_browser_on_a_phone() -> Result<()> {
    in_a_browser("story-phone", "zh-CN", false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_browser_in_english_and_large_text() -> Result<()> {
    in_a_browser("story-phone-large", "en", true).await
}

/// The app comes from the server, so it is loaded once; after that it starts and works without it.
async fn in_a_browser(folder: &'static str, language: &'static str, large_text: bool) -> Result<()> {
    let mut server = Server::demo().await?;
    let url = server.url();
    let device = |who: &str| {
        let size = if who == "citizen" {
            Size::PHONE
        } else {
            Size::DESKTOP
        };
        Device::browser(who, size, &url)
    };
    let stage = Stage::new(folder, language, large_text, device);
    let (phone, citizen) = stage.enter("citizen").await?;
    citizen.visit("/").await?;
    phone.installed(&citizen).await?;
    server.stop().await?;
    citizen.visit("/").await?;
    citizen
        .sees("page-home")
        .await
        .context("it starts without a network")?;
    stage.play(citizen, server).await
}

/// Where the story is played, and how it is set up.
struct Stage<F> {
    folder: &'static str,
    language: &'static str,
    large_text: bool,
    device: F,
}

impl<F: Fn(&str) -> Result<Device>> Stage<F> {
    fn new(folder: &'static str, language: &'static str, large_text: bool, device: F) -> Self {
        Self {
            folder,
            language,
            large_text,
            device,
        }
    }

    /// Somebody sits down at a device of their own.
    async fn enter(&self, who: &str) -> Result<(Device, Page)> {
        let device = (self.device)(who)?;
        let page = device.open().await?;
        Ok((device, page))
    }

    /// They set language and text size, as people do.
    async fn set_up(&self, page: &Page) -> Result<()> {
        page.visit("/settings").await?;
        page.press(&format!("settings-language-{}", self.language))
            .await?;
        if self.large_text {
            page.press("large-text-switch").await?;
        }
        Ok(())
    }

    async fn sign_in(&self, login: &str) -> Result<(Device, Page)> {
        let (device, page) = self.enter(login).await?;
        self.set_up(&page).await?;
        page.sign_in(login).await?;
        Ok((device, page))
    }

    /// The story. The server is down when it begins.
    async fn play(&self, citizen: Page, mut server: Server) -> Result<()> {
        let shot = async |page: &Page, name: &str| page.picture(self.folder, name).await;
        self.set_up(&citizen).await?;

        // A statement is written; nobody answers at the other end.
        citizen.visit("/say").await?;
        let words = statement(0)?;
        citizen.fill("say-text", &words).await?;
        shot(&citizen, "01-say").await?;
        citizen.press(&step(1, "say-next")).await?;
        citizen.sees(&step(2, "say-next")).await?;
        shot(&citizen, "02-place").await?;
        citizen.press(&step(2, "say-next")).await?;
        citizen.sees_text("look-back", &words).await?;
        shot(&citizen, "03-check").await?;
        citizen.press(&step(3, "say-send")).await?;
        citizen.sees("say-sent").await?;
        shot(&citizen, "04-sent").await?;

        // It waits, visibly, in the outbox and on its own page.
        citizen.visit("/mine?tab=outbox").await?;
        citizen.sees("outbox-item[data-action=\"submit\"]").await?;
        citizen.sees("banner-offline").await?;
        shot(&citizen, "05-waits-in-the-outbox").await?;
        citizen.press("outbox-item a").await?;
        citizen
            .sees(r#"timeline-entry[data-did="submitted"][data-pending="true"]"#)
            .await?;
        shot(&citizen, "06-waits").await?;
        let id: ProposalId = citizen.attribute("page-proposal", "data-id").await?.parse()?;
        citizen.mark().await?;

        // The city is there again: it goes out by itself.
        server.start().await?;
        citizen.sees(&entry("submitted")).await?;
        citizen.misses("banner-offline").await?;
        shot(&citizen, "07-arrived").await?;

        // The coordinator accepts and assigns it, to the department of the officer who will answer.
        let officer = Person::demo(&server.url(), "zhao").await?;
        let serves = |role: &Role| match role {
            Role::Officer { department } => Some(department.clone()),
            _ => None,
        };
        let department = officer
            .session
            .me
            .roles
            .iter()
            .find_map(serves)
            .context("an officer has a department")?;
        let row = format!("desk-row[data-id=\"{id}\"]");
        let (_desk, coordinators) = self.sign_in("zhou").await?;
        coordinators.visit("/desk/coordinator").await?;
        coordinators.sees(&row).await?;
        shot(&coordinators, "08-coordinators-desk").await?;
        coordinators.press(&format!("{row} a")).await?;
        coordinators.sees_text("desk-case", &words).await?;
        shot(&coordinators, "09-to-accept").await?;
        coordinators.press("desk-accept").await?;
        citizen.sees(&entry("accepted")).await?;
        shot(&citizen, "10-accepted").await?;
        coordinators.choose("desk-lead", department.as_str()).await?;
        shot(&coordinators, "11-to-assign").await?;
        coordinators.press("desk-assign").await?;
        citizen.sees(&entry("assigned")).await?;
        shot(&citizen, "12-assigned").await?;

        // The officer takes it and answers.
        let (_other_desk, officers) = self.sign_in("zhao").await?;
        officers.visit("/desk/department").await?;
        officers.sees(&row).await?;
        shot(&officers, "13-departments-desk").await?;
        officers.press(&format!("{row} a")).await?;
        officers.sees_text("desk-case", &words).await?;
        shot(&officers, "14-to-take").await?;
        officers.press("desk-take").await?;
        citizen.sees(&entry("taken")).await?;
        shot(&citizen, "15-in-progress").await?;
        officers.press("desk-answer-kind-explained").await?;
        let answer = "现行办法已经规定了这一项。我们查过，也会在公告里写得更清楚。";
        officers.fill("desk-text", answer).await?;
        shot(&officers, "16-to-answer").await?;
        officers.press("desk-send").await?;
        citizen.sees(&entry("answered")).await?;
        citizen.sees_text("answer", answer).await?;
        shot(&citizen, "17-answered").await?;

        // It is not solved, says its author: it begins anew.
        citizen.press("judge-not").await?;
        citizen.fill("judge-text", "公告还没有贴出来。").await?;
        shot(&citizen, "18-to-judge").await?;
        citizen.press("judge-send").await?;
        citizen.sees(&entry("reopened")).await?;
        citizen.sees("proposal-state[data-state=\"reopened\"]").await?;
        shot(&citizen, "19-reopened").await?;
        ensure!(
            citizen.is_marked().await?,
            "the page was loaded anew: its timeline must move by itself"
        );
        officers
            .sees("desk-case [data-testid=\"proposal-state\"][data-state=\"reopened\"]")
            .await?;
        shot(&officers, "20-reopened-at-the-desk").await?;
        citizen.visit("/mine?tab=outbox").await?;
        citizen.sees("page-mine").await?;
        citizen.misses("outbox-item").await?;

        // The city's log has each step, once.
        wait::until_true("the city has it reopened", async || {
            Ok(officer.proposal(id).await?.proposal.state == State::Reopened)
        })
        .await?;
        let log = officer.log().await?;
        let steps: Vec<&str> = log
            .iter()
            .filter_map(|event| match &event.fact {
                Fact::Proposal { proposal, change, .. } if *proposal == id => Some(change.name()),
                _ => None,
            })
            .collect();
        ensure!(
            steps
                == [
                    "submitted",
                    "accepted",
                    "assigned",
                    "taken",
                    "answered",
                    "reopened"
                ],
            "the log tells another story: {steps:?}"
        );
        Ok(())
    }
}

/// A control of one step of writing: the steps look alike.
fn step(number: u8, hook: &str) -> String {
    format!("page-say[data-step=\"{number}\"] [data-testid=\"{hook}\"]")
}
