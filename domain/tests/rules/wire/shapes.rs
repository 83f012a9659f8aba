//! One example of each message, as JSON.

use crate::town::{
    Town, accept, account, achieve, adopt, appeal, argue, ask, assess, assign, check, citizen, city, clarify,
    colleague, conclude, contribute, convene, coordinator, crossing, discard, entrust, excuse, explain,
    extend, give_back, hand_over, hide, inquire, keep, lamp, merge, move_to, note, officer, plan, prepare,
    proposal, publish, rate, refusal, reply, report, resolve, respond, restore, retract, second, supervisor,
    unmerge, unsecond,
};
use domain::actor::{Actor, Level, Role};
use domain::attachment::{Attachment, FileHash, FileKind};
use domain::city::Names;
use domain::command::{Command, Order};
use domain::draw::Pool;
use domain::event::{By, Event, Fact};
use domain::id::{AccountId, CommandId};
use domain::place::{Near, Point};
use domain::proposal::{Action, ActionKind, Decline, Draft, Judgement, Objection, Ruling, Side, State};
use domain::protocol::{
    ChangesResponse, CommandResult, DrawDetail, Drawn, Draws, GuestRequest, HeadMoved, InclusionProof, Me,
    Outcome, ProposalDetail, PushRequest, PushResponse, Session, SignIn, SignUp, Supervised, Supervisions,
};
use domain::query::{Card, Cursor, Order as ListOrder, Page, ProposalQuery};
use domain::refusal::Refusal;
use domain::time::Timestamp;
use insta::assert_json_snapshot;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What was written can be read, and says the same.
pub(super) fn travels<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(message: &T) {
    let json = serde_json::to_string(message).expect("JSON");
    assert_eq!(&serde_json::from_str::<T>(&json).expect("readable"), message);
}

fn actions() -> Vec<Action> {
    vec![
        Action::Submit {
            draft: Draft {
                title: Some("北门路灯".to_owned()),
                text: "坏了三个星期。".to_owned(),
                category: Some("lighting".into()),
                area: Some("canal".into()),
                place: Some("北门第二根灯杆".to_owned()),
                point: Point::from_degrees(30.593_1, 114.305_4).ok(),
                language: "zh-CN".to_owned(),
                signature: Some("陈秀英".to_owned()),
                attachments: vec![Attachment {
                    hash: FileHash([0xa1; 32]),
                    kind: FileKind::Jpeg,
                    bytes: 182_044,
                    alt: Some("北门的灯杆，灯罩碎了".to_owned()),
                }],
            },
        },
        Action::Accept {
            category: Some("lighting".into()),
            area: Some("canal".into()),
        },
        Action::Decline {
            reason: Decline::NotOurs,
            text: "归省里。".to_owned(),
        },
        appeal("请再看看。"),
        Action::CloseUnappealed {},
        merge(8),
        unmerge(8),
        assign("lights", &["parks"]),
        give_back("不归我们。"),
        Action::Take {},
        hand_over(&colleague("traffic", 2)),
        prepare(1, note("看过现场。")),
        check(1),
        discard(1),
        publish(1),
        ask("几点？"),
        reply("七点。"),
        Action::Resume {},
        extend("等材料。"),
        contribute("树不用砍。"),
        excuse("那里没有树。"),
        note("看过现场。"),
        plan("2026-03-20", &[("画线", "2026-03-12"), ("换灯", "2026-03-20")]),
        achieve(1),
        resolve("换好了。"),
        Action::Judge {
            judgement: Judgement::NotSolved,
            stars: Some(2),
            text: Some("又灭了。".to_owned()),
        },
        rate(Judgement::Partly, 3),
        convene("2026-03-20"),
        conclude(Ruling::Rework),
        entrust(&supervisor("canal")),
        inquire("去看过现场吗？"),
        clarify("去过。"),
        assess(false),
        Action::CloseUnjudged {},
        Action::Withdraw {},
        Action::Escalate {},
        Action::Support {},
        Action::Unsupport {},
        move_to(8),
        Action::Follow {},
        Action::Unfollow {},
        argue(1, Side::For, "老人多。"),
        retract(1),
        second(1),
        unsecond(1),
        respond(1, "数过了，是这样。"),
        report(1, Objection::Untrue),
        keep(1),
        hide(1, Objection::PersonalData),
        restore(1),
    ]
}

/// Whether a choice is written by its name; what is about an argument has it within.
fn is_named(json: &serde_json::Value, name: &str) -> bool {
    let within = |of: &str| {
        json.get("argument")
            .and_then(|it| it.get(of)?.get(name))
            .is_some()
    };
    json.get(name).is_some() || within("action") || within("step")
}

#[test]
fn every_action() {
    let kinds: Vec<ActionKind> = actions().iter().map(Action::kind).collect();
    assert_eq!(kinds, ActionKind::ALL, "one of each");
    for action in actions() {
        travels(&action);
        let json = serde_json::to_value(&action).expect("JSON");
        assert!(is_named(&json, action.kind().name()), "{json}");
    }
    assert_json_snapshot!(actions());
}

/// The one of this kind.
fn action(kind: ActionKind) -> Action {
    let mut actions = actions().into_iter();
    actions.find(|action| action.kind() == kind).expect("one of each")
}

/// A town in which every change has happened once.
fn eventful() -> Town {
    let (zhou, traffic) = (coordinator("town"), officer("traffic"));
    let mut town = Town::at("2026-03-09 09:00");
    let case = |town: &mut Town, id: u128, moves: &[(&Actor, Action)]| {
        for (actor, action) in moves {
            let outcome = town.asks(actor, proposal(id), action.clone());
            assert_eq!(refusal(&outcome), "", "{action:?}");
        }
    };
    let submit = action(ActionKind::Submit);
    let author = citizen(1);
    case(
        &mut town,
        1,
        &[
            (&author, submit),
            (&zhou, accept()),
            (&citizen(2), Action::Support {}),
            (&citizen(2), Action::Follow {}),
            (&zhou, assign("lights", &["parks"])),
            (&officer("lights"), give_back("归交警。")),
            (&zhou, assign("traffic", &["parks", "lights"])),
            (&traffic, Action::Take {}),
            (&officer("parks"), contribute("树不用砍。")),
            (&officer("lights"), excuse("那里没有灯。")),
            (&traffic, ask("几点？")),
            (&author, reply("七点。")),
            (&traffic, extend("等材料。")),
            (&traffic, note("看过现场。")),
            (&citizen(2), Action::Unsupport {}),
            (&traffic, adopt("换灯。", "2026-03-20")),
            (&traffic, resolve("换好了。")),
            (&author, action(ActionKind::Judge)),
            (&traffic, Action::Take {}),
            (&officer("parks"), contribute("还是不用砍。")),
            (&traffic, plan("2026-03-20", &[("画线", "2026-03-12")])),
            (&traffic, achieve(0)),
            (&traffic, resolve("又换好了。")),
            (&citizen(2), rate(Judgement::NotSolved, 1)),
            (&author, action(ActionKind::Judge)),
            (&zhou, convene("2026-03-09")),
            (&zhou, conclude(Ruling::Rework)),
            (&traffic, Action::Take {}),
            (&officer("parks"), contribute("不用砍。")),
            (&traffic, explain("换成了新的。")),
            (
                &author,
                Action::Judge {
                    judgement: Judgement::Solved,
                    stars: Some(5),
                    text: Some("好。".to_owned()),
                },
            ),
        ],
    );
    case(
        &mut town,
        2,
        &[
            (&author, crossing()),
            (&zhou, action(ActionKind::Decline)),
            (&author, appeal("请再看看。")),
        ],
    );
    case(&mut town, 3, &[(&author, lamp()), (&author, Action::Withdraw {})]);
    case(
        &mut town,
        4,
        &[
            (&author, crossing()),
            (&zhou, accept()),
            (&zhou, assign("traffic", &[])),
            (&traffic, Action::Take {}),
            (&traffic, explain("理由。")),
        ],
    );
    case(
        &mut town,
        5,
        &[(&author, crossing()), (&zhou, action(ActionKind::Decline))],
    );
    case(&mut town, 6, &[(&author, crossing()), (&zhou, ask("在哪里？"))]);
    town.until("2026-04-17 00:00");
    case(&mut town, 4, &[(&Actor::System, Action::CloseUnjudged {})]);
    case(&mut town, 5, &[(&Actor::System, Action::CloseUnappealed {})]);
    case(&mut town, 6, &[(&Actor::System, Action::Resume {})]);
    case(&mut town, 2, &[(&Actor::System, Action::Escalate {})]);
    case(&mut town, 8, &[(&author, crossing())]);
    case(
        &mut town,
        7,
        &[(&author, crossing()), (&zhou, merge(8)), (&zhou, unmerge(8))],
    );
    let other = colleague("traffic", 2);
    case(
        &mut town,
        10,
        &[
            (&author, crossing()),
            (&zhou, accept()),
            (&zhou, assign("traffic", &[])),
            (&traffic, Action::Take {}),
            (&other, hand_over(&other)),
            (&other, prepare(1, note("看过现场。"))),
            (&traffic, check(1)),
            (&traffic, publish(1)),
            (&other, prepare(2, explain("理由。"))),
            (&other, discard(2)),
        ],
    );
    let looker = supervisor("canal");
    town.until("2026-05-01 00:00").knows(&looker);
    let drawn = town.draws(&Actor::System, "2026-04", &[1, 4]);
    assert_eq!(refusal(&drawn), "");
    case(
        &mut town,
        4,
        &[
            (&Actor::System, entrust(&looker)),
            (&looker, inquire("去看过现场吗？")),
            (&traffic, clarify("去过。")),
            (&looker, assess(false)),
        ],
    );
    let follower = citizen(2);
    case(
        &mut town,
        11,
        &[
            (&author, crossing()),
            (&zhou, accept()),
            (&author, argue(1, Side::For, "老人多。")),
            (&follower, argue(2, Side::Against, "车会堵到桥上。")),
            (&follower, second(1)),
            (&follower, unsecond(1)),
            (&zhou, respond(1, "数过了，是这样。")),
            (&follower, report(1, Objection::Untrue)),
            (&zhou, keep(1)),
            (&zhou, hide(1, Objection::PersonalData)),
            (&zhou, restore(1)),
            (&follower, retract(2)),
        ],
    );
    for (number, who, erase) in [(8, &author, false), (7, &author, true)] {
        assert_eq!(refusal(&town.leaves(&Actor::System, number, who, erase)), "");
    }
    town
}

#[test]
fn every_change_as_an_event() {
    let town = eventful();
    let changes: BTreeSet<&str> = town
        .world
        .log
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::Proposal { change, .. } | Fact::Internal { change, .. } => Some(change.name()),
            _ => None,
        })
        .collect();
    assert_eq!(changes.len(), 53, "{changes:?}");
    for event in &town.world.log {
        travels(event);
        if let Fact::Proposal { change, .. } | Fact::Internal { change, .. } = &event.fact {
            let json = serde_json::to_value(change).expect("JSON");
            assert!(is_named(&json, change.name()), "{json}");
        }
    }
    assert_json_snapshot!(town.world.log);
}

#[test]
fn the_feed() {
    let town = eventful();
    let response = ChangesResponse {
        epoch: "01968b2e-7a00-7000-8000-000000000001".to_owned(),
        events: town
            .world
            .log
            .iter()
            .take(1)
            .filter_map(|event| event.clone().seen_by(None, false))
            .collect(),
        next: 1,
        head: 40,
    };
    travels(&response);
    assert_json_snapshot!(response);
    assert_json_snapshot!("head_moved", HeadMoved { head: 41 });
}

#[test]
fn what_citizens_look_at() {
    let town = eventful();
    let case = town.case_of(4);
    let one = Supervised {
        card: Card::from(case),
        supervision: case.supervisions[0].clone(),
    };
    let drawn = Drawn {
        seq: 90,
        at: town.now,
        draw: town.world.drawn.clone().expect("a draw"),
        fit: 0,
        unfit: 1,
    };
    let told = Supervisions {
        own: vec![one.clone()],
        asked: Vec::new(),
        uncovered: Vec::new(),
    };
    travels(&told);
    assert_json_snapshot!("supervisions", told);
    let detail = DrawDetail {
        drawn: drawn.clone(),
        cases: vec![one],
    };
    travels(&detail);
    assert_json_snapshot!("draw_detail", detail);
    travels(&Draws { items: vec![drawn] });
    let pool = Pool {
        month: "2026-04".parse().expect("a month"),
        after: 0,
        size: 80,
        seed: "c2VlZA==".to_owned(),
        sample: town.world.city.policy.sample,
        candidates: vec![proposal(1), proposal(4)],
    };
    travels(&pool);
    assert_json_snapshot!("draw_pool", pool);
}

#[test]
fn the_directory_as_an_event() {
    let mut city = city();
    city.areas.truncate(2);
    city.departments.truncate(1);
    city.departments[0].contact = Some("拨 12345".to_owned());
    city.categories.truncate(1);
    city.categories[0].examples = Names([("en".to_owned(), "a lamp that is out".to_owned())].into());
    city.calendar.years.retain(|year, _| *year == 2025);
    let event = Event {
        seq: 1,
        at: Timestamp(1_773_018_000_000),
        command: None,
        by: By::system(),
        fact: Fact::City { city: Box::new(city) },
    };
    travels(&event);
    assert_json_snapshot!(event);
}

#[test]
fn a_push_and_every_outcome() {
    let mut town = eventful();
    let request = PushRequest {
        commands: vec![town.about(proposal(9), Some(3), Action::Take {}), {
            let city = Box::new(crate::town::city());
            Command {
                order: Order::City { city, seen: None },
                ..town.about(proposal(9), None, Action::Take {})
            }
        }],
    };
    travels(&request);
    assert_json_snapshot!(request.commands[0]);

    let current = Box::new(town.case().clone());
    let problem = Refusal::WrongState {
        action: ActionKind::Accept,
        state: State::Declined,
    }
    .problem();
    let outcomes = [
        Outcome::Applied { seq: 7 },
        Outcome::Duplicate { seq: 7 },
        Outcome::Refused {
            problem: problem.clone(),
        },
        Outcome::Conflict { problem, current },
        Outcome::RetryLater { after_ms: 1_500 },
    ];
    let results = outcomes.into_iter().zip(1..).map(|(outcome, id)| CommandResult {
        id: CommandId(Uuid::from_u128(id)),
        outcome,
    });
    let response = PushResponse {
        results: results.collect(),
    };
    travels(&response);
    assert_json_snapshot!(response);
}

#[test]
fn one_proposal_and_a_list() {
    let town = eventful();
    let detail = ProposalDetail {
        proposal: town.case().clone(),
        timeline: town.world.log.iter().take(1).cloned().collect(),
        relation: town.world.view(proposal(1), Some(account(2))).relation,
        debate: town.world.debate(proposal(11), Some(account(2))),
    };
    travels(&detail);
    assert_json_snapshot!(detail);

    let card = Card::from(town.case());
    let page = Page {
        next: ProposalQuery {
            order: ListOrder::MostSupported,
            ..ProposalQuery::default()
        }
        .cursor(&card),
        items: vec![card],
    };
    travels(&page);
    assert_json_snapshot!("a_page", page);

    let query = ProposalQuery {
        area: Some("north".into()),
        category: Some("lighting".into()),
        states: vec![State::InProgress, State::Reopened],
        department: Some("lights".into()),
        text: Some("路灯".to_owned()),
        near: Point::from_degrees(30.5, 114.25)
            .ok()
            .map(|point| Near { point, metres: 700 }),
        bounds: "30.4,114.1,30.6,114.4".parse().ok(),
        order: ListOrder::MostUrgent,
        after: Some(Cursor {
            key: 1_773_018_000_000,
            id: proposal(1),
        }),
        limit: 20,
    };
    travels(&query);
    assert_json_snapshot!("a_query", query);
}

#[test]
fn accounts_and_sessions() {
    let me = Me {
        account: AccountId(Uuid::from_u128(1)),
        level: Level::ResidentVerified,
        roles: vec![
            Role::Coordinator { area: "town".into() },
            Role::Officer {
                department: "lights".into(),
            },
            Role::Administrator {},
        ],
        name: Some("周敏".to_owned()),
    };
    let session = Session {
        token: "TOKEN".to_owned(),
        me,
    };
    travels(&session);
    assert_json_snapshot!(session);

    let guest = GuestRequest {
        account: AccountId(Uuid::from_u128(1)),
        secret: "SECRET".to_owned(),
    };
    travels(&guest);
    assert_json_snapshot!("guest", guest);
    let sign_up = SignUp {
        login: "chen".to_owned(),
        password: "PASSWORD".to_owned(),
        name: Some("陈秀英".to_owned()),
    };
    travels(&sign_up);
    assert_json_snapshot!("sign_up", sign_up);
    let sign_in = SignIn {
        login: "chen".to_owned(),
        password: "PASSWORD".to_owned(),
    };
    travels(&sign_in);
    assert_json_snapshot!("sign_in", sign_in);
}

#[test]
fn a_proof() {
    let proof = InclusionProof {
        index: 0,
        leaf: "bGVhZg==".to_owned(),
        path: vec!["cGF0aA==".to_owned()],
        checkpoint: "huisheng.example/log\n1\nAAAA\n\n— huisheng.example/log AAAA\n".to_owned(),
    };
    travels(&proof);
    assert_json_snapshot!(proof);
}
