//! What an office has written about a case and not published: to be read by a colleague, changed, published or let go.

use super::{Desk, Form};
use crate::components::{AskingButton, Button, Icon, Kind, icons};
use crate::pages::desk::keys::KeyButton;
use crate::pages::doing::action_name;
use crate::pages::writing::let_go;
use crate::shortcuts::Shortcut;
use crate::state::{Colleagues, use_status};
use crate::words::{answer_name, decline_id, ruling_id, when};
use crate::{t, text};
use domain::id::{AccountId, ProposalId};
use domain::proposal::{Action, ActionKind, Prepared, Step};
use leptos::prelude::*;

/// The card of what lies prepared, with what this person may do with it.
#[component]
pub(super) fn Lies(
    case: ProposalId,
    prepared: Prepared,
    may: Vec<ActionKind>,
    /// Which form is open: changing it opens its own.
    form: RwSignal<Option<Form>>,
) -> impl IntoView {
    let desk = Desk::here();
    let Prepared {
        id,
        action,
        by,
        at: since,
        checked,
        ..
    } = prepared;
    let kind = action.kind();
    let files = action.attachments().len();
    let may_do = |kind: ActionKind| may.contains(&kind);
    let publish = may_do(ActionKind::Publish).then(|| {
        let publish = move || desk.send(Action::Publish { prepared: id }, || ());
        view! {
            <KeyButton of=Shortcut::Do(ActionKind::Publish) kind=Kind::Main testid="desk-publish" on_press=publish>
                {t!("desk-prepared.publish")}
            </KeyButton>
        }
    });
    let check = may_do(ActionKind::Check).then(|| {
        let check = move || desk.send(Action::Check { prepared: id }, || ());
        view! {
            <KeyButton of=Shortcut::Do(ActionKind::Check) kind=Kind::Plain testid="desk-check" on_press=check>
                {move || action_name(ActionKind::Check)}
            </KeyButton>
        }
    });
    let lines = lines(&action);
    let words = words(&action).to_owned();
    let action = StoredValue::new(action);
    let change = move || {
        let action = action.get_value();
        let_go(client::unsent::Form::of(case, kind));
        form.set(Some(Form {
            kind,
            from: Some(action),
        }));
    };
    let discard = move || desk.send(Action::Discard { prepared: id }, || ());
    let discards = may_do(ActionKind::Discard).then(|| {
        view! {
            <AskingButton
                testid="desk-discard"
                words=Signal::derive(|| action_name(ActionKind::Discard))
                title=t!("desk-prepared.discard")
                detail=t!("desk-prepared.discard-detail")
                on_confirm=discard
            />
        }
    });
    let read = move || match checked {
        Some(who) => text!("desk-prepared.read", name = name(Some(who))),
        None => text!("desk-prepared.unread"),
    };
    view! {
        <section class="desk-act desk-prepared stack" aria-labelledby="desk-prepared" data-testid="desk-prepared"
            data-action=kind.name() data-checked=checked.is_some().to_string()>
            <header class="stack-tight">
                <h3 id="desk-prepared">{move || text!("desk-prepared", action = action_name(kind))}</h3>
                <p class="small second">{move || text!("desk-prepared.by", name = name(by), when = when(since))}</p>
                <p class="row small"><Icon of=if checked.is_some() { icons::CHECK } else { icons::CLOCK }/> <span>{read}</span></p>
            </header>
            {lines}
            <p class="said">{words}</p>
            {(files > 0).then(|| view! { <p class="small second">{t!("desk-prepared.files", count = files)}</p> })}
            <div class="buttons">
                {publish}
                {check}
                <Button kind=Kind::Plain testid="desk-change" on_press=change>{t!("desk-prepared.change")}</Button>
                {discards}
            </div>
        </section>
    }
    .into_any()
}

/// Who it was, as colleagues call each other.
pub(in crate::pages::desk) fn name(account: Option<AccountId>) -> String {
    let is_me = use_status().with(|status| status.as_ref().map(|status| status.me.account) == account);
    match account.filter(|_| !is_me) {
        Some(account) => Colleagues::name(account).unwrap_or_else(|| text!("timeline-handed-over.someone")),
        None => text!("desk-prepared.you"),
    }
}

/// The words in it.
pub(super) fn words(action: &Action) -> &str {
    match action {
        Action::Decline { text, .. }
        | Action::Return { text }
        | Action::Ask { text }
        | Action::Extend { text }
        | Action::Contribute { text }
        | Action::Excuse { text }
        | Action::Note { text }
        | Action::Answer { text, .. }
        | Action::Achieve { text, .. }
        | Action::Resolve { text, .. }
        | Action::Convene { text, .. }
        | Action::Conclude { text, .. } => text,
        _ => "",
    }
}

/// What is chosen beside the words.
fn lines(action: &Action) -> AnyView {
    let line = |words: Signal<String>| view! { <p><b>{words}</b></p> }.into_any();
    match action {
        Action::Answer {
            kind,
            promised,
            milestones,
            ..
        } => {
            let kind = *kind;
            let promised = promised.map(|day| line(t!("answer-promised", day = day.to_string())));
            let step = |step: &Step| view! { <li>{step.due.to_string()} " · " {step.text.clone()}</li> };
            let steps = milestones.iter().map(step).collect_view();
            view! {
                {line(Signal::derive(move || answer_name(kind)))}
                {promised}
                {(!milestones.is_empty()).then(|| view! { <ol role="list" class="small">{steps}</ol> })}
            }
            .into_any()
        }
        Action::Decline { reason, .. } => {
            let reason = decline_id(*reason);
            line(t!("decline-reason", reason = reason))
        }
        Action::Conclude { ruling, .. } => {
            let ruling = ruling_id(*ruling);
            line(t!("hearing-ruling", ruling = ruling))
        }
        Action::Convene { day, .. } => {
            let day = day.to_string();
            line(t!("timeline-convened", day = day))
        }
        _ => ().into_any(),
    }
}
