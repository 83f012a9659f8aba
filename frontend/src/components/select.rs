use super::field::Field;
use super::icon::Icon;
use super::icons;
use leptos::prelude::*;

/// One line of a [`Select`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Choice {
    pub value: String,
    pub words: String,
    /// How deep it lies below others: 0 at the top.
    pub depth: usize,
}

impl Choice {
    /// A line at the top.
    pub(crate) fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            words: words.into(),
            depth: 0,
        }
    }

    /// Chinese typography's own indent keeps the tree legible inside the browser's list.
    fn line(&self) -> String {
        format!("{}{}", "\u{3000}".repeat(self.depth), self.words)
    }
}

/// One of many, by the browser's own list: it works with every keyboard, screen reader and thumb.
#[component]
pub(crate) fn Select(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    /// The chosen line's value.
    #[prop(into)]
    value: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] on_choose: Callback<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional_no_strip, into)] hint: Option<Signal<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] testid: Option<&'static str>,
) -> impl IntoView {
    let lines = move || {
        let line = |choice: Choice| {
            let words = choice.line();
            let own = choice.value.clone();
            view! {
                <option value=choice.value prop:selected=move || value.with(|value| *value == own)>
                    {words}
                </option>
            }
        };
        choices.get().into_iter().map(line).collect_view()
    };
    view! {
        <Field
            id=id
            label=label
            optional=optional
            required=required
            hint=hint
            error=error
            control=move |described| {
                view! {
                    <div class="select">
                        <select
                            id=described.id
                            class="input"
                            data-testid=testid
                            aria-describedby=described.by
                            aria-invalid=described.invalid
                            aria-required=described.required
                            on:change=move |event| on_choose.run(event_target_value(&event))
                        >
                            {lines}
                        </select>
                        <Icon of=icons::DOWN/>
                    </div>
                }
                    .into_any()
            }
        />
    }
    .into_any()
}
