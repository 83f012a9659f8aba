//! Replicas to measure the shell with (`cargo xtask bench`).
//!
//! - `replica fill FOLDER COUNT`: makes the replica of a device that has read so many proposals of the demo city;
//! - `replica search FILE FILE TEXT…`: asks two replicas for each text in turn, newest first, and prints the
//!   milliseconds each answer took as `[[…], […]]`.

mod fill;

use std::path::Path;
use std::time::Instant;

use client::store::Store as _;
use domain::query::ProposalQuery;
use shell::store::SqliteStore;

/// How often the whole list of texts is asked for, after once to warm up.
const ROUNDS: usize = 5;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // As in the shell: the device lives on one thread.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    match arguments.as_slice() {
        ["fill", folder, count] => runtime.block_on(fill::fill(Path::new(folder), count.parse()?)),
        ["search", one, other, texts @ ..] => runtime.block_on(search([one, other], texts)),
        _ => Err("replica fill FOLDER COUNT | replica search FILE FILE TEXT…".into()),
    }
}

async fn search(files: [&str; 2], texts: &[&str]) -> Outcome {
    let stores = [
        SqliteStore::open(Path::new(files[0])).await?,
        SqliteStore::open(Path::new(files[1])).await?,
    ];
    let mut took: [Vec<f64>; 2] = Default::default();
    for round in 0..=ROUNDS {
        for text in texts {
            let query = ProposalQuery {
                text: Some((*text).to_owned()),
                ..ProposalQuery::default()
            };
            for (store, took) in stores.iter().zip(&mut took) {
                let began = now();
                store.list(&query, None).await?;
                if round > 0 {
                    took.push(began.elapsed().as_secs_f64() * 1000.0);
                }
            }
        }
    }
    println!("{}", serde_json::to_string(&took)?);
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "it measures")]
fn now() -> Instant {
    Instant::now()
}
