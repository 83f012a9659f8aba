//! The least that a client or a backend of the first release says. Whoever changes a type keeps these readable:
//! fields are added with a default, never renamed, never taken away.

use crate::town::{Town, citizen};
use domain::command::Command;
use domain::event::{Event, Fact};
use domain::proposal::{Action, ActionKind, Change, Proposal, State};
use domain::protocol::{ChangesResponse, Me, Outcome, ProposalDetail, PushRequest, PushResponse, SignUp};
use domain::query::{Card, Page, ProposalQuery};
use domain::refusal::Problem;
use serde::de::DeserializeOwned;

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

const CLOCKS: &str = r#"{"triage":2,"assign":2,"take":1,"answer":15,"rework":10,"verdict":7}"#;
const CLOCK: &str = r#"{"kind":"triage","started":1773018000000,"due":1773244800000}"#;
const ID: &str = "01968b2e-7a00-7000-8000-000000000001";

/// What is about an argument.
fn about(action: &str) -> String {
    format!(r#"{{"argument":{{"argument":"{ID}","action":{action}}}}}"#)
}

#[test]
fn every_action() {
    let actions = [
        r#"{"submit":{"draft":{"text":"灯坏了","language":"zh-CN"}}}"#,
        r#"{"accept":{}}"#,
        r#"{"decline":{"reason":"not_ours","text":"归省里"}}"#,
        r#"{"appeal":{"text":"请再看看"}}"#,
        r#"{"close_unappealed":{}}"#,
        &format!(r#"{{"merge":{{"into":"{ID}","text":"同一盏灯"}}}}"#),
        &format!(r#"{{"unmerge":{{"from":"{ID}","text":"另一盏灯"}}}}"#),
        r#"{"assign":{"lead":"lights"}}"#,
        r#"{"return":{"text":"不归我们"}}"#,
        r#"{"take":{}}"#,
        &format!(r#"{{"hand_over":{{"to":"{ID}","text":"休假"}}}}"#),
        &format!(r#"{{"prepare":{{"prepared":"{ID}","action":{{"note":{{"text":"看过"}}}}}}}}"#),
        &format!(r#"{{"check":{{"prepared":"{ID}"}}}}"#),
        &format!(r#"{{"discard":{{"prepared":"{ID}"}}}}"#),
        &format!(r#"{{"publish":{{"prepared":"{ID}"}}}}"#),
        r#"{"ask":{"text":"在哪里"}}"#,
        r#"{"reply":{"text":"北门"}}"#,
        r#"{"resume":{}}"#,
        r#"{"extend":{"text":"等材料"}}"#,
        r#"{"contribute":{"text":"树不用砍"}}"#,
        r#"{"excuse":{"text":"那里没有树"}}"#,
        r#"{"note":{"text":"看过"}}"#,
        r#"{"answer":{"kind":"explained","text":"理由"}}"#,
        r#"{"achieve":{"milestone":0,"text":"做好了"}}"#,
        r#"{"resolve":{"text":"好了"}}"#,
        r#"{"judge":{"judgement":"not_solved"}}"#,
        r#"{"rate":{"judgement":"partly"}}"#,
        r#"{"convene":{"day":"2026-03-20","text":"下午两点"}}"#,
        r#"{"conclude":{"ruling":"rework","text":"再办一次"}}"#,
        &format!(r#"{{"entrust":{{"to":"{ID}"}}}}"#),
        r#"{"inquire":{"text":"去看过吗"}}"#,
        r#"{"clarify":{"text":"去过"}}"#,
        r#"{"assess":{"fit":true,"text":"好了"}}"#,
        r#"{"close_unjudged":{}}"#,
        r#"{"withdraw":{}}"#,
        r#"{"escalate":{}}"#,
        r#"{"support":{}}"#,
        r#"{"unsupport":{}}"#,
        &format!(r#"{{"move":{{"to":"{ID}"}}}}"#),
        r#"{"follow":{}}"#,
        r#"{"unfollow":{}}"#,
        &about(r#"{"argue":{"side":"for","text":"老人多"}}"#),
        &about(r#"{"retract":{}}"#),
        &about(r#"{"second":{}}"#),
        &about(r#"{"unsecond":{}}"#),
        &about(r#"{"respond":{"text":"数过了"}}"#),
        &about(r#"{"report":{"reason":"untrue"}}"#),
        &about(r#"{"keep":{"text":"说的是事情"}}"#),
        &about(r#"{"hide":{"reason":"personal_data","text":"有电话"}}"#),
        &about(r#"{"restore":{"text":"电话是公开的"}}"#),
    ];
    let kinds: Vec<ActionKind> = actions.iter().map(|json| read::<Action>(json).kind()).collect();
    assert_eq!(kinds, ActionKind::ALL);
}

#[test]
fn every_word_that_a_device_may_hold() {
    for ruling in ["rework", "stands"] {
        read::<Action>(&format!(
            r#"{{"conclude":{{"ruling":"{ruling}","text":"理由"}}}}"#
        ));
    }
    for reason in ["not_ours", "duplicate", "unclear", "unlawful", "abusive"] {
        read::<Action>(&format!(r#"{{"decline":{{"reason":"{reason}","text":"理由"}}}}"#));
    }
    for side in ["for", "against"] {
        let argue = format!(r#"{{"argue":{{"side":"{side}","text":"老人多"}}}}"#);
        read::<Action>(&about(&argue));
    }
    for reason in ["personal_data", "attack", "untrue", "advertising", "off_topic"] {
        read::<Action>(&about(&format!(r#"{{"report":{{"reason":"{reason}"}}}}"#)));
    }
    for kind in ["adopted", "partly_adopted", "not_adopted", "explained"] {
        read::<Action>(&format!(
            r#"{{"answer":{{"kind":"{kind}","text":"理由","promised":"2026-03-20"}}}}"#
        ));
    }
    for judgement in ["solved", "partly", "not_solved"] {
        read::<Action>(&format!(
            r#"{{"judge":{{"judgement":"{judgement}","stars":3,"text":"好"}}}}"#
        ));
    }
    for state in State::ALL {
        assert_eq!(read::<State>(&format!("\"{}\"", state.name())), state);
        assert_eq!(State::from_name(state.name()), Some(state));
    }
    assert_eq!(State::from_name("lost"), None);
}

#[test]
fn a_push_of_an_old_device_is_carried_out() {
    let request: PushRequest = read(&format!(
        r#"{{"commands":[{{"id":"{ID}","at":1773018000000,"order":{{"proposal":{{"proposal":"{ID}",
            "action":{{"submit":{{"draft":{{"text":"灯坏了","language":"zh-CN"}}}}}}}}}}}}]}}"#
    ));
    let mut town = Town::at("2026-03-09 09:00");
    let outcome = town.send(&citizen(1), &request.commands[0]);
    assert_eq!(outcome, Outcome::Applied { seq: 1 });
}

#[test]
fn a_message_of_a_newer_release_is_read_for_what_is_known() {
    let command: Command = read(&format!(
        r#"{{"id":"{ID}","at":1,"mood":"hopeful","order":{{"proposal":{{"proposal":"{ID}","seen":4,"urgent":true,
            "action":{{"judge":{{"judgement":"solved","photos":[]}}}}}}}}}}"#
    ));
    assert_eq!(command.action().map(Action::kind), Some(ActionKind::Judge));
    let problem: Problem = read(r#"{"code":"not-invented-yet","hint":"…"}"#);
    assert!(problem.arguments.is_empty());
}

#[test]
fn every_change() {
    let changes = [
        format!(
            r#"{{"submitted":{{"title":"灯","text":"灯坏了","area":"canal","language":"zh-CN","clocks":{CLOCKS},"clock":{CLOCK}}}}}"#
        ),
        format!(r#"{{"accepted":{{"area":"canal","clocks":{CLOCKS},"clock":{CLOCK}}}}}"#),
        r#"{"declined":{"reason":"unclear","text":"看不明白"}}"#.to_owned(),
        format!(r#"{{"appealed":{{"text":"请再看看","clock":{CLOCK}}}}}"#),
        r#"{"closed_unappealed":{}}"#.to_owned(),
        format!(r#"{{"merged":{{"into":{{"id":"{ID}"}},"text":"同一盏灯"}}}}"#),
        format!(r#"{{"unmerged":{{"from":{{"id":"{ID}"}},"clock":{CLOCK}}}}}"#),
        format!(r#"{{"joined":{{"other":{{"id":"{ID}"}}}}}}"#),
        format!(r#"{{"parted":{{"other":{{"id":"{ID}"}}}}}}"#),
        format!(r#"{{"assigned":{{"lead":"lights","clock":{CLOCK}}}}}"#),
        format!(r#"{{"returned":{{"text":"不归我们","clock":{CLOCK}}}}}"#),
        format!(r#"{{"taken":{{"clock":{CLOCK}}}}}"#),
        format!(r#"{{"asked":{{"text":"在哪里","clock":{CLOCK}}}}}"#),
        format!(r#"{{"replied":{{"text":"北门","clock":{CLOCK}}}}}"#),
        format!(r#"{{"resumed":{{"clock":{CLOCK}}}}}"#),
        format!(r#"{{"extended":{{"text":"等材料","clock":{CLOCK}}}}}"#),
        r#"{"contributed":{"department":"parks","text":"树不用砍"}}"#.to_owned(),
        r#"{"excused":{"department":"parks","text":"那里没有树"}}"#.to_owned(),
        r#"{"noted":{"text":"看过"}}"#.to_owned(),
        format!(
            r#"{{"answered":{{"kind":"explained","text":"理由","department":"lights","clock":{CLOCK}}}}}"#
        ),
        format!(r#"{{"achieved":{{"milestone":0,"text":"好了","clock":{CLOCK}}}}}"#),
        format!(r#"{{"resolved":{{"text":"好了","clock":{CLOCK}}}}}"#),
        r#"{"judged":{"judgement":"solved"}}"#.to_owned(),
        format!(r#"{{"reopened":{{"clock":{CLOCK}}}}}"#),
        r#"{"convened":{"day":"2026-03-20","text":"下午两点"}}"#.to_owned(),
        r#"{"concluded":{"ruling":"stands","text":"都听了"}}"#.to_owned(),
        r#"{"closed_unjudged":{}}"#.to_owned(),
        r#"{"withdrawn":{}}"#.to_owned(),
        r#"{"escalated":{"clock":"answer","from":"department","to":"city"}}"#.to_owned(),
        r#"{"supported":{}}"#.to_owned(),
        r#"{"unsupported":{}}"#.to_owned(),
        r#"{"rated":{"judgement":"partly"}}"#.to_owned(),
    ];
    for change in &changes {
        let event: Event = read(&format!(
            r#"{{"seq":1,"at":1773018000000,"by":{{"part":"author"}},
                "fact":{{"proposal":{{"proposal":"{ID}","version":1,"change":{change}}}}}}}"#
        ));
        let Fact::Proposal { change: read, .. } = event.fact else {
            panic!("a change");
        };
        assert!(change.contains(&format!(r#"{{"{}":{{"#, Change::name(&read))));
    }
    let follow: Fact = read(&format!(r#"{{"follow":{{"proposal":"{ID}","following":true}}}}"#));
    assert!(!follow.is_public());
}

#[test]
fn what_a_replica_has_kept() {
    let proposal = format!(
        r#"{{"id":"{ID}","title":"灯","text":"灯坏了","area":"canal","language":"zh-CN","state":"submitted",
            "since":1,"submitted_at":1,"updated_at":1,"clocks":{CLOCKS},"supports":0,"reopened":0,"returned":0,
            "version":1,"seq":1}}"#
    );
    assert_eq!(read::<Proposal>(&proposal).state, State::Submitted);
    let detail =
        format!(r#"{{"proposal":{proposal},"timeline":[],"relation":{{"supports":false,"follows":true}}}}"#);
    assert!(read::<ProposalDetail>(&detail).relation.follows);
    let card = format!(
        r#"{{"id":"{ID}","title":"灯","excerpt":"灯坏了","area":"canal","language":"zh-CN","state":"closed",
            "supports":3,"reopened":0,"submitted_at":1,"updated_at":1,"version":4}}"#
    );
    assert_eq!(read::<Card>(&card).supports, 3);
    assert_eq!(read::<Page>(&format!(r#"{{"items":[{card}]}}"#)).items.len(), 1);
}

#[test]
fn answers_and_accounts() {
    let response: PushResponse = read(&format!(
        r#"{{"results":[
            {{"id":"{ID}","outcome":{{"applied":{{"seq":7}}}}}},
            {{"id":"{ID}","outcome":{{"duplicate":{{"seq":7}}}}}},
            {{"id":"{ID}","outcome":{{"refused":{{"problem":{{"code":"not-author"}}}}}}}},
            {{"id":"{ID}","outcome":{{"retry_later":{{"after_ms":1000}}}}}}]}}"#
    ));
    assert_eq!(response.results.len(), 4);
    let changes: ChangesResponse = read(r#"{"epoch":"e","events":[],"next":0,"head":0}"#);
    assert_eq!(changes.head, 0);
    let me: Me = read(&format!(r#"{{"account":"{ID}","level":"guest","roles":[]}}"#));
    assert_eq!(me.person().roles, []);
    for role in [
        r#"{"coordinator":{"area":"canal"}}"#,
        r#"{"officer":{"department":"lights"}}"#,
        r#"{"administrator":{}}"#,
    ] {
        for level in ["unverified", "contact_verified", "resident_verified"] {
            read::<Me>(&format!(
                r#"{{"account":"{ID}","level":"{level}","roles":[{role}]}}"#
            ));
        }
    }
    let sign_up: SignUp = read(r#"{"login":"chen","password":"correct horse"}"#);
    assert_eq!(sign_up.name, None);
    assert_eq!(read::<ProposalQuery>("{}"), ProposalQuery::default());
    assert_eq!(read::<ProposalQuery>(r#"{"order":"most_urgent"}"#).limit, 0);
}
