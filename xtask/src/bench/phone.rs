//! Pages on a slow phone with a slow network, as Lighthouse makes them up and judges them.

use super::Numbers;
use super::http;
use super::server::{Server, city_of, folder, program};
use super::statistics::median;
use crate::process::find_program;
use crate::setup::npm::install_bench_tools;
use crate::setup::{Purpose, setup};
use crate::web;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

const ROUNDS: usize = 5;
const CATEGORIES: [&str; 3] = ["performance", "accessibility", "best-practices"];

/// `phone_performance`, `phone_accessibility`, `phone_best_practices`: Lighthouse's scores out of 100 in its phone emulation, the
/// median of five visits by a new visitor, of the page that does worst.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    setup(workspace, Purpose::Test)?;
    install_bench_tools(workspace)?;
    let program = program(workspace)?;
    let web = web::build(workspace, web::For::People)?;
    let web = web.to_str().context("the checkout lies in a path of text")?;
    let server = Server::start(&program, &city_of(workspace, &program, 0)?, &["--web", web])?;
    let base = format!("http://{}", server.address);
    let proposal = one_proposal(server.address)?;
    let pages = ["/", "/proposals", &proposal, "/say", "/votes"];
    let profile = folder(workspace).join("visitor");
    let mut worst: BTreeMap<&str, f64> = BTreeMap::new();
    for page in pages {
        let mut scores: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for _ in 0..ROUNDS {
            for (category, score) in visit(workspace, &profile, &format!("{base}{page}"))? {
                scores.entry(category).or_default().push(score);
            }
        }
        let mut line = format!("  {page}:");
        for (category, scores) in scores {
            let score = median(&scores);
            line += &format!(" {category} {score:.0}");
            let least = worst.entry(category).or_insert(score);
            *least = least.min(score);
        }
        println!("{line}");
    }
    let named = |(category, score): (&str, f64)| (format!("phone_{}", category.replace('-', "_")), score);
    Ok(worst.into_iter().map(named).collect())
}

/// The scores of one visit, out of 100.
fn visit(workspace: &Workspace, profile: &Path, address: &str) -> Result<Vec<(&'static str, f64)>> {
    // A new visitor has a new browser.
    if profile.exists() {
        fs::remove_dir_all(profile)?;
    }
    let chromium = find_program(workspace, "chromium").context("chromium is not in PATH")?;
    let flags = format!(
        "--chrome-flags=--headless --no-sandbox --disable-gpu --user-data-dir={}",
        profile.display()
    );
    let output = Command::new(
        workspace
            .root
            .join("xtask/npm/bench/node_modules/.bin/lighthouse"),
    )
    .args([address, "--quiet", "--output=json", &flags])
    .arg(format!("--only-categories={}", CATEGORIES.join(",")))
    .env("CHROME_PATH", chromium)
    .stdin(Stdio::null())
    .stderr(Stdio::inherit())
    .output()
    .context("lighthouse could not be started")?;
    ensure!(output.status.success(), "lighthouse failed on {address}");
    let report: Value = serde_json::from_slice(&output.stdout)?;
    let score = |category: &'static str| {
        let score = report["categories"][category]["score"].as_f64();
        let score = score.with_context(|| format!("no score for {category} of {address}"))?;
        Ok((category, score * 100.0))
    };
    CATEGORIES.into_iter().map(score).collect()
}

/// The page of a proposal.
fn one_proposal(address: SocketAddr) -> Result<String> {
    let page = http::ask(
        &http::runtime()?,
        address,
        &http::get("/api/v1/proposals?state=answered&limit=1"),
    )?;
    let id = page["items"][0]["id"]
        .as_str()
        .context("the demo city has an answered proposal")?;
    Ok(format!("/proposals/{id}"))
}
