//! Whether this device tells of what moves, how often and when not.

use crate::components::{ErrorNote, Switch};
use crate::pages::notices::{Notices, Paces, QuietHours};
use crate::platform::Platform;
use crate::state::language;
use crate::{t, text};
use domain::contact::Pace;
use leptos::prelude::*;

/// In the shell the switch alone: the system has quiet hours of its own.
#[component]
pub(super) fn Notify() -> impl IntoView {
    let notices = Notices::new();
    // Messages are in the language of whoever reads them.
    Effect::new(move |before: Option<()>| {
        language();
        if before.is_some() {
            notices.save();
        }
    });
    let has_times = move || notices.on.get() && !Platform.is_shell();
    view! {
        <section class="section stack" data-testid="notify">
            <Switch
                on=notices.switch
                words=t!("settings-notify")
                detail=Signal::derive(move || {
                    match (notices.on.get(), notices.unreachable.get()) {
                        _ if notices.busy.get() => text!("settings-notify.wait"),
                        (true, true) => text!("settings-notify.unreachable"),
                        (true, false) => text!("settings-notify.on"),
                        (false, _) => text!("settings-notify.off"),
                    }
                })
                testid="settings-notify"
                on_turn=move |on| notices.turn(on, || text!("settings-saved"))
            />
            {move || notices.problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <Show when=has_times>
                <Paces
                    name="notify-pace"
                    paces=&[Pace::AtOnce, Pace::Daily]
                    pace=notices.pace
                    on_change=move |()| notices.save()
                />
                <QuietHours
                    from="notify-quiet-from"
                    until="notify-quiet-until"
                    quiet=notices.quiet
                    on_change=move |()| notices.save()
                />
            </Show>
        </section>
    }
}
