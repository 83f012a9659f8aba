//! Say it: what, where, a look back. One thought a screen; what is written is kept after every pause.

mod categories;
mod check_step;
mod keeper;
mod on_map;
mod place_step;
mod sent;
mod similar;
mod words_step;

use crate::commands::Offer;
use crate::components::{Button, Icon, Kind, Stepper, icons};
use crate::state::{use_city, use_device, use_status};
use crate::t;
use check_step::CheckStep;
use client::api::{Command, KeptDraft};
use keeper::Keeper;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use place_step::PlaceStep;
use sent::SentNote;
use uuid::Uuid;
use words_step::WordsStep;

/// How many steps there are.
const STEPS: u8 = 3;

/// Goes to a step; the browser's way back comes from it again.
type Go = Callback<u8>;

/// `/say?draft=ID&step=N`
#[component]
pub(crate) fn Say() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query
            .with(|query| query.get("draft"))
            .and_then(|id| Uuid::parse_str(&id).ok())
    });
    let step = Memo::new(move |_| {
        let step = query
            .with(|query| query.get("step"))
            .and_then(|step| step.parse().ok());
        step.unwrap_or(1).clamp(1, STEPS)
    });
    let keeper = Keeper::new(asked.get_untracked());
    let sent = RwSignal::new(None);
    let navigate = use_navigate();
    let go = {
        let navigate = navigate.clone();
        Callback::new(move |step: u8| navigate(&keeper.address(step), NavigateOptions::default()))
    };
    let fresh = Callback::new(move |()| {
        sent.set(None);
        keeper.begin_anew();
        navigate(
            "/say",
            NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            },
        );
    });
    // A link to another draft, while this page is open.
    Effect::new(move || {
        if let Some(id) = asked.get() {
            keeper.open(id);
        }
    });
    move || match (sent.get(), keeper.is_open(), step.get()) {
        (Some(sent), ..) => view! { <SentNote sent=sent on_another=fresh/> }.into_any(),
        (None, false, _) => ().into_any(),
        // A step further on makes sense only with words.
        (None, true, 2) if keeper.has_words() => frame(
            2,
            view! { <PlaceStep keeper=keeper go=go/> }.into_any(),
            keeper,
            go,
        ),
        (None, true, 3) if keeper.has_words() => frame(
            3,
            view! { <CheckStep keeper=keeper go=go sent=sent/> }.into_any(),
            keeper,
            go,
        ),
        (None, true, _) => frame(
            1,
            view! { <WordsStep keeper=keeper go=go/> }.into_any(),
            keeper,
            go,
        ),
    }
}

fn frame(step: u8, content: AnyView, keeper: Keeper, go: Go) -> AnyView {
    let before = (step > 1).then(|| {
        Offer::of(Command::Back, move || go.run(step - 1)).stand();
        view! {
            <Button kind=Kind::Quiet icon=icons::BACK testid="say-back" on_press=move || go.run(step - 1)>
                {t!("button-back")}
            </Button>
        }
    });
    view! {
        <div class="say" data-testid="page-say" data-step=step.to_string()>
            <Stepper step=step steps=STEPS/>
            {content}
            <div class="say-kept">
                {before}
                <p class="second small" role="status" data-testid="draft-saved">
                    {move || keeper.is_kept().then(|| view! {
                        <Icon of=icons::CHECK/>
                        <span>{t!("say-draft-saved")}</span>
                    })}
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// The newest draft that was begun before, for somebody who comes to write.
fn begun_before(keeper: Keeper) -> RwSignal<Option<KeptDraft>> {
    let found = RwSignal::new(None::<KeptDraft>);
    if keeper.is_new() {
        spawn_local(async move {
            if let Ok(mine) = use_device().mine().await {
                let newest = mine.drafts.into_iter().max_by_key(|kept| kept.saved_at);
                // The page may be gone.
                drop(found.try_set(newest));
            }
        });
    }
    found
}

/// Working days in which the city says whether it takes it on; `None` until the directory is there.
fn triage_days() -> Option<u16> {
    use_city().with(|city| city.as_ref().map(|city| city.policy.clocks.triage))
}

/// Whether what is sent now goes out later.
fn is_offline() -> bool {
    use client::api::Link;
    use_status().with(|status| match status.as_ref().map(|status| &status.link) {
        Some(Link::Online | Link::Syncing { .. }) => false,
        Some(Link::Starting | Link::Offline { .. } | Link::Troubled { .. } | Link::SignedOut) | None => true,
    })
}
