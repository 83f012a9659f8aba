//! The city's server dies at any moment, again and again, while many write to it. Whatever it had acknowledged is
//! there, once, and the log has no gap.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::command::Command;
use domain::id::CommandId;
use domain::proposal::Action;
use domain::protocol::{InclusionProof, Outcome};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;
use system_tests::people::{Person, command, submission};
use system_tests::server::Server;
use system_tests::statements::statements;
use system_tests::wait;
use tokio::sync::watch;

const KILLS: usize = 50;
const WRITERS: usize = 6;

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_command_is_there_once() -> Result<()> {
    let mut server = Server::demo().await?;
    let before = Person::guest(&server.url()).await?.head().await?;
    let acknowledged = watch::Sender::new(0_usize);
    let stop = watch::Sender::new(false);
    let mut writers = Vec::new();
    for number in 0..WRITERS {
        let person = Person::guest(&server.url()).await?;
        let writing = write_on(person, number, acknowledged.clone(), stop.subscribe());
        writers.push(tokio::spawn(writing));
    }

    for round in 0..KILLS {
        // A few more or fewer each time, so that it dies at another moment; the other writers are then in the middle.
        let goal = *acknowledged.borrow() + 1 + round * 7 % 23;
        let mut count = acknowledged.subscribe();
        let more = tokio::time::timeout(wait::LIMIT, count.wait_for(|count| *count >= goal));
        drop(more.await.context("the load stands still")??);
        server.kill();
        server
            .start()
            .await
            .with_context(|| format!("after the kill of round {round}"))?;
    }
    stop.send_replace(true);

    let mut told: HashMap<CommandId, u64> = HashMap::new();
    let mut log = BTreeMap::new();
    for writer in writers {
        let (person, acknowledged) = writer.await??;
        told.extend(acknowledged);
        // Each sees what is public and what is theirs alone.
        for event in person.log().await?.into_iter().filter(|event| event.seq > before) {
            log.insert(event.seq, event);
        }
    }
    let somebody = Person::guest(&server.url()).await?;
    let head = somebody.head().await?;
    let missing: Vec<u64> = (before + 1..=head).filter(|seq| !log.contains_key(seq)).collect();
    ensure!(missing.is_empty(), "the log has gaps: {missing:?}");

    let mut effects: HashMap<CommandId, Vec<u64>> = HashMap::new();
    for event in log.values().filter(|event| event.fact.is_public()) {
        effects
            .entry(event.command.context("nobody else was there")?)
            .or_default()
            .push(event.seq);
    }
    ensure!(
        told.len() > KILLS * 2,
        "too little load to say anything: {} commands",
        told.len()
    );
    for (id, seq) in &told {
        let seqs = effects.get(id).map(Vec::as_slice).unwrap_or_default();
        ensure!(
            seqs.len() == 1,
            "{id} was acknowledged at {seq} and has its effect at {seqs:?}"
        );
        ensure!(seqs[0] <= *seq, "{id} was acknowledged before it had its effect");
    }
    ensure!(
        effects.len() == told.len(),
        "{} effects of {} commands",
        effects.len(),
        told.len()
    );

    // Every proposal can be read, and the ledger has every event.
    let proposals: BTreeSet<_> = log.values().filter_map(|event| event.fact.proposal()).collect();
    for id in proposals {
        somebody.proposal(id).await?;
    }
    let proven = async || {
        let proof: InclusionProof = somebody.get(&format!("/api/v1/ledger/proof/{head}")).await?;
        Ok(proof.index + 1 == head)
    };
    wait::until_true("the last event in the ledger", proven).await
}

/// Writes until it is told to stop; every batch is sent again until it is answered, as a device does. What was
/// acknowledged, and at which sequence number.
async fn write_on(
    person: Person,
    number: usize,
    count: watch::Sender<usize>,
    stop: watch::Receiver<bool>,
) -> Result<(Person, HashMap<CommandId, u64>)> {
    let texts = statements()?;
    let mut acknowledged = HashMap::new();
    let mut round = number;
    while !*stop.borrow() {
        let mut batch = Vec::new();
        for place in 0..1 + round % 8 {
            let text = &texts[(round + place) % texts.len()];
            batch.push(submission(text));
            if let (0, Some(proposal)) = ((round + place) % 3, batch.last().and_then(Command::proposal)) {
                batch.push(command(proposal, Action::Withdraw {}));
            }
        }
        round += WRITERS;
        while !batch.is_empty() {
            let Ok(results) = person.push(&batch).await else {
                // The server is gone: a device, too, takes a breath.
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            };
            for result in results {
                match result.outcome {
                    Outcome::Applied { seq } | Outcome::Duplicate { seq } => {
                        acknowledged.insert(result.id, seq);
                        count.send_modify(|count| *count += 1);
                    }
                    Outcome::RetryLater { .. } => {}
                    other => anyhow::bail!("{}: {other:?}", result.id),
                }
            }
            batch.retain(|command| !acknowledged.contains_key(&command.id));
        }
    }
    Ok((person, acknowledged))
}
