//! The program `huisheng`, as whoever keeps a server starts and stops it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]
#![cfg(unix)]

use domain::actor::{Level, Role};
use domain::protocol::{Me, Session};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

fn huisheng(arguments: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huisheng"));
    command
        .args(arguments)
        .arg("--data")
        .arg(data)
        .env("RUST_LOG", "warn");
    command
}

struct Served {
    child: Child,
    out: BufReader<ChildStdout>,
    address: String,
}

fn serve(data: &Path, more: &[&str]) -> Served {
    let mut child = huisheng(&["serve", "--port", "0"], data)
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    let line: Value = serde_json::from_str(&line).expect("one line of JSON");
    let address = line["listening"].as_str().expect("an address").to_owned();
    Served { child, out, address }
}

impl Served {
    fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        let sent = Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill is there");
        assert!(sent.success());
        assert!(self.child.wait().expect("ends").success(), "a stop is no failure");
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("reads");
        rest
    }
}

fn admin(data: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = huisheng(&["admin"], data)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(input.as_bytes()).expect("takes it");
    drop(stdin);
    child.wait_with_output().expect("ends")
}

fn told(output: &Output) -> Me {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{error}"))
}

#[tokio::test]
async fn it_says_one_line_serves_and_stops_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let served = serve(&data, &[]);
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let ready = client
        .get(format!("{}/health/ready", served.address))
        .send()
        .await;
    assert_eq!(ready.expect("answers").status(), 200);
    let second = huisheng(&["serve", "--port", "0"], &data).output().expect("ends");
    assert!(
        !second.status.success(),
        "two writers would give one number to two events"
    );
    // A listener that never hangs up is no reason to stay.
    let stream = client
        .get(format!("{}/api/v1/events", served.address))
        .send()
        .await;
    let stream = stream.expect("answers");
    assert_eq!(served.stop(), "", "that one line was all");
    drop(stream);
    assert!(
        !data.join("huisheng.sqlite-wal").exists(),
        "everything is where it belongs"
    );
}

#[tokio::test]
async fn the_keeper_gives_and_takes_accounts_and_roles_while_it_serves() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let served = serve(data, &[]);
    let make = [
        "create-account",
        "--login",
        "zhou",
        "--password-stdin",
        "--name",
        "周敏",
        "--role",
    ];
    let made = told(&admin(
        data,
        &[&make[..], &["coordinator:bailu"]].concat(),
        "一个足够长的密码\n",
    ));
    let coordinator = Role::Coordinator { area: "bailu".into() };
    assert_eq!(
        (made.level, made.roles.as_slice()),
        (Level::ResidentVerified, [coordinator.clone()].as_slice())
    );
    let again = admin(
        data,
        &[&make[..], &["administrator"]].concat(),
        "一个足够长的密码\n",
    );
    assert!(!again.status.success(), "the login is taken");

    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let sign_in = client.post(format!("{}/api/v1/session", served.address));
    let body = json!({ "login": "Zhou", "password": "一个足够长的密码" });
    let session: Session = sign_in
        .json(&body)
        .send()
        .await
        .expect("answers")
        .json()
        .await
        .expect("a session");
    assert_eq!(session.me, made);
    let me = async || -> Me {
        let request = client
            .get(format!("{}/api/v1/me", served.address))
            .bearer_auth(&session.token);
        request
            .send()
            .await
            .expect("answers")
            .json()
            .await
            .expect("somebody")
    };
    told(&admin(
        data,
        &["grant", "--login", "zhou", "--role", "administrator"],
        "",
    ));
    assert_eq!(me().await.roles.len(), 2, "it holds at once");
    told(&admin(
        data,
        &["revoke", "--login", "zhou", "--role", "coordinator:bailu"],
        "",
    ));
    assert_eq!(me().await.roles, [Role::Administrator {}]);
    assert_eq!(told(&admin(data, &["list"], "")).account, made.account);
    assert!(
        !admin(
            data,
            &["grant", "--login", "nobody", "--role", "administrator"],
            ""
        )
        .status
        .success()
    );
    assert!(
        !admin(data, &["grant", "--login", "zhou", "--role", "king"], "")
            .status
            .success()
    );
    served.stop();
}
