//! To be forgotten: told beforehand what goes and what stays, and asked twice.

use crate::components::{
    Button, ConfirmDialog, ErrorNote, Kind, LinkButton, Radio, TextField, announce, icons,
};
use crate::platform::Platform;
use crate::state::{use_device, use_status};
use crate::words::told;
use crate::{t, text};
use client::api::Status;
use domain::personal::{ErasureRequest, Words};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Forget() -> impl IntoView {
    let open = RwSignal::new(false);
    let done = RwSignal::new(false);
    let farewell = NodeRef::<leptos::html::P>::new();
    // The button that had the focus is gone.
    farewell.on_load(|farewell| farewell.focus().unwrap_or_default());
    view! {
        <h3>{t!("forget-title")}</h3>
        <p>{t!("forget-title.detail")}</p>
        <Show when=move || done.get()>
            <p tabindex="-1" node_ref=farewell data-testid="forgotten">{t!("forget-done")}</p>
        </Show>
        <Show
            when=move || open.get()
            fallback=move || {
                view! {
                    <div class="buttons">
                        <Button kind=Kind::Plain testid="forget" on_press=move || {
                            done.set(false);
                            open.set(true);
                        }>
                            {t!("forget-begin")}
                        </Button>
                    </div>
                }
            }
        >
            <Form open=open done=done/>
        </Show>
    }
    .into_any()
}

/// What goes and what stays, what becomes of the words, and whose account it is.
#[component]
fn Form(open: RwSignal<bool>, done: RwSignal<bool>) -> impl IntoView {
    let guest = Memo::new(|_| use_status().with(|status| status.as_ref().is_none_or(Status::is_guest)));
    let words = RwSignal::new(Words::Keep);
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<Problem>);
    let (busy, asking) = (RwSignal::new(false), RwSignal::new(false));
    let is_of_password = |problem: &Problem| problem.code == "wrong-password";
    let wrong = Signal::derive(move || {
        let of_password = problem.get().filter(is_of_password);
        of_password.map(|problem| told(&problem).what)
    });
    let ask = move || {
        problem.set(None);
        let is_missing = !guest.get_untracked() && password.with_untracked(String::is_empty);
        match is_missing {
            true => problem.set(Some(Problem::new("wrong-password"))),
            false => asking.set(true),
        }
    };
    let forget = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let form = ErasureRequest {
            words: words.get_untracked(),
            password: (!guest.get_untracked()).then(|| password.get_untracked()),
        };
        spawn_local(async move {
            let erased = use_device().erase(form).await;
            let _ = busy.try_set(false);
            match erased {
                Ok(()) => {
                    Platform.unsubscribe().await;
                    announce(text!("forget-done"));
                    done.set(true);
                    open.set(false);
                }
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    };
    let list = |title: &'static str, items: &'static [&'static str]| {
        view! {
            <div class="stack-tight">
                <p><b id=title>{t!(title)}</b></p>
                <ul class="bullets" aria-labelledby=title>
                    {items.iter().map(|item| view! { <li>{t!(*item)}</li> }).collect_view()}
                </ul>
            </div>
        }
    };
    let choice = move |of: Words, name: &'static str, title: &'static str, detail: &'static str| {
        view! {
            <Radio
                name="forget-words"
                value=name
                chosen=Signal::derive(move || words.get() == of)
                on_choose=move || words.set(of)
                testid=format!("forget-{name}")
            >
                {t!(title)}
                <span class="second">{t!(detail)}</span>
            </Radio>
        }
    };
    view! {
        <div class="card stack" data-testid="forget-form">
            {list("forget-goes", &["forget-goes.account", "forget-goes.follows", "forget-goes.device"])}
            {list("forget-stays", &["forget-stays.city", "forget-stays.supports", "forget-stays.copies"])}
            <fieldset class="choices">
                <legend>{t!("forget-words")}</legend>
                {choice(Words::Keep, "keep", "forget-keep", "forget-keep.detail")}
                {choice(Words::Erase, "erase", "forget-erase", "forget-erase.detail")}
            </fieldset>
            <Show when=move || !guest.get()>
                <TextField
                    id="forget-password"
                    label=t!("forget-password")
                    value=password
                    error=wrong
                    kind="password"
                    required=true
                    autocomplete="current-password"
                    testid="forget-password"
                />
            </Show>
            {move || problem.get().filter(|problem| !is_of_password(problem)).map(refused)}
            <div class="buttons">
                <Button kind=Kind::Plain testid="forget-stay" on_press=move || open.set(false)>
                    {t!("forget-stay")}
                </Button>
                <Button kind=Kind::Danger disabled=busy testid="forget-go" on_press=ask>{t!("forget-go")}</Button>
            </div>
        </div>
        <ConfirmDialog
            open=asking
            title=t!("forget-ask")
            detail=Signal::derive(move || match words.get() {
                Words::Keep => text!("forget-ask.keep"),
                Words::Erase => text!("forget-ask.erase"),
            })
            action=t!("forget-ask.action")
            keep=Some(t!("forget-stay"))
            on_confirm=forget
        />
    }
    .into_any()
}

/// Why it was not done, and where the way on is another page, the way there.
fn refused(problem: Problem) -> AnyView {
    let leads = problem.code == "last-administrator";
    view! {
        <ErrorNote problem=problem>
            {leads
                .then(|| {
                    view! {
                        <LinkButton href="/desk/admin/people" icon=icons::FORWARD testid="forget-people">
                            {t!("forget-people")}
                        </LinkButton>
                    }
                })}
        </ErrorNote>
    }
    .into_any()
}
