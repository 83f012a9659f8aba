//! Areas out of an office's table, or their boundaries out of a file of GeoJSON: chosen or pasted, looked at, and
//! published only then.

use super::{Office, problem};
use crate::components::{Button, Kind, TextArea, announce};
use crate::words::problem_words;
use crate::{t, text};
use domain::city::{City, Imported, LineProblem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The first line of a table.
const COLUMNS: &str = "id,kind,parent,name,name:en";
/// The most lines that are told to be wrong at once.
const TOLD: usize = 20;

/// What looking at the table found.
type Looked = Result<Imported, Vec<LineProblem>>;

#[component]
pub(super) fn Import(open: RwSignal<bool>) -> impl IntoView {
    let office = Office::here();
    office.problem.set(None);
    let table = RwSignal::new(String::new());
    let looked = RwSignal::new(None::<Looked>);
    Effect::new(move || {
        table.track();
        looked.set(None);
    });
    let choose = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            spawn_local(async move {
                if let Some(text) = text_of(&file).await {
                    table.set(text);
                    announce(text!("admin-import.read"));
                }
            });
        }
    };
    let look = move || {
        office.problem.set(None);
        let city = office.city.get_untracked();
        let read = |city: &City, text: &String| match City::is_geojson(text) {
            true => city.with_boundaries(text),
            false => city.with_areas(text),
        };
        looked.set(city.map(|city| table.with_untracked(|text| read(&city, text))));
    };
    let publish = move || {
        let Some(Ok(imported)) = looked.get_untracked() else {
            return;
        };
        let put = move |city: &mut City| {
            *city = imported.city;
            Ok(())
        };
        office.change(put, move || open.set(false));
    };
    let outcome = move || {
        looked.get().map(|looked| match looked {
            Ok(Imported { added, changed, .. }) => view! {
                <p data-testid="admin-import-good">
                    {t!("admin-import-good", added = added, changed = changed)}
                </p>
                <div class="buttons">
                    <Button kind=Kind::Main testid="admin-import-publish" disabled=office.busy on_press=publish>
                        {t!("admin-save")}
                    </Button>
                </div>
            }
            .into_any(),
            Err(problems) => {
                let count = problems.len();
                let told = problems.into_iter().take(TOLD).map(|wrong| {
                    view! {
                        <li>
                            {move || text!("admin-import-line", line = wrong.line, wrong = problem_words(&wrong.problem))}
                        </li>
                    }
                });
                view! {
                    <div role="alert" class="stack" data-testid="admin-import-bad">
                        <p>{t!("admin-import-bad", count = count)}</p>
                        <ul>{told.collect_view()}</ul>
                    </div>
                }
                .into_any()
            }
        })
    };
    view! {
        <section class="card stack" aria-labelledby="admin-import-title">
            <h3 id="admin-import-title">{t!("admin-import")}</h3>
            <p>{t!("admin-import.detail")}</p>
            <p>
                <label class="button button-plain">
                    <span>{t!("admin-import.choose")}</span>
                    <input
                        type="file"
                        class="unseen"
                        accept=".csv,text/csv,.geojson,.json,application/geo+json"
                        data-testid="admin-import-file"
                        on:change=choose
                    />
                </label>
            </p>
            <TextArea
                id="admin-table"
                label=t!("admin-table")
                hint=t!("admin-table.hint", columns = COLUMNS)
                value=table
                rows=6
                testid="admin-table"
            />
            <div class="buttons">
                <Button testid="admin-import-look" on_press=look>{t!("admin-import.look")}</Button>
            </div>
            <div aria-live="polite">{outcome}</div>
            {problem(office)}
        </section>
    }
}

/// The text of a file: UTF-8 or, as tables of Chinese offices come, GB 18030.
async fn text_of(file: &web_sys::File) -> Option<String> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = js_sys::Uint8Array::new(&buffer);
    let strict = web_sys::TextDecoderOptions::new();
    strict.set_fatal(true);
    let utf8 = web_sys::TextDecoder::new_with_label_and_options("utf-8", &strict).ok()?;
    utf8.decode_with_buffer_source(bytes.unchecked_ref())
        .or_else(|_| {
            web_sys::TextDecoder::new_with_label("gb18030")?.decode_with_buffer_source(bytes.unchecked_ref())
        })
        .ok()
}
