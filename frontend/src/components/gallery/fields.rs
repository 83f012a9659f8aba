use crate::components::stars::Stars;
use crate::components::{Choice, Radio, Select, StarsGiven, Switch, TextArea, TextField};
use crate::{t, text};
use leptos::prelude::*;

/// Fields for words: empty, filled in, with a hint, to be left out, with an error, hidden, of a day.
pub(super) fn of_words() -> AnyView {
    let written = || RwSignal::new(untrack(|| text!("gallery-sample")));
    let empty = || RwSignal::new(String::new());
    let error = Signal::derive(|| Some(text!("gallery-field.error")));
    let unsaid = Signal::derive(|| Some(text!("gallery-field.long-error")));
    view! {
        <TextField id="gallery-empty" label=t!("gallery-field") value=empty()/>
        <TextField id="gallery-hint" label=t!("gallery-field") hint=t!("gallery-field.hint") optional=true value=written()/>
        <TextField id="gallery-wrong" label=t!("gallery-field") error=error value=empty()/>
        <TextField
            id="gallery-secret"
            label=t!("gallery-field.secret")
            kind="password"
            autocomplete="off"
            value=RwSignal::new("12345678".to_owned())
        />
        <TextField id="gallery-day" label=t!("gallery-field.day") kind="date" value=RwSignal::new("2026-03-31".to_owned())/>
        <TextArea
            id="gallery-long"
            label=t!("gallery-field.long")
            hint=t!("gallery-field.long-hint")
            value=RwSignal::new(untrack(|| text!("gallery-sample.text")))
        />
        <TextArea id="gallery-long-wrong" label=t!("gallery-field.long") error=unsaid value=empty()/>
    }
    .into_any()
}

/// One of many, one of a few, yes and no.
pub(super) fn of_choices() -> AnyView {
    let choices = || {
        let line = |name: &'static str| Choice::new(name, text!("answer-kind", kind = name));
        let below = Choice {
            depth: 1,
            ..line("explained")
        };
        vec![line("adopted"), below, line("not_adopted")]
    };
    let error = Signal::derive(|| Some(text!("gallery-field.choice-error")));
    let chosen = RwSignal::new("adopted".to_owned());
    let picked = RwSignal::new(0_usize);
    let on = RwSignal::new(true);
    let radio = move |at: usize, kind: &'static str| {
        view! {
            <Radio
                name="gallery-radio"
                chosen=Signal::derive(move || picked.get() == at)
                on_choose=move || picked.set(at)
            >
                {t!("answer-kind", kind = kind)}
            </Radio>
        }
    };
    view! {
        <Select
            id="gallery-select"
            label=t!("gallery-field.choice")
            hint=t!("gallery-field.choice-hint")
            value=chosen
            choices=Signal::derive(choices)
            on_choose=move |value| chosen.set(value)
        />
        <Select
            id="gallery-select-wrong"
            label=t!("gallery-field.choice")
            value=chosen
            error=error
            choices=Signal::derive(choices)
            on_choose=move |value| chosen.set(value)
        />
        <fieldset class="choices">
            <legend>{t!("gallery-field.choice")}</legend>
            {radio(0, "adopted")}
            {radio(1, "partly_adopted")}
            {radio(2, "not_adopted")}
        </fieldset>
        <Switch
            on=on
            words=t!("settings-contrast")
            detail=t!("settings-contrast.detail")
            testid="gallery-switch-on"
            on_turn=move |now| on.set(now)
        />
        <Switch
            on=false
            words=t!("settings-contrast")
            detail=t!("settings-contrast.detail")
            testid="gallery-switch-off"
            on_turn=|_| {}
        />
    }
    .into_any()
}

/// Stars to give, and stars that were given.
pub(super) fn stars() -> AnyView {
    view! {
        <Stars label=t!("judge-stars-label") value=RwSignal::new(Some(4))/>
        <p><StarsGiven stars=2/></p>
    }
    .into_any()
}
