//! Lists: every page once, in the order that a device would give, whatever the filters.

use crate::support::{Server, Somebody, accept};
use domain::id::ProposalId;
use domain::place::{Bounds, Near, Point};
use domain::proposal::{Action, Draft, Proposal, State};
use domain::query::{Card, Order, Page, ProposalQuery};
use domain::world::World;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reqwest::Method;
use uuid::Uuid;

/// Steps of a few hundred metres from a corner of the city.
fn at(north: usize, east: usize) -> Point {
    Point::from_degrees(30.97 + 0.004 * north as f64, 111.97 + 0.004 * east as f64).expect("a point")
}

/// Many proposals of few moments, so that keys are often equal.
async fn filled() -> Server {
    let server = Server::start().await;
    let city = backend::demo::city();
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let citizens: Vec<Somebody> = futures::future::join_all((0..3).map(|_| server.citizen())).await;
    for round in 0..4_usize {
        let ids: Vec<ProposalId> = (0..40).map(|_| ProposalId(Uuid::new_v4())).collect();
        let submit = |(n, id): (usize, &ProposalId)| {
            let draft = Draft {
                text: format!("{} 第{n}条 Lamp{}", ["路灯坏了", "井盖松动", "灯"][n % 3], n % 5),
                area: Some(city.areas[(n * 7 + round) % city.areas.len()].id.clone()),
                category: (n % 4 > 0).then(|| city.categories[n % 4].id.clone()),
                // Every fifth has no point, and some are at one.
                point: (n % 5 > 0).then(|| at(n % 7, n % 4 + round)),
                language: "zh-CN".to_owned(),
                ..Draft::default()
            };
            server.command(*id, Action::Submit { draft })
        };
        server
            .push(&author, ids.iter().enumerate().map(submit).collect())
            .await;
        let step = |skip: usize, action: fn(usize) -> Action| {
            let some = ids.iter().enumerate().skip(skip);
            some.map(|(n, id)| server.command(*id, action(n)))
                .collect::<Vec<_>>()
        };
        server.push(&coordinator, step(8, |_| accept())).await;
        server
            .push(
                &coordinator,
                step(24, |n| Action::Assign {
                    lead: backend::demo::city().departments[n % 2].id.clone(),
                    joint: Vec::new(),
                }),
            )
            .await;
        for (place, citizen) in citizens.iter().enumerate() {
            server
                .push(citizen, step(10 + place * 9, |_| Action::Support {}))
                .await;
        }
        server.push(&author, step(36, |_| Action::Withdraw {})).await;
        server.pass(60_000);
    }
    server
}

/// The same list as a device without an index makes it: all proposals, folded from the feed, filtered and sorted.
fn plainly(world: &World, query: &ProposalQuery) -> Vec<Card> {
    let within = query.area.as_ref().map(|area| world.city.within(area));
    let fits = |proposal: &&Proposal| {
        within
            .as_ref()
            .is_none_or(|within| within.contains(&proposal.area))
            && query
                .category
                .as_ref()
                .is_none_or(|category| proposal.category.as_ref() == Some(category))
            && (query.states.is_empty() || query.states.contains(&proposal.state))
            && query
                .department
                .as_ref()
                .is_none_or(|lead| proposal.lead.as_ref() == Some(lead))
            && query.reaches(proposal.point)
            && query.text.as_ref().is_none_or(|typed| {
                domain::search::matches(&format!("{}\n{}", proposal.title, proposal.text), typed)
            })
    };
    let cards = world.proposals.values().filter(fits).map(Card::from);
    let mut keyed: Vec<(i64, Card)> = cards.filter_map(|card| Some((query.key(&card)?, card))).collect();
    // What is equal stands as in the log, where the running numbers were given.
    keyed.sort_by_key(|(key, card)| (*key, card.number.clone()));
    match query.order {
        Order::MostUrgent => {}
        Order::Newest | Order::MostSupported => keyed.reverse(),
        Order::Nearest => {
            keyed.reverse();
            keyed.sort_by_key(|(metres, _)| *metres);
        }
    }
    keyed.into_iter().map(|(_, card)| card).collect()
}

fn written(query: &ProposalQuery) -> Vec<(&'static str, String)> {
    let mut pairs = vec![("limit", query.limit.to_string())];
    let order = serde_json::to_value(query.order).expect("JSON");
    pairs.push(("order", order.as_str().expect("a name").to_owned()));
    pairs.extend(query.area.as_ref().map(|area| ("area", area.0.clone())));
    pairs.extend(
        query
            .category
            .as_ref()
            .map(|category| ("category", category.0.clone())),
    );
    pairs.extend(
        query
            .department
            .as_ref()
            .map(|department| ("department", department.0.clone())),
    );
    pairs.extend(query.text.as_ref().map(|text| ("text", text.clone())));
    pairs.extend(query.near.iter().flat_map(|near| {
        [
            ("near", near.point.to_string()),
            ("metres", near.metres.to_string()),
        ]
    }));
    pairs.extend(query.bounds.map(|bounds| ("bounds", bounds.to_string())));
    pairs.extend(query.after.map(|after| ("after", after.to_string())));
    if !query.states.is_empty() {
        let states: Vec<&str> = query.states.iter().map(|state| state.name()).collect();
        pairs.push(("state", states.join(",")));
    }
    pairs
}

async fn page(server: &Server, query: &ProposalQuery) -> Page {
    let mut url = reqwest::Url::parse(&server.url("/api/v1/proposals")).expect("an address");
    url.query_pairs_mut().extend_pairs(written(query));
    let path = format!("{}?{}", url.path(), url.query().unwrap_or_default());
    let request = server.request(Method::GET, &path, None);
    let answer = request.send().await.expect("answers");
    let (status, body) = (answer.status(), answer.text().await.expect("a body"));
    serde_json::from_str(&body).unwrap_or_else(|error| panic!("{query:?}: {status} {error}: {body}"))
}

async fn walked(server: &Server, mut query: ProposalQuery) -> Vec<Card> {
    let mut cards = Vec::new();
    loop {
        let page = page(server, &query).await;
        assert!(page.items.len() <= query.page_size());
        assert!(page.next.is_none() || page.items.len() == query.page_size());
        if page.next.is_some() {
            assert_eq!(page.next, page.items.last().and_then(|card| query.cursor(card)));
        }
        cards.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return cards,
        }
    }
}

fn queries() -> impl Strategy<Value = ProposalQuery> {
    let city = backend::demo::city();
    let areas: Vec<_> = city
        .areas
        .iter()
        .map(|area| area.id.clone())
        .chain(["nowhere".into()])
        .collect();
    let categories: Vec<_> = city.categories[..4]
        .iter()
        .map(|category| category.id.clone())
        .collect();
    let departments: Vec<_> = city.departments[..3]
        .iter()
        .map(|department| department.id.clone())
        .collect();
    let states = proptest::sample::subsequence(State::ALL.to_vec(), 0..4);
    let texts = vec![
        "路灯",
        "灯",
        "lamp",
        "Lamp1 路灯",
        "第3条",
        "松动 lamp2",
        "没有这个",
        "，",
    ];
    let orders = vec![
        Order::Newest,
        Order::MostSupported,
        Order::MostUrgent,
        Order::Nearest,
    ];
    let near = (0..7_usize, 0..7_usize, 1..4_000_u32).prop_map(|(north, east, metres)| Near {
        point: at(north, east),
        metres,
    });
    let corners = [(0..7_usize, 0..7_usize), (0..7_usize, 0..7_usize)];
    let bounds = corners.prop_map(|corners| Bounds::of(corners.map(|(north, east)| at(north, east))));
    (
        proptest::option::weighted(0.4, proptest::sample::select(areas)),
        proptest::option::weighted(0.3, proptest::sample::select(categories)),
        states,
        proptest::option::weighted(0.3, proptest::sample::select(departments)),
        proptest::option::weighted(0.3, proptest::sample::select(texts)),
        proptest::sample::select(orders),
        1..30_u16,
        proptest::option::weighted(0.4, near),
        proptest::option::weighted(0.2, bounds),
    )
        .prop_map(
            |(area, category, states, department, text, order, limit, near, bounds)| ProposalQuery {
                area,
                category,
                states,
                department,
                text: text.map(str::to_owned),
                near,
                bounds: bounds.flatten(),
                order,
                limit,
                ..ProposalQuery::default()
            },
        )
}

#[test]
fn every_list_is_complete_in_order_and_without_doubles() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let server = runtime.block_on(filled());
    let world = runtime.block_on(async {
        let mut world = World::new(backend::demo::city());
        let mut after = 0;
        loop {
            let feed = server.changes(&format!("after={after}"), None).await;
            feed.events.iter().for_each(|event| world.fold(event));
            if feed.next == feed.head {
                break;
            }
            after = feed.next;
        }
        // Words become findable a moment after the log moved.
        let all = ProposalQuery {
            text: Some("第".to_owned()),
            limit: 100,
            ..ProposalQuery::default()
        };
        while walked(&server, all.clone()).await.len() < world.proposals.len() {
            tokio::task::yield_now().await;
        }
        world
    });
    assert_eq!(world.proposals.len(), 160);
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(400)
    });
    runner
        .run(&queries(), |query| {
            let expected = if query.text.as_deref() == Some("，") {
                Vec::new() // nothing in it can be looked for
            } else {
                plainly(&world, &query)
            };
            let found = runtime.block_on(walked(&server, query));
            prop_assert_eq!(found, expected);
            Ok(())
        })
        .expect("holds");
    runtime.block_on(server.stop());
}

#[tokio::test]
async fn what_is_no_place_is_told() {
    let server = Server::start().await;
    for wrong in [
        "near=31",
        "near=91,0",
        "near=31,112&metres=0",
        "near=31,112&metres=50001",
        "metres=x",
        "bounds=1,2,3",
        "bounds=2,0,1,0",
        "order=near",
    ] {
        let request = server.request(Method::GET, &format!("/api/v1/proposals?{wrong}"), None);
        assert_eq!(server.error(request).await.1, "bad-parameter", "{wrong}");
    }
    // Nobody said where from: nothing is nearest.
    server.submit(&server.guest().await, "第一条").await;
    assert_eq!(server.list("order=nearest").await.items, []);
    server.stop().await;
}

#[tokio::test]
async fn what_resembles_a_text_and_is_near_comes_first() {
    let server = Server::start().await;
    let author = server.guest().await;
    let mut said = Vec::new();
    for north in [0, 3, 6] {
        let id = ProposalId(Uuid::now_v7());
        let draft = Draft {
            text: "喷泉夜里太吵".to_owned(),
            point: Some(at(north, 0)),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        };
        server.act(&author, id, Action::Submit { draft }).await;
        said.push(id);
    }
    let similar = async |near: &str| -> Vec<ProposalId> {
        let mut url = reqwest::Url::parse(&server.url("/api/v1/proposals/similar")).expect("an address");
        url.query_pairs_mut().append_pair("text", "半夜喷泉太吵");
        let path = format!("{}?{}{near}", url.path(), url.query().unwrap_or_default());
        let answer = server
            .request(Method::GET, &path, None)
            .send()
            .await
            .expect("answers");
        let page: Page = answer.json().await.expect("a page");
        page.items.iter().map(|card| card.id).collect()
    };
    // Words become findable a moment after the log moved.
    while similar("").await.len() < said.len() {
        tokio::task::yield_now().await;
    }
    for (id, north) in said.iter().zip([0, 3, 6]) {
        let found = similar(&format!("&near={}&metres=200", at(north, 0))).await;
        assert_eq!((found.len(), found.first()), (3, Some(id)));
    }
    server.stop().await;
}

#[tokio::test]
async fn a_list_that_did_not_change_is_not_sent_again() {
    let server = Server::start().await;
    let author = server.guest().await;
    server.submit(&author, "第一条").await;
    let first = server
        .request(Method::GET, "/api/v1/proposals", None)
        .send()
        .await
        .expect("answers");
    let tag = first.headers()["etag"].clone();
    let again = || {
        server
            .request(Method::GET, "/api/v1/proposals", None)
            .header("if-none-match", &tag)
    };
    assert_eq!(again().send().await.expect("answers").status(), 304);
    server.submit(&author, "第二条").await;
    let changed = again().send().await.expect("answers");
    assert_eq!(changed.status(), 200);
    let page: Page = changed.json().await.expect("a page");
    assert_eq!(page.items.len(), 2);
    server.stop().await;
}

#[tokio::test]
async fn a_changed_directory_moves_what_lies_in_an_area() {
    let server = Server::start().await;
    let author = server.guest().await;
    let administrator = server.person(vec![domain::actor::Role::Administrator {}]).await;
    let mut city = backend::demo::city();
    let districts: Vec<_> = city
        .areas
        .iter()
        .filter(|a| a.parent == Some(crate::support::root()))
        .map(|a| a.id.clone())
        .collect();
    let street = city
        .areas
        .iter()
        .position(|area| area.parent.as_ref() == Some(&districts[0]))
        .expect("a street");
    let draft = Draft {
        text: "这条街换了区".to_owned(),
        area: Some(city.areas[street].id.clone()),
        language: "zh-CN".to_owned(),
        ..Draft::default()
    };
    server
        .act(&author, ProposalId(Uuid::now_v7()), Action::Submit { draft })
        .await;
    let count = async |area: &domain::id::AreaId| server.list(&format!("area={area}")).await.items.len();
    assert_eq!((count(&districts[0]).await, count(&districts[1]).await), (1, 0));
    city.areas[street].parent = Some(districts[1].clone());
    let publish = domain::command::Command {
        id: domain::id::CommandId(Uuid::now_v7()),
        at: server.now(),
        order: domain::command::Order::City {
            city: Box::new(city),
            seen: None,
        },
    };
    server.push(&administrator, vec![publish]).await;
    assert_eq!((count(&districts[0]).await, count(&districts[1]).await), (0, 1));
    server.stop().await;
}
