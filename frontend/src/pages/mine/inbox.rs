use crate::components::{Button, Chip, Empty, Kind, Tone, change_words, icons};
use crate::pages::doing::attempt;
use crate::state::use_device;
use crate::t;
use crate::words::when;
use client::api::InboxEntry;
use leptos::prelude::*;

/// What happened to what concerns me, latest first.
#[component]
pub(super) fn Inbox(#[prop(into)] entries: Signal<Vec<InboxEntry>>) -> impl IntoView {
    let some = Memo::new(move |_| entries.with(|entries| !entries.is_empty()));
    move || match some.get() {
        false => view! { <Empty icon=icons::INBOX title=t!("inbox-title.none")/> }.into_any(),
        true => list(entries),
    }
}

fn list(entries: Signal<Vec<InboxEntry>>) -> AnyView {
    let unread =
        Memo::new(move |_| entries.with(|entries| entries.iter().filter(|entry| !entry.read).count()));
    let problem = RwSignal::new(None);
    let read_all = move || {
        let latest = entries.with_untracked(|entries| entries.iter().map(|entry| entry.seq).max());
        if let Some(latest) = latest {
            attempt(
                problem,
                async move { use_device().mark_read(latest).await },
                || {},
            );
        }
    };
    let head = move || {
        let count = unread.get();
        (count > 0).then(|| {
            view! {
                <div class="row-apart panel-note">
                    <p class="second">{t!("inbox-title.unread", count = count)}</p>
                    <Button kind=Kind::Plain icon=icons::CHECK testid="mark-read" on_press=read_all>
                        {t!("inbox-title.mark-read")}
                    </Button>
                </div>
            }
        })
    };
    view! {
        {head}
        <ol role="list" class="cards">
            <For each=move || entries.get() key=|entry| (entry.seq, entry.read) children=row/>
        </ol>
    }
    .into_any()
}

fn row(entry: InboxEntry) -> AnyView {
    let InboxEntry {
        at,
        proposal,
        title,
        change,
        read,
        ..
    } = entry;
    let did = change.name();
    view! {
        <li class="card inbox-row" data-testid="inbox-entry" data-did=did data-read=read.to_string()>
            <div class="row-apart">
                <p class="inbox-what">
                    {(!read).then(|| view! { <Chip tone=Tone::Blue icon=icons::INBOX>{t!("inbox-title.new")}</Chip> })}
                    <span>{change_words(change)}</span>
                </p>
                <time class="card-when">{move || when(at)}</time>
            </div>
            <h3 class="card-title inbox-title">
                <a href=format!("/proposals/{proposal}")><bdi>{title}</bdi></a>
            </h3>
        </li>
    }
    .into_any()
}
