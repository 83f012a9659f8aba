//! Light or dark, and how strong the contrast is. Both follow the device until somebody sets them.

use super::say_saved;
use crate::components::{Radio, Switch};
use crate::state::{change_preferences, is_high_contrast, use_preferences};
use crate::t;
use client::api::Theme;
use leptos::prelude::*;

#[component]
pub(crate) fn Colours() -> impl IntoView {
    let choice = |theme: Option<Theme>, words: &'static str| {
        let choose = move || {
            change_preferences(|preferences| preferences.theme = theme);
            say_saved();
        };
        let name = theme.map_or("device", Theme::name);
        let chosen = move || use_preferences().with(|preferences| preferences.theme == theme);
        let testid = format!("settings-theme-{name}");
        view! {
            <Radio name="theme" value=name chosen=Signal::derive(chosen) on_choose=choose testid=testid>
                {t!(words)}
            </Radio>
        }
    };
    view! {
        <section class="section stack">
            <fieldset class="choices" data-testid="settings-theme">
                <legend class="h2">{t!("settings-theme")}</legend>
                {choice(None, "settings-theme.device")}
                {choice(Some(Theme::Light), "settings-theme.light")}
                {choice(Some(Theme::Dark), "settings-theme.dark")}
            </fieldset>
            <Switch
                on=Signal::derive(is_high_contrast)
                words=t!("settings-contrast")
                detail=t!("settings-contrast.detail")
                testid="settings-contrast"
                on_turn=|on| {
                    change_preferences(|preferences| preferences.high_contrast = Some(on));
                    say_saved();
                }
            />
        </section>
    }
}
