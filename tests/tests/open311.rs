//! A hotline's system files what somebody said on the telephone, through a client that others wrote, and reads back how it
//! goes: submitted, accepted, assigned, in progress, answered, judged. A second client of others reads the same in XML.

use anyhow::{Context, Result, ensure};
use domain::actor::Role;
use domain::id::{DepartmentId, ProposalId};
use domain::proposal::{Action, AnswerKind, Judgement, State};
use serde_json::Value;
use std::process::Command;
use system_tests::people::Person;
use system_tests::programs;
use system_tests::server::Server;

const HOTLINE: &str = "12345 热线";
const SAID: &str = "钟楼东街的路灯坏了三个星期，老人晚上不敢出门。";
const ANSWER: &str = "灯已经换好，今晚就亮。";

#[tokio::test]
async fn a_call_is_filed_by_a_client_of_others_and_goes_the_whole_loop() -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let base = format!("{url}/open311/v2");
    let key = keys(&server, &["add", HOTLINE])?;
    let key = key["key"].as_str().context("the key is told once")?;

    let filed = client(&["file", &base, key, SAID])?;
    let id = filed["first"]["service_request_id"].as_str().context("an id")?;
    ensure!(filed["again"]["service_request_id"] == id, "filed once: {filed}");
    ensure!(filed["refused"]["status"] == 403 && filed["refused"]["errors"][0]["code"] == 403);
    ensure!(
        filed["refused"]["errors"][0]["problem"] == "key-unknown",
        "{filed}"
    );

    let case: ProposalId = id.parse()?;
    let (zhou, zhao) = (
        Person::demo(&url, "zhou").await?,
        Person::demo(&url, "zhao").await?,
    );
    let proposal = zhou.proposal(case).await?.proposal;
    ensure!(
        proposal.signature.as_deref() == Some(HOTLINE),
        "everybody sees where it came from"
    );
    let all = serde_json::to_string(&zhou.proposal(case).await?)?;
    ensure!(
        !all.contains("13800138000") && !all.contains('王'),
        "nothing of the person's is kept: {all}"
    );

    reads(&base, id, "open", "已提交。等受理。", None)?;
    let accept = Action::Accept {
        category: None,
        area: None,
    };
    zhou.does(case, accept).await?;
    reads(&base, id, "open", "已受理。等派单。", None)?;
    let assign = Action::Assign {
        lead: department(&zhao)?,
        joint: Vec::new(),
    };
    zhou.does(case, assign).await?;
    let agency = Some("市公安局交通警察支队");
    reads(&base, id, "open", "已派单。等部门接手。", agency)?;
    zhao.does(case, Action::Take {}).await?;
    reads(&base, id, "open", "办理中。等答复。", agency)?;
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: ANSWER.to_owned(),
        promised: None,
        milestones: Vec::new(),
    };
    zhao.does(case, answer).await?;
    reads(
        &base,
        id,
        "open",
        &format!("已答复。等评价。\n解释说明：{ANSWER}"),
        agency,
    )?;

    // What the caller says in the end, the hotline's system says for them: its key is its session.
    let judge = Action::Judge {
        judgement: Judgement::Solved,
        stars: Some(5),
        text: None,
    };
    Person::with_key(&url, key).await?.does(case, judge).await?;
    ensure!(zhou.proposal(case).await?.proposal.state == State::Closed);
    let closed = format!("已闭环。\n解释说明：{ANSWER}\n提的人说：解决了");
    reads(&base, id, "closed", &closed, agency)?;

    // Everything else that the two clients read.
    let listed = client(&["list", &base])?;
    let (json, xml) = (&listed["json"], &listed["xml"]);
    ensure!(
        json[0].as_array().is_some_and(|services| services.len() > 5),
        "{listed}"
    );
    ensure!(json[0][0]["service_name"] == xml[0][0]["service_name"]);
    ensure!(json[1]["attributes"][1]["values"][0]["key"] == "yunting");
    ensure!(xml[1]["attributes"]["attribute"][1]["values"]["value"][0]["key"] == "yunting");
    ensure!(json[2].as_array().is_some_and(|some| some.len() == 3));
    ensure!(json[2][0]["service_request_id"] == xml[2][0]["service_request_id"]);

    keys(&server, &["revoke", HOTLINE])?;
    let after = client(&["file", &base, key, "又一件"]);
    ensure!(after.is_err(), "the key has ended: {after:?}");
    Ok(())
}

/// What each client reads of the request is the same, and is this.
fn reads(base: &str, id: &str, status: &str, notes: &str, agency: Option<&str>) -> Result<()> {
    let read = client(&["read", base, id])?;
    let (json, xml) = (&read["json"], &read["xml"]);
    ensure!(
        json == &read["many"][0] && read["token"][0]["token"] == id,
        "{read}"
    );
    for request in [json, xml] {
        ensure!(
            request["service_request_id"] == id && request["status"] == status,
            "{request}"
        );
        ensure!(request["status_notes"] == notes, "{notes} is not {request}");
        ensure!(request["description"] == SAID && request["service_code"] == "lighting");
        ensure!(request["agency_responsible"].as_str() == agency, "{request}");
        ensure!(request["address"] == "钟楼东街 3 号, 钟楼社区", "{request}");
    }
    ensure!(json["lat"] == 31.2304 && json["long"] == 121.4737, "{json}");
    Ok(())
}

fn department(officer: &Person) -> Result<DepartmentId> {
    let mut roles = officer.session.me.roles.iter();
    let department = roles.find_map(|role| match role {
        Role::Officer { department } => Some(department.clone()),
        _ => None,
    });
    department.context("an officer has a department")
}

/// `huisheng keys`, while the server runs.
fn keys(server: &Server, arguments: &[&str]) -> Result<Value> {
    let mut command = Command::new(programs::server()?);
    command
        .args(["keys", "--data"])
        .arg(server.data())
        .args(arguments);
    said(&mut command)
}

/// The clients, as their script drives them.
fn client(arguments: &[&str]) -> Result<Value> {
    let mut command = Command::new(programs::tool("python3")?);
    command
        .arg(programs::root().join("tests/clients/open311.py"))
        .args(arguments)
        .env("PYTHONPATH", programs::python()?)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NO_PROXY", "127.0.0.1");
    said(&mut command)
}

/// What a program says in JSON, if it says anything.
fn said(command: &mut Command) -> Result<Value> {
    let output = command.output()?;
    let error = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?}: {error}");
    match output.stdout.is_empty() {
        true => Ok(Value::Null),
        false => serde_json::from_slice(&output.stdout).with_context(|| format!("{command:?}: {error}")),
    }
}
