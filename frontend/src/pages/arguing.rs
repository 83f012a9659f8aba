//! Saying something about an argument: why it is reported, what the city answers, whether it stays. The form is the same on
//! the proposal's page and at the desk.

use crate::components::{Choices, ErrorNote, TextArea, announce};
use crate::pages::doing::attempt;
use crate::state::use_device;
use crate::{t, text};
use domain::command::Order;
use domain::id::{ArgumentId, ProposalId};
use domain::proposal::{ARGUMENT_LIMIT, Action, ActionKind, ArgumentAction, Moderation, Objection};
use domain::refusal::Problem;
use leptos::prelude::*;

/// What such a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) proposal: ProposalId,
    pub(crate) argument: ArgumentId,
}

impl About {
    /// Asks for this, on the version that is seen. `then` runs when it is on its way.
    pub(crate) fn send(
        self,
        seen: u32,
        action: ArgumentAction,
        done: &'static str,
        problem: RwSignal<Option<Problem>>,
        then: impl FnOnce() + 'static,
    ) {
        let order = Order::Proposal {
            proposal: self.proposal,
            seen: Some(seen),
            action: Action::Argument {
                argument: self.argument,
                action,
            },
        };
        attempt(problem, async move { use_device().act(order).await }, move || {
            announce(text!(done));
            then();
        });
    }
}

/// The messages of a kind: what is asked, its hint, the button, and what is said when it is done.
fn name_of(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Report => "argument-report",
        ActionKind::Respond => "argument-respond",
        ActionKind::Keep => "argument-keep",
        ActionKind::Restore => "argument-restore",
        _ => "argument-hide",
    }
}

fn done_of(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Report => "argument-report.done",
        ActionKind::Respond => "argument-respond.done",
        ActionKind::Keep => "argument-keep.done",
        ActionKind::Restore => "argument-restore.done",
        _ => "argument-hide.done",
    }
}

/// The form of one of these kinds. One stands on a page at a time.
#[component]
pub(crate) fn Saying(
    kind: ActionKind,
    about: About,
    #[prop(into)] seen: Signal<u32>,
    /// What is being written.
    words: RwSignal<String>,
    /// It is on its way.
    #[prop(into)]
    on_done: Callback<()>,
    /// Makes the button that sends, of its words and of what it does.
    button: fn(Signal<String>, Callback<()>) -> AnyView,
    /// What stands beside that.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let reason = RwSignal::new(None::<Objection>);
    let tried = RwSignal::new(false);
    let (asks_why, asks_words) = (
        matches!(kind, ActionKind::Report | ActionKind::Hide),
        kind != ActionKind::Report,
    );
    let send = move || {
        tried.set(true);
        let text = words.get_untracked();
        let why = reason.get_untracked();
        let action = match kind {
            ActionKind::Report => why.map(|reason| ArgumentAction::Report { reason }),
            ActionKind::Respond => Some(ArgumentAction::Respond { text }),
            ActionKind::Keep => Some(ArgumentAction::Keep { text }),
            ActionKind::Restore => Some(ArgumentAction::Restore { text }),
            _ => why.map(|reason| ArgumentAction::Hide { reason, text }),
        };
        if let Some(action) = action {
            about.send(seen.get_untracked(), action, done_of(kind), problem, move || {
                words.set(String::new());
                on_done.run(());
            });
        }
    };
    let name = name_of(kind);
    let reasons = asks_why.then(|| {
        let line = |one: Objection| {
            let words = t!("objection-choice", reason = one.name());
            (one.name().to_owned(), words)
        };
        let choose = move |code: String| {
            reason.set(Objection::ALL.into_iter().find(|one| one.name() == code));
        };
        view! {
            <Choices
                name="argument-reason"
                label=t!(format!("{name}.reason"))
                lines=Objection::ALL.into_iter().map(line).collect()
                chosen=Signal::derive(move || reason.get().map(|one| one.name().to_owned()))
                on_choose=choose
                error=Signal::derive(move || (tried.get() && reason.get().is_none()).then(|| text!("required")))
            />
        }
    });
    let hint = t!(format!("{name}.hint"));
    let said = match asks_words {
        true => view! {
            <TextArea id="argument-text" label=t!(format!("{name}.text")) hint=hint required=true rows=2 value=words testid="argument-text"/>
            <Left words=words/>
        }
        .into_any(),
        false => view! { <p class="second small">{hint}</p> }.into_any(),
    };
    view! {
        <div class="argument-form stack" data-testid=format!("argument-{}-form", kind.name())>
            {reasons}
            {said}
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <div class="buttons">
                {button(t!(format!("{name}.send")), Callback::new(move |()| send()))}
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}

/// How much room is left.
#[component]
pub(crate) fn Left(#[prop(into)] words: Signal<String>) -> impl IntoView {
    let written = Memo::new(move |_| words.with(|words| words.chars().count()));
    view! {
        <p class="small second" data-testid="argument-left">
            {move || match ARGUMENT_LIMIT.checked_sub(written.get()) {
                Some(left) => text!("argue-left", count = left),
                None => text!("argue-left.over", count = written.get() - ARGUMENT_LIMIT),
            }}
        </p>
    }
    .into_any()
}

/// What stands in the place of one that is hidden, or below one that was looked at and stands.
pub(crate) fn ruled(moderation: Moderation) -> AnyView {
    let Moderation {
        hidden,
        reasons,
        text,
        ..
    } = moderation;
    let reason = reasons.first().map_or("off_topic", |reason| reason.name());
    let why = move || match hidden {
        true => text!("argument-hidden", reason = reason),
        false => text!("argument-kept"),
    };
    view! {
        <div class="argument-ruled" data-testid="argument-ruled" data-hidden=hidden.to_string()>
            <p class="second">{why}</p>
            <p class="said"><bdi>{text}</bdi></p>
        </div>
    }
    .into_any()
}

/// The focus goes to the first control of the form that has come.
pub(crate) fn to_form() {
    request_animation_frame(|| {
        let first = document().query_selector(".argument-form :is(input, textarea)");
        if let Some(first) = first.ok().flatten() {
            use leptos::wasm_bindgen::JsCast;
            let _ = first.unchecked_into::<leptos::web_sys::HtmlElement>().focus();
        }
    });
}
