use crate::commands::Offer;
use crate::components::{AskingButton, Button, ErrorNote, Kind, LinkButton, icons};
use crate::pages::doing::act;
use crate::t;
use crate::text;
use client::api::{Command, Sight};
use domain::proposal::{Action, ActionKind, Proposal, allowed};
use domain::refusal::Problem;
use leptos::prelude::*;

/// Support and follow, at the thumb.
#[component]
pub(super) fn ActionBar(#[prop(into)] sight: Signal<Option<Sight>>) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let relation = Memo::new(move |_| {
        sight.with(|sight| sight.as_ref().map(|sight| sight.relation).unwrap_or_default())
    });
    let supports =
        Memo::new(move |_| sight.with(|sight| sight.as_ref().map_or(0, |sight| sight.proposal.supports)));
    // Whoever may not support yet is told so when they try, with the way to it.
    let open = Memo::new(move |_| {
        sight.with(|sight| {
            sight
                .as_ref()
                .is_some_and(|sight| allowed(ActionKind::Support, sight.proposal.state).is_some())
        })
    });
    let send = move |action: Action, done: &'static str| {
        if let Some((id, version)) =
            sight.with_untracked(|sight| sight.as_ref().map(|it| (it.proposal.id, it.proposal.version)))
        {
            act(id, version, action, done, problem);
        }
    };
    let support = move || match relation.get_untracked().supports {
        false => send(Action::Support {}, "proposal-support.done"),
        true => send(Action::Unsupport {}, "proposal-support.undone"),
    };
    let follow = move || match relation.get_untracked().follows {
        false => send(Action::Follow {}, "proposal-follow.done"),
        true => send(Action::Unfollow {}, "proposal-follow.undone"),
    };
    let title = Signal::derive(move || {
        let title = |sight: &Sight| sight.proposal.title.clone();
        sight.with(|sight| sight.as_ref().map(title).unwrap_or_default())
    });
    // A word never takes back what it gave: the buttons do.
    Offer::of(Command::Support, support)
        .about(title)
        .when(Signal::derive(move || open.get() && !relation.get().supports))
        .stand();
    Offer::of(Command::Follow, follow)
        .about(title)
        .when(Signal::derive(move || !relation.get().follows))
        .stand();
    let support_words = move || {
        let word = if relation.get().supports {
            text!("proposal-support.on")
        } else {
            text!("proposal-support")
        };
        text!("proposal-support-count", word = word, count = supports.get())
    };
    let follow_words = move || {
        if relation.get().follows {
            text!("proposal-follow.on")
        } else {
            text!("proposal-follow")
        }
    };
    view! {
        <div class="act-bar">
            {move || problem.get().map(refused)}
            <div class="buttons buttons-even">
                {move || match open.get() {
                    true => view! {
                        <Button
                            icon=icons::SUPPORT
                            testid="support"
                            pressed=Signal::derive(move || relation.get().supports)
                            on_press=support
                        >
                            {support_words}
                        </Button>
                    }
                    .into_any(),
                    false => view! { <p class="act-count">{t!("proposal-supports", count = supports.get())}</p> }
                        .into_any(),
                }}
                <Button
                    kind=Kind::Plain
                    icon=icons::FOLLOW
                    testid="follow"
                    pressed=Signal::derive(move || relation.get().follows)
                    on_press=follow
                >
                    {follow_words}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

pub(super) fn refused(problem: Problem) -> AnyView {
    let needs_account = problem.code == "level-too-low";
    view! {
        <ErrorNote problem=problem>
            {needs_account.then(|| view! {
                <LinkButton kind=Kind::Plain icon=icons::SIGN_IN href="/sign-in">{t!("nav-sign-in")}</LinkButton>
            })}
        </ErrorNote>
    }
    .into_any()
}

/// The author takes it back, after a second question.
#[component]
pub(super) fn Withdraw(#[prop(into)] proposal: Signal<Proposal>) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let withdraw = move || {
        let (id, version) = proposal.with_untracked(|proposal| (proposal.id, proposal.version));
        act(
            id,
            version,
            Action::Withdraw {},
            "proposal-withdraw.done",
            problem,
        );
    };
    view! {
        <div class="withdraw">
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <AskingButton
                icon=icons::UNDO
                testid="withdraw"
                words=t!("proposal-withdraw")
                title=t!("proposal-withdraw.ask")
                detail=t!("proposal-withdraw.detail")
                on_confirm=withdraw
            />
        </div>
    }
    .into_any()
}
