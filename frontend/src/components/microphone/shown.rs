//! The microphone as it is at each moment, for the gallery: nobody listens.

use super::Dictating;
use super::listening::{Listening, Phase};
use client::recording::{Abilities, Purpose, Recording};
use domain::refusal::Problem;
use leptos::prelude::*;
use uuid::Uuid;

/// Ready, listening, paused, writing down, ended by a problem with what is kept.
pub(in crate::components) fn all() -> AnyView {
    let moments = [
        ("microphone-ready", Phase::Ready),
        ("microphone-listening", Phase::Listening),
        ("microphone-paused", Phase::Paused),
        ("microphone-recognising", Phase::Recognising),
    ];
    let moment = |(name, phase)| {
        let listening = at_rest(name);
        listening.phase.set(phase);
        listening.ms.set(42_000);
        listening.level.set(60);
        view! { <Dictating listening=listening/> }
    };
    let ended = at_rest("microphone-ended");
    ended.problem.set(Some(Problem::new("recording-microphone-lost")));
    ended.kept.set(vec![recording(42_000), recording(8_000)]);
    ended
        .playing
        .set(ended.kept.with_untracked(|kept| kept.last().map(|it| it.id)));
    view! {
        {moments.map(moment).collect_view()}
        <Dictating listening=ended/>
    }
    .into_any()
}

fn at_rest(name: &'static str) -> Listening {
    let listening = Listening::at_rest(
        name,
        Signal::stored(None),
        Purpose::Dictation,
        Callback::new(|_| {}),
    );
    listening.abilities.set(Some(Abilities {
        records: true,
        recognises: true,
        keeps: true,
        by_city: false,
    }));
    listening
}

fn recording(ms: u32) -> Recording {
    Recording {
        id: Uuid::now_v7(),
        ms,
    }
}
