//! The wordings with which a department's officers begin.

use crate::components::{Button, Kind};
use crate::t;
use domain::city::Template;
use leptos::prelude::*;

/// A wording that is being written.
#[derive(Clone, Copy)]
struct Row {
    key: usize,
    name: RwSignal<String>,
    text: RwSignal<String>,
}

/// The wordings that are being written.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    rows: RwSignal<Vec<Row>>,
    next: StoredValue<usize>,
}

impl Writing {
    pub(super) fn of(known: &[Template]) -> Self {
        let writing = Self {
            rows: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        };
        for template in known {
            writing.add(&template.name, &template.text);
        }
        writing
    }

    fn add(self, name: &str, text: &str) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let (name, text) = (RwSignal::new(name.to_owned()), RwSignal::new(text.to_owned()));
        self.rows.update(|rows| rows.push(Row { key, name, text }));
    }

    /// As they are now. One without words is none; one without a name has its first words for one.
    pub(super) fn templates(self) -> Vec<Template> {
        let rows = self.rows.get_untracked().into_iter();
        let template = |row: Row| {
            let (name, text) = (row.name.get_untracked(), row.text.get_untracked());
            let text = text.trim().to_owned();
            let name = match name.trim() {
                "" => text.chars().take(12).collect(),
                name => name.to_owned(),
            };
            (!text.is_empty()).then_some(Template { name, text })
        };
        rows.filter_map(template).collect()
    }
}

/// The fields, with a wording more or less.
#[component]
pub(super) fn Templates(writing: Writing) -> impl IntoView {
    let field = move |row: Row| {
        view! {
            <li class="stack-tight admin-template" data-testid="admin-template">
                <label>
                    <span class="field-label">{t!("admin-templates.name")}</span>
                    <input
                        class="input"
                        maxlength=Template::NAME_LIMIT.to_string()
                        data-testid="admin-template-name"
                        prop:value=row.name
                        on:input=move |event| row.name.set(event_target_value(&event))
                    />
                </label>
                <label>
                    <span class="field-label">{t!("admin-templates.text")}</span>
                    <textarea
                        class="input"
                        rows="3"
                        maxlength=Template::TEXT_LIMIT.to_string()
                        data-testid="admin-template-text"
                        prop:value=row.text
                        on:input=move |event| row.text.set(event_target_value(&event))
                    ></textarea>
                </label>
                <div class="buttons">
                    <Button
                        kind=Kind::Quiet
                        testid="admin-template-remove"
                        on_press=move || writing.rows.update(|rows| rows.retain(|other| other.key != row.key))
                    >
                        {t!("admin-templates.remove")}
                    </Button>
                </div>
            </li>
        }
    };
    let more = move || writing.rows.with(|rows| rows.len() < Template::LIMIT);
    view! {
        <fieldset class="plan stack">
            <legend class="field-label">{t!("admin-templates")}</legend>
            <p class="field-hint">{t!("admin-templates.hint")}</p>
            <ol role="list" class="stack">
                <For each=move || writing.rows.get() key=|row| row.key children=field/>
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
