//! An answer that two people read before anybody else does: written, read by a colleague, and published together with
//! others that lay prepared. Played at the desks; the citizen learns of it when it is published.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domain::city::{CityChange, CityHistory, Listed};
use domain::id::ProposalId;
use domain::proposal::{Action, Draft, State};
use system_tests::audit::Faults;
use system_tests::browser::Size;
use system_tests::page::entry;
use system_tests::people::{Person, take_up};
use system_tests::seat::Telling;
use system_tests::server::Server;
use system_tests::wait;
use thirtyfour::Key;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn in_the_window() -> Result<()> {
    told(Telling::in_the_window("preparing")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_large_text() -> Result<()> {
    told(Telling::in_english_and_large_text("preparing-large")).await
}

const WHERE: &str = "请说一说是哪个路口，离什么地方近。";

/// Something that is said of a district.
fn crossing() -> Action {
    let draft = Draft {
        text: "校门口没有斑马线，孩子过马路太险。".to_owned(),
        area: Some("bailu".into()),
        language: "zh-CN".to_owned(),
        ..Draft::default()
    };
    Action::Submit { draft }
}

/// A case that the traffic police have in hand.
async fn taken(chen: &Person, zhou: &Person, zhao: &Person) -> Result<ProposalId> {
    let id = chen.does(ProposalId(Uuid::now_v7()), crossing()).await?;
    take_up(zhou, zhao, id).await
}

async fn told(telling: Telling) -> Result<()> {
    let server = Server::demo().await?;
    let url = server.url();
    server.hires("feng", "冯凯", "traffic-police")?;
    let chen = Person::demo(&url, "chen").await?;
    let zhou = Person::demo(&url, "zhou").await?;
    let zhao = Person::demo(&url, "zhao").await?;
    let case = taken(&chen, &zhou, &zhao).await?;
    let mut faults = Faults::default();

    // The department wants each answer to be read by two.
    let admin = telling.seat("admin", Size::DESKTOP, &url).await?;
    admin.visit("/desk/admin/departments").await?;
    admin
        .press("admin-line[data-id=\"traffic-police\"] [data-testid=\"admin-edit\"]")
        .await?;
    admin.press("admin-template-add").await?;
    admin.fill("admin-template-name", "感谢和电话").await?;
    admin
        .fill("admin-template-text", "谢谢您提出来。有事请打交警电话 12345。")
        .await?;
    admin.press("admin-second-eyes").await?;
    admin.sees("admin-second-eyes:checked").await?;
    admin.shot("01-read-by-two").await?;
    faults.add(admin.audit().await?, "the department's form");
    admin.press("admin-save").await?;
    admin.misses("admin-form").await?;
    // What the whole city's coordinators often say is written once, above; districts have it as well.
    admin.visit("/desk/admin/areas").await?;
    admin
        .press("admin-line[data-id=\"yunting\"] [data-testid=\"admin-edit\"]")
        .await?;
    admin.press("admin-template-add").await?;
    admin.fill("admin-template-name", "问地点").await?;
    admin.fill("admin-template-text", WHERE).await?;
    admin.shot("01-b-words-for-all-areas").await?;
    faults.add(admin.audit().await?, "the area's form");
    admin.press("admin-save").await?;
    admin.misses("admin-form").await?;
    wait::until_true("the directory to say so", async || {
        let city: domain::city::City = chen.get("/api/v1/city").await?;
        let asks = city.templates(&"bailu".into()).any(|known| known.text == WHERE);
        Ok(asks && city.departments.iter().any(|department| department.second_eyes))
    })
    .await?;

    let history: CityHistory = chen.get("/api/v1/city/changes").await?;
    let mut changes = history.items.iter().flat_map(|published| &published.changes);
    let is_told = |change: &CityChange| {
        matches!(
            change,
            CityChange::Altered {
                what: Listed::Area,
                ..
            }
        )
    };
    ensure!(changes.any(is_told), "everybody can read that it was changed");

    // The district's coordinator asks in these words.
    let unclear = chen.does(ProposalId(Uuid::now_v7()), crossing()).await?;
    let district = telling.seat("luo", Size::DESKTOP, &url).await?;
    district.visit(&format!("/desk/coordinator/{unclear}")).await?;
    district.press("desk-ask").await?;
    district.choose("desk-template", "0").await?;
    district.press("desk-template-use").await?;
    district.shot("01-c-the-district-asks").await?;
    faults.add(district.audit().await?, "the coordinator's form");
    district.press("desk-send").await?;
    wait::until_true("the question at the city", async || {
        let asked = chen.proposal(unclear).await?.proposal.question;
        Ok(asked.is_some_and(|asked| asked.text == WHERE))
    })
    .await?;

    // The officer writes: it can be kept, and not yet sent.
    let desk = telling.seat("zhao", Size::DESKTOP, &url).await?;
    desk.visit(&format!("/desk/department/{case}")).await?;
    desk.sees("desk-case").await?;
    desk.press("desk-answer-kind-explained").await?;
    desk.misses("desk-send").await?;
    desk.fill("desk-text", "校门口的斑马线下周画，今天先放提示牌。")
        .await?;
    // What the department often says is put behind that.
    desk.choose("desk-template", "0").await?;
    desk.press("desk-template-use").await?;
    wait::until_true("the department's words to be there", async || {
        let said = desk.sees("desk-text").await?.prop("value").await?;
        Ok(said.is_some_and(|said| said.contains("下周画") && said.contains("打交警电话")))
    })
    .await?;
    desk.shot("02-writing").await?;
    faults.add(desk.audit().await?, "writing");
    // What is being written is there again after a power cut.
    let desk = desk.cut_off().await?;
    desk.visit(&format!("/desk/department/{case}")).await?;
    desk.sees("desk-answer-kind-explained:checked").await?;
    let written = desk.sees("desk-text").await?.prop("value").await?;
    ensure!(written.context("words")?.contains("打交警电话"));
    desk.press("desk-prepare").await?;
    desk.sees("desk-prepared[data-checked=\"false\"]").await?;
    desk.misses("desk-publish").await?;
    desk.sees(&entry("prepared")).await?;
    desk.shot("03-prepared").await?;
    faults.add(desk.audit().await?, "what lies prepared");
    wait::until_true("the city to have it", async || {
        Ok(!zhao.proposal(case).await?.proposal.internal.prepared.is_empty())
    })
    .await?;
    ensure!(chen.proposal(case).await?.proposal.internal == Default::default());

    // Changing it begins with what was written.
    desk.press("desk-change").await?;
    desk.sees("desk-answer-kind-explained:checked").await?;
    let written = desk.sees("desk-text").await?.prop("value").await?;
    ensure!(written.context("words")?.contains("下周画"));
    desk.fill("desk-text", "校门口的斑马线周三就画，今天先放提示牌。")
        .await?;
    desk.press("desk-prepare").await?;
    desk.sees_text("desk-prepared", "周三就画").await?;
    wait::until_true("the city to have the new words", async || {
        let detail = zhao.proposal(case).await?;
        Ok(serde_json::to_string(&detail.proposal.internal)?.contains("周三就画"))
    })
    .await?;

    // A colleague reads it, on a phone.
    let phone = telling.seat("feng", Size::PHONE, &url).await?;
    phone.visit("/desk/department?queue=prepared").await?;
    phone
        .sees(&format!(
            "desk-row[data-id=\"{case}\"] [data-testid=\"desk-ready\"]"
        ))
        .await?;
    // The list says who wrote it.
    phone
        .sees_text(&format!("desk-row[data-id=\"{case}\"]"), "赵卫东")
        .await?;
    phone.shot("04-to-be-read").await?;
    faults.add(phone.audit().await?, "the list of what lies prepared");
    phone.press(&format!("desk-row[data-id=\"{case}\"] a")).await?;
    phone.sees("desk-prepared[data-checked=\"false\"]").await?;
    phone.shot("05-the-colleague-reads").await?;
    faults.add(phone.audit().await?, "the colleague's page");
    phone.press("desk-check").await?;
    phone.sees("desk-prepared[data-checked=\"true\"]").await?;

    // All that lies prepared goes out together, by keyboard: what the demo city has, and the answer that was read.
    desk.sees("desk-prepared[data-checked=\"true\"]").await?;
    desk.visit("/desk/department?queue=prepared").await?;
    desk.sees(&format!("desk-row[data-id=\"{case}\"]")).await?;
    let lie = desk.count("desk-row").await?;
    ensure!(lie >= 2, "one of the demo city's, and this one");
    desk.tab_to("[data-testid=\"desk-tick-all\"]").await?;
    desk.keys(" ").await?;
    desk.sees("desk-tick:checked").await?;
    desk.shot("06-all-at-once").await?;
    // The same list as a table, for a spreadsheet.
    let path = desk.downloads().await?.join("huisheng.csv");
    desk.press("desk-export").await?;
    let table = wait::until("the table to be there", async || {
        Ok(path.exists().then(|| std::fs::read(&path)).transpose()?)
    })
    .await?;
    let table = table
        .strip_prefix("\u{feff}".as_bytes())
        .context("a mark of UTF-8")?;
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(table)
        .into_records()
        .collect::<Result<_, _>>()?;
    ensure!(rows.len() == lie, "{rows:?}");
    ensure!(
        rows.iter()
            .any(|row| row.iter().any(|cell| cell.contains("校门口没有斑马线")))
    );
    desk.tab_to("[data-testid=\"desk-publish-chosen\"]").await?;
    desk.key(Key::Enter).await?;
    // The demo city's note was read by nobody: that is asked of answers alone.
    wait::until_true("all of them to be published", async || {
        Ok(desk.count("desk-outcome[data-became=\"done\"]").await? == lie)
    })
    .await?;
    desk.shot("07-what-became-of-them").await?;
    faults.add(desk.audit().await?, "what became of them");
    let published = chen.proposal(case).await?.proposal;
    ensure!(published.state == State::Answered, "{:?}", published.state);

    let citizen = telling.seat("chen", Size::PHONE, &url).await?;
    citizen.visit(&format!("/proposals/{case}")).await?;
    citizen.sees(&entry("answered")).await?;
    citizen.misses(&entry("prepared")).await?;
    citizen.shot("08-the-citizen").await?;
    faults.ensure_none()
}
