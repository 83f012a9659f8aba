//! Many say the same: a coordinator merges forty into one with a keyboard and nothing else. Authors are told; whoever supports
//! is asked, with one tap, and only then does their support move; one was another matter, and stands by itself again.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::command::Command;
use domain::id::ProposalId;
use domain::proposal::{Action, Draft, State};
use serde_json::json;
use std::ops::Deref;
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::page::{css, entry};
use system_tests::people::{Person, command};
use system_tests::seat::{Seat, Telling};
use system_tests::server::Server;
use system_tests::wait;
use thirtyfour::Key;
use uuid::Uuid;

/// So many say the same again.
const MANY: usize = 40;

/// What all of them are about, as the first one has it.
const TITLE: &str = "望湖桥上的护栏松了";

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("merging")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("merging-large")).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let zhou = Person::demo(&url, "zhou").await?;
    let chen = Person::demo(&url, "chen").await?;
    let neighbour = Person::guest(&url).await?;
    let mut faults = Faults::default();

    // Two say it, and two more stand by the second.
    let main = neighbour.does(new_id(), railing(TITLE)).await?;
    let first = neighbour.does(new_id(), railing(&said_by(1))).await?;
    for id in [main, first] {
        zhou.does(id, accept()).await?;
    }
    for who in ["sun", "qian"] {
        let supporter = Person::demo(&url, who).await?;
        supporter.does(first, Action::Support {}).await?;
    }

    // The coordinator sees that they are alike, and why; another way is to look for it.
    let desk = Desk(telling.seat("zhou", Size::DESKTOP, &url).await?);
    desk.visit(&format!("/desk/coordinator/{first}")).await?;
    desk.sees("desk-merge").await?;
    desk.tab_to(".desk *").await?;
    desk.keys("m").await?;
    desk.has_focus("desk-merge-into").await?;
    desk.sees(&format!("desk-merge-into[data-id=\"{main}\"]")).await?;
    desk.sees_text("desk-merge-choices", "护栏").await?;
    desk.shot("01-like-it").await?;
    desk.tab_to(&css("desk-merge-search")).await?;
    desk.keys(TITLE).await?;
    desk.key(Key::Enter).await?;
    desk.back_to(&css("desk-merge-into")).await?;
    desk.choose_case(main).await?;
    desk.sees_text("desk-merge-both", TITLE).await?;
    faults.add(desk.audit().await?, "the form");
    desk.shot("02-both").await?;
    desk.send().await?;
    desk.sees("desk-case [data-state=\"merged\"]").await?;
    desk.shot("03-merged").await?;

    // Then many more come; each is two keys and the one that sends it.
    let more: Vec<Command> = (2..=MANY)
        .map(|number| command(new_id(), railing(&said_by(number))))
        .collect();
    let mut ids = vec![first];
    ids.extend(more.iter().filter_map(Command::proposal));
    let (hers, others) = more.split_last().context("there are many")?;
    neighbour.push(others).await?;
    chen.push(std::slice::from_ref(hers)).await?;
    let last = ids[MANY - 1];
    if telling.large {
        // List and case stand one after the other.
        desk.tab_to(".desk-back").await?;
        desk.key(Key::Enter).await?;
    }
    desk.sees(&row(last)).await?;
    desk.tab_to(&css(&format!("{} a", row(ids[1])))).await?;
    desk.key(Key::Enter).await?;
    for number in 1..MANY {
        if number > 1 {
            desk.next(&ids).await?;
        }
        desk.sees("desk-case [data-testid=\"desk-merge\"]").await?;
        desk.keys("m").await?;
        desk.has_focus("desk-merge-into").await?;
        desk.choose_case(main).await?;
        desk.send().await?;
    }
    let holds = async |count: usize| {
        wait::until_true(&format!("{count} in one"), async || {
            Ok(chen.proposal(main).await?.proposal.joined.len() == count)
        })
        .await
    };
    holds(MANY).await?;
    for id in &ids {
        let merged = chen.proposal(*id).await?.proposal;
        ensure!(merged.state == State::Merged, "{id} is {:?}", merged.state);
        ensure!(merged.merged.is_some_and(|merger| merger.into.id == main));
    }

    // Its author is told, and led on; there all of them are to be found.
    let author = telling.seat("chen", Size::PHONE, &url).await?;
    author.visit("/mine?tab=inbox").await?;
    author.sees("page-mine").await?;
    author
        .sees(&format!("inbox-entry a[href=\"/proposals/{last}\"]"))
        .await?;
    author.shot("04-told").await?;
    author.visit(&format!("/proposals/{last}")).await?;
    author.sees(&entry("merged")).await?;
    author.misses("move-support").await?;
    author.sees_text("merged-into", TITLE).await?;
    author.shot("05-where-it-goes-on").await?;
    author.press("merged-into [data-testid=\"other-case\"]").await?;
    author.sees_text("joined", &MANY.to_string()).await?;
    author.press("joined summary").await?;
    author
        .sees(&format!(
            "joined [data-testid=\"other-case\"][data-id=\"{last}\"]"
        ))
        .await?;
    faults.add(author.audit().await?, "the one in which they go on");
    author.shot("06-all-of-them").await?;

    // One who stands by it moves with one tap.
    let counts = async || -> Result<(u32, u32)> {
        let of = async |id| Ok::<_, anyhow::Error>(chen.proposal(id).await?.proposal.supports);
        Ok((of(first).await?, of(main).await?))
    };
    ensure!(counts().await? == (2, 0), "nothing moved by itself");
    let mover = telling.seat("sun", Size::PHONE, &url).await?;
    mover.visit(&format!("/proposals/{first}")).await?;
    mover.sees("leave-support").await?;
    faults.add(mover.audit().await?, "the question");
    mover.shot("07-asked").await?;
    mover.press("move-support").await?;
    mover.sees("support-moved").await?;
    mover.shot("08-moved").await?;
    wait::until_true("one support is there", async || Ok(counts().await? == (1, 1))).await?;

    // Another one leaves it, and is not asked again.
    let stayer = telling.seat("qian", Size::PHONE, &url).await?;
    stayer.visit(&format!("/proposals/{first}")).await?;
    stayer.press("leave-support").await?;
    stayer.sees("support-stays").await?;
    stayer.reload().await?;
    stayer.sees("support-stays").await?;
    stayer.misses("leave-support").await?;
    stayer.shot("09-stays").await?;
    ensure!(counts().await? == (1, 1), "what is left stays");

    // The last one was another matter: from the page to the desk, and it stands by itself again.
    desk.visit(&format!("/proposals/{last}")).await?;
    desk.sees("merged-into").await?;
    desk.tab_to(&format!("a[href=\"/desk/coordinator/{last}\"]"))
        .await?;
    desk.shot("10-to-part").await?;
    desk.key(Key::Enter).await?;
    desk.tab_to(&css("desk-text")).await?;
    desk.keys("这一件说的是桥下的灯，不是护栏。").await?;
    desk.shot("11-part").await?;
    desk.send().await?;
    holds(MANY - 1).await?;
    desk.sees("desk-case [data-state=\"submitted\"]").await?;
    author.visit(&format!("/proposals/{last}")).await?;
    author.sees(&entry("unmerged")).await?;
    author.misses("merged-into").await?;
    author.shot("12-by-itself").await?;
    let parted = chen.proposal(last).await?.proposal;
    ensure!(parted.state == State::Submitted && parted.clock.is_some_and(|clock| clock.kind.is_on_city()));
    ensure!(
        counts().await? == (1, 1),
        "supports stay where their people put them"
    );
    faults.ensure_none()
}

fn new_id() -> ProposalId {
    ProposalId(Uuid::now_v7())
}

fn railing(title: &str) -> Action {
    Action::Submit {
        draft: Draft {
            title: Some(title.to_owned()),
            text: "望湖桥上的护栏松了，一碰就晃，孩子走过去很危险。".to_owned(),
            category: Some("roads".into()),
            area: Some("bailu".into()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    }
}

fn accept() -> Action {
    Action::Accept {
        category: None,
        area: None,
    }
}

/// How each of the others puts it.
fn said_by(number: usize) -> String {
    format!("望湖桥护栏松动，第 {number} 个人说")
}

/// A case in the list of a desk.
fn row(id: ProposalId) -> String {
    format!("desk-row[data-id=\"{id}\"]")
}

/// A coordinator, with nothing but keys.
struct Desk(Seat);

impl Deref for Desk {
    type Target = Seat;
    fn deref(&self) -> &Seat {
        &self.0
    }
}

impl Desk {
    /// From line to line of what a case may go on in, until it is this one.
    async fn choose_case(&self, id: ProposalId) -> Result<()> {
        let at =
            "const line = document.activeElement; return [line.dataset.id === arguments[0], line.checked]";
        wait::until_true(&format!("{id} chosen"), async || {
            let at = self.script(at, vec![json!(id)]).await?;
            match (at[0] == json!(true), at[1] == json!(true)) {
                (true, true) => return Ok(true),
                (true, false) => self.keys(" ").await?,
                (false, _) => self.key(Key::Down).await?,
            }
            Ok(false)
        })
        .await
    }

    /// Sends what is written, and has the hand on the keys again.
    async fn send(&self) -> Result<()> {
        self.with(Key::Control, Key::Enter).await?;
        self.has_focus("desk").await
    }

    /// On to the next of these that stands by itself.
    async fn next(&self, ids: &[ProposalId]) -> Result<()> {
        let before = self.path().await?;
        self.keys("j").await?;
        wait::until_true("another case", async || Ok(self.path().await? != before)).await?;
        let path = self.path().await?;
        let known = ids.iter().any(|id| path.ends_with(&id.to_string()));
        ensure!(known, "not one of the many: {path}");
        self.sees("desk-case [data-testid=\"desk-merge\"]")
            .await
            .map(drop)
    }
}
