//! GeoReport v2 as other systems ask for it: what is in both formats, what is refused, what is filed once, and what a
//! system that reads us again and again gets.

use crate::support::{DAY, Server, accept, submission};
use backend::admin::Office;
use domain::id::ProposalId;
use domain::proposal::{Action, State};
use domain::protocol::Outcome;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

/// Responses of the OpenAPI description of GeoReport v2: what is required of each, and its types.
const SCHEMAS: &str = include_str!("open311/schemas.json");

async fn key(server: &Server, name: &str) -> String {
    let office = Office::open(&server.folder.path().join("data"))
        .await
        .expect("opens");
    let made = office.add_key(name).await.expect("made");
    office.close().await;
    made.key
}

fn filing(server: &Server, fields: &[(&str, &str)]) -> RequestBuilder {
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let request = server.request(Method::POST, "/open311/v2/requests.json", None);
    request
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form)
}

async fn json_of(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = request.send().await.expect("answers");
    assert_eq!(
        answer.headers()["content-type"],
        "application/json; charset=utf-8"
    );
    (answer.status(), answer.json().await.expect("JSON"))
}

async fn read(server: &Server, path: &str) -> Value {
    let (status, answer) = json_of(server.request(Method::GET, &format!("/open311/v2/{path}"), None)).await;
    assert_eq!(status, StatusCode::OK, "{path}: {answer}");
    answer
}

async fn ids(server: &Server, path: &str) -> Vec<ProposalId> {
    let requests = read(server, path).await;
    let requests = requests.as_array().expect("a list").clone();
    let id = |request: &Value| request["service_request_id"].as_str().unwrap().parse().unwrap();
    requests.iter().map(id).collect()
}

/// Code and stable code of what is refused.
async fn refused(request: RequestBuilder) -> (u16, String) {
    let (status, answer) = json_of(request).await;
    assert!(!status.is_success(), "{answer}");
    valid("Fault", &answer[0]);
    assert_eq!(answer[0]["code"], status.as_u16());
    (status.as_u16(), answer[0]["problem"].as_str().unwrap().to_owned())
}

/// Holds an answer to its schema: what is required is there, and what is there has its type.
fn valid(name: &str, answer: &Value) {
    let schemas: Value = serde_json::from_str(SCHEMAS).expect("JSON");
    let schema = &schemas[name];
    for field in schema["required"].as_array().expect("a list") {
        assert!(
            !answer[field.as_str().unwrap()].is_null(),
            "{name} has no {field}: {answer}"
        );
    }
    for (field, value) in answer.as_object().expect("an object") {
        match schema["properties"][field].as_str() {
            Some("string") => assert!(value.is_string(), "{name}.{field}: {value}"),
            Some("number") => assert!(value.is_number(), "{name}.{field}: {value}"),
            Some("boolean") => assert!(value.is_boolean(), "{name}.{field}: {value}"),
            Some("open|closed") => assert!(value == "open" || value == "closed", "{name}.{field}: {value}"),
            Some(list) => {
                let items = value
                    .as_array()
                    .unwrap_or_else(|| panic!("{name}.{field}: {value}"));
                items.iter().for_each(|item| valid(list, item));
            }
            None => panic!("{name} has no place for {field}: {answer}"),
        }
    }
}

#[tokio::test]
async fn every_answer_has_the_shape_that_the_description_gives_it() {
    let server = Server::start().await;
    let key = key(&server, "hotline").await;
    let services = read(&server, "services.json").await;
    services
        .as_array()
        .unwrap()
        .iter()
        .for_each(|it| valid("Service", it));
    for service in services.as_array().unwrap() {
        let code = service["service_code"].as_str().unwrap();
        valid(
            "ServiceDefinition",
            &read(&server, &format!("services/{code}.json")).await,
        );
    }
    let fields = [
        ("api_key", key.as_str()),
        ("service_code", "unsorted"),
        ("description", "请修好"),
        ("email", "fang@example.org"),
        ("media_url", "https://example.org/a.jpg"),
    ];
    let (status, filed) = json_of(filing(&server, &fields)).await;
    assert_eq!(status, StatusCode::OK);
    valid("RequestResponse", &filed[0]);
    assert_eq!(
        filed[0]["service_notice"],
        "城市收到了，编号 2026-0001。\n2026年3月4日前受理。\n这里不保留姓名和联系方式。\n图片没有收下。"
    );
    let id = filed[0]["service_request_id"].as_str().unwrap();
    let request = &read(&server, &format!("requests/{id}.json?locale=en")).await[0];
    valid("Request", request);
    assert_eq!(request["service_name"], "Something else");
    assert_eq!(request["status_notes"], "Sent. Waiting to be accepted.");
    assert_eq!(request["requested_datetime"], "2026-03-02T09:00:00+08:00");
    assert_eq!(request["expected_datetime"], "2026-03-04T23:59:59+08:00");
    valid(
        "TokenResponse",
        &read(&server, &format!("tokens/{id}.json")).await[0],
    );

    let xml = server.request(Method::GET, &format!("/open311/v2/requests/{id}.xml"), None);
    let answer = xml.send().await.expect("answers");
    assert_eq!(answer.headers()["content-type"], "text/xml; charset=utf-8");
    let text = answer.text().await.expect("text");
    let begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><service_requests><request><service_request_id>";
    assert!(text.starts_with(begin), "{text}");
    let discovery: Value = server.get("/open311/discovery.json", None).await;
    assert!(
        discovery["endpoints"][0]["url"]
            .as_str()
            .unwrap()
            .ends_with("/open311/v2")
    );
    server.stop().await;
}

#[tokio::test]
async fn what_is_retired_is_offered_no_more_and_its_cases_are_found() {
    let server = Server::start().await;
    let key = key(&server, "hotline").await;
    let mut city = backend::demo::city();
    let category = city.categories[0].id.clone();
    let fields = [
        ("api_key", key.as_str()),
        ("service_code", category.as_str()),
        ("description", "请修好"),
    ];
    let (status, filed) = json_of(filing(&server, &fields)).await;
    assert_eq!(status, StatusCode::OK);
    let is_offered = async || {
        let services = read(&server, "services.json").await;
        let mut services = services.as_array().unwrap().iter();
        services.any(|service| service["service_code"] == category.as_str())
    };
    assert!(is_offered().await);
    city.categories[0].retired = true;
    let published = server.publish(city).await;
    assert!(matches!(published, Outcome::Applied { .. }));
    assert!(!is_offered().await);
    let again = [&fields[..2], &[("description", "请也修好")]].concat();
    assert_eq!(refused(filing(&server, &again)).await.1, "retired");
    let path = format!("requests.json?service_code={category}");
    let found = ids(&server, &path).await;
    let id: ProposalId = filed[0]["service_request_id"].as_str().unwrap().parse().unwrap();
    assert_eq!(found, [id]);
    server.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_told_in_the_form_that_clients_know() {
    let server = Server::start().await;
    let key = key(&server, "hotline").await;
    let get = |path: &str| server.request(Method::GET, &format!("/open311/v2/{path}"), None);
    for (path, status, code) in [
        (
            "services.json?jurisdiction_id=elsewhere",
            404,
            "no-such-jurisdiction",
        ),
        ("services/nothing.json", 404, "no-such-category"),
        ("requests/nothing.json", 404, "no-such-proposal"),
        ("tokens/nothing.json", 404, "no-such-proposal"),
        ("nothing.json", 404, "no-such-route"),
        ("requests.json?status=lost", 400, "bad-parameter"),
        ("requests.json?start_date=soon", 400, "bad-parameter"),
        ("requests.json?page_size=1001", 400, "bad-parameter"),
        ("requests.json?page=0", 400, "bad-parameter"),
        ("requests.json?page=99999999999999999999", 400, "bad-parameter"),
        (
            "requests.json?page=18446744073709551615&page_size=1000",
            400,
            "bad-parameter",
        ),
        (
            "requests.json?start_date=2026-01-01&end_date=2026-05-01",
            400,
            "span-too-long",
        ),
    ] {
        assert_eq!(refused(get(path)).await, (status, code.to_owned()), "{path}");
    }
    let post = |path: &str| server.request(Method::POST, &format!("/open311/v2/{path}"), None);
    let filed = |more: &[(&str, &str)], key: &str| {
        filing(
            &server,
            &[&[("api_key", key), ("service_code", "lighting")], more].concat(),
        )
    };
    let said = ("description", "请修好");
    let guest = server.guest().await;
    for (request, status, code) in [
        (filed(&[said], "nobody's"), 403, "key-unknown"),
        (filed(&[said], &guest.token), 403, "key-unknown"),
        (filing(&server, &[said]), 403, "key-unknown"),
        (filing(&server, &[said, ("api_key", &key)]), 400, "bad-parameter"),
        (filed(&[], &key), 400, "text-empty"),
        (filed(&[said, ("lat", "31.2")], &key), 400, "bad-parameter"),
        (
            filed(&[said, ("lat", "131.2"), ("long", "1")], &key),
            400,
            "bad-parameter",
        ),
        (
            filed(&[said, ("attribute[area]", "moon")], &key),
            400,
            "no-such-area",
        ),
        (
            filed(&[said, ("jurisdiction_id", "moon")], &key),
            404,
            "no-such-jurisdiction",
        ),
        (
            filed(&[("description", "a\u{7}")], &key),
            400,
            "text-control-character",
        ),
        (post("requests.json").body("x"), 415, "unsupported-media-type"),
        (post("services.json").body("x"), 405, "method-not-allowed"),
    ] {
        assert_eq!(refused(request).await, (status, code.to_owned()));
    }
    let xml = get("services.xml?jurisdiction_id=%3C&locale=en")
        .send()
        .await
        .expect("answers");
    assert_eq!(xml.status(), StatusCode::NOT_FOUND);
    assert_eq!(
        xml.text().await.expect("text"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><errors><error><code>404</code><description>This is not the city you \
         asked for. (id=&lt;)</description><problem>no-such-jurisdiction</problem></error></errors>"
    );
    assert!(
        read(&server, "requests.json")
            .await
            .as_array()
            .unwrap()
            .is_empty(),
        "nothing was filed"
    );
    server.stop().await;
}

#[tokio::test]
async fn what_is_sent_again_is_filed_once() {
    let server = Server::start().await;
    let (first, second) = (key(&server, "hotline").await, key(&server, "app").await);
    let file = async |key: &str, said: &str, number: Option<&str>| {
        let mut fields = vec![
            ("api_key", key),
            ("service_code", "lighting"),
            ("description", said),
        ];
        fields.extend(number.map(|number| ("attribute[client]", number)));
        json_of(filing(&server, &fields)).await
    };
    let id = |(status, filed): (StatusCode, Value)| {
        assert_eq!(status, StatusCode::OK, "{filed}");
        filed[0]["service_request_id"].as_str().unwrap().to_owned()
    };
    let lamp = id(file(&first, "路灯坏了", None).await);
    let (at_once, too) = tokio::join!(file(&first, "井盖松了", None), file(&first, "井盖松了", None));
    assert_eq!(id(at_once), id(too), "two at once are one");
    server.pass(23 * DAY / 24);
    assert_eq!(id(file(&first, "路灯坏了", None).await), lamp, "across midnight");
    assert_ne!(
        id(file(&second, "路灯坏了", None).await),
        lamp,
        "another system is another one"
    );
    server.pass(2 * DAY / 24);
    assert_ne!(
        id(file(&first, "路灯坏了", None).await),
        lamp,
        "broken again the day after"
    );

    let numbered = id(file(&first, "有积水", Some("WO-7")).await);
    server.pass(400 * DAY);
    assert_eq!(
        id(file(&first, "有积水", Some("WO-7")).await),
        numbered,
        "for ever"
    );
    assert_ne!(
        id(file(&second, "有积水", Some("WO-7")).await),
        numbered,
        "its own number"
    );
    let (status, answer) = file(&first, "别的事", Some("WO-7")).await;
    assert_eq!(
        (status, &answer[0]["problem"]),
        (StatusCode::BAD_REQUEST, &json!("command-id-reused"))
    );

    let header = filing(
        &server,
        &[
            ("api_key", &first),
            ("service_code", "lighting"),
            ("description", "有积水"),
        ],
    );
    assert_eq!(
        id(json_of(header.header("Idempotency-Key", "WO-7")).await),
        numbered
    );
    server.stop().await;
}

#[tokio::test]
async fn a_system_files_so_much_a_minute_and_nothing_once_its_key_has_ended() {
    let server = Server::with(|config| config.limits.filings_per_minute = 2).await;
    let (old, new) = (key(&server, "hotline").await, key(&server, "hotline").await);
    let file = async |key: &str, said: &str| {
        let fields = [
            ("api_key", key),
            ("service_code", "lighting"),
            ("description", said),
        ];
        filing(&server, &fields).send().await.expect("answers")
    };
    assert_eq!(file(&old, "一").await.status(), StatusCode::OK);
    assert_eq!(
        file(&new, "二").await.status(),
        StatusCode::OK,
        "of one and the same system"
    );
    let third = file(&new, "三").await;
    assert_eq!(third.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(third.headers()["retry-after"], "60");
    server.pass(60_000);

    let office = Office::open(&server.folder.path().join("data"))
        .await
        .expect("opens");
    let filers = office.filers().await.expect("read");
    assert_eq!((filers.len(), filers[0].keys, filers[0].revoked), (1, 2, None));
    assert!(office.revoke_keys("hotline").await.expect("revoked"));
    assert!(!office.revoke_keys("nobody").await.expect("asked"));
    office.close().await;
    for key in [&old, &new] {
        assert_eq!(file(key, "四").await.status(), StatusCode::FORBIDDEN);
    }
    let again = self::key(&server, "hotline").await;
    assert_eq!(file(&again, "五").await.status(), StatusCode::OK);
    let signed = server.list("").await;
    assert_eq!(signed.items.len(), 3);
    server.stop().await;
}

#[tokio::test]
async fn a_system_that_reads_us_again_and_again_finds_what_changed_page_by_page() {
    let server = Server::start().await;
    let (author, coordinator) = (server.citizen().await, server.coordinator().await);
    let mut cases = Vec::new();
    for text in ["一", "二", "三", "四", "五"] {
        cases.push(server.submit(&author, text).await);
        server.pass(DAY);
    }
    let newest: Vec<ProposalId> = cases.iter().rev().copied().collect();
    assert_eq!(ids(&server, "requests.json").await, newest);
    assert_eq!(
        ids(&server, "requests.json?page=2&page_size=2").await,
        newest[2..4]
    );
    assert_eq!(
        ids(&server, "requests.json?start_date=2026-03-03&end_date=2026-03-04").await,
        [cases[2], cases[1]]
    );
    let exact = "requests.json?start_date=2026-03-03T09:00:00+08:00&end_date=2026-03-03T01:00:00Z";
    assert_eq!(
        ids(&server, exact).await,
        [cases[1]],
        "a plus that was not escaped"
    );
    let some = format!(
        "requests.json?service_request_id={},{},{}",
        cases[3],
        Uuid::nil(),
        cases[0]
    );
    assert_eq!(ids(&server, &some).await, [cases[3], cases[0]]);

    // The oldest is taken on, the second withdrawn, the third only supported: that is no news.
    server.act(&coordinator, cases[0], accept()).await;
    server.pass(DAY);
    server.act(&author, cases[1], Action::Withdraw {}).await;
    server.act(&coordinator, cases[2], accept()).await;
    server.pass(DAY);
    let changed = "requests.json?updated_after=2026-03-07T00:00:00%2B08:00";
    assert_eq!(ids(&server, changed).await, [cases[2], cases[1], cases[0]]);
    server.act(&coordinator, cases[0], Action::Support {}).await;
    assert_eq!(ids(&server, changed).await, [cases[2], cases[1], cases[0]]);
    assert_eq!(
        ids(&server, &format!("{changed}&page_size=1&page=3")).await,
        [cases[0]]
    );
    assert_eq!(
        ids(&server, &format!("{changed}&updated_before=2026-03-07")).await,
        [cases[0]]
    );
    assert_eq!(ids(&server, "requests.json?status=closed").await, [cases[1]]);
    assert_eq!(ids(&server, "requests.json?status=open,closed").await.len(), 5);

    // By service: what has none is unsorted.
    let Action::Submit { mut draft } = submission("六") else {
        unreachable!()
    };
    draft.category = Some("lighting".into());
    let lamp = ProposalId(Uuid::now_v7());
    server.act(&author, lamp, Action::Submit { draft }).await;
    assert_eq!(ids(&server, "requests.json?service_code=lighting").await, [lamp]);
    assert_eq!(ids(&server, "requests.json?service_code=unsorted").await.len(), 5);
    assert_eq!(
        ids(&server, "requests.json?service_code=lighting,unsorted")
            .await
            .len(),
        6
    );
    assert!(ids(&server, "requests.json?service_code=roads").await.is_empty());

    // What was submitted long ago and changes now is found by its change alone.
    server.pass(200 * DAY);
    backend::jobs::move_on(server.app()).await.expect("moves on");
    assert!(ids(&server, "requests.json").await.is_empty());
    assert!(
        ids(&server, "requests.json?updated_after=2026-09-01").await.len() >= 4,
        "what is late went up"
    );
    assert_eq!(
        server.detail(cases[1], None).await.proposal.state,
        State::Withdrawn
    );

    let server = server.restart(|_| {}).await;
    assert!(ids(&server, "requests.json?updated_after=2026-09-01").await.len() >= 4);
    server.stop().await;
}

#[tokio::test]
async fn a_point_says_which_area_it_is_and_comes_back() {
    let server = Server::start().await;
    let key = key(&server, "hotline").await;
    let community = "songhu-songhu-cuihu";
    let city = backend::demo::city();
    let bounds = city.bounds(&community.into()).expect("a boundary");
    let middle = |low: f64, high: f64| format!("{:.6}", (low + high) / 2.0);
    let lat = middle(bounds.south_west().lat(), bounds.north_east().lat());
    let long = middle(bounds.south_west().long(), bounds.north_east().long());
    let fields = [
        ("api_key", key.as_str()),
        ("service_code", "unsorted"),
        ("description", "湖边的灯不亮"),
        ("address_string", "翠湖 (北岸)"),
        ("lat", lat.as_str()),
        ("long", long.as_str()),
    ];
    let (status, filed) = json_of(filing(&server, &fields)).await;
    assert_eq!(status, StatusCode::OK, "{filed}");
    let id = filed[0]["service_request_id"].as_str().unwrap();
    let request = &read(&server, &format!("requests/{id}.json")).await[0];
    valid("Request", request);
    assert_eq!(request["address"], "翠湖 (北岸), 翠湖社区");
    assert_eq!(request["lat"].as_f64(), lat.parse().ok());
    assert_eq!(request["long"].as_f64(), long.parse().ok());
    let listed = server
        .list(&format!(
            "area={community}&near={lat},{long}&metres=1&order=nearest"
        ))
        .await;
    assert_eq!(listed.items.len(), 1);
    server.stop().await;
}
