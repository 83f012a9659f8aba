use super::talk::Talk;
use crate::components::{Button, ConfirmDialog, Kind, icons};
use crate::t;
use client::recording::Recording;
use leptos::prelude::*;

/// The recordings that are kept: to be heard, turned into words, deleted.
#[component]
pub(super) fn KeptRecordings(talk: Talk) -> impl IntoView {
    let some = Memo::new(move |_| talk.kept.with(|kept| !kept.is_empty()));
    let numbered = move || {
        let kept = talk.kept.get();
        kept.into_iter()
            .enumerate()
            .map(|(at, recording)| (at + 1, recording))
            .collect::<Vec<_>>()
    };
    move || {
        some.get().then(|| {
            view! {
                <section class="recordings" aria-labelledby="recordings-title">
                    <h2 class="field-label" id="recordings-title">{t!("recordings-title")}</h2>
                    <ul>
                        <For
                            each=numbered
                            key=|(number, recording)| (*number, recording.id)
                            children=move |(number, recording)| view! { <Line talk=talk number=number recording=recording/> }
                        />
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn Line(talk: Talk, number: usize, recording: Recording) -> impl IntoView {
    let Recording { id, ms } = recording;
    let asking = RwSignal::new(false);
    let playing = Memo::new(move |_| talk.playing.get() == Some(id));
    let seconds = (ms + 500) / 1_000;
    let hear = move || {
        if playing.get_untracked() {
            talk.hush()
        } else {
            talk.play(id)
        }
    };
    view! {
        <li class="recording" data-testid="recording" data-ms=ms>
            <span class="recording-name">{t!("recording-name", number = number, seconds = seconds)}</span>
            <div class="buttons">
                <button
                    type="button"
                    class="button button-quiet"
                    data-testid="recording-play"
                    aria-pressed=move || if playing.get() { "true" } else { "false" }
                    on:click=move |_| hear()
                >
                    {move || if playing.get() {
                        view! { <crate::components::Icon of=icons::STOP/> }
                    } else {
                        view! { <crate::components::Icon of=icons::RESUME/> }
                    }}
                    <span>{move || if playing.get() { t!("recording-play.stop").get() } else { t!("recording-play").get() }}</span>
                </button>
                {move || talk.recognises().then(|| view! {
                    <Button kind=Kind::Quiet icon=icons::WRITE testid="recording-words" on_press=move || talk.recognise(id)>
                        {t!("recording-words")}
                    </Button>
                })}
                <Button kind=Kind::Quiet icon=icons::DELETE testid="recording-delete" on_press=move || asking.set(true)>
                    {t!("recording-delete")}
                </Button>
            </div>
            <ConfirmDialog
                open=asking
                title=t!("recording-delete-ask")
                detail=t!("recording-delete-ask.detail")
                action=t!("recording-delete")
                keep=t!("button-keep")
                on_confirm=move || talk.delete(id)
            />
        </li>
    }
    .into_any()
}
