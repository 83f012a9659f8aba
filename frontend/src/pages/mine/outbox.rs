use crate::components::{
    AskingButton, Button, Chip, Empty, ErrorNote, Kind, LinkButton, Progress, StateChip, Tone, announce,
    icons,
};
use crate::pages::doing::attempt;
use crate::state::use_device;
use crate::words::when;
use crate::{t, text};
use client::api::{OutboxItem, OutboxState};
use client::files::Chosen;
use domain::id::CommandId;
use domain::proposal::{ActionKind, State};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// What waits to be sent, in the order in which it goes.
#[component]
pub(super) fn Outbox(#[prop(into)] items: Signal<Vec<OutboxItem>>) -> impl IntoView {
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    move || match some.get() {
        false => view! { <Empty icon=icons::YES title=t!("outbox-title.none")/> }.into_any(),
        true => view! {
            <p class="second panel-note">{t!("outbox-title.note")}</p>
            <div class="cards">
                <For
                    each=move || items.get()
                    key=identity
                    children=move |item| {
                        let files = files_of(items, item.command.id);
                        view! { <OutboxCard item=item files=files/> }
                    }
                />
            </div>
        }
        .into_any(),
    }
}

/// How far its files are, while the card stays the same.
fn files_of(items: Signal<Vec<OutboxItem>>, id: CommandId) -> Signal<Vec<Chosen>> {
    Signal::derive(move || {
        items.with(|items| {
            let item = items.iter().find(|item| item.command.id == id);
            item.map(|item| item.files.clone()).unwrap_or_default()
        })
    })
}

/// What makes it the same card. The states' own content belongs to the state's name: a command is refused once.
fn identity(item: &OutboxItem) -> (CommandId, &'static str, u32) {
    (item.command.id, state_id(&item.state), item.attempts)
}

/// Its name in messages and in the hooks of tests.
fn state_id(state: &OutboxState) -> &'static str {
    match state {
        OutboxState::Queued => "queued",
        OutboxState::Sending => "sending",
        OutboxState::Applied { .. } => "applied",
        OutboxState::Conflict { .. } => "conflict",
        OutboxState::Refused { .. } => "refused",
        OutboxState::Held { .. } => "held",
    }
}

/// One command on its way: where it stands, in words, and the way on. Nothing leaves the outbox unseen.
#[component]
pub(crate) fn OutboxCard(item: OutboxItem, #[prop(into)] files: Signal<Vec<Chosen>>) -> impl IntoView {
    let OutboxItem {
        command,
        state,
        attempts,
        title,
        ..
    } = item;
    let action = command.action().map(domain::proposal::Action::kind);
    let action_id = action.map(ActionKind::name).unwrap_or_default();
    let proposal = command.proposal();
    let (id, at) = (command.id, command.at);
    let state_id = state_id(&state);
    let (problem, current) = match &state {
        OutboxState::Conflict { problem, current } => (Some(problem.clone()), Some(current.state)),
        OutboxState::Refused { problem } | OutboxState::Held { problem } => (Some(problem.clone()), None),
        _ => (None, None),
    };
    let (tone, glyph) = match &state {
        OutboxState::Queued => (Tone::Grey, icons::CLOCK),
        OutboxState::Sending => (Tone::Blue, icons::SEND),
        OutboxState::Applied { .. } => (Tone::Green, icons::CHECK),
        OutboxState::Conflict { .. } | OutboxState::Held { .. } => (Tone::Amber, icons::ALERT),
        OutboxState::Refused { .. } => (Tone::Red, icons::ALERT),
    };
    let see = proposal.filter(|_| action != Some(ActionKind::Submit) || problem.is_none());
    let line = {
        let title = title.clone();
        move || text!("outbox-item", action = action_id, title = title)
    };
    view! {
        <article class="card" data-testid="outbox-item" data-state=state_id data-action=action_id>
            <div class="row-apart">
                <Chip tone=tone icon=glyph>{t!("outbox-state", state = state_id)}</Chip>
                <span class="card-when">{t!("outbox-written", when = when(at))}</span>
            </div>
            <h3 class="card-title">
                {match see {
                    Some(proposal) => view! { <a href=format!("/proposals/{proposal}")><bdi>{line}</bdi></a> }.into_any(),
                    None => view! { <bdi>{line}</bdi> }.into_any(),
                }}
            </h3>
            <p class="second">{t!("outbox-explain", state = state_id)}</p>
            <Progress files=files/>
            {problem.map(|problem| view! { <ErrorNote problem=problem in_turn=true/> })}
            {current.map(now)}
            {(attempts > 1).then(|| view! {
                <p class="second small">{t!("outbox-attempts", count = attempts)}</p>
            })}
            <Ways id=id state=state_id submit=action == Some(ActionKind::Submit)/>
        </article>
    }
    .into_any()
}

fn now(state: State) -> AnyView {
    view! {
        <div class="row">
            <span class="second">{t!("outbox-now", state = state.name())}</span>
            <StateChip state=state/>
        </div>
    }
    .into_any()
}

/// What the person can do about it now.
#[component]
fn Ways(id: CommandId, state: &'static str, submit: bool) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let navigate = use_navigate();
    let take_back = move || {
        attempt(problem, async move { use_device().take_back(id).await }, || {
            announce(text!("outbox-take-back.done"));
        });
    };
    // A proposal goes back to the drafts, and the person with it.
    let edit = move || {
        let navigate = navigate.clone();
        spawn_local(async move {
            match use_device().take_back(id).await {
                Ok(Some(draft)) => navigate(&format!("/say?draft={draft}"), Default::default()),
                Ok(None) => announce(text!("outbox-take-back.done")),
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    };
    let retry = move || attempt(problem, async move { use_device().retry(id).await }, || {});
    let dismiss = move || attempt(problem, async move { use_device().dismiss(id).await }, || {});
    let back_words = move || {
        if submit {
            text!("outbox-take-back.to-draft")
        } else {
            text!("outbox-take-back")
        }
    };
    let take_back = move || {
        view! {
            <Button kind=Kind::Plain icon=icons::UNDO testid="outbox-take-back" on_press=take_back>{back_words}</Button>
        }
    };
    let stuck = move || {
        view! {
            <Button kind=Kind::Plain icon=icons::REDO testid="outbox-retry" on_press=retry>{t!("outbox-retry")}</Button>
            <AskingButton
                testid="outbox-dismiss"
                words=t!("outbox-dismiss")
                title=t!("outbox-dismiss.ask")
                detail=t!("outbox-dismiss.detail")
                on_confirm=dismiss
            />
        }
    };
    let buttons = match state {
        "queued" => take_back().into_any(),
        "held" => view! {
            <LinkButton kind=Kind::Main icon=icons::SIGN_IN href="/sign-in">{t!("outbox-sign-in")}</LinkButton>
            {take_back()}
        }
        .into_any(),
        "refused" if submit => view! {
            <Button kind=Kind::Main icon=icons::WRITE testid="outbox-edit" on_press=edit>{t!("outbox-edit")}</Button>
            {stuck()}
        }
        .into_any(),
        "refused" | "conflict" => stuck().into_any(),
        _ => ().into_any(),
    };
    view! {
        <div class="buttons">{buttons}</div>
        {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
    }
    .into_any()
}
