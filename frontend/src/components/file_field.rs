//! Photos, documents and sounds that are to go along: chosen or taken, seen, described, taken out. What was chosen lies on
//! this device before it is shown here.

use super::icon::Icon;
use super::{AskingButton, ErrorNote, announce, icons};
use crate::platform::{Given, Platform, Shown};
use crate::state::{use_city, use_media};
use crate::{t, text};
use client::files::{Chosen, Way};
use domain::city::FileLimits;
use domain::refusal::{Problem, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use uuid::Uuid;

/// What the chooser offers; the city looks for itself.
const KINDS: &str = "image/jpeg,image/png,image/webp,application/pdf,audio/*";
const PHOTOS: &str = "image/*";
/// The most letters of a description; `domain` holds to it.
const ALT_LIMIT: &str = "300";

/// The field. `on_change` is called when a file came or went: what it belongs to is kept from then on.
#[component]
pub(crate) fn FileField(
    files: RwSignal<Vec<Chosen>>,
    #[prop(into)] on_change: Callback<()>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let keeping = RwSignal::new(false);
    // Where a finger points there is a camera behind it.
    let has_camera = use_media("(pointer: coarse)");
    let add = move |input: web_sys::EventTarget| {
        let given = Given::in_input(&input);
        problem.set(None);
        keeping.set(true);
        spawn_local(async move {
            for given in given {
                match keep(&given, files).await {
                    Ok(()) => announce(text!("files-kept", name = given.name)),
                    Err(refused) => drop(problem.try_set(Some(refused))),
                }
            }
            // The page may be gone.
            if keeping.try_set(false).is_none() {
                on_change.run(());
            }
        });
    };
    let remove = Callback::new(move |id: Uuid| {
        let name =
            files.with_untracked(|files| files.iter().find(|it| it.id == id).map(|it| it.name.clone()));
        files.update(|files| files.retain(|file| file.id != id));
        on_change.run(());
        announce(text!("files-removed", name = name.unwrap_or_default()));
        press_focus("files-choose");
    });
    let ids = Memo::new(move |_| files.with(|files| files.iter().map(|file| file.id).collect::<Vec<_>>()));
    view! {
        <section class="files" aria-labelledby="files-title" data-testid="file-field">
            <h2 class="field-label" id="files-title">
                {t!("files-title")} " " <span class="field-optional">{t!("optional")}</span>
            </h2>
            <p class="field-hint" id="files-hint">
                {move || text!("files-title.hint", limit = limits().count)}
            </p>
            <ul role="list" class="files-list">
                <For each=move || ids.get() key=|id| *id children=move |id| view! { <Line id=id files=files on_remove=remove/> }/>
            </ul>
            <div class="buttons">
                <Choose id="files-choose" kinds=KINDS disabled=keeping on_given=add icon=icons::FILE>
                    {t!("files-choose")}
                </Choose>
                {move || has_camera.get().then(|| view! {
                    <Choose id="files-photo" kinds=PHOTOS camera=true disabled=keeping on_given=add icon=icons::CAMERA>
                        {t!("files-photo")}
                    </Choose>
                })}
            </div>
            <p class="second small" role="status">{move || keeping.get().then(|| text!("files-keeping"))}</p>
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
        </section>
    }
    .into_any()
}

fn limits() -> FileLimits {
    use_city().with(|city| city.as_ref().map(|city| city.policy.files).unwrap_or_default())
}

/// Keeps what was given, where the city would take it.
async fn keep(given: &Given, files: RwSignal<Vec<Chosen>>) -> Result<(), Problem> {
    let FileLimits { count, bytes, .. } = untrack(limits);
    let there = files.try_with_untracked(Vec::len).unwrap_or_default();
    if there >= usize::from(count) {
        let refusal = Refusal::TooManyFiles {
            limit: count,
            count: there + 1,
        };
        return Err(refusal.problem());
    }
    if given.bytes > bytes {
        return Err(Refusal::FileTooLarge { limit: bytes }.problem());
    }
    if given.bytes == 0 {
        return Err(Problem::new("file-damaged").with("name", given.name.as_str()));
    }
    let id = Uuid::now_v7();
    Platform.keep_file(given, id).await?;
    let chosen = Chosen {
        id,
        name: given.name.clone(),
        kind: given.kind.clone(),
        bytes: given.bytes,
        alt: None,
        keeps_place: false,
        way: Way::Here,
    };
    // The page may be gone.
    files.try_update(|files| files.push(chosen));
    Ok(())
}

/// A button that opens the system's chooser, which hides behind it.
#[component]
fn Choose(
    id: &'static str,
    kinds: &'static str,
    #[prop(optional)] camera: bool,
    disabled: RwSignal<bool>,
    #[prop(into)] on_given: Callback<web_sys::EventTarget>,
    icon: icons::Glyph,
    children: Children,
) -> impl IntoView {
    let input = format!("{id}-input");
    let open = {
        let input = input.clone();
        move |_| {
            if !disabled.get_untracked()
                && let Some(input) = document().get_element_by_id(&input)
            {
                input.unchecked_into::<web_sys::HtmlElement>().click();
            }
        }
    };
    view! {
        <input
            type="file"
            class="files-input"
            id=input
            accept=kinds
            multiple=!camera
            capture=camera.then_some("environment")
            tabindex="-1"
            aria-hidden="true"
            on:change=move |event| event.target().into_iter().for_each(|input| on_given.run(input))
        />
        <button
            type="button"
            class="button button-soft"
            id=id
            data-testid=id
            aria-describedby="files-hint"
            aria-disabled=move || disabled.get().then_some("true")
            on:click=open
        >
            <Icon of=icon/>
            <span>{children()}</span>
        </button>
    }
    .into_any()
}

/// One file: what it looks like, what it is, and out again.
#[component]
fn Line(id: Uuid, files: RwSignal<Vec<Chosen>>, on_remove: Callback<Uuid>) -> impl IntoView {
    let first = files.with_untracked(|files| files.iter().find(|file| file.id == id).cloned());
    let Some(file) = first else {
        return ().into_any();
    };
    let change = move |change: &dyn Fn(&mut Chosen)| {
        files.update(|files| files.iter_mut().filter(|file| file.id == id).for_each(change));
    };
    let describe = move |event| {
        let alt = event_target_value(&event).trim().to_owned();
        change(&|file| file.alt = Some(alt.clone()).filter(|alt| !alt.is_empty()));
    };
    let keeps_place = move || files.with(|files| files.iter().any(|file| file.id == id && file.keeps_place));
    let turn = move |event| {
        let keeps_place = event_target_checked(&event);
        // What the city has already was made without it.
        change(&|file| (file.keeps_place, file.way) = (keeps_place, Way::Here));
    };
    let name = file.name.clone();
    let title = {
        let name = name.clone();
        move || text!("files-remove.ask", name = name)
    };
    let (alt_id, hint_id) = (format!("alt-{id}"), format!("alt-{id}-hint"));
    let place = file.is_image().then(|| {
        view! {
            <label class="choice">
                <input type="checkbox" role="switch" data-testid="file-place" prop:checked=keeps_place on:change=turn/>
                <span class="choice-words">
                    <b>{t!("files-place")}</b>
                    <span class="small second">{t!("files-place.detail")}</span>
                </span>
            </label>
        }
    });
    view! {
        <li class="file" data-testid="file">
            <div class="file-head">
                <Preview file=file.clone()/>
                <div class="file-name">
                    <b><bdi>{name}</bdi></b>
                    <span class="second small">{t!("files-size", megabytes = file.bytes >> 20)}</span>
                </div>
                <AskingButton
                    icon=icons::DELETE
                    testid="file-remove"
                    words=t!("files-remove")
                    title=title
                    detail=t!("files-remove.detail")
                    keep=t!("button-keep")
                    on_confirm=move || on_remove.run(id)
                />
            </div>
            <div class="field">
                <label class="field-label" for=alt_id.clone()>{t!("files-alt-label")}</label>
                <p class="field-hint" id=hint_id.clone()>{t!("files-alt-label.hint")}</p>
                <input
                    id=alt_id
                    class="input"
                    type="text"
                    maxlength=ALT_LIMIT
                    data-testid="file-alt"
                    aria-describedby=hint_id
                    prop:value=file.alt.clone().unwrap_or_default()
                    on:input=describe
                />
            </div>
            {place}
        </li>
    }
    .into_any()
}

/// A photo as it is, anything else as a sign. What it shows is said beside it.
#[component]
fn Preview(file: Chosen) -> impl IntoView {
    let shown = RwSignal::new(None::<Shown>);
    if file.is_image() {
        spawn_local(async move {
            // Without a picture its name is there.
            if let Ok(picture) = Platform.chosen_file(file.id).await {
                drop(shown.try_set(Some(picture)));
            }
        });
    }
    let picture = move || shown.with(|shown| shown.as_ref().map(|shown| shown.address.clone()));
    view! {
        <span class="file-sign">
            {move || match picture() {
                Some(address) => view! { <img src=address alt=""/> }.into_any(),
                None => view! { <Icon of=icons::FILE/> }.into_any(),
            }}
        </span>
    }
    .into_any()
}

fn press_focus(id: &str) {
    if let Some(button) = document().get_element_by_id(id) {
        // A button on the page takes the focus.
        let _ = button.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}
