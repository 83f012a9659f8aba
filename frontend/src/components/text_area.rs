use super::field::Field;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// Several lines of text; it grows with them.
#[component]
pub(crate) fn TextArea(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional_no_strip, into)] hint: Option<Signal<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] placeholder: Option<Signal<String>>,
    #[prop(default = 3)] rows: u32,
    #[prop(optional)] testid: Option<&'static str>,
) -> impl IntoView {
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
                    <textarea
                        id=described.id
                        class="input"
                        rows=rows
                        data-testid=testid
                        placeholder=move || placeholder.map(|words| words.get())
                        aria-describedby=described.by
                        aria-invalid=described.invalid
                        aria-required=described.required
                        prop:value=value
                        on:input=move |event| value.set(event_target_value(&event))
                    ></textarea>
                }
                    .into_any()
            }
        />
    }
    .into_any()
}

/// Puts words where the cursor is, or at the end where it never was in there; nothing that was written goes.
pub(crate) fn insert(id: &str, value: RwSignal<String>, words: &str) {
    let area = document().get_element_by_id(id);
    let area = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    let cursor = area.as_ref().and_then(|area| area.selection_end().ok().flatten());
    let written = value.get_untracked();
    let cursor = cursor.map_or(written.len(), |cursor| byte_of(&written, cursor as usize));
    let (before, after) = written.split_at(cursor);
    let gap = match before.chars().next_back() {
        Some(last) if last.is_ascii() && !last.is_whitespace() => " ",
        _ => "",
    };
    let end = before.encode_utf16().count() + gap.len() + words.encode_utf16().count();
    value.set(format!("{before}{gap}{words}{after}"));
    if let (Some(area), Ok(end)) = (area, u32::try_from(end)) {
        // The text is in the control at the next frame; the cursor goes behind what came.
        request_animation_frame(move || drop(area.set_selection_range(end, end)));
    }
}

/// Controls count in UTF-16.
fn byte_of(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (at, letter) in text.char_indices() {
        if seen >= units {
            return at;
        }
        seen += letter.len_utf16();
    }
    text.len()
}
