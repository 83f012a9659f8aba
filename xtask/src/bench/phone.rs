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
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

const ROUNDS: usize = 5;
/// An audit with at least this score (of 1) is not named.
const MARK: f64 = 0.9;
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
        let mut faults = BTreeSet::new();
        for _ in 0..ROUNDS {
            let report = visit(workspace, &profile, &format!("{base}{page}"))?;
            for category in CATEGORIES {
                scores
                    .entry(category)
                    .or_default()
                    .push(score(&report, category)?);
                faults.extend(found(&report, category));
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
        for fault in faults {
            println!("    {fault}");
        }
    }
    let named = |(category, score): (&str, f64)| (format!("phone_{}", category.replace('-', "_")), score);
    Ok(worst.into_iter().map(named).collect())
}

/// What is told of one visit.
fn visit(workspace: &Workspace, profile: &Path, address: &str) -> Result<Value> {
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
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Out of 100.
fn score(report: &Value, category: &str) -> Result<f64> {
    let score = report["categories"][category]["score"].as_f64();
    Ok(score.with_context(|| format!("no score for {category}"))? * 100.0)
}

/// What cost something of the score, and how much it was.
fn found(report: &Value, category: &str) -> Vec<String> {
    let audits = report["categories"][category]["auditRefs"].as_array();
    let weighs = |audit: &&Value| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0);
    let audits = audits.into_iter().flatten().filter(weighs);
    audits
        .filter_map(|audit| {
            let name = audit["id"].as_str()?;
            let audit = &report["audits"][name];
            let value = audit["displayValue"].as_str().unwrap_or_default();
            (audit["score"].as_f64()? < MARK).then(|| format!("{name} {value}").trim().to_owned())
        })
        .collect()
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
