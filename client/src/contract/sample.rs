//! Things to keep, made from a number: the same number, the same thing.

use crate::api::{InboxEntry, KeptDraft, OutboxItem, OutboxState, Preferences};
use crate::files::{Chosen, Way};
use crate::store::{FOLD, Kept, Meta};
use crate::unsent::{Form, KeptUnsent, Unsent};
use domain::actor::{Level, Part};
use domain::calendar::Calendar;
use domain::city::{Area, AreaKind, Category, City, Clocks, Department, Names, Policy};
use domain::clock::{Clock, ClockKind};
use domain::command::{Command, Order};
use domain::event::{By, Event, Fact};
use domain::id::{AccountId, AreaId, ArgumentId, CommandId, ProposalId};
use domain::place::Point;
use domain::proposal::{
    Action, ActionKind, Argument, Change, Contribution, Debate, Draft, Internal, Objection, Opinions,
    Proposal, Relation, Side, Stance, State,
};
use domain::protocol::{Me, Scope, Supervisions};
use domain::time::Timestamp;
use uuid::Uuid;

/// 2026-01-01T00:00:00Z.
pub const NEW_YEAR: i64 = 1_767_225_600_000;

fn uuid(kind: u8, n: u32) -> Uuid {
    let mut random = [0; 10];
    random[0] = kind;
    random[6..].copy_from_slice(&n.to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(NEW_YEAR.unsigned_abs(), &random).into_uuid()
}

/// The id of the `n`th proposal.
pub fn proposal_id(n: u32) -> ProposalId {
    ProposalId(uuid(1, n))
}

/// The `n`th account.
pub fn account_id(n: u32) -> AccountId {
    AccountId(uuid(2, n))
}

/// A city with two districts, one of them with two streets.
pub fn city() -> City {
    let names = |name: &str| Names([("zh-CN".to_owned(), name.to_owned())].into());
    let area = |id: &str, kind, parent: Option<&str>, name| Area {
        id: AreaId::from(id),
        kind,
        parent: parent.map(AreaId::from),
        names: names(name),
        boundary: None,
        templates: Vec::new(),
        retired: false,
    };
    let department = |id: &str, name| Department {
        id: id.into(),
        names: names(name),
        contact: None,
        second_eyes: false,
        templates: Vec::new(),
        retired: false,
    };
    let category = |id: &str, name, department: &str| Category {
        id: id.into(),
        names: names(name),
        examples: Names::default(),
        department: Some(department.into()),
        clocks: None,
        retired: false,
    };
    City {
        names: names("江城市"),
        areas: vec![
            area("city", AreaKind::City, None, "江城市"),
            area("east", AreaKind::District, Some("city"), "东湖区"),
            area("west", AreaKind::District, Some("city"), "西山区"),
            area("lake", AreaKind::Street, Some("east"), "湖滨街道"),
            area("bridge", AreaKind::Street, Some("east"), "石桥街道"),
        ],
        departments: vec![department("roads", "市政局"), department("parks", "园林局")],
        categories: vec![
            category("light", "路灯", "roads"),
            category("green", "绿化", "parks"),
        ],
        policy: Policy::default(),
        calendar: Calendar::weekends_only(480),
    }
}

/// The record of a device that has read nothing.
pub fn meta() -> Meta {
    let account = account_id(1);
    Meta {
        guest: account,
        guest_secret: "secret".to_owned(),
        token: None,
        me: Me {
            account,
            level: Level::Guest,
            roles: vec![],
            name: None,
        },
        epoch: None,
        cursor: 0,
        fold: FOLD,
        scope: Scope::All,
        synced_at: None,
        preferences: Preferences::default(),
        read_up_to: 0,
        colleagues: Vec::new(),
        views_told: Vec::new(),
        supervisions: Supervisions::default(),
        next_position: 1,
        leaving: false,
    }
}

/// The `n`th proposal; neighbours differ in area, state, category, department, supports and words, and some
/// were submitted in the same millisecond.
pub fn kept(n: u32) -> Kept {
    const AREAS: [&str; 5] = ["city", "east", "west", "lake", "bridge"];
    const THINGS: [&str; 4] = ["路灯不亮", "井盖松动", "Broken bench", "公园长椅"];
    let at = Timestamp(NEW_YEAR + i64::from(n / 3) * 60_000);
    let state = State::ALL[n as usize % State::ALL.len()];
    let thing = THINGS[n as usize / 2 % THINGS.len()];
    let due = Timestamp(at.0 + i64::from(n % 7) * 86_400_000);
    let clock = match state {
        _ if state.is_over() => None,
        State::Implementing => Some(ClockKind::Work),
        State::Answered | State::Resolved => Some(ClockKind::Verdict),
        _ => Some(ClockKind::Triage),
    };
    let assigned = !matches!(
        state,
        State::Submitted | State::Accepted | State::Declined | State::Appealed | State::Merged
    );
    Kept {
        proposal: Proposal {
            id: proposal_id(n),
            number: Some(format!("2026-{n:04}")),
            title: format!("{thing}编号{n}号"),
            text: format!("楼下的{thing}已经三个星期，请尽快处理。Case {n}."),
            category: [None, Some("light".into()), Some("green".into())][n as usize % 3].clone(),
            area: AREAS[n as usize % AREAS.len()].into(),
            place: (n.is_multiple_of(4)).then(|| "解放路口".to_owned()),
            // Some are at one point.
            point: (!n.is_multiple_of(3))
                .then(|| middle(f64::from(n % 20), f64::from(n % 6)))
                .flatten(),
            language: "zh-CN".to_owned(),
            signature: None,
            attachments: Vec::new(),
            author: None,
            state,
            since: at,
            submitted_at: at,
            updated_at: at,
            clock: clock.map(|kind| Clock {
                kind,
                started: at,
                due,
                provisional: false,
                escalated: None,
            }),
            clocks: Clocks::default(),
            lead: assigned.then(|| ["roads", "parks"][n as usize % 2].into()),
            // The other one has a part in every third, and in some of these it has said it.
            joint: if n.is_multiple_of(3) {
                vec![["parks", "roads"][n as usize % 2].into()]
            } else {
                vec![]
            },
            contributions: if n.is_multiple_of(6) {
                vec![Contribution {
                    department: "parks".into(),
                    text: "已看过".to_owned(),
                    at,
                }]
            } else {
                vec![]
            },
            declined_by: None,
            merged: None,
            joined: vec![],
            question: None,
            extended: false,
            answer: None,
            verdict: None,
            opinions: Opinions::default(),
            hearing: None,
            supervisions: Vec::new(),
            internal: Internal::default(),
            supports: n * 7 % 5,
            reopened: 0,
            returned: 0,
            version: 1,
            seq: u64::from(n) + 1,
        },
        relation: Relation::default(),
        debate: if n.is_multiple_of(5) {
            debate(n)
        } else {
            Debate::default()
        },
        mine: false,
    }
}

/// What is said for the `n`th proposal.
fn debate(n: u32) -> Debate {
    let argument = Argument {
        side: Side::For,
        text: Some(format!("晚上看不见路，这是第{n}次了。")),
        at: Timestamp(NEW_YEAR + i64::from(n) * 60_000),
        author: None,
        seq: u64::from(n) + 1,
        supports: n % 3,
        response: None,
        reports: [(Objection::OffTopic, 1)].into(),
        reported_at: None,
        moderation: None,
    };
    let seconds = n.is_multiple_of(2);
    let (id, stance) = (
        ArgumentId(uuid(3, n)),
        Stance {
            seconds,
            reported: true,
        },
    );
    Debate {
        arguments: [(id, argument)].into(),
        own: [(id, stance)].into(),
    }
}

/// A note in the timeline of the `n`th proposal.
pub fn noted(n: u32, seq: u64) -> Event {
    Event {
        seq,
        at: Timestamp(NEW_YEAR + 1_000),
        command: None,
        by: By {
            part: Part::Officer,
            department: Some("roads".into()),
            account: None,
        },
        fact: Fact::Proposal {
            proposal: proposal_id(n),
            version: u32::try_from(seq).unwrap_or(u32::MAX),
            change: Change::Noted {
                text: format!("note {seq}"),
            },
        },
    }
}

/// A command in the outbox: the `n`th, at this position.
pub fn item(n: u32, position: u64) -> OutboxItem {
    OutboxItem {
        command: Command {
            id: CommandId(uuid(3, n)),
            at: Timestamp(NEW_YEAR),
            order: Order::Proposal {
                proposal: proposal_id(n),
                seen: Some(1),
                action: Action::Support {},
            },
        },
        state: OutboxState::Queued,
        attempts: 0,
        title: format!("title {n}"),
        position,
        files: Vec::new(),
    }
}

/// The `n`th file that somebody chose.
pub fn chosen(n: u32) -> Chosen {
    Chosen {
        id: uuid(5, n),
        name: format!("{n}.jpg"),
        kind: "image/jpeg".to_owned(),
        bytes: 1_000,
        alt: Some("北门的灯".to_owned()),
        keeps_place: false,
        way: Way::default(),
    }
}

/// The `n`th draft; later numbers were saved later.
pub fn draft(n: u32) -> KeptDraft {
    KeptDraft {
        id: uuid(4, n),
        draft: Draft {
            text: format!("草稿 {n}"),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
        files: vec![chosen(n)],
        saved_at: Timestamp(NEW_YEAR + i64::from(n)),
    }
}

/// What the `n`th account began about the `n`th proposal, at this place of it.
pub fn unsent(n: u32, place: &str) -> KeptUnsent {
    let form = Form {
        place: place.to_owned(),
        ..Form::of(proposal_id(n), ActionKind::Argue)
    };
    KeptUnsent {
        by: account_id(n),
        unsent: Unsent {
            form,
            words: [("text".to_owned(), format!("写了一半 {n}"))].into(),
            files: vec![chosen(n)],
        },
        saved_at: Timestamp(NEW_YEAR + i64::from(n)),
    }
}

/// What the inbox has at this sequence number.
pub fn inbox_entry(seq: u64) -> InboxEntry {
    InboxEntry {
        seq,
        at: Timestamp(NEW_YEAR),
        proposal: proposal_id(1),
        title: "路灯不亮".to_owned(),
        change: Change::Noted {
            text: "note".to_owned(),
        },
        read: false,
    }
}

/// So many thousandths of a degree north and east of the middle of the city.
pub(super) fn middle(north: f64, east: f64) -> Option<Point> {
    Point::from_degrees(30.6 + north / 1_000.0, 112.2 + east / 1_000.0).ok()
}
