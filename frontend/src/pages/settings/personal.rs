//! What there is of the person, here and at the city: theirs to take along.

use super::forget::Forget;
use crate::components::{Button, ErrorNote, Kind, announce};
use crate::platform::{Platform, Written};
use crate::state::use_device;
use crate::{t, text};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Personal() -> impl IntoView {
    view! {
        <section class="section stack" data-testid="personal">
            <h2>{t!("personal-title")}</h2>
            <p>{t!("personal-title.detail")}</p>
            <Take/>
            <Forget/>
        </section>
    }
}

/// All of it in one file.
#[component]
fn Take() -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let busy = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let take = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        said.set(String::new());
        spawn_local(async move {
            let saved = async {
                let file = use_device().personal_file().await?;
                Platform.save_text(file, Written::Personal).await
            };
            let saved = saved.await;
            let _ = busy.try_set(false);
            match saved {
                Ok(place) => {
                    let words = match place {
                        Some(place) => text!("files-saved", where = place),
                        None => text!("personal-take.done"),
                    };
                    announce(words.clone());
                    let _ = said.try_set(words);
                }
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    };
    view! {
        <p>{t!("personal-take.detail")}</p>
        {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
        <div class="buttons">
            <Button kind=Kind::Plain disabled=busy testid="personal-take" on_press=take>{t!("personal-take")}</Button>
        </div>
        <Show when=move || !said.with(String::is_empty)>
            <p data-testid="personal-taken">{said}</p>
        </Show>
    }
}
