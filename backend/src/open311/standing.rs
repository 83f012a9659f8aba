//! What is told of where a case stands.

use domain::proposal::{AnswerKind, Judgement, Proposal, State};
use domain::time::Timestamp;
use locales::{Words, args};
use serde::Serialize;

/// The last moment by which the city must move; none where it is not the city's turn.
pub(super) fn expected(proposal: &Proposal) -> Option<Timestamp> {
    // A clock ends with the midnight after its last day; what is told is still in that day.
    let clock = proposal.clock.filter(|clock| clock.kind.is_on_city());
    clock.map(|clock| Timestamp(clock.due.0 - 1_000))
}

/// The state and what comes next, then what the city answered, then what the author said to that: a line each.
pub(super) fn notes(words: Words, proposal: &Proposal) -> String {
    let state = proposal.state.name();
    let stands = match (&proposal.merged, proposal.clock) {
        (Some(merger), _) if proposal.state == State::Merged => {
            let number = merger.into.number.as_deref().unwrap_or_default();
            words.text("open311-merged", &args! { number = number })
        }
        (_, Some(clock)) => words.text(
            "open311-notes",
            &args! { state = state, clock = clock.kind.name() },
        ),
        (_, None) => words.text("open311-notes.over", &args! { state = state }),
    };
    let answer = proposal.answer.as_ref().map(|answer| {
        let kind = name::<AnswerKind>(&answer.kind);
        words.text(
            "open311-notes.answer",
            &args! { kind = kind, text = answer.text.as_str() },
        )
    });
    let verdict = proposal.verdict.as_ref().map(|verdict| {
        let judgement = name::<Judgement>(&verdict.judgement);
        words.text("open311-notes.verdict", &args! { judgement = judgement })
    });
    [Some(stands), answer, verdict]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\n")
}

/// The name in JSON, which the messages choose by.
fn name<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
