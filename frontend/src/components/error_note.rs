use super::icon::Icon;
use super::icons;
use crate::words::told;
use domain::refusal::Problem;
use leptos::prelude::*;

/// What went wrong, that nothing is lost, and a way on. It is read out when it appears.
#[component]
pub(crate) fn ErrorNote(
    #[prop(into)] problem: Signal<Problem>,
    /// It is part of what the page tells: it is read in its turn.
    #[prop(optional)]
    in_turn: bool,
    /// Buttons that lead on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="note" role=(!in_turn).then_some("alert") data-testid="error-note" data-code=move || problem.with(|it| it.code.clone())>
            <Icon of=icons::ALERT/>
            <p class="note-what">{move || problem.with(|problem| told(problem).what)}</p>
            <p class="note-next">{move || problem.with(|problem| told(problem).next)}</p>
            {children.map(|children| view! { <div class="buttons">{children()}</div> })}
        </div>
    }
    .into_any()
}
