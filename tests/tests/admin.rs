//! The administrator keeps the directory: a new department, a new category, a table of areas, other clocks, next year's days off.
//! Who sends something afterwards is under the new rules, who sent before keeps the old ones, and everybody can read
//! what was changed.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::city::{City, CityHistory};
use domain::id::{AccountId, ProposalId};
use domain::proposal::{Action, AnswerKind, Draft, Judgement};
use domain::protocol::{Colleague, Outcome};
use system_tests::audit::{self, Faults};
use system_tests::browser::{Profile, Size};
use system_tests::page::Page;
use system_tests::people::{PASSWORD, Person, command, take_up};
use system_tests::seat::Telling;
use system_tests::server::Server;
use system_tests::wait;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("admin")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("admin-large")).await
}

fn submit(area: &str, category: &str) -> Action {
    Action::Submit {
        draft: Draft {
            text: "晚上广场的音响太响了，孩子睡不着。".to_owned(),
            area: Some(area.into()),
            category: Some(category.into()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    }
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    let chen = Person::demo(&url, "chen").await?;
    let before: City = chen.get("/api/v1/city").await?;
    let category = before.categories.first().context("a category")?.id.clone();
    let old = chen
        .does(ProposalId(Uuid::now_v7()), submit("bailu", category.as_str()))
        .await?;

    let mut faults = Faults::default();
    let desk = telling.seat("admin", Size::DESKTOP, &url).await?;
    desk.visit("/desk/admin").await?;
    desk.sees("admin-history").await?;
    desk.shot("01-overview").await?;
    faults.add(desk.audit().await?, "the overview");

    // A department; a code that can't be one is told at its field.
    desk.press("admin-section-departments").await?;
    desk.press("admin-add").await?;
    desk.fill("admin-zh", "广场管理所").await?;
    desk.fill("admin-en", "Squares").await?;
    desk.fill("admin-code", "The Squares").await?;
    desk.fill("admin-contact", "人民广场东门，工作日 9 点到 5 点")
        .await?;
    desk.press("admin-save").await?;
    desk.sees("admin-code[aria-invalid=\"true\"]").await?;
    desk.shot("02-a-wrong-code").await?;
    faults.add(desk.audit().await?, "a wrong code");
    desk.fill("admin-code", "squares").await?;
    desk.press("admin-save").await?;
    desk.sees("admin-line[data-id=\"squares\"]").await?;
    desk.misses("admin-form").await?;

    // What it usually handles.
    desk.press("admin-section-categories").await?;
    desk.press("admin-add").await?;
    desk.fill("admin-zh", "广场噪声").await?;
    desk.fill("admin-code", "square-noise").await?;
    desk.choose("admin-usual", "squares").await?;
    desk.shot("03-a-category").await?;
    desk.press("admin-save").await?;
    desk.sees("admin-line[data-id=\"square-noise\"]").await?;

    // Somebody for it: an account is made in person, and what they do is theirs from then on.
    desk.press("admin-section-people").await?;
    desk.sees("admin-person").await?;
    desk.fill("admin-login", "he-fang").await?;
    desk.press("admin-find-send").await?;
    desk.fill("admin-called", "何芳").await?;
    desk.fill("admin-password", PASSWORD).await?;
    desk.shot("03-b-an-account").await?;
    desk.press("admin-find-send").await?;
    desk.choose("admin-role", "officer").await?;
    desk.choose("admin-role-department", "squares").await?;
    desk.press("admin-role-add").await?;
    desk.sees("admin-role-remove").await?;
    desk.shot("03-c-what-she-does").await?;
    faults.add(desk.audit().await?, "what somebody does");
    desk.press("admin-roles-save").await?;
    desk.misses("admin-roles").await?;
    desk.sees_text("admin-people", "何芳").await?;

    // Areas out of a table: what is wrong is told by its line, and nothing is changed before that is mended.
    desk.press("admin-section-areas").await?;
    desk.sees("admin-line").await?;
    desk.shot("04-areas").await?;
    faults.add(desk.audit().await?, "areas");
    desk.press("admin-import").await?;
    desk.fill(
        "admin-table",
        "id,kind,parent,name,name:en\nnew-quay,社区,nowhere,新码头社区,New Quay\n",
    )
    .await?;
    desk.press("admin-import-look").await?;
    desk.sees("admin-import-bad").await?;
    desk.shot("05-a-wrong-table").await?;
    faults.add(desk.audit().await?, "a wrong table");
    desk.fill(
        "admin-table",
        "id,kind,parent,name,name:en\nnew-quay,社区,bailu,新码头社区,New Quay\n",
    )
    .await?;
    desk.press("admin-import-look").await?;
    desk.sees("admin-import-good").await?;
    desk.press("admin-import-publish").await?;
    desk.misses("admin-import-good").await?;
    desk.fill("admin-sought", "新码头").await?;
    desk.sees("admin-line[data-id=\"new-quay\"]").await?;

    // Its boundary, as the surveyors have it: a feature that names no area is told by its number.
    desk.press("admin-import").await?;
    let features = |first: &str| {
        let line = "[[[112.1,31.1],[112.2,31.1],[112.2,31.2],[112.1,31.1]]]";
        let one = |id: &str| {
            format!(
                "{{\"type\":\"Feature\",\"id\":\"{id}\",\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{line}}}}}"
            )
        };
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", one(first))
    };
    desk.fill("admin-table", &features("no-quay")).await?;
    desk.press("admin-import-look").await?;
    desk.sees_text("admin-import-bad", "no-quay").await?;
    desk.shot("05-b-a-wrong-boundary").await?;
    desk.fill("admin-table", &features("new-quay")).await?;
    desk.press("admin-import-look").await?;
    desk.sees("admin-import-good").await?;
    desk.press("admin-import-publish").await?;
    desk.misses("admin-import-good").await?;
    wait::until_true("the boundary at the city", async || {
        let city: City = chen.get("/api/v1/city").await?;
        Ok(city
            .area(&"new-quay".into())
            .is_some_and(|area| area.boundary.is_some()))
    })
    .await?;

    // The city answers sooner from now on.
    desk.press("admin-section-clocks").await?;
    desk.fill("answer", "0").await?;
    desk.press("admin-clocks-save").await?;
    desk.sees("answer[aria-invalid=\"true\"]").await?;
    desk.fill("answer", "10").await?;
    desk.press("admin-clocks-save").await?;
    desk.misses("answer[aria-invalid=\"true\"]").await?;
    desk.shot("06-clocks").await?;
    faults.add(desk.audit().await?, "clocks");

    // Next year, as its notice has it.
    let last = before.calendar.years.keys().max().context("published years")? + 1;
    desk.press("admin-section-calendar").await?;
    desk.fill("admin-year-number", &last.to_string()).await?;
    desk.fill("admin-off", "1月1日至3日\n10月1日至7日").await?;
    desk.press("admin-year-save").await?;
    desk.sees(&format!("admin-year[data-year=\"{last}\"]")).await?;
    desk.shot("07-days-off").await?;
    faults.add(desk.audit().await?, "days off");

    // A department goes: it is said before what is open there, it is offered no more, and it can be taken back.
    let (zhou, he) = (
        Person::demo(&url, "zhou").await?,
        Person::demo(&url, "he-fang").await?,
    );
    let at_squares = async |area: &str| {
        let id = chen
            .does(ProposalId(Uuid::now_v7()), submit(area, "square-noise"))
            .await?;
        take_up(&zhou, &he, id).await
    };
    let at_the_quay = at_squares("new-quay").await?;
    at_squares("bailu").await?;
    desk.press("admin-section-departments").await?;
    let edit = |id: &str| format!("admin-line[data-id=\"{id}\"] [data-testid=\"admin-edit\"]");
    desk.press(&edit("squares")).await?;
    desk.sees("admin-form").await?;
    desk.press("admin-retire").await?;
    asked(&desk, " 2 ").await?;
    desk.shot("07-b-what-would-stay").await?;
    faults.add(desk.audit().await?, "what would stay");
    desk.press("dialog-confirm").await?;
    desk.misses("admin-form").await?;
    desk.sees("admin-restore").await?;
    desk.shot("07-c-retired").await?;
    faults.add(desk.audit().await?, "what is retired");
    let is_retired = async |retired: bool| {
        wait::until_true("the department at the city", async || {
            let city: City = chen.get("/api/v1/city").await?;
            let department = city.department(&"squares".into()).context("the department")?;
            Ok(department.retired == retired)
        })
        .await
    };
    is_retired(true).await?;
    let open_at = |id: &str| format!("admin-line[data-id=\"{id}\"] [data-testid=\"admin-open-there\"]");
    desk.sees_text(&open_at("squares"), "2").await?;
    // So does an area, with what is open in it.
    desk.visit("/desk/admin/areas?in=bailu").await?;
    desk.press(&edit("new-quay")).await?;
    desk.press("admin-retire").await?;
    asked(&desk, " 1 ").await?;
    desk.press("dialog-confirm").await?;
    desk.misses("admin-form").await?;
    desk.sees_text(&open_at("new-quay"), "1").await?;
    desk.shot("07-c-b-a-retired-area").await?;
    faults.add(desk.audit().await?, "a retired area");
    // What is there goes on to its end, and is counted no more; nothing new comes.
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: "音响晚上九点以后不许开，已经说好了。".to_owned(),
        promised: None,
        milestones: Vec::new(),
    };
    he.does(at_the_quay, answer).await?;
    let judge = Action::Judge {
        judgement: Judgement::Solved,
        stars: Some(5),
        text: None,
    };
    chen.does(at_the_quay, judge).await?;
    wait::until_true("the area to be retired at the city", async || {
        let city: City = chen.get("/api/v1/city").await?;
        Ok(city.area(&"new-quay".into()).is_some_and(|area| area.retired))
    })
    .await?;
    let late = command(ProposalId(Uuid::now_v7()), submit("new-quay", "square-noise"));
    let results = chen.push(&[late]).await?;
    let Outcome::Refused { problem } = &results[0].outcome else {
        anyhow::bail!("{results:?}");
    };
    ensure!(
        problem.code == "retired" && problem.arguments["name"] == "新码头社区",
        "{problem:?}"
    );
    desk.press("admin-section-departments").await?;
    desk.sees_text(&open_at("squares"), "1").await?;
    desk.press("admin-restore").await?;
    desk.misses("admin-restore").await?;
    is_retired(false).await?;
    desk.visit("/desk/admin/areas?in=bailu").await?;
    desk.sees("admin-restore").await?;
    desk.misses(&open_at("new-quay")).await?;
    desk.press("admin-restore").await?;
    desk.misses("admin-restore").await?;
    // An area in which another one lies is not retired before that one, which is told by its name.
    desk.press(&edit("bailu")).await?;
    desk.press("admin-retire").await?;
    desk.press("dialog-confirm").await?;
    let district = before.area(&"bailu".into()).context("the district")?;
    desk.sees_text(
        "error-note[data-code=\"area-holds-areas\"]",
        district.names.get(telling.language),
    )
    .await?;
    desk.shot("07-d-it-holds-areas").await?;
    desk.press("admin-cancel").await?;

    // The last one of a district goes: it is said before whose the cases are then, and how many. People leave, so it is done.
    let luo = account_of(&url, "罗勇").await?;
    let person = format!("admin-person[data-id=\"{luo}\"]");
    desk.press("admin-section-people").await?;
    desk.press(&format!("{person} [data-testid=\"admin-edit\"]"))
        .await?;
    desk.press("admin-role-remove").await?;
    desk.press("admin-roles-save").await?;
    desk.sees("dialog-confirm").await?;
    let above = before.area(&"yunting".into()).context("the city")?;
    asked(&desk, above.names.get(telling.language)).await?;
    desk.shot("07-e-the-last-one-there").await?;
    faults.add(desk.audit().await?, "the last one there");
    desk.press("dialog-keep").await?;
    desk.sees("admin-roles").await?;
    desk.press("admin-roles-save").await?;
    desk.press("dialog-confirm").await?;
    desk.misses("admin-roles").await?;
    desk.misses(&person).await?;

    // Everybody can read what was changed, and by the new rules a new case has other clocks than an old one.
    desk.press("admin-section-").await?;
    desk.sees_text("admin-history", &last.to_string()).await?;
    desk.shot("08-what-was-changed").await?;
    let after: City = chen.get("/api/v1/city").await?;
    ensure!(
        after.calendar.years[&last].holidays.len() == 10,
        "the days off of {last}"
    );
    let history: CityHistory = Person::guest(&url).await?.get("/api/v1/city/changes").await?;
    ensure!(
        history.items.len() == 11,
        "ten changes and the first: {:?}",
        history.items
    );
    ensure!(history.items.iter().all(|entry| entry.by.account.is_none()));
    let new = chen
        .does(ProposalId(Uuid::now_v7()), submit("new-quay", "square-noise"))
        .await?;
    let answer = async |id| anyhow::Ok(chen.proposal(id).await?.proposal.clocks.answer);
    ensure!(answer(new).await? == 10);
    ensure!(answer(old).await? == before.clocks(Some(&category)).answer);

    // It is the administrator's alone.
    let citizen = telling.seat("chen", Size::PHONE, &url).await?;
    citizen.visit("/desk/admin").await?;
    citizen.sees("empty").await?;
    faults.ensure_none()
}

/// The account of somebody who works for the city.
async fn account_of(url: &str, name: &str) -> Result<AccountId> {
    let staff: Vec<Colleague> = Person::demo(url, "admin").await?.get("/api/v1/staff").await?;
    let found = staff.into_iter().find(|one| one.name.as_deref() == Some(name));
    Ok(found.context("somebody of the city")?.account)
}

/// That the question that is asked says this.
async fn asked(desk: &Page, words: &str) -> Result<()> {
    const QUESTION: &str = "return document.querySelector('dialog[open]')?.textContent ?? ''";
    wait::until_true(&format!("a question with {words}"), async || {
        let said = desk.script(QUESTION, Vec::new()).await?;
        Ok(said.as_str().is_some_and(|said| said.contains(words)))
    })
    .await
}

/// A city of which there is nothing yet but its administrator.
#[tokio::test(flavor = "multi_thread")]
async fn a_city_begins_with_its_name() -> Result<()> {
    let mut server = Server::down()?.unwritten();
    let chief = ["create-account", "--password-stdin", "--login", "chief"];
    server.keeper(&[&chief[..], &["--role", "administrator"]].concat())?;
    server.start().await?;
    let profile = Profile::new("chief")?;
    let desk = profile.open(Size::DESKTOP, &server.url()).await?;
    desk.visit("/?lang=zh-CN").await?;
    desk.sees("help").await?;
    desk.sign_in("chief").await?;
    desk.visit("/desk/admin").await?;
    desk.fill("admin-city-zh", "云汀市").await?;
    desk.at_rest().await?;
    desk.picture("admin", "09-nothing-yet").await?;
    let faults = audit::axe(&desk, false).await?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    desk.press("admin-begin-send").await?;
    desk.sees("admin-history").await?;
    desk.press("admin-section-areas").await?;
    desk.sees("admin-line[data-id=\"city\"]").await?;
    // In a young city nothing is late, and nothing was drawn.
    let mut faults = Vec::new();
    for (path, name) in [
        ("/overdue", "10-nothing-late"),
        ("/draws", "11-nothing-drawn"),
        ("/proposals", "12-nothing-said"),
    ] {
        desk.visit(path).await?;
        desk.sees("empty").await?;
        desk.at_rest().await?;
        desk.picture("admin", name).await?;
        faults.extend(audit::axe(&desk, false).await?);
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    // From now on anybody can say something there.
    let guest = Person::guest(&server.url()).await?;
    let id = ProposalId(Uuid::now_v7());
    let draft = Draft {
        text: "路灯不亮了。".to_owned(),
        language: "zh-CN".to_owned(),
        ..Draft::default()
    };
    guest.does(id, Action::Submit { draft }).await.map(drop)
}
