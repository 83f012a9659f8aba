//! Somebody is forgotten: their words stay as nobody's, or go with them. The city goes on.

use crate::town::{
    Town, accept, account, argue, argument, ask, assign, citizen, coordinator, crossing, explain, officer,
    refusal, reply,
};
use domain::actor::Actor;
use domain::event::{Event, Fact};
use domain::proposal::{Action, Change, Debate, Judgement, Relation, Side, State, apply};

fn judge(text: &str) -> Action {
    Action::Judge {
        judgement: Judgement::Solved,
        stars: Some(5),
        text: Some(text.to_owned()),
    }
}

/// A case that its author was asked about, and that is answered; a follower has argued and so has the author.
fn answered() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept())
        .does(&citizen(2), argue(1, Side::For, "老人多。"))
        .does(&citizen(1), argue(2, Side::For, "孩子也走。"))
        .does(&citizen(2), Action::Support {})
        .does(&coordinator("town"), assign("traffic", &[]))
        .does(&officer("traffic"), Action::Take {})
        .does(&officer("traffic"), ask("几点？"))
        .does(&citizen(1), reply("七点。"))
        .does(&officer("traffic"), explain("灯已经加长。"));
    town
}

/// What a log leads to, read from its beginning once what somebody left is redacted in it.
fn read_anew(town: &Town, who: &Actor, words: bool) -> (domain::proposal::Proposal, Debate) {
    let account = who.person().map(|person| person.account);
    let left = |event: &Event| match event.by.account == account {
        true => event.clone().redact(words),
        false => event.clone(),
    };
    let (mut known, mut debate) = (None, Debate::default());
    for event in town.world.log.iter().map(left) {
        apply(&mut known, &mut Relation::default(), &mut debate, &event, None).expect("no gap");
    }
    (known.expect("it began"), debate)
}

#[test]
fn kept_words_are_nobodys_and_the_public_is_told_of_no_name_that_it_never_knew() {
    let mut town = answered();
    let before = town.case().clone();
    let public = town.world.seen_by(None, false).count();
    assert_eq!(refusal(&town.leaves(&Actor::System, 1, &citizen(1), false)), "");
    let case = town.case();
    assert_eq!(case.author, None);
    assert_eq!((&case.text, case.state), (&before.text, before.state));
    assert_eq!(case.clock, before.clock, "the clock runs on");
    assert_eq!(case.version, before.version);
    assert_eq!(town.world.seen_by(None, false).count(), public);
    let debate = town.world.debate(case.id, None);
    assert_eq!(debate.arguments[&argument(2)].author, None);
    assert_eq!(debate.arguments[&argument(1)].author, Some(account(2)));
    let (proposal, debate) = read_anew(&town, &citizen(1), false);
    assert_eq!(&proposal, town.case());
    assert_eq!(debate.arguments, town.world.debate(proposal.id, None).arguments);

    // Nobody can act as its author; where they are awaited, the case ends as it does when an author is silent.
    town.may_not(&citizen(1), judge("好。"), "not-author")
        .until("2026-04-17 00:00")
        .does(&Actor::System, Action::CloseUnjudged {});
    let log = town.world.log.len();
    assert_eq!(refusal(&town.leaves(&Actor::System, 1, &citizen(1), false)), "");
    assert_eq!(town.world.log.len(), log, "asked again, nothing is left to do");
}

#[test]
fn a_signature_goes_and_that_is_public() {
    let mut town = Town::at("2026-03-09 09:00");
    let mut submit = crossing();
    if let Action::Submit { draft } = &mut submit {
        draft.signature = Some("老张".to_owned());
    }
    town.does(&citizen(1), submit);
    assert_eq!(refusal(&town.leaves(&Actor::System, 1, &citizen(1), false)), "");
    let case = town.case();
    assert_eq!((case.author, case.signature.as_deref()), (None, None));
    let last = town.world.seen_by(None, false).last().expect("an event");
    assert!(matches!(
        last.fact.told(),
        Some(Change::Disowned { author: true, .. })
    ));
    assert!(
        !town.case().is_news(last.fact.told().expect("told")),
        "it is no news"
    );
}

#[test]
fn words_taken_back_leave_what_the_city_said() {
    let mut town = answered();
    town.does(&citizen(1), judge("修得好。"));
    assert_eq!(refusal(&town.leaves(&Actor::System, 1, &citizen(1), true)), "");
    let case = town.case();
    assert!(case.is_erased());
    assert_eq!(
        (case.author, case.text.as_str(), case.place.as_deref()),
        (None, "", None)
    );
    assert_eq!(case.state, State::Closed);
    assert_eq!(case.supports, 1, "supports stay counted");
    let verdict = case.verdict.as_ref().expect("how it was judged stays");
    assert_eq!((verdict.stars, verdict.text.as_deref()), (Some(5), None));
    let answer = case.answer.as_ref().expect("what the city answered stays");
    assert_eq!(answer.text, "灯已经加长。");
    let debate = town.world.debate(case.id, None);
    assert!(!debate.arguments.contains_key(&argument(2)));
    assert!(
        debate.arguments.contains_key(&argument(1)),
        "what others said stays"
    );
    let (proposal, debate) = read_anew(&town, &citizen(1), true);
    assert_eq!(&proposal, town.case());
    assert_eq!(debate.arguments, town.world.debate(proposal.id, None).arguments);
    let words = town.world.log.iter().map(|event| event.clone().redact(true));
    let text = serde_json::to_string(&words.collect::<Vec<_>>()).expect("JSON");
    for theirs in ["孩子也走", "七点", "修得好"] {
        assert!(!text.contains(theirs), "{theirs}");
    }
    for of_city in ["灯已经加长", "几点"] {
        assert!(text.contains(of_city), "{of_city}");
    }
}

#[test]
fn only_the_city_itself_does_that() {
    let mut town = answered();
    let log = town.world.log.len();
    for by in [citizen(1), coordinator("town")] {
        let outcome = town.leaves(&by, 1, &citizen(1), true);
        assert_eq!(refusal(&outcome), "system-only");
    }
    let outcome = town.leaves(&Actor::System, 9, &citizen(1), true);
    assert_eq!(refusal(&outcome), "no-such-proposal");
    assert_eq!(town.world.log.len(), log);
    let follow = |event: &Event| matches!(event.fact, Fact::Follow { .. });
    assert!(!town.world.log.iter().any(follow));
}
