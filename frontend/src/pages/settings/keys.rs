use super::say_saved;
use crate::components::{Button, Kind, TextField};
use crate::shortcuts::{LETTERS, Shortcut, forget};
use crate::{t, text};
use leptos::prelude::*;

/// The keys of the desks: each can have another letter, or none.
#[component]
pub(super) fn Keys() -> impl IntoView {
    view! {
        <section class="section stack" data-testid="settings-keys">
            <h2>{t!("settings-keys")}</h2>
            <p>{t!("settings-keys.detail")}</p>
            <div class="keys">
                {LETTERS.map(|(shortcut, name, _)| view! { <Letter shortcut=shortcut name=name/> }).collect_view()}
            </div>
            <p class="second small">{t!("settings-keys.fixed")}</p>
            <p>
                <Button kind=Kind::Plain testid="settings-keys-first" on_press=|| {
                    forget();
                    say_saved();
                }>
                    {t!("settings-keys.first")}
                </Button>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn Letter(shortcut: Shortcut, name: &'static str) -> impl IntoView {
    let now = Memo::new(move |_| shortcut.letter().unwrap_or_default().to_uppercase());
    let value = RwSignal::new(now.get_untracked());
    let taken = RwSignal::new(None::<(String, Shortcut)>);
    Effect::new(move || {
        value.set(now.get());
        taken.set(None);
    });
    // The letter that came last is the one that is meant.
    Effect::new(move || {
        let written = value.get().trim().to_lowercase();
        let letter = written.chars().next_back().map(String::from).unwrap_or_default();
        if letter.to_uppercase() != now.get_untracked() {
            match shortcut.choose(&letter) {
                Ok(()) => say_saved(),
                Err(other) => taken.set(Some((letter.to_uppercase(), other))),
            }
        }
        let holds = now.get_untracked();
        if value.get_untracked() != holds {
            value.set(holds);
        }
    });
    let error = Signal::derive(move || {
        let (letter, other) = taken.get()?;
        Some(text!(
            "settings-keys.taken",
            letter = letter,
            other = other.words()
        ))
    });
    view! {
        <TextField
            id=name
            label=Signal::derive(move || shortcut.words())
            value=value
            error=error
            autocomplete="off"
            testid=name
        />
    }
}
