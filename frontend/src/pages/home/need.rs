use crate::components::{AuthorForm, Icon, JudgeForm, Kind, LinkButton, ProposalCard, icons};
use crate::pages::mine::OutboxCard;
use crate::words::{department_name, due_day, when};
use crate::{t, text};
use client::api::{Desk, KeptDraft, Need};
use domain::proposal::{ActionKind, State};
use domain::query::Card;
use domain::time::Timestamp;
use leptos::prelude::*;

/// One thing that waits for the person, with its answer right on the card.
#[component]
pub(super) fn NeedCard(need: Need) -> impl IntoView {
    match need {
        Need::Reply { card, question } => reply(card, question),
        Need::Judge { card } => judge(card),
        Need::Stuck { item } => {
            view! { <OutboxCard files=Signal::stored(item.files.clone()) item=item/> }.into_any()
        }
        Need::Draft { draft } => begun(draft),
        Need::Desk {
            desk,
            count,
            first_due,
        } => at_desk(desk, count, first_due),
    }
}

fn judge(card: Card) -> AnyView {
    let (id, version, title, reopened) = (card.id, card.version, card.title.clone(), card.reopened);
    let message = if card.state == State::Resolved {
        "need-judge"
    } else {
        "need-answered"
    };
    let lead = card.lead.clone();
    let ask = move || {
        text!(
            message,
            department = lead.as_ref().map(department_name).unwrap_or_default()
        )
    };
    view! {
        <ProposalCard card=card>
            <p>{ask}</p>
            <JudgeForm proposal=id seen=version reopened=reopened title=title/>
        </ProposalCard>
    }
    .into_any()
}

fn reply(card: Card, question: String) -> AnyView {
    let (id, version, title) = (card.id, card.version, card.title.clone());
    view! {
        <ProposalCard card=card>
            <p>{t!("need-reply")}</p>
            <p class="said"><bdi>{question}</bdi></p>
            <AuthorForm proposal=id seen=version kind=ActionKind::Reply title=title/>
        </ProposalCard>
    }
    .into_any()
}

fn begun(kept: KeptDraft) -> AnyView {
    let KeptDraft {
        id, draft, saved_at, ..
    } = kept;
    view! {
        <div class="card" data-testid="need-draft">
            <div class="row-apart">
                <p class="need-what">
                    <Icon of=icons::DRAFT/>
                    {t!("need-draft")}
                </p>
                <span class="card-when">{t!("saved-at", when = when(saved_at))}</span>
            </div>
            <p class="card-title" lang=draft.language.clone()><bdi>{draft.title_or_first_words()}</bdi></p>
            <div class="buttons">
                <LinkButton icon=icons::WRITE href=format!("/say?draft={id}")>{t!("need-draft.action")}</LinkButton>
            </div>
        </div>
    }
    .into_any()
}

fn at_desk(desk: Desk, count: u32, first_due: Option<Timestamp>) -> AnyView {
    let (id, href) = match desk {
        Desk::Coordinator => ("need-desk-coordinator", "/desk/coordinator"),
        Desk::Department => ("need-desk-department", "/desk/department"),
        Desk::Supervisor => ("need-desk-supervisor", "/desk/supervisor"),
    };
    view! {
        <div class="card" data-testid="need-desk">
            <p class="need-what">
                <Icon of=icons::DESK/>
                {t!(id, count = count)}
            </p>
            {first_due.map(|due| view! { <p class="second">{t!("need-desk-first", date = due_day(due))}</p> })}
            <div class="buttons">
                <LinkButton kind=Kind::Soft href=href>{t!(format!("{id}.action"))}</LinkButton>
            </div>
        </div>
    }
    .into_any()
}
