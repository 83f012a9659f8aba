//! The desks of the city's staff, in a small and in a large city: what their pages ask of the server.

use std::fs::File;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use uuid::Uuid;

use super::Numbers;
use super::http::{self, Connection};
use super::list;
use super::push::applied;
use super::server::{self, Server};
use super::statistics::{in_turn, median};
use crate::clock::Stopwatch;
use crate::process::step;
use crate::workspace::Workspace;

const ROUNDS: usize = 9;
/// Visits to each desk in a round.
const VISITS: usize = 200;
const SMALL: u32 = 2_000;
const LARGE: u32 = 200_000;
/// One in so many cases lies with the department.
const ASSIGNED: u32 = 4;

/// As the interface asks (`frontend/src/pages/desk/queue.rs`): pages of so many …
const PAGE: usize = 100;
/// … up to ten of them. Either desk of the small city fills as many as this: both cities show the same then.
const PAGES: usize = 5;
/// Commands in one push.
const BATCH: usize = 100;

const LIST: &str = "/api/v1/proposals?order=most_urgent";
const PASSWORD: &str = "huisheng-demo";
const COORDINATOR: &str = "zhou";
const OFFICER: &str = "wu";

/// - `desk_triage_growth`: the median time of a visit to the coordinator's triage with 200,000 open cases ÷ that with
///   2,000;
/// - `desk_queue_growth`: the same for a department's queue.
///
/// A visit is what the page asks of the server, one request after the other over a connection of its own and with the session of
/// who sits there: its list, most urgent first, page by page, and the first case with its timeline. The two cities are
/// visited in turn, visit by visit. Both have the same share of cases with the department, and show equally many.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    let program = server::program(workspace)?;
    let [small, large] = [SMALL, LARGE].map(|cases| City::open(workspace, &program, cases));
    let (small, large) = (small?, large?);
    let runtime = http::runtime()?;
    let mut numbers = Numbers::new();
    for (name, desk) in [("triage", Desk::Triage), ("queue", Desk::Queue)] {
        let small = Visitor::to(&small, &runtime, desk)?;
        let large = Visitor::to(&large, &runtime, desk)?;
        let pair = in_turn(ROUNDS, || {
            let (mut smalls, mut larges) = (Vec::new(), Vec::new());
            for number in 0..VISITS {
                // Neither always comes after the other.
                if number % 2 == 0 {
                    smalls.push(small.go()?);
                }
                larges.push(large.go()?);
                if number % 2 == 1 {
                    smalls.push(small.go()?);
                }
            }
            Ok((median(&smalls), median(&larges)))
        })?;
        numbers.extend([
            (format!("desk_{name}_growth"), pair.ratio),
            (format!("desk_{name}_p50_ms_small"), pair.reference),
            (format!("desk_{name}_p50_ms_large"), pair.ours),
        ]);
    }
    Ok(numbers)
}

#[derive(Clone, Copy)]
enum Desk {
    Triage,
    Queue,
}

impl Desk {
    /// The beginning of its list, for these roles.
    fn list(self, roles: &Value) -> Result<String> {
        let (role, place, states) = match self {
            Desk::Triage => (
                "/0/coordinator/area",
                "area",
                "submitted,appealed,accepted,hearing",
            ),
            Desk::Queue => (
                "/0/officer/department",
                "department",
                "assigned,in_progress,reopened,implementing",
            ),
        };
        let theirs = roles.pointer(role).and_then(Value::as_str);
        let theirs = theirs.with_context(|| format!("no {place} in {roles}"))?;
        Ok(format!("{LIST}&limit={PAGE}&{place}={theirs}&state={states}"))
    }
}

/// Somebody of the city's staff, signed in.
struct Signed {
    /// The line of a request's head that says so.
    header: String,
    roles: Value,
}

impl Signed {
    fn in_as(runtime: &Runtime, address: SocketAddr, login: &str) -> Result<Self> {
        let form = json!({ "login": login, "password": PASSWORD }).to_string();
        let request = http::post("/api/v1/session", "", form.as_bytes());
        let session = http::ask(runtime, address, &request)?;
        let token = session["token"].as_str().context("a session has a token")?;
        Ok(Self {
            header: format!("authorization: Bearer {token}\r\n"),
            roles: session["me"]["roles"].clone(),
        })
    }

    fn get(&self, path: &str) -> Vec<u8> {
        http::request("GET", path, &self.header, &[])
    }
}

/// A city of open cases, served.
struct City(Server);

impl City {
    /// The demo city with so many open cases; the coordinator has assigned the department its share.
    fn open(workspace: &Workspace, program: &Path, cases: u32) -> Result<Self> {
        let data = server::city_of(workspace, program, cases)?;
        let city = Self(Server::start(program, &data, &[])?);
        let assigned = data.join("assigned");
        if !assigned.is_file() {
            let count = cases / ASSIGNED;
            step(&format!("{count} cases go to the department"), || {
                city.assign(count as usize)
            })?;
            File::create(&assigned)?;
        }
        city.0.rest()?;
        Ok(city)
    }

    /// Assigns so many cases.
    fn assign(&self, count: usize) -> Result<()> {
        let runtime = http::runtime()?;
        let coordinator = Signed::in_as(&runtime, self.0.address, COORDINATOR)?;
        let officer = Signed::in_as(&runtime, self.0.address, OFFICER)?;
        let lead = &officer.roles[0]["officer"]["department"];
        let mut left = count;
        while left > 0 {
            let path = format!("{LIST}&limit={BATCH}&state=accepted");
            let page = http::ask(&runtime, self.0.address, &coordinator.get(&path))?;
            let cards = page["items"].as_array().context("a page has cards")?;
            ensure!(!cards.is_empty(), "{left} of {count} cases could not be assigned");
            let commands: Vec<Value> = cards.iter().take(left).map(|card| assign(card, lead)).collect();
            let body = json!({ "commands": commands }).to_string();
            let push = http::post("/api/v1/sync/push", &coordinator.header, body.as_bytes());
            http::load(&runtime, self.0.address, 1, &[push], applied(commands.len()))?;
            left -= commands.len();
        }
        Ok(())
    }

    /// The requests of one visit to a desk.
    fn visit(&self, runtime: &Runtime, desk: Desk) -> Result<Vec<Vec<u8>>> {
        let login = match desk {
            Desk::Triage => COORDINATOR,
            Desk::Queue => OFFICER,
        };
        let signed = Signed::in_as(runtime, self.0.address, login)?;
        let list = desk.list(&signed.roles)?;
        let mut requests = Vec::new();
        let mut after = String::new();
        let mut first = None;
        for _ in 0..PAGES {
            let request = signed.get(&format!("{list}{after}"));
            let page = http::ask(runtime, self.0.address, &request)?;
            let cards = page["items"].as_array().context("a page has cards")?;
            ensure!(
                cards.len() == PAGE,
                "a page of {} cards: {list}{after}",
                cards.len()
            );
            first = first.or(cards[0]["id"].as_str().map(str::to_owned));
            after = format!("&after={}", page["next"].as_str().unwrap_or_default());
            requests.push(request);
        }
        let case = first.context("a card has an id")?;
        requests.push(signed.get(&format!("/api/v1/proposals/{case}")));
        Ok(requests)
    }
}

/// Visits to a desk, each over a connection of its own: which of the server's threads serves one is chance, and would be
/// the same chance for all of them.
struct Visitor<'a> {
    runtime: &'a Runtime,
    address: SocketAddr,
    visit: Vec<Vec<u8>>,
}

impl<'a> Visitor<'a> {
    fn to(city: &City, runtime: &'a Runtime, desk: Desk) -> Result<Self> {
        Ok(Self {
            runtime,
            address: city.0.address,
            visit: city.visit(runtime, desk)?,
        })
    }

    /// How many milliseconds a visit takes.
    fn go(&self) -> Result<f64> {
        self.runtime.block_on(async {
            let mut connection = Connection::open(self.address).await?;
            let watch = Stopwatch::start();
            for request in &self.visit {
                list::json(&connection.ask(request).await?)?;
            }
            Ok(watch.elapsed().0.as_secs_f64() * 1000.0)
        })
    }
}

fn assign(card: &Value, lead: &Value) -> Value {
    let id = Uuid::now_v7();
    let at = id.get_timestamp().map_or(0, |at| at.to_unix().0 * 1_000);
    let action = json!({ "assign": { "lead": lead, "joint": [] } });
    json!({ "id": id, "at": at, "order": { "proposal": { "proposal": card["id"], "action": action } } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_desk_asks_for_what_lies_on_it() {
        let coordinator = json!([{ "coordinator": { "area": "here" } }]);
        let list = Desk::Triage.list(&coordinator).expect("is a coordinator");
        assert!(list.contains("&area=here&state=submitted,"), "{list}");
        assert!(Desk::Queue.list(&coordinator).is_err());
    }
}
