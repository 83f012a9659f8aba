use super::listening::Listening;
use crate::components::{Button, ConfirmDialog, Kind, icons};
use crate::t;
use client::recording::Recording;
use leptos::prelude::*;

/// The recordings that are kept: to be heard, turned into words, deleted.
#[component]
pub(super) fn KeptRecordings(listening: Listening) -> impl IntoView {
    let some = Memo::new(move |_| listening.kept.with(|kept| !kept.is_empty()));
    let numbered = move || {
        let kept = listening.kept.get();
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
                            children=move |(number, recording)| view! { <Line listening=listening number=number recording=recording/> }
                        />
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn Line(listening: Listening, number: usize, recording: Recording) -> impl IntoView {
    let Recording { id, ms } = recording;
    let asking = RwSignal::new(false);
    let playing = Memo::new(move |_| listening.playing.get() == Some(id));
    let seconds = (ms + 500) / 1_000;
    let hear = move || {
        if playing.get_untracked() {
            listening.hush()
        } else {
            listening.play(id)
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
                {move || listening.recognises().then(|| view! {
                    <Button kind=Kind::Quiet icon=icons::WRITE testid="recording-words" on_press=move || listening.recognise(id)>
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
                on_confirm=move || listening.delete(id)
            />
        </li>
    }
    .into_any()
}
