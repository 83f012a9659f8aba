use super::keeper::Keeper;
use super::similar::Similar;
use super::{Go, begun_before};
use crate::commands::Offer;
use crate::components::{Button, Icon, Kind, Microphone, PageHead, TextArea, icons, insert};
use crate::words::problem_words;
use crate::{t, text};
use client::api::{Command, KeptDraft};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// From here on the count of what is left is shown.
const NEARLY_FULL: usize = 18_000;
/// The most a text may have; `domain` holds to it.
const FULL: usize = 20_000;

/// What: the text, and what others have said already.
#[component]
pub(super) fn WordsStep(keeper: Keeper, go: Go) -> impl IntoView {
    let refused = RwSignal::new(None::<Problem>);
    let before = begun_before(keeper);
    let next = move || match untrack(move || keeper.draft()).check() {
        Ok(()) => go.run(2),
        Err(refusal) => {
            refused.set(Some(refusal.problem()));
            focus("say-text");
        }
    };
    Offer::of(Command::Next, next).stand();
    Offer::words(t!("say-text-label"), keeper.text).stand();
    // What is mended is no error any more.
    Effect::new(move || {
        keeper.text.track();
        refused.set(None);
    });
    let error = move || refused.with(|refused| refused.as_ref().map(problem_words));
    let left = move || {
        let count = keeper.text.with(|text| text.chars().count());
        match count {
            ..NEARLY_FULL => None,
            count if count <= FULL => Some(text!("say-text-left", count = FULL - count)),
            count => Some(text!("say-text-over", count = count - FULL)),
        }
    };
    view! {
        <PageHead title=t!("say-title") lead=t!("say-intro") back=("/".to_owned(), t!("nav-home"))/>
        {move || before.get().map(|kept| go_on(keeper, kept, before))}
        <div class="stack">
            <TextArea
                id="say-text"
                testid="say-text"
                label=t!("say-text-label")
                hint=t!("say-text-label.hint")
                placeholder=t!("say-text-label.placeholder")
                rows=6
                required=true
                value=keeper.text
                error=error
            />
            <Microphone
                owner=keeper.owner()
                on_text=move |words: String| insert("say-text", keeper.text, &words)
                on_begin=move || keeper.keep_for_recording()
            />
            {move || left().map(|left| view! { <p class="second small" role="status">{left}</p> })}
            <div class="buttons">
                <Button kind=Kind::Main testid="say-next" on_press=next>{t!("say-next")}</Button>
            </div>
        </div>
        <Similar keeper=keeper/>
    }
    .into_any()
}

/// Somebody began before: they may go on with it, or write another.
fn go_on(keeper: Keeper, kept: KeptDraft, before: RwSignal<Option<KeptDraft>>) -> AnyView {
    let title = kept.draft.title_or_first_words();
    let title = move || match title.trim() {
        "" => text!("draft-untitled"),
        _ => title.clone(),
    };
    let go_on = move || {
        before.set(None);
        keeper.take_over(kept.clone());
    };
    let unwritten = move || keeper.text.with(|text| text.is_empty());
    (move || {
        let (title, go_on) = (title.clone(), go_on.clone());
        unwritten().then(|| {
            view! {
                <div class="note note-calm say-before" data-testid="draft-before">
                    <Icon of=icons::DRAFT/>
                    <p class="note-what">{t!("say-draft-continue")}</p>
                    <p class="note-next second"><bdi>{title}</bdi></p>
                    <div class="buttons">
                        <Button testid="draft-go-on" on_press=go_on>{t!("draft-continue")}</Button>
                        <Button kind=Kind::Quiet on_press=move || before.set(None)>
                            {t!("say-draft-continue.fresh")}
                        </Button>
                    </div>
                </div>
            }
        })
    })
    .into_any()
}

/// Puts the focus into a control.
pub(super) fn focus(id: &str) {
    if let Some(control) = document().get_element_by_id(id) {
        // A control on the page takes the focus.
        let _ = control.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}
