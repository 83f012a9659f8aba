use super::Floor;
use crate::commands::Offer;
use crate::components::{Button, ErrorNote, Kind, TextArea, icons};
use crate::pages::arguing::{About, Left, to_form};
use crate::pages::writing::Writing;
use crate::t;
use client::api::Command;
use client::unsent::Form;
use domain::id::ArgumentId;
use domain::proposal::{ActionKind, ArgumentAction, Side};
use domain::refusal::Problem;
use leptos::html::Div;
use leptos::prelude::*;
use uuid::Uuid;

/// Where one says why, on one side: a button first, then the form in its place.
#[component]
pub(super) fn Write(floor: Floor, side: Side) -> impl IntoView {
    let writing = Writing::found_later_in(Form {
        place: side.name().to_owned(),
        ..Form::of(floor.proposal, ActionKind::Argue)
    });
    let words = writing.text();
    let problem = RwSignal::new(None::<Problem>);
    let id = RwSignal::new(ArgumentId(Uuid::now_v7()));
    let place = NodeRef::<Div>::new();
    let is_open = Memo::new(move |_| floor.writing.get() == Some(side));
    let begin = move || {
        floor.form.set(None);
        floor.writing.set(Some(side));
        to_form();
    };
    let end = move || {
        floor.writing.set(None);
        // The button is there again at the next frame.
        request_animation_frame(move || {
            if let Some(place) = place.get_untracked() {
                let _ = place.focus();
            }
        });
    };
    let send = move || {
        let about = About {
            proposal: floor.proposal,
            argument: id.get_untracked(),
        };
        let text = words.get_untracked();
        let action = ArgumentAction::Argue { side, text };
        about.send(
            floor.seen.get_untracked(),
            action,
            "argue-send.done",
            problem,
            move || {
                writing.sent();
                // The column may be another by now: one's own argument is there, and no room for a second.
                floor.writing.set(None);
                let _ = words.try_set(String::new());
                let _ = id.try_set(ArgumentId(Uuid::now_v7()));
            },
        );
    };
    let is_written = Signal::derive(move || is_open.get() && words.with(|words| !words.trim().is_empty()));
    Offer::of(Command::Send, send)
        .about(Signal::derive(move || words.get()))
        .when(is_written)
        .stand();
    Offer::words(t!("argue-text", side = side.name()), words)
        .when(Signal::derive(move || is_open.get()))
        .stand();
    let form = move || {
        view! {
            <div class="argument-form stack" data-testid="argue-form">
                <TextArea
                    id="argue-text"
                    label=t!("argue-text", side = side.name())
                    hint=t!("argue-text.hint")
                    required=true
                    rows=3
                    value=words
                    testid="argue-text"
                />
                <Left words=words/>
                {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
                <div class="buttons">
                    <Button kind=Kind::Main icon=icons::SEND testid="argue-send" on_press=send>{t!("argue-send")}</Button>
                    <Button kind=Kind::Quiet testid="argue-cancel" on_press=end>{t!("button-cancel")}</Button>
                </div>
            </div>
        }
    };
    view! {
        <div tabindex="-1" class="argue" node_ref=place>
            {move || match is_open.get() {
                true => form().into_any(),
                false => view! {
                    <Button
                        kind=Kind::Plain
                        icon=icons::WRITE
                        testid=testid(side)
                        on_press=begin
                    >
                        {t!("argue", side = side.name())}
                    </Button>
                }
                .into_any(),
            }}
        </div>
    }
    .into_any()
}

fn testid(side: Side) -> &'static str {
    match side {
        Side::For => "argue-for",
        Side::Against => "argue-against",
    }
}
