//! Cities to measure the clockwork in (`cargo xtask bench scheduler`).
//!
//! - `clockwork fill FOLDER COUNT`: makes a city of so many cases, each under a clock that no pass has looked at;
//! - `clockwork pass FOLDER DUE ROUNDS`: puts the time, round by round, to where so many clocks more are over, and
//!   prints what each round took as JSON. The first round only warms up, and is not printed.

mod scan;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use backend::app::{App, Opened};
use backend::clock::Clock;
use backend::config::Config;
use backend::jobs::turn::Turn;
use backend::seed;
use scan::Scan;
use serde::Serialize;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// What a round took, in milliseconds.
#[derive(Serialize)]
struct Round {
    /// Open clocks before it.
    open: u32,
    /// Of which so many are over.
    due: usize,
    /// Reading what is due by the index, in one question and with nothing done to it.
    scan: f64,
    /// Finding what is due and making the city's commands of it, as a pass does.
    find: f64,
    /// Having these commands decided and written.
    settle: f64,
    /// A pass when nothing is due any more.
    idle: f64,
}

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["fill", folder, count] => fill(Path::new(folder), count.parse()?).await,
        ["pass", folder, due, rounds] => pass(Path::new(folder), due.parse()?, rounds.parse()?).await,
        _ => Err("clockwork fill FOLDER COUNT | clockwork pass FOLDER DUE ROUNDS".into()),
    }
}

/// All come in at their own times, and time goes no further: nothing is moved on.
async fn fill(folder: &Path, count: u32) -> Outcome {
    let opened = Opened::open(&Config::new(folder.to_owned())).await?;
    seed::synthetic(opened.app(), count, |_| {}).await?;
    opened.close().await;
    Ok(())
}

async fn pass(folder: &Path, due: u32, rounds: usize) -> Outcome {
    let time = Arc::new(AtomicI64::new(0));
    let config = Config {
        clock: Clock::Manual(time.clone()),
        ..Config::new(folder.to_owned())
    };
    let opened = Opened::open(&config).await?;
    let mut scan = Scan::open(&folder.join("huisheng.sqlite"))?;
    let mut told = Vec::new();
    for _ in 0..=rounds {
        time.store(scan.over_with(due)?, Ordering::SeqCst);
        told.push(round(opened.app(), &mut scan, due).await?);
    }
    println!("{}", serde_json::to_string(&told[1..])?);
    opened.close().await;
    Ok(())
}

async fn round(app: &App, scan: &mut Scan, due: u32) -> Outcome<Round> {
    let open = scan.open_clocks()?;
    let now = app.clock.now();
    // Once without a clock: whoever reads first would read for the other too.
    scan.due(now)?;
    let (read, scanned) = timed(|| scan.due(now));
    let read = read?;
    let (mut find, mut settle) = (0.0, 0.0);
    let mut moved = 0;
    let mut turn = Turn::begin(app);
    loop {
        let began = clock();
        let bite = turn.next().await?;
        find += since(began);
        let Some(bite) = bite else { break };
        let (began, asked) = (clock(), bite.asked.len());
        let carried = turn.carry_out(bite).await?;
        settle += since(began);
        if carried.moved != asked {
            return Err(format!("not moved on: {:?}", app.stuck.all().first()).into());
        }
        moved += asked;
    }
    turn.end();
    if moved != read || moved < due as usize {
        return Err(format!("{read} of {due} were due, {moved} were moved on").into());
    }
    let began = clock();
    if Turn::begin(app).next().await?.is_some() {
        return Err("something is due still".into());
    }
    Ok(Round {
        open,
        due: moved,
        scan: scanned,
        find,
        settle,
        idle: since(began),
    })
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let began = clock();
    let done = work();
    (done, since(began))
}

#[allow(clippy::disallowed_methods, reason = "it measures")]
fn clock() -> Instant {
    Instant::now()
}

fn since(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1_000.0
}
