//! What a server meets in the wild: a disk that is full, and callers that send too much, too slowly, or vanish.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::id::ProposalId;
use domain::protocol::{ChangesResponse, Outcome};
use std::net::Ipv4Addr;
use std::process::Command;
use system_tests::disk::SmallDisk;
use system_tests::people::{Person, submission};
use system_tests::process::{Program, free_port};
use system_tests::server::{self, Server};
use system_tests::wait;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// As many as brought down what others run.
const CALLERS: usize = 64;
/// Characters of a proposal that takes room.
const LONG: usize = 20_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_loses_nothing() -> Result<()> {
    let mut city = Cramped::start().await?;
    let said = loop {
        ensure!(city.kept.len() < 5_000, "the disk does not fill");
        if let Some(said) = city.submit().await? {
            break said;
        }
    };
    city.is_clear(&said)?;
    ensure!(!city.kept.is_empty(), "it was full from the start");
    city.all_readable().await.context("while it is full")?;

    city.restart_filled().await.context("once")?;
    city.restart_filled().await.context("twice")?;

    city.disk.make_room()?;
    if !city.disk.is_real() {
        city.restart().await?;
    }
    let said = city.submit().await?;
    ensure!(said.is_none(), "with room it takes again: {said:?}");
    city.all_readable().await?;
    ensure!(city.program.ended()?.is_none(), "it ended");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_others_filled_is_started_on() -> Result<()> {
    let mut city = Cramped::start().await?;
    if !city.disk.is_real() {
        return Ok(()); // nobody else's files count against the size of ours
    }
    let said = city.submit().await?;
    ensure!(said.is_none(), "it was full from the start: {said:?}");
    // Stopped with room, the database leaves nothing beside it: what it needs to be read must be made anew.
    city.restart_filled().await.context("once")?;
    city.restart_filled().await.context("twice")?;
    city.disk.make_room()?;
    let said = city.submit().await?;
    ensure!(said.is_none(), "with room it takes again: {said:?}");
    city.all_readable().await?;
    ensure!(city.program.ended()?.is_none(), "it ended");
    Ok(())
}

/// A server on a small disk, and what it was told there.
struct Cramped {
    disk: SmallDisk,
    command: Command,
    program: Program,
    person: Person,
    kept: Vec<ProposalId>,
}

impl Cramped {
    async fn start() -> Result<Self> {
        let disk = SmallDisk::new().await?;
        let mut command = server::command(&disk.path().join("data"), free_port()?)?;
        command.arg("--demo");
        let program = Program::start("server", &mut disk.on(&command))?;
        let url = server::listening(&program).await?;
        Ok(Self {
            disk,
            command,
            program,
            person: Person::guest(&url).await?,
            kept: Vec::new(),
        })
    }

    async fn restart(&mut self) -> Result<()> {
        self.program.stop().await?;
        self.program = Program::start("server", &mut self.disk.on(&self.command))?;
        server::listening(&self.program).await.map(drop)
    }

    /// Stops it, lets others take whatever room that gave free, and starts it: it is read as before, and says that
    /// the disk is full.
    async fn restart_filled(&mut self) -> Result<()> {
        let history = self.history().await?;
        self.program.stop().await?;
        self.disk.fill()?;
        self.restart().await.context("on a full disk")?;
        self.all_readable().await.context("started on a full disk")?;
        ensure!(self.history().await? == history, "another history began");
        let said = self.submit().await?.context("it is not full")?;
        self.is_clear(&said)
    }

    /// Submits one long proposal; what the server said where it was not taken.
    async fn submit(&mut self) -> Result<Option<String>> {
        let command = submission(&"満".repeat(LONG));
        match self.person.push(std::slice::from_ref(&command)).await {
            Err(error) => Ok(Some(error.to_string())),
            Ok(results) => match &results[0].outcome {
                Outcome::Applied { .. } => {
                    self.kept.extend(command.proposal());
                    Ok(None)
                }
                other => anyhow::bail!("another answer than was to be expected: {other:?}"),
            },
        }
    }

    fn is_clear(&self, said: &str) -> Result<()> {
        let clear = said.starts_with("507") && said.contains("\"disk-full\"");
        // Where only the size of files could be limited, it is another error of the disk.
        ensure!(
            clear || (!self.disk.is_real() && said.starts_with('5')),
            "not a clear error: {said}"
        );
        Ok(())
    }

    async fn all_readable(&self) -> Result<()> {
        for id in &self.kept {
            ensure!(
                self.person.proposal(*id).await?.proposal.text.chars().count() == LONG,
                "not as it was written"
            );
        }
        Ok(())
    }

    /// The name of the log.
    async fn history(&self) -> Result<String> {
        let feed = "/api/v1/sync/changes?after=0&limit=1&scope=all";
        Ok(self.person.get::<ChangesResponse>(feed).await?.epoch)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn callers_that_vanish_leave_it_answering() -> Result<()> {
    let server = Server::demo().await?;
    let person = Person::guest(&server.url()).await?;
    let body = serde_json::json!({ "commands": [submission("喂")] }).to_string();
    let whole = request(&person.session.token, body.len(), &body);
    let broken = request(&person.session.token, body.len(), &body[..body.len() / 2]);
    for (what, bytes) in [
        ("in the middle of a body", &broken),
        ("right after sending", &whole),
    ] {
        let callers = (0..CALLERS).map(|_| async {
            let mut caller = connect(&server).await?;
            caller.write_all(bytes).await?;
            // A reset, as of a telephone in a tunnel, and no goodbye.
            caller.set_zero_linger()?;
            drop(caller);
            anyhow::Ok(())
        });
        futures::future::try_join_all(callers).await?;
        ensure!(server.program()?.ended()?.is_none(), "{what}: it ended");
        for round in 0..CALLERS {
            let text = format!("{what}, {round}");
            let results = person
                .push(&[submission(&text)])
                .await
                .with_context(|| text.clone())?;
            ensure!(
                matches!(results[0].outcome, Outcome::Applied { .. }),
                "{text}: {results:?}"
            );
        }
    }
    // Of the one command that was sent whole and often there is one effect at most.
    let log = person.log().await?;
    let heard = log
        .iter()
        .filter(|event| format!("{:?}", event.fact).contains("\"喂\""))
        .count();
    ensure!(heard <= 1, "one command, {heard} effects");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_too_large_is_refused_before_it_is_sent() -> Result<()> {
    let server = Server::demo().await?;
    let person = Person::guest(&server.url()).await?;
    let mut caller = connect(&server).await?;
    caller
        .write_all(&request(&person.session.token, 1 << 40, "{\"commands\":["))
        .await?;
    let answer = answer(&mut caller).await?;
    ensure!(
        answer.starts_with("HTTP/1.1 413 ") && answer.contains("\"too-large\""),
        "{answer}"
    );

    // One that does not say how much it will be: it is cut off when it has been too much.
    let mut caller = connect(&server).await?;
    let head = request(&person.session.token, 0, "");
    let head = String::from_utf8(head)?.replace("content-length: 0", "transfer-encoding: chunked");
    caller.write_all(head.as_bytes()).await?;
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    let sending = async { while caller.write_all(chunk.as_bytes()).await.is_ok() {} };
    tokio::time::timeout(wait::LIMIT, sending)
        .await
        .context("it swallows without end")?;
    person.head().await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_bodies_hold_nobody_up() -> Result<()> {
    let server = Server::demo().await?;
    let person = Person::guest(&server.url()).await?;
    let body = serde_json::json!({ "commands": [submission("慢")] }).to_string();
    let mut slow = Vec::new();
    for _ in 0..CALLERS {
        let mut caller = connect(&server).await?;
        caller
            .write_all(&request(&person.session.token, body.len(), &body[..10]))
            .await?;
        slow.push(caller);
    }
    for round in 0..CALLERS {
        let results = person.push(&[submission(&format!("快 {round}"))]).await?;
        ensure!(
            matches!(results[0].outcome, Outcome::Applied { .. }),
            "{results:?}"
        );
    }
    // Whoever takes their time is still heard.
    slow[0].write_all(&body.as_bytes()[10..]).await?;
    let heard = answer(&mut slow[0]).await?;
    ensure!(
        heard.starts_with("HTTP/1.1 200 ") && heard.contains("\"applied\""),
        "{heard}"
    );
    // But not waited for without end.
    let told = answer(&mut slow[1]).await?;
    ensure!(
        told.starts_with("HTTP/1.1 408 ") && told.contains("\"timed-out\""),
        "{told}"
    );
    Ok(())
}

async fn connect(server: &Server) -> Result<TcpStream> {
    Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).await?)
}

/// A push that announces so many bytes and sends these.
fn request(token: &str, length: usize, body: &str) -> Vec<u8> {
    format!(
        "POST /api/v1/sync/push HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Everything that comes back until the connection is closed.
async fn answer(caller: &mut TcpStream) -> Result<String> {
    let mut bytes = Vec::new();
    let reading = caller.read_to_end(&mut bytes);
    // A reset after the answer is no reason to forget the answer.
    let _ = tokio::time::timeout(wait::LIMIT, reading)
        .await
        .context("no answer")?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
