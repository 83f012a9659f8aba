use super::Notices;
use crate::components::{Button, ErrorNote, Kind};
use crate::platform::Platform;
use crate::state::{change_preferences, use_preferences};
use crate::{t, text};
use leptos::prelude::*;

/// Whether to tell of what happens: asked once in a device's life, when somebody has something to wait for.
#[component]
pub(crate) fn AskNotices() -> impl IntoView {
    let is_new = use_preferences()
        .with_untracked(|preferences| preferences.notify.is_none() && !preferences.notify_asked);
    let open = RwSignal::new(is_new && Platform.can_tell());
    if open.get_untracked() {
        change_preferences(|preferences| preferences.notify_asked = true);
    }
    move || open.get().then(|| question(open))
}

fn question(open: RwSignal<bool>) -> impl IntoView {
    let notices = Notices::new();
    let refuse = move || {
        change_preferences(|preferences| preferences.notify = Some(false));
        open.set(false);
    };
    view! {
        <section class="section stack" data-testid="notify-ask">
            <h2>{t!("notify-ask")}</h2>
            {move || {
                if notices.on.get() {
                    return view! { <p role="status">{t!("notify-ask.done")}</p> }.into_any();
                }
                view! {
                    <p>{t!("notify-ask.detail")}</p>
                    {move || notices.problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
                    <div class="buttons">
                        <Button
                            testid="notify-ask-yes"
                            disabled=notices.busy
                            on_press=move || notices.turn(true, || text!("notify-ask.done"))
                        >
                            {t!("notify-ask.yes")}
                        </Button>
                        <Button kind=Kind::Plain testid="notify-ask-no" on_press=refuse>
                            {t!("notify-ask.no")}
                        </Button>
                    </div>
                }
                    .into_any()
            }}
        </section>
    }
}
