use crate::components::{Button, ErrorNote, Kind, LinkButton, announce, icons};
use crate::pages::doing::attempt;
use crate::pages::merging::Others;
use crate::state::{change_preferences, use_answer, use_device, use_preferences};
use crate::{t, text};
use client::api::Sight;
use domain::command::Order;
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind, allowed};
use domain::refusal::Problem;
use leptos::html::Div;
use leptos::prelude::*;

/// Where it goes on, what goes on in it, and the one question to whoever supports what was merged: nobody's support is
/// moved for them.
#[component]
pub(super) fn Merged(id: ProposalId, sight: Memo<Option<Sight>>) -> impl IntoView {
    let proposal = Memo::new(move |_| sight.with(|sight| sight.as_ref().map(|sight| sight.proposal.clone())));
    let into =
        Memo::new(move |_| proposal.with(|proposal| Some(proposal.as_ref()?.merged.as_ref()?.into.id)));
    let may = move |kind: ActionKind| {
        Memo::new(move |_| sight.with(|sight| sight.as_ref().is_some_and(|sight| sight.may.contains(&kind))))
    };
    let (may_move, may_part) = (may(ActionKind::Move), may(ActionKind::Unmerge));
    let desk = move || {
        may_part.get().then(|| {
            view! {
                <div class="buttons">
                    <LinkButton kind=Kind::Plain icon=icons::DESK href=format!("/desk/coordinator/{id}")>
                        {t!("merging-part")}
                    </LinkButton>
                </div>
            }
        })
    };
    view! {
        <Others proposal=proposal address=|id| format!("/proposals/{id}")/>
        {move || into.get().map(|into| view! { <Asked id=id into=into sight=sight may=may_move/> })}
        {desk}
    }
    .into_any()
}

/// Whether the support goes along. Who leaves it is not asked again, and may still think better of it.
#[component]
fn Asked(id: ProposalId, into: ProposalId, sight: Memo<Option<Sight>>, may: Memo<bool>) -> impl IntoView {
    let other = use_answer(move |device| async move { device.proposal(into).await });
    let known = move |of: fn(&Sight) -> bool| {
        Memo::new(move |_| {
            other.with(|other| match other {
                Some(Ok(Some(sight))) => Some(of(sight)),
                _ => None,
            })
        })
    };
    let supports = known(|other| other.relation.supports);
    let open = known(|other| {
        other.relation.supports || allowed(ActionKind::Support, other.proposal.state).is_some()
    });
    let stays = Memo::new(move |_| use_preferences().with(|it| it.stays.get(&id) == Some(&into)));
    let problem = RwSignal::new(None::<Problem>);
    // The city has not said so yet.
    let moved = RwSignal::new(false);
    let card = NodeRef::<Div>::new();
    // The buttons go when one was pressed: what came of it is where they were.
    let answered = move || {
        if let Some(card) = card.get_untracked() {
            let _ = card.focus();
        }
    };
    let go = move || {
        let seen = sight.with_untracked(|sight| sight.as_ref().map(|sight| sight.proposal.version));
        let order = Order::Proposal {
            proposal: id,
            seen,
            action: Action::Move { to: into },
        };
        attempt(problem, async move { use_device().act(order).await }, move || {
            moved.set(true);
            announce(text!("merging-moved"));
            answered();
        });
    };
    let stay = move || {
        change_preferences(|preferences| {
            preferences.stays.insert(id, into);
        });
        announce(text!("merging-stays"));
        answered();
    };
    let question = move || match (may.get() && open.get() != Some(false), stays.get()) {
        (true, false) => Some(
            view! {
                <h2>{t!("merging-ask")}</h2>
                <p class="second">{t!("merging-ask.detail")}</p>
                <div class="buttons buttons-even">
                    <Button kind=Kind::Plain icon=icons::FORWARD testid="move-support" on_press=go>
                        {t!("merging-ask.go")}
                    </Button>
                    <Button kind=Kind::Plain icon=icons::SUPPORT testid="leave-support" on_press=stay>
                        {t!("merging-ask.stay")}
                    </Button>
                </div>
            }
            .into_any(),
        ),
        (true, true) => Some(
            view! {
                <p data-testid="support-stays">{t!("merging-stays")}</p>
                <Button kind=Kind::Quiet testid="move-support" on_press=go>{t!("merging-ask.go")}</Button>
            }
            .into_any(),
        ),
        _ => (!may.get() && (moved.get() || supports.get() == Some(true)))
            .then(|| view! { <p data-testid="support-moved">{t!("merging-supports")}</p> }.into_any()),
    };
    move || {
        let question = question();
        let problem = problem
            .get()
            .map(|problem| view! { <ErrorNote problem=problem/> });
        (question.is_some() || problem.is_some()).then(|| {
            view! {
                <div class="card card-ask stack" tabindex="-1" node_ref=card data-testid="merging-ask">
                    {question}
                    {problem}
                </div>
            }
        })
    }
}
