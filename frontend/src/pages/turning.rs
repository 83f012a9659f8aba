//! The page that is open, at another address of its own.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What goes to such an address: the way back stays as long as it was, and nothing scrolls.
pub(crate) fn use_turn() -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |address: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&address, options);
    })
}
