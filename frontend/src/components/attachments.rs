//! What goes along with a proposal, to be seen, heard and had; and how far it is on its way.

use super::icon::Icon;
use super::{Button, ErrorNote, Kind, announce, icons};
use crate::platform::{Platform, Shown};
use crate::{t, text};
use client::files::{Chosen, Way};
use domain::attachment::{Attachment, FileKind};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

/// One of them, with where it is to be had.
#[derive(Clone, PartialEq)]
struct Item {
    /// Its place among those of its sort, from 1.
    number: usize,
    attachment: Attachment,
    /// While what cites it waits here: its file on this device. The city shows it to nobody before.
    here: Option<Uuid>,
}

impl Item {
    /// What it shows or says, in words; else which one it is.
    fn name(&self) -> String {
        let sort = sort(self.attachment.kind);
        match &self.attachment.alt {
            Some(alt) => alt.clone(),
            None => text!("files-unnamed", kind = sort, number = self.number),
        }
    }

    async fn show(&self, small: bool) -> Result<Shown, Problem> {
        let Attachment { hash, kind, .. } = self.attachment;
        match self.here {
            Some(id) => Platform.chosen_file(id).await,
            None => Platform.city_file(hash, kind, small).await,
        }
    }
}

fn sort(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Jpeg | FileKind::Png => "image",
        FileKind::Pdf => "document",
        FileKind::Wav | FileKind::Mp3 | FileKind::Ogg | FileKind::Mp4Audio | FileKind::WebmAudio => "audio",
    }
}

/// What goes along; nothing where nothing does. `chosen` are files that still wait on this device.
#[component]
pub(crate) fn Attachments(
    #[prop(into)] of: Signal<Vec<Attachment>>,
    #[prop(into)] chosen: Signal<Vec<Chosen>>,
    /// In a card that says what they are: without a heading of their own.
    #[prop(optional)]
    within: bool,
) -> impl IntoView {
    let items = Memo::new(move |_| {
        let chosen = chosen.get();
        let mut counts = std::collections::BTreeMap::new();
        let item = |attachment: Attachment| {
            let number = counts.entry(sort(attachment.kind)).or_insert(0_usize);
            *number += 1;
            let here = chosen
                .iter()
                .find(|file| file.attachment().hash == attachment.hash);
            Item {
                number: *number,
                here: here.map(|file| file.id),
                attachment,
            }
        };
        of.get().into_iter().map(item).collect::<Vec<_>>()
    });
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    let open = RwSignal::new(None::<Item>);
    move || {
        some.get().then(|| {
            view! {
                <section class=if within { "" } else { "section" } data-testid="attachments">
                    {(!within).then(|| view! { <h2>{t!("files-shown")}</h2> })}
                    <ul role="list" class="attachments">
                        <For
                            each=move || items.get()
                            key=|item| (item.attachment.hash, item.here)
                            children=move |item| view! { <li>{one(item, open)}</li> }
                        />
                    </ul>
                    {move || open.get().map(|item| view! { <Whole item=item/> })}
                </section>
            }
        })
    }
}

fn one(item: Item, open: RwSignal<Option<Item>>) -> AnyView {
    match sort(item.attachment.kind) {
        "image" => view! { <Picture item=item open=open/> }.into_any(),
        "audio" => view! { <Sound item=item/> }.into_any(),
        _ => view! { <Document item=item/> }.into_any(),
    }
}

/// Fetches what is shown; none until it is there.
fn showing(item: &Item, small: bool) -> (RwSignal<Option<Shown>>, RwSignal<Option<Problem>>) {
    let (shown, problem) = (RwSignal::new(None), RwSignal::new(None));
    let item = item.clone();
    spawn_local(async move {
        // The page may be gone.
        match item.show(small).await {
            Ok(found) => drop(shown.try_set(Some(found))),
            Err(refused) => drop(problem.try_set(Some(refused))),
        }
    });
    (shown, problem)
}

fn address(shown: RwSignal<Option<Shown>>) -> Option<String> {
    shown.with(|shown| shown.as_ref().map(|shown| shown.address.clone()))
}

/// A small picture that opens the whole one, and closes it.
#[component]
fn Picture(item: Item, open: RwSignal<Option<Item>>) -> impl IntoView {
    let (shown, _) = showing(&item, true);
    let failed = RwSignal::new(false);
    let is_open = {
        let item = item.clone();
        Memo::new(move |_| open.with(|open| open.as_ref() == Some(&item)))
    };
    let alt = {
        let item = item.clone();
        Signal::derive(move || item.name())
    };
    let press = move |_| open.set((!is_open.get_untracked()).then(|| item.clone()));
    let name = move || match is_open.get() {
        true => text!("files-close"),
        false => text!("files-open", name = alt.get()),
    };
    view! {
        <button
            type="button"
            class="attachment"
            data-testid="attachment"
            aria-label=name
            aria-expanded=move || is_open.get().to_string()
            on:click=press
        >
            {move || match address(shown).filter(|_| !failed.get()) {
                Some(address) => view! { <img src=address alt=alt on:error=move |_| failed.set(true)/> }.into_any(),
                None => view! { <span class="attachment-words"><Icon of=icons::CAMERA/> <bdi>{alt}</bdi></span> }.into_any(),
            }}
        </button>
    }
    .into_any()
}

/// A picture as large as there is room, with what it shows.
#[component]
fn Whole(item: Item) -> impl IntoView {
    let (shown, problem) = showing(&item, false);
    let alt = Signal::derive(move || item.name());
    view! {
        <figure class="attachment-whole" data-testid="attachment-whole">
            {move || address(shown).map(|address| view! { <img src=address alt=alt/> })}
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <figcaption class="second"><bdi>{alt}</bdi></figcaption>
        </figure>
    }
    .into_any()
}

#[component]
fn Sound(item: Item) -> impl IntoView {
    let (shown, problem) = showing(&item, false);
    let name = Signal::derive(move || item.name());
    view! {
        <div class="attachment-sound" data-testid="attachment">
            <bdi>{name}</bdi>
            {move || address(shown).map(|address| view! { <audio controls src=address aria-label=name preload="none"></audio> })}
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem in_turn=true/> })}
        </div>
    }
    .into_any()
}

/// A document is handed out, never shown: it goes where downloads go.
#[component]
fn Document(item: Item) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let saved = RwSignal::new(None::<String>);
    let Attachment { hash, kind, .. } = item.attachment;
    let waits = item.here.is_some();
    let save = move || {
        problem.set(None);
        spawn_local(async move {
            match Platform.save_file(hash, kind).await {
                Ok(Some(place)) => {
                    announce(text!("files-saved", where = place));
                    drop(saved.try_set(Some(place)));
                }
                Ok(None) => {}
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    };
    let name = Signal::derive(move || item.name());
    view! {
        <div class="attachment-document" data-testid="attachment">
            <Button kind=Kind::Plain icon=icons::FILE disabled=waits on_press=save>
                {move || text!("files-save", name = name.get())}
            </Button>
            {move || saved.get().map(|place| view! { <p class="second small">{t!("files-saved", where = place)}</p> })}
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
        </div>
    }
    .into_any()
}

/// How far each file is, in words.
#[component]
pub(crate) fn Progress(#[prop(into)] files: Signal<Vec<Chosen>>) -> impl IntoView {
    let words = |file: &Chosen| {
        let state = match &file.way {
            Way::There(_) => "there",
            Way::Going { .. } => "going",
            Way::Here => "here",
        };
        let percent = file.arrived().saturating_mul(100) / file.bytes.max(1);
        text!("files-way", state = state, name = file.name, percent = percent)
    };
    move || {
        let files = files.get();
        (!files.is_empty()).then(|| {
            let line = |file: &Chosen| view! { <li><Icon of=icons::FILE/> <bdi>{words(file)}</bdi></li> };
            view! { <ul role="list" class="files-way second small" data-testid="files-way">{files.iter().map(line).collect_view()}</ul> }
        })
    }
}
