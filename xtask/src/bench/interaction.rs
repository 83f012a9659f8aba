//! What a person does to a long list and to a short one, on a slow phone: how long until the next paint.

use super::Numbers;
use super::family::{Family, GLANCE, free_ports, listens};
use super::http::{self, Connection};
use super::server::{Server, city_of, folder, program};
use super::statistics::percentile;
use crate::process::find_program;
use crate::setup::{Purpose, setup};
use crate::web;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How much slower than this machine the phone is.
const SLOWER: u32 = 6;
const ROUNDS: usize = 4;
const SHORT: u32 = 100;
const LONG: u32 = 100_000;
/// Pages that are asked for after the first.
const PAGES: usize = 4;
const WORDS: &str = "路灯不亮";
/// The longest that anything on a page may take to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Durations from an interaction to the next paint, in milliseconds, as the browser's Event Timing has them: in steps of
/// eight, and nothing under sixteen.
const WATCH: &str = "window.painted = new Map(); \
    new PerformanceObserver((list) => { for (const event of list.getEntries()) if (event.interactionId) \
        painted.set(event.interactionId, Math.max(event.duration, painted.get(event.interactionId) ?? 0)); \
    }).observe({ type: 'event', durationThreshold: 16 });";
const CARD: &str = "[data-testid=proposal-card]";

/// `interaction_ratio`: the 95th percentile of the time to the next paint in a city of 100,000 proposals ÷ the same in
/// one of 100, in Chromium with a processor six times slower: more pages, typing a search and taking it back, another
/// order, opening a proposal and going back.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    setup(workspace, Purpose::Test)?;
    let program = program(workspace)?;
    let web = web::build(workspace, web::For::People)?;
    let web = web.to_str().context("the checkout lies in a path of text")?;
    let serve = |proposals| {
        let city = city_of(workspace, &program, proposals)?;
        Server::start(&program, &city, &["--web", web])
    };
    let (short, long) = (serve(SHORT)?, serve(LONG)?);
    let mut painted = [Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        for (server, painted) in [&short, &long].into_iter().zip(&mut painted) {
            let found = visit(workspace, &format!("http://{}", server.address))?;
            // The first only warms up.
            if round > 0 {
                painted.extend(found);
            }
        }
    }
    let [short, long] = painted.map(|painted| percentile(&painted, 95.0));
    Ok([
        ("interaction_ratio", long / short),
        ("interaction_short_p95_ms", short),
        ("interaction_long_p95_ms", long),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into())
}

/// One visit by somebody who is new there.
fn visit(workspace: &Workspace, base: &str) -> Result<Vec<f64>> {
    let profile = folder(workspace).join("visitor");
    if profile.exists() {
        fs::remove_dir_all(&profile)?;
    }
    let (port, _) = free_ports()?;
    let tool =
        |name: &str| find_program(workspace, name).with_context(|| format!("`{name}` is not installed"));
    let _driver = Family::start(
        Command::new(tool("chromedriver")?)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    )?;
    http::runtime()?.block_on(async {
        let mut browser = Browser::open(port, &tool("chromium")?, &profile).await?;
        browser.visit(base).await
    })
}

/// A browser that is told what to do.
struct Browser {
    driver: Connection,
    session: String,
}

impl Browser {
    async fn open(port: u16, chromium: &Path, profile: &Path) -> Result<Self> {
        let mut driver = listens(port).await;
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--lang=zh-CN",
            &format!("--user-data-dir={}", profile.display()),
        ];
        let wanted = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": chromium,
                "args": arguments,
                "mobileEmulation": { "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2 } },
            },
        });
        let new = json!({ "capabilities": { "alwaysMatch": wanted } }).to_string();
        let answer = driver
            .ask(&http::post("/session", "", new.as_bytes()))
            .await?
            .json()?;
        let session = answer["value"]["sessionId"]
            .as_str()
            .context("a session has an id")?;
        Ok(Self {
            driver,
            session: format!("/session/{session}"),
        })
    }

    /// All that is done; how long each took to be painted.
    async fn visit(&mut self, base: &str) -> Result<Vec<f64>> {
        self.post("url", json!({ "url": format!("{base}/proposals") }))
            .await?;
        self.until(&format!(
            "return document.querySelectorAll('{CARD}').length === 20"
        ))
        .await?;
        self.script(WATCH).await?;
        let slow = json!({ "cmd": "Emulation.setCPUThrottlingRate", "params": { "rate": SLOWER } });
        self.post("goog/cdp/execute", slow).await?;
        for page in 1..=PAGES {
            self.press("[data-testid=load-more]").await?;
            let cards = (page + 1) * 20;
            self.until(&format!(
                "return document.querySelectorAll('{CARD}').length === {cards}"
            ))
            .await?;
        }
        let mut done = PAGES;
        let search = self.find("[data-testid=search]").await?;
        for letter in WORDS
            .chars()
            .chain("\u{e003}".repeat(WORDS.chars().count()).chars())
        {
            self.post(&format!("element/{search}/value"), json!({ "text": letter }))
                .await?;
            self.until(&format!("return document.querySelector('{CARD}') !== null"))
                .await?;
            done += 1;
        }
        for _ in 0..PAGES {
            self.press(CARD).await?;
            self.until("return document.querySelector('[data-testid=page-proposal]') !== null")
                .await?;
            self.post("back", json!({})).await?;
            self.until(&format!("return document.querySelector('{CARD}') !== null"))
                .await?;
            done += 1;
        }
        // What was painted is told a moment later.
        self.until("return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true))))")
            .await?;
        let painted = self.script("return [...painted.values()]").await?;
        let mut painted: Vec<f64> = serde_json::from_value(painted)?;
        ensure!(
            painted.len() >= done / 2,
            "{} of {done} interactions were told",
            painted.len()
        );
        // Those that aren't told took less than it tells.
        painted.resize(painted.len().max(done), 16.0);
        Ok(painted)
    }

    async fn press(&mut self, selector: &str) -> Result<()> {
        // The bar at the foot of a phone's page may lie over it.
        self.until(&format!(
            "const it = document.querySelector('{selector}:not([disabled])'); \
            it?.scrollIntoView({{ block: 'center' }}); return it !== null"
        ))
        .await?;
        let element = self.find(selector).await?;
        self.post(&format!("element/{element}/click"), json!({}))
            .await
            .map(drop)
    }

    async fn find(&mut self, selector: &str) -> Result<String> {
        let found = self
            .post("element", json!({ "using": "css selector", "value": selector }))
            .await?;
        let id = found.as_object().and_then(|found| found.values().next());
        Ok(id
            .and_then(Value::as_str)
            .with_context(|| format!("no {selector}"))?
            .to_owned())
    }

    async fn script(&mut self, script: &str) -> Result<Value> {
        self.post("execute/sync", json!({ "script": script, "args": [] }))
            .await
    }

    /// Waits until this script answers `true`.
    async fn until(&mut self, script: &str) -> Result<()> {
        let there = async {
            while self.script(script).await? != json!(true) {
                tokio::time::sleep(GLANCE).await;
            }
            Ok(())
        };
        tokio::time::timeout(PATIENCE, there)
            .await
            .with_context(|| format!("waited in vain: {script}"))?
    }

    async fn post(&mut self, path: &str, body: Value) -> Result<Value> {
        let request = http::post(
            &format!("{}/{path}", self.session),
            "",
            body.to_string().as_bytes(),
        );
        let mut answer = self.driver.ask(&request).await?.json()?;
        Ok(answer["value"].take())
    }
}
