use super::Floor;
use crate::components::{AskingButton, Button, Chip, Kind, Tone, icons};
use crate::pages::arguing::{About, Saying, ruled, to_form};
use crate::pages::proposal::actions::refused;
use crate::words::department_name;
use crate::{t, text};
use client::api::ArgumentSight;
use domain::id::ArgumentId;
use domain::proposal::{ActionKind, Argument, ArgumentAction, Response};
use domain::refusal::Problem;
use leptos::html::Li;
use leptos::prelude::*;

/// One argument: what was said, how many find it good, what the city says to it, and what one can do.
#[component]
pub(super) fn One(floor: Floor, of: ArgumentId) -> impl IntoView {
    let sight = floor.of(of);
    let about = About {
        proposal: floor.proposal,
        argument: of,
    };
    let problem = RwSignal::new(None::<Problem>);
    let (answer, ruling) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let item = NodeRef::<Li>::new();
    let is = move |so: fn(&ArgumentSight) -> bool| {
        Memo::new(move |_| sight.with(|sight| sight.as_ref().is_some_and(so)))
    };
    let mine = is(|sight| sight.mine);
    let pending = is(|sight| sight.pending);
    let stands = is(|sight| !sight.argument.is_hidden());
    let seconds = is(|sight| sight.stance.seconds);
    let reported = is(|sight| sight.stance.reported);
    let argument = Memo::new(move |_| sight.with(|sight| sight.as_ref().map(|sight| sight.argument.clone())));
    let supports = Memo::new(move |_| argument.with(|it| it.as_ref().map_or(0, |it| it.supports)));
    // What is drawn anew where it changes: not while only the figures move.
    let content = Memo::new(move |_| {
        argument.with(|it| {
            it.clone().map(|it| Argument {
                supports: 0,
                reports: Default::default(),
                reported_at: None,
                ..it
            })
        })
    });
    let may = move |kind: ActionKind| {
        Memo::new(move |_| sight.with(|sight| sight.as_ref().is_some_and(|sight| sight.may.contains(&kind))))
    };
    let second = move || {
        let (action, done) = match seconds.get_untracked() {
            false => (ArgumentAction::Second {}, "argument-second.done"),
            true => (ArgumentAction::Unsecond {}, "argument-second.undone"),
        };
        about.send(floor.seen.get_untracked(), action, done, problem, || ());
    };
    let retract = move || {
        let seen = floor.seen.get_untracked();
        about.send(
            seen,
            ArgumentAction::Retract {},
            "argument-retract.done",
            problem,
            || (),
        );
    };
    let open = move |kind: ActionKind| {
        move || {
            floor.writing.set(None);
            floor.form.set(Some((of, kind)));
            to_form();
        }
    };
    // The form goes: the hand is at what it was about.
    let close = move || {
        floor.form.set(None);
        if let Some(item) = item.get_untracked() {
            let _ = item.focus();
        }
    };
    let form = move || {
        let (_, kind) = floor.form.get().filter(|(id, _)| *id == of)?;
        let words = if kind == ActionKind::Respond {
            answer
        } else {
            ruling
        };
        Some(view! {
            <Saying kind=kind about=about seen=floor.seen words=words on_done=close button=send>
                <Button kind=Kind::Quiet testid="argument-cancel" on_press=close>{t!("button-cancel")}</Button>
            </Saying>
        })
    };
    let way = move |kind: ActionKind, icon: icons::Glyph, testid: &'static str, words: &'static str| {
        view! {
            <Button kind=Kind::Quiet icon=icon testid=testid on_press=open(kind)>{t!(words)}</Button>
        }
    };
    let seconded = move || match floor.open.get() && stands.get() && !mine.get() {
        true => view! {
            <Button
                kind=Kind::Grey
                icon=icons::SUPPORT
                testid="second"
                pressed=Signal::derive(move || seconds.get())
                on_press=second
            >
                {move || text!("argument-second-count", count = supports.get())}
            </Button>
        }
        .into_any(),
        false => (supports.get() > 0)
            .then(|| view! { <p class="small second">{t!("argument-counted", count = supports.get())}</p> })
            .into_any(),
    };
    let (may_retract, may_respond) = (may(ActionKind::Retract), may(ActionKind::Respond));
    let (may_hide, may_keep) = (may(ActionKind::Hide), may(ActionKind::Keep));
    let may_restore = may(ActionKind::Restore);
    let may_report = Memo::new(move |_| stands.get() && !mine.get() && !reported.get());
    let ways = move || {
        view! {
            {move || may_report.get().then(|| way(ActionKind::Report, icons::REPORT, "argument-report", "argument-report"))}
            {move || may_respond.get().then(|| way(ActionKind::Respond, icons::MESSAGE, "argument-respond", "argument-respond"))}
            {move || may_keep.get().then(|| way(ActionKind::Keep, icons::CHECK, "argument-keep", "argument-keep"))}
            {move || may_hide.get().then(|| way(ActionKind::Hide, icons::HIDE, "argument-hide", "argument-hide"))}
            {move || may_restore.get().then(|| way(ActionKind::Restore, icons::UNDO, "argument-restore", "argument-restore"))}
            {move || may_retract.get().then(|| view! {
                <AskingButton
                    icon=icons::UNDO
                    testid="argument-retract"
                    words=t!("argument-retract")
                    title=t!("argument-retract.ask")
                    detail=t!("argument-retract.detail")
                    on_confirm=retract
                />
            })}
        }
    };
    view! {
        <li
            class="argument stack-tight"
            tabindex="-1"
            node_ref=item
            data-testid="argument"
            data-id=of.to_string()
            data-hidden=move || (!stands.get()).to_string()
        >
            {move || mine.get().then(|| view! {
                <div class="row"><Chip tone=Tone::Blue icon=icons::MINE>{t!("argument-mine")}</Chip></div>
            })}
            {move || content.get().map(|argument| said(argument, mine.get_untracked()))}
            {move || pending.get().then(|| view! { <p class="small second" data-testid="argument-pending">{t!("argument-pending")}</p> })}
            {move || reported.get().then(|| view! { <p class="small second" data-testid="argument-reported">{t!("argument-report.sent")}</p> })}
            {move || problem.get().map(refused)}
            <div class="argument-foot">
                {seconded}
                <div class="argument-ways">{ways}</div>
            </div>
            {form}
        </li>
    }
    .into_any()
}

fn send(words: Signal<String>, does: Callback<()>) -> AnyView {
    view! {
        <Button kind=Kind::Main icon=icons::SEND testid="argument-send" on_press=does>{words}</Button>
    }
    .into_any()
}

/// What was said, or why it is not to be read; and what the city said to it.
fn said(argument: Argument, mine: bool) -> AnyView {
    let is_hidden = argument.is_hidden();
    let Argument {
        text,
        response,
        moderation,
        ..
    } = argument;
    let who = move || match mine {
        true => text!("argument-hidden.mine"),
        false => text!("argument-hidden.staff"),
    };
    let words = text.map(|text| view! { <p class="said" data-testid="argument-said"><bdi>{text}</bdi></p> });
    let ruling = moderation.map(ruled);
    let response = response.map(responded);
    match (is_hidden, words) {
        (true, Some(words)) => view! { {ruling} <p class="small second">{who}</p> {words} }.into_any(),
        (true, None) => ruling.into_any(),
        // It was withheld, and why comes with what is read next.
        (false, None) => view! { <p class="second">{t!("argument-hidden.soon")}</p> }.into_any(),
        (false, Some(words)) => view! { {words} {ruling} {response} }.into_any(),
    }
}

fn responded(response: Response) -> AnyView {
    let Response { text, department, .. } = response;
    let who = move || match &department {
        Some(department) => text!("argument-response", department = department_name(department)),
        None => text!("argument-response.city"),
    };
    view! {
        <div class="argument-response" data-testid="argument-response">
            <p class="small second">{who}</p>
            <p class="said"><bdi>{text}</bdi></p>
        </div>
    }
    .into_any()
}
