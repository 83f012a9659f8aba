use crate::components::{Button, Kind};
use crate::platform::Platform;
use crate::t;
use leptos::prelude::*;

/// Says quietly that a new version waits. Nobody is interrupted: it is taken when the person says so, or at a start.
#[component]
pub(super) fn Newer() -> impl IntoView {
    let waits = RwSignal::new(false);
    Platform.watch_update(waits);
    view! {
        <div role="status">
            <Show when=move || waits.get()>
                <div class="banner" data-testid="banner-newer">
                    <div class="banner-words">
                        <p>{t!("newer-title")}</p>
                    </div>
                    <Button kind=Kind::Plain testid="take-newer" on_press=|| Platform.take_update()>
                        {t!("newer-title.action")}
                    </Button>
                </div>
            </Show>
        </div>
    }
    .into_any()
}
