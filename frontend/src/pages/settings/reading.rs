//! Language and text size. Both hold at once, and everywhere.

use super::say_saved;
use crate::components::{Button, Kind, Radio, Switch, announce};
use crate::state::{change_preferences, language, set_language, set_large_text, use_preferences};
use crate::{t, text};
use leptos::prelude::*;
use locales::{Locale, Words, args};

const SMALLEST: u8 = 16;
const LARGEST: u8 = 40;
const STEP: u8 = 2;

/// One of the languages, each called by its own name.
#[component]
pub(crate) fn Language() -> impl IntoView {
    let choice = |locale: Locale| {
        let choose = move || {
            set_language(locale);
            say_saved();
        };
        let testid = format!("settings-language-{}", locale.tag());
        let chosen = move || language() == locale;
        view! {
            <Radio name="language" value=locale.tag() chosen=Signal::derive(chosen) on_choose=choose testid=testid>
                <span lang=locale.tag()>{Words::new(locale).text("language-name", &args! {})}</span>
            </Radio>
        }
    };
    view! {
        <section class="section">
            <fieldset class="choices" data-testid="settings-language">
                <legend class="h2">{t!("settings-language")}</legend>
                <p class="field-hint">{t!("settings-language.detail")}</p>
                {Locale::all().map(choice).collect_view()}
            </fieldset>
        </section>
    }
}

/// Large-text mode, and the size in steps with a sample that grows along.
#[component]
pub(super) fn TextSize() -> impl IntoView {
    let large = Signal::derive(crate::app::is_large);
    let size = RwSignal::new(shown_size());
    // The page itself knows its size, whichever way it came by it: it is asked once the change is drawn.
    Effect::new(move || {
        use_preferences().track();
        request_animation_frame(move || {
            // Somebody may have left the page meanwhile.
            let _ = size.try_set(shown_size());
        });
    });
    let slide = move |event| {
        if let Ok(px) = event_target_value(&event).parse() {
            set_size(px);
        }
    };
    let turn = |on| {
        set_large_text(on);
        announce(if on {
            text!("large-text-said-on")
        } else {
            text!("large-text-said-off")
        });
    };
    view! {
        <section class="section stack">
            <h2>{t!("settings-text-size")}</h2>
            <Switch
                on=large
                words=t!("settings-large-text")
                detail=t!("settings-large-text.detail")
                testid="settings-large-text"
                on_turn=turn
            />
            <div class="sizes">
                <Button kind=Kind::Plain testid="settings-text-smaller" on_press=|| resize_text(false)>
                    {t!("settings-text-size.smaller")}
                </Button>
                <input
                    type="range"
                    class="slider"
                    min=SMALLEST.to_string()
                    max=LARGEST.to_string()
                    step="1"
                    data-testid="settings-text-size"
                    aria-label=t!("settings-text-size")
                    aria-valuetext=t!("settings-text-size.value", size = size.get())
                    prop:value=move || size.get().to_string()
                    on:input=slide
                    on:change=|_| say_saved()
                />
                <Button kind=Kind::Plain testid="settings-text-larger" on_press=|| resize_text(true)>
                    {t!("settings-text-size.larger")}
                </Button>
            </div>
            <p class="sample">{t!("settings-text-size.sample")}</p>
            <p class="second">{t!("settings-text-size.value", size = size.get())}</p>
        </section>
    }
}

/// A step bigger or smaller; the words of the button say it, and so may people.
pub(crate) fn resize_text(bigger: bool) {
    let size = shown_size();
    set_size(if bigger { size + STEP } else { size - STEP });
    say_saved();
}

fn set_size(px: u8) {
    let px = px.clamp(SMALLEST, LARGEST);
    change_preferences(|preferences| preferences.text_px = Some(px));
}

/// The size of the page's text as it is drawn, in CSS px.
fn shown_size() -> u8 {
    let page = document().document_element();
    let style = page.and_then(|page| window().get_computed_style(&page).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let px: Option<f32> = size.and_then(|size| size.trim_end_matches("px").parse().ok());
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held between the bounds before"
    )]
    px.map_or(SMALLEST, |px| {
        px.round().clamp(f32::from(SMALLEST), f32::from(LARGEST)) as u8
    })
}
