use super::listening::Listening;
use crate::components::{AskingButton, Button, Kind, icons};
use crate::{t, text};
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
    let id = format!("{}-kept", listening.hook);
    move || {
        some.get().then(|| {
            view! {
                <section class="recordings" aria-labelledby=id.clone()>
                    <h2 class="field-label" id=id.clone()>{t!("recordings-title")}</h2>
                    <ul role="list">
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
                <Button
                    kind=Kind::Quiet
                    icon=Signal::derive(move || Some(if playing.get() { icons::STOP } else { icons::RESUME }))
                    testid="recording-play"
                    pressed=playing
                    on_press=hear
                >
                    {move || if playing.get() { text!("recording-play.stop") } else { text!("recording-play") }}
                </Button>
                {move || listening.recognises().then(|| view! {
                    <Button kind=Kind::Quiet icon=icons::WRITE testid="recording-words" on_press=move || listening.recognise(id)>
                        {t!("recording-words")}
                    </Button>
                })}
                <AskingButton
                    icon=icons::DELETE
                    testid="recording-delete"
                    words=t!("recording-delete")
                    title=t!("recording-delete-ask")
                    detail=t!("recording-delete-ask.detail")
                    keep=t!("button-keep")
                    on_confirm=move || listening.delete(id)
                />
            </div>
        </li>
    }
    .into_any()
}
