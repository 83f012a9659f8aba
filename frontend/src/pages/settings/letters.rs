//! News by e-mail: where to, how often, and when not. The city keeps it; nothing is shown where the city writes none, or
//! can't be reached.

use crate::components::{Button, ErrorNote, Kind, TextField, announce};
use crate::pages::notices::{Paces, QuietHours};
use crate::state::use_device;
use crate::words::words;
use crate::{t, text};
use client::api::ContactAsk;
use domain::contact::{Contact, ContactRequest, ContactState, Pace, Quiet};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is being filled in. A copy costs nothing.
#[derive(Clone, Copy)]
struct Form {
    kept: RwSignal<Option<Contact>>,
    address: RwSignal<String>,
    pace: RwSignal<Pace>,
    quiet: RwSignal<Quiet>,
    code: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
    busy: RwSignal<bool>,
}

impl Form {
    fn of(state: ContactState) -> Self {
        let contact = state.contact;
        let form = Self {
            kept: RwSignal::new(None),
            address: RwSignal::new(String::new()),
            pace: RwSignal::new(contact.as_ref().map_or(Pace::AtOnce, |contact| contact.pace)),
            quiet: RwSignal::new(
                contact
                    .as_ref()
                    .map_or_else(Quiet::default, |contact| contact.quiet),
            ),
            code: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        form.keep(contact);
        form
    }

    fn keep(self, contact: Option<Contact>) {
        let address = contact.as_ref().map(|contact| contact.address.clone());
        self.address.set(address.unwrap_or_default());
        self.code.set(String::new());
        self.kept.set(contact);
    }

    /// Asks the city for something; what is said to it being done follows from how it is then.
    fn ask(self, ask: ContactAsk, done: fn(&ContactState) -> String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            match use_device().contact(ask).await {
                Ok(state) => {
                    announce(done(&state));
                    self.keep(state.contact);
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
            self.busy.set(false);
        });
    }

    fn save(self) {
        let request = ContactRequest {
            address: self.address.get_untracked().trim().to_owned(),
            language: words().locale().tag().to_owned(),
            pace: self.pace.get_untracked(),
            quiet: self.quiet.get_untracked(),
        };
        self.ask(ContactAsk::Change(request), |state| {
            match state.contact.as_ref().is_some_and(|contact| contact.verified) {
                true => text!("settings-saved"),
                false => text!("letters-save.sent"),
            }
        });
    }
}

#[component]
pub(super) fn Letters() -> impl IntoView {
    let form = RwSignal::new(None::<Form>);
    spawn_local(async move {
        if let Ok(state) = use_device().contact(ContactAsk::Read).await
            && state.offered
        {
            form.set(Some(Form::of(state)));
        }
    });
    move || form.get().map(section)
}

fn section(form: Form) -> impl IntoView {
    let state = move || {
        form.kept.with(|kept| match kept {
            Some(contact) if contact.verified && contact.pace != Pace::Never => {
                text!("letters-title.on", address = contact.address.as_str())
            }
            _ => text!("letters-title.off"),
        })
    };
    let unreachable = move || {
        let is_so = form
            .kept
            .with(|kept| kept.as_ref().is_some_and(|contact| contact.unreachable));
        is_so.then(|| text!("letters-title.unreachable"))
    };
    let waits = move || {
        form.kept
            .with(|kept| kept.as_ref().is_some_and(|contact| !contact.verified))
    };
    // Beside what it is about: the code where one is awaited.
    let problem = move || {
        form.problem
            .get()
            .map(|problem| view! { <ErrorNote problem=problem/> })
    };
    view! {
        <section class="section stack" data-testid="letters">
            <h2>{t!("letters-title")}</h2>
            <p>{t!("letters-title.detail")}</p>
            <p data-testid="letters-state">{state}</p>
            <TextField
                id="letters-address"
                label=t!("letters-address")
                value=form.address
                error=Signal::derive(unreachable)
                kind="email"
                autocomplete="email"
                testid="letters-address"
            />
            <Paces name="letters-pace" paces=&Pace::ALL pace=form.pace/>
            <QuietHours from="letters-quiet-from" until="letters-quiet-until" quiet=form.quiet/>
            <Show when=move || !waits()>{problem}</Show>
            <div class="buttons">
                <Button testid="letters-save" disabled=form.busy on_press=move || form.save()>
                    {move || if waits() { text!("letters-save.again") } else { text!("letters-save") }}
                </Button>
                {move || {
                    form.kept
                        .with(Option::is_some)
                        .then(|| {
                            let forget = move || form.ask(ContactAsk::Forget, |_| text!("letters-forget.done"));
                            view! {
                                <Button kind=Kind::Plain testid="letters-forget" on_press=forget>
                                    {t!("letters-forget")}
                                </Button>
                            }
                        })
                }}
            </div>
            <Show when=waits>
                <TextField
                    id="letters-code"
                    label=t!("letters-code")
                    hint=t!("letters-code.detail")
                    value=form.code
                    autocomplete="one-time-code"
                    testid="letters-code"
                />
                {problem}
                <div class="buttons">
                    <Button
                        testid="letters-confirm"
                        disabled=form.busy
                        on_press=move || {
                            let code = form.code.get_untracked();
                            form.ask(ContactAsk::Verify(code), |_| text!("letters-confirm.done"));
                        }
                    >
                        {t!("letters-confirm")}
                    </Button>
                </div>
            </Show>
        </section>
    }
}
