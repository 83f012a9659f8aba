use crate::components::{Chip, Counted, JudgeForm, Tone, icons};
use crate::t;
use crate::words::judgement_id;
use domain::id::ProposalId;
use domain::proposal::{ActionKind, Judgement, Proposal};
use leptos::prelude::*;

/// What followers think, counted; whoever follows it and has not spoken is asked.
#[component]
pub(super) fn OpinionsCard(
    id: ProposalId,
    #[prop(into)] proposal: Signal<Proposal>,
    #[prop(into)] may: Signal<Vec<ActionKind>>,
) -> impl IntoView {
    let opinions = Memo::new(move |_| proposal.with(|proposal| proposal.opinions));
    let asked = Memo::new(move |_| may.with(|may| may.contains(&ActionKind::Rate)));
    let title = Signal::derive(move || proposal.with(|it| it.title.clone()));
    let ask = move || {
        let counted = Counted {
            send: t!("rate-title.send"),
            done: t!("rate-title.done"),
        };
        let (seen, reopened) = proposal.with_untracked(|it| (it.version, it.reopened));
        view! {
            <section class="card card-ask" data-testid="rate-card">
                <h2>{t!("rate-title")}</h2>
                <p class="second">{t!("rate-title.detail")}</p>
                <JudgeForm proposal=id seen=seen reopened=reopened title=title counted=counted/>
            </section>
        }
    };
    let figures = move || {
        let opinions = opinions.get();
        let kinds = [
            (Judgement::Solved, opinions.solved, Tone::Green, icons::YES),
            (Judgement::Partly, opinions.partly, Tone::Blue, icons::PARTLY),
            (Judgement::NotSolved, opinions.not_solved, Tone::Red, icons::REDO),
        ];
        let one = |(judgement, count, tone, icon): (Judgement, u32, Tone, icons::Glyph)| {
            let judgement = judgement_id(judgement);
            view! { <Chip tone=tone icon=icon>{t!("opinions-title.one", judgement = judgement, count = count)}</Chip> }
        };
        let stars = (opinions.rated > 0).then(|| {
            // To one place, as people say it.
            let average = (f64::from(opinions.stars) / f64::from(opinions.rated) * 10.0).round() / 10.0;
            view! { <p class="small">{t!("opinions-title.stars", stars = average)}</p> }
        });
        view! {
            <section class="section stack-tight" data-testid="opinions">
                <h2>{t!("opinions-title")}</h2>
                <div class="row">
                    {kinds.into_iter().filter(|(_, count, ..)| *count > 0).map(one).collect_view()}
                </div>
                {stars}
                <p class="small second">{t!("opinions-title.detail", count = opinions.count())}</p>
            </section>
        }
    };
    view! {
        {move || asked.get().then(ask)}
        {move || (opinions.with(|opinions| opinions.count()) > 0).then(figures)}
    }
}
