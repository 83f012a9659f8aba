//! An account is erased: nothing of the person is left, and the city's record holds.

use crate::ledger::holds;
use crate::personal::{LOGIN, NAME, PASSWORD, argue, resident};
use crate::support::{Server, Somebody, accept, assign, department, root, submission};
use backend::error::Error;
use backend::store::Contact;
use backend::writer::Asked;
use domain::actor::{Actor, Person, Role};
use domain::contact::{Pace, Quiet};
use domain::event::Fact;
use domain::id::{ArgumentId, ProposalId};
use domain::personal::{ErasureRequest, Words};
use domain::proposal::{
    Action, AnswerKind, ArgumentAction, Change, Draft, Judgement, Objection, Side, State,
};
use domain::protocol::{InclusionProof, Me, Outcome, Session, SignIn};
use domain::time::Timestamp;
use reqwest::{Method, StatusCode};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Column as _, ConnectOptions, Connection as _, Row as _, TypeInfo as _, ValueRef as _};
use std::path::Path;
use uuid::Uuid;

const PATH: &str = "/api/v1/me/erasure";
const TITLE: &str = "北门路灯坏了";
const TEXT: &str = "晚上看不见台阶，老人容易摔。";
const PLACE: &str = "北门三号楼前";
const SIGNATURE: &str = "三丰敬上";
const REPLY: &str = "七点以后最暗。";
const VERDICT: &str = "修得很好，谢谢师傅。";
const ARGUMENT: &str = "对面小学也要走这里。";
const ADDRESS: &str = "sanfeng@example.org";

async fn erased(server: &Server, who: &Somebody, words: Words, password: Option<&str>) -> StatusCode {
    let request = ErasureRequest {
        words,
        password: password.map(str::to_owned),
    };
    let sent = server.request(Method::POST, PATH, Some(who)).json(&request);
    sent.send().await.expect("answers").status()
}

async fn refused(server: &Server, who: &Somebody, password: Option<&str>) -> (StatusCode, String) {
    let request = ErasureRequest {
        words: Words::Keep,
        password: password.map(str::to_owned),
    };
    server
        .error(server.request(Method::POST, PATH, Some(who)).json(&request))
        .await
}

/// Every value of every table as text, bytes as hexadecimal digits and as they are.
async fn dump(data: &Path) -> String {
    let options = SqliteConnectOptions::new()
        .filename(data.join("huisheng.sqlite"))
        .read_only(true);
    let mut connection = options.connect().await.expect("opens");
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .fetch_all(&mut connection)
        .await
        .expect("tables");
    let mut all = String::new();
    for table in tables {
        let query = sqlx::AssertSqlSafe(format!("SELECT * FROM \"{table}\""));
        for row in sqlx::query(query).fetch_all(&mut connection).await.expect("rows") {
            all.push_str(&format!("\n{table}"));
            for column in row.columns() {
                let value = row.try_get_raw(column.ordinal()).expect("a value");
                let kind = value.type_info().name().to_owned();
                let text = match kind.as_str() {
                    "BLOB" => {
                        let bytes: Vec<u8> = row.get(column.ordinal());
                        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                        format!("{digits} {}", String::from_utf8_lossy(&bytes))
                    }
                    "TEXT" => row.get(column.ordinal()),
                    "INTEGER" => row.get::<i64, _>(column.ordinal()).to_string(),
                    _ => String::new(),
                };
                all.push_str(&format!(" {}={text}", column.name()));
            }
        }
    }
    connection.close().await.expect("closes");
    all
}

/// What of these is in the file anywhere, in the index of words as well.
fn found_in_files(data: &Path, words: &[&str]) -> Vec<String> {
    let files = [
        "huisheng.sqlite",
        "huisheng.sqlite-wal",
        "words.sqlite",
        "words.sqlite-wal",
    ];
    let bytes: Vec<Vec<u8>> = files
        .iter()
        .filter_map(|file| std::fs::read(data.join(file)).ok())
        .collect();
    let is_in = |word: &&&str| {
        let word = word.as_bytes();
        bytes
            .iter()
            .any(|bytes| bytes.windows(word.len()).any(|part| part == word))
    };
    words
        .iter()
        .filter(is_in)
        .map(|word| (*word).to_owned())
        .collect()
}

/// Somebody with a case that was answered, an open one, an argument on another's, letters and a support.
struct Life {
    server: Server,
    me: Somebody,
    coordinator: Somebody,
    other: Somebody,
    closed: ProposalId,
    open: ProposalId,
    theirs: ProposalId,
    argument: ArgumentId,
}

async fn life() -> Life {
    let server = Server::start().await;
    let (coordinator, officer) = (server.coordinator().await, server.officer().await);
    let other = server.citizen().await;
    let me = resident(&server).await;
    let draft = |title: &str| Action::Submit {
        draft: Draft {
            title: Some(title.to_owned()),
            text: TEXT.to_owned(),
            place: Some(PLACE.to_owned()),
            signature: Some(SIGNATURE.to_owned()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    };
    let (closed, open) = (ProposalId(Uuid::now_v7()), ProposalId(Uuid::now_v7()));
    server.act(&me, closed, draft(TITLE)).await;
    server.act(&me, open, draft(TITLE)).await;
    for id in [closed, open] {
        server.act(&coordinator, id, accept()).await;
        server.act(&coordinator, id, assign()).await;
        server.act(&officer, id, Action::Take {}).await;
    }
    let text = "请问几点？".to_owned();
    server.act(&officer, closed, Action::Ask { text }).await;
    let text = REPLY.to_owned();
    server.act(&me, closed, Action::Reply { text }).await;
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: "灯已经换好。".to_owned(),
        promised: None,
        milestones: Vec::new(),
    };
    server.act(&officer, closed, answer).await;
    let judge = Action::Judge {
        judgement: Judgement::Solved,
        stars: Some(5),
        text: Some(VERDICT.to_owned()),
    };
    server.act(&me, closed, judge).await;
    let theirs = server.submit(&other, "别人写的长椅").await;
    server.act(&coordinator, theirs, accept()).await;
    server.act(&me, theirs, Action::Support {}).await;
    server.act(&me, theirs, Action::Follow {}).await;
    let argument = ArgumentId(Uuid::now_v7());
    let give = ArgumentAction::Argue {
        side: Side::For,
        text: ARGUMENT.to_owned(),
    };
    server.act(&me, theirs, argue(argument, give)).await;
    // It was hidden, and stands again: an event of the coordinator's has its words.
    let hide = ArgumentAction::Hide {
        reason: Objection::OffTopic,
        text: "说的是另一处。".to_owned(),
    };
    server.act(&coordinator, theirs, argue(argument, hide)).await;
    let restore = ArgumentAction::Restore {
        text: "看过了，说的就是这里。".to_owned(),
    };
    server.act(&coordinator, theirs, argue(argument, restore)).await;
    let contact = Contact {
        account: me.account,
        address: server.app().secrets.seal(ADDRESS, b"contact").expect("sealed"),
        language: "zh-CN".to_owned(),
        pace: Pace::AtOnce,
        quiet: Quiet::default(),
        code: None,
        verified: true,
        problem: None,
    };
    let mut group = server.app().store.begin().await.expect("begins");
    group
        .put_contact(&contact, Some(Timestamp(1)))
        .await
        .expect("kept");
    group.commit().await.expect("kept");
    Life {
        server,
        me,
        coordinator,
        other,
        closed,
        open,
        theirs,
        argument,
    }
}

/// Everything by which the person could be known again in the database.
fn marks(server: &Server, me: &Somebody) -> Vec<String> {
    let login = server.app().secrets.login(LOGIN).expect("usable");
    let login: String = login.iter().map(|byte| format!("{byte:02x}")).collect();
    [NAME, SIGNATURE, ADDRESS, LOGIN]
        .into_iter()
        .map(str::to_owned)
        .chain([login, me.account.0.simple().to_string(), me.account.to_string()])
        .collect()
}

async fn prove(server: &Server, seq: u64) -> InclusionProof {
    server.get(&format!("/api/v1/ledger/proof/{seq}"), None).await
}

#[tokio::test]
async fn kept_without_them_the_words_stay_and_nobody_can_tell_whose_they_were() {
    let life = life().await;
    let Life { server, me, .. } = &life;
    let before = server.detail(life.closed, None).await;
    let marks = marks(server, me);
    let dumped = dump(server.data()).await;
    for mark in &marks[4..] {
        assert!(dumped.contains(mark), "{mark} can be found before");
    }
    assert_eq!(erased(server, me, Words::Keep, Some(PASSWORD)).await, 204);

    let dumped = dump(server.data()).await;
    for mark in &marks {
        assert!(!dumped.contains(mark), "{mark} is left in {dumped}");
    }
    let after = server.detail(life.closed, Some(&life.coordinator)).await;
    assert_eq!(after.proposal.author, None, "not even to the staff");
    assert_eq!(after.proposal.signature, None);
    assert_eq!(after.proposal.text, before.proposal.text);
    assert_eq!(after.proposal.verdict, before.proposal.verdict);
    let named = |event: &domain::event::Event| {
        event.by.part == domain::actor::Part::Author && event.by.account.is_some()
    };
    assert!(!after.timeline.iter().any(named));
    let theirs = server.detail(life.theirs, Some(&life.coordinator)).await;
    let said = &theirs.debate.arguments[&life.argument];
    assert_eq!((said.author, said.text.as_deref()), (None, Some(ARGUMENT)));
    assert_eq!(theirs.proposal.supports, 1, "it stays counted");

    // The open case goes on; nobody but the city can move it.
    let open = server.detail(life.open, None).await.proposal;
    assert_eq!(open.state, State::InProgress);
    let ended = server.request(Method::GET, "/api/v1/me", Some(me));
    assert_eq!(server.error(ended).await.1, "session-ended");
    let sign_in = SignIn {
        login: LOGIN.to_owned(),
        password: PASSWORD.to_owned(),
    };
    let gone = server
        .request(Method::POST, "/api/v1/session", None)
        .json(&sign_in);
    assert_eq!(server.error(gone).await.1, "wrong-credentials");
    // The name is free, and leads to nothing that was.
    let anew = resident(server).await;
    assert_ne!(anew.account, me.account);
    let outcome = server
        .push(&anew, vec![server.command(life.open, Action::Withdraw {})])
        .await;
    assert!(matches!(&outcome[0], Outcome::Refused { problem } if problem.code == "not-author"));
    life.server.stop().await;
}

#[tokio::test]
async fn who_reads_anew_folds_the_same_as_who_read_before() {
    let life = life().await;
    let Life { server, me, .. } = &life;
    let head = server.changes("", Some(&life.coordinator)).await.head;
    assert_eq!(erased(server, me, Words::Erase, Some(PASSWORD)).await, 204);
    for who in [None, Some(&life.coordinator), Some(&life.other)] {
        let mut world = domain::world::World::new(backend::demo::city());
        for event in server.changes("", who).await.events {
            world.fold(&event);
        }
        for id in [life.closed, life.open, life.theirs] {
            let told = server.detail(id, who).await.proposal;
            let mut folded = world.proposals[&id].clone();
            folded.internal = told.internal.clone();
            assert_eq!(folded, told);
        }
    }
    let more = server.changes(&format!("after={head}"), None).await.events;
    let changes: Vec<&str> = more
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::Proposal { change, .. } => Some(change.name()),
            _ => None,
        })
        .collect();
    for name in ["withdrawn", "erased", "retracted"] {
        assert!(changes.contains(&name), "{changes:?}");
    }
    life.server.stop().await;
}

#[tokio::test]
async fn words_taken_back_are_in_no_table_and_no_file_and_every_proof_holds() {
    let life = life().await;
    let Life { server, me, .. } = &life;
    caught_up(server).await;
    assert_eq!(server.list("text=台阶").await.items.len(), 2);
    let first = first_event(server, life.closed).await;
    let leaves = [prove(server, first).await, prove(server, first + 1).await];
    assert_eq!(erased(server, me, Words::Erase, Some(PASSWORD)).await, 204);

    for (place, before) in leaves.iter().enumerate() {
        let after = prove(server, first + place as u64).await;
        assert_eq!(after.leaf, before.leaf, "the leaf of {}", first + place as u64);
        holds(server, &after);
    }
    let words = [TITLE, TEXT, PLACE, REPLY, VERDICT, ARGUMENT];
    let dumped = dump(server.data()).await;
    let marks = marks(server, me);
    for mark in words.into_iter().chain(marks.iter().map(String::as_str)) {
        assert!(!dumped.contains(mark), "{mark} is left");
    }
    caught_up(server).await;
    assert!(server.list("text=台阶").await.items.is_empty());

    let closed = server.detail(life.closed, None).await;
    assert!(closed.proposal.is_erased());
    assert_eq!(closed.proposal.state, State::Closed);
    let answer = closed.proposal.answer.expect("what the city said stays");
    assert_eq!(answer.text, "灯已经换好。");
    assert_eq!(
        server.detail(life.open, None).await.proposal.state,
        State::Withdrawn
    );
    let theirs = server.detail(life.theirs, None).await;
    assert!(theirs.debate.arguments.is_empty());
    assert_eq!(theirs.proposal.supports, 1);

    // Nothing lies about in the files, and a start, which checks the whole tree, finds it as it was signed.
    let look = |data: &Path| assert_eq!(found_in_files(data, &words), Vec::<String>::new());
    let server = life.server.restart(look).await;
    holds(&server, &prove(&server, first).await);
    server.stop().await;
}

/// What is found by its words is what the log says.
async fn caught_up(server: &Server) {
    let store = &server.app().store;
    while store.take_in_words(100).await.expect("taken in") > 0 {}
}

async fn first_event(server: &Server, id: ProposalId) -> u64 {
    let timeline = server.detail(id, None).await.timeline;
    let begins = |event: &&domain::event::Event| matches!(event.fact.told(), Some(Change::Submitted { .. }));
    timeline.iter().find(begins).expect("it was submitted").seq
}

#[tokio::test]
async fn who_would_leave_the_city_without_an_administrator_has_to_name_another_first() {
    let server = Server::start().await;
    let me = resident(&server).await;
    let roles = vec![Role::Administrator {}, Role::Coordinator { area: root() }];
    set_roles(&server, &me, roles).await;
    assert_eq!(
        refused(&server, &me, Some("另一个足够长的密码")).await,
        (StatusCode::FORBIDDEN, "wrong-password".to_owned())
    );
    assert_eq!(
        refused(&server, &me, Some(PASSWORD)).await,
        (StatusCode::CONFLICT, "last-administrator".to_owned())
    );
    let still: Me = server.get("/api/v1/me", Some(&me)).await;
    assert_eq!(still.roles.len(), 2, "nothing changed");
    let other = server.person(vec![Role::Administrator {}]).await;
    assert_eq!(erased(&server, &me, Words::Keep, Some(PASSWORD)).await, 204);
    let log = server.changes("", Some(&other)).await.events;
    let left = |event: &domain::event::Event| matches!(&event.fact, Fact::Roles { account, roles } if *account == me.account && roles.is_empty());
    assert!(log.iter().any(left), "that the roles ended is on the record");
    let staff = server.app().store.staff().await.expect("staff");
    assert!(staff.iter().all(|member| member.account != me.account));
    server.stop().await;
}

#[tokio::test]
async fn what_an_officer_did_stays_signed_by_their_office() {
    let server = Server::start().await;
    let coordinator = server.coordinator().await;
    let me = resident(&server).await;
    let office = department();
    set_roles(
        &server,
        &me,
        vec![Role::Officer {
            department: office.clone(),
        }],
    )
    .await;
    let author = server.citizen().await;
    let id = server.submit(&author, "公园缺一条长椅").await;
    server.act(&coordinator, id, accept()).await;
    server.act(&coordinator, id, assign()).await;
    server.act(&me, id, Action::Take {}).await;
    let text = "已经看过现场。".to_owned();
    server.act(&me, id, Action::Note { text }).await;
    assert_eq!(erased(&server, &me, Words::Erase, Some(PASSWORD)).await, 204);
    let case = server.detail(id, Some(&coordinator)).await;
    let noted = case
        .timeline
        .iter()
        .find(|event| matches!(event.fact.told(), Some(Change::Noted { .. })));
    let noted = noted.expect("the note stays");
    assert_eq!(noted.by.department.as_ref(), Some(&office));
    assert_eq!(noted.by.account, None);
    assert!(matches!(noted.fact.told(), Some(Change::Noted { text }) if text == "已经看过现场。"));
    // A colleague goes on with it.
    let colleague = server.officer().await;
    let text = "接着办。".to_owned();
    server.act(&colleague, id, Action::Note { text }).await;
    server.stop().await;
}

#[tokio::test]
async fn a_guest_needs_no_password_and_can_begin_anew() {
    let server = Server::start().await;
    let request = crate::support::guest_request();
    let session: Session = server.post("/api/v1/guests", None, &request).await;
    let guest = Somebody::of(session);
    let id = server.submit(&guest, "没有注册也能忘掉").await;
    let late = server.command(id, Action::Withdraw {});
    assert_eq!(erased(&server, &guest, Words::Erase, None).await, 204);
    assert_eq!(server.detail(id, None).await.proposal.state, State::Withdrawn);
    let again = server
        .request(Method::POST, PATH, Some(&guest))
        .json(&ErasureRequest {
            words: Words::Keep,
            password: None,
        });
    assert_eq!(server.error(again).await.1, "session-ended", "it is done");
    let session: Session = server.post("/api/v1/guests", None, &request).await;
    let anew = Somebody::of(session);
    let outcome = server.push(&anew, vec![late]).await;
    assert!(matches!(&outcome[0], Outcome::Refused { .. }), "it is nobody's");
    server.submit(&anew, "新的开始").await;
    server.stop().await;
}

async fn set_roles(server: &Server, who: &Somebody, roles: Vec<Role>) {
    let me: Me = server.get("/api/v1/me", Some(who)).await;
    let job = backend::accounts::AccountJob::SetRoles(Box::new(Me { roles, ..me }));
    server.app().writer.account(job).await.expect("set");
}

#[tokio::test]
async fn what_was_still_on_its_way_is_not_done() {
    let server = Server::start().await;
    let me = resident(&server).await;
    let late = Asked {
        actor: Actor::Person(Person::guest(me.account)),
        at: server.now(),
        command: server.command(ProposalId(Uuid::now_v7()), submission("迟到的话")),
    };
    assert_eq!(erased(&server, &me, Words::Keep, Some(PASSWORD)).await, 204);
    let answer = server.app().writer.commands(vec![late]).await;
    assert!(matches!(answer, Err(Error::SessionEnded)), "{answer:?}");
    assert!(!dump(server.data()).await.contains("迟到的话"));
    server.stop().await;
}
