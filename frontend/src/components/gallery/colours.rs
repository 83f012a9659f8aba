use crate::pages::settings::{Colours, Language};
use leptos::prelude::*;

/// The same controls as in the settings: the gallery is looked at in every language and in all colours.
pub(super) fn show() -> AnyView {
    view! {
        <Language/>
        <Colours/>
    }
    .into_any()
}
