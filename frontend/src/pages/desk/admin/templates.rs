//! The wordings with which a department's officers begin, and an area's coordinators.

use crate::components::{Button, Kind};
use crate::pages::desk::pairs::{Pair, Pairs};
use crate::t;
use domain::city::Template;
use leptos::prelude::*;

/// The wordings that are being written, name and words of each.
pub(super) fn writing(known: &[Template]) -> Pairs {
    let writing = Pairs::new();
    for template in known {
        writing.add(&template.name, &template.text);
    }
    writing
}

/// As they are now. One without words is none; one without a name has its first words for one.
pub(super) fn written(writing: Pairs) -> Vec<Template> {
    let template = |(name, text): (String, String)| {
        let text = text.trim().to_owned();
        let name = match name.trim() {
            "" => text.chars().take(12).collect(),
            name => name.to_owned(),
        };
        (!text.is_empty()).then_some(Template { name, text })
    };
    untrack(|| writing.written())
        .into_iter()
        .filter_map(template)
        .collect()
}

/// The fields, with a wording more or less.
#[component]
pub(super) fn Templates(
    writing: Pairs,
    /// The message that says for whom they are.
    hint: &'static str,
) -> impl IntoView {
    let field = move |row: Pair| {
        view! {
            <li class="stack-tight admin-template" data-testid="admin-template">
                <label>
                    <span class="field-label">{t!("admin-templates.name")}</span>
                    <input
                        class="input"
                        maxlength=Template::NAME_LIMIT.to_string()
                        data-testid="admin-template-name"
                        prop:value=row.first
                        on:input=move |event| row.first.set(event_target_value(&event))
                    />
                </label>
                <label>
                    <span class="field-label">{t!("admin-templates.text")}</span>
                    <textarea
                        class="input"
                        rows="3"
                        maxlength=Template::TEXT_LIMIT.to_string()
                        data-testid="admin-template-text"
                        prop:value=row.second
                        on:input=move |event| row.second.set(event_target_value(&event))
                    ></textarea>
                </label>
                <div class="buttons">
                    <Button
                        kind=Kind::Quiet
                        testid="admin-template-remove"
                        on_press=move || writing.remove(row.key)
                    >
                        {t!("admin-templates.remove")}
                    </Button>
                </div>
            </li>
        }
    };
    let more = move || writing.lines.with(|lines| lines.len() < Template::LIMIT);
    view! {
        <fieldset class="plan stack">
            <legend class="field-label">{t!("admin-templates")}</legend>
            <p class="field-hint">{t!(hint)}</p>
            <ol role="list" class="stack">
                <For each=move || writing.lines.get() key=|row| row.key children=field/>
            </ol>
            <Show when=more>
                <div class="buttons">
                    <Button kind=Kind::Grey testid="admin-template-add" on_press=move || writing.add("", "")>
                        {t!("admin-templates.add")}
                    </Button>
                </div>
            </Show>
        </fieldset>
    }
}
