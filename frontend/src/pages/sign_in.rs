//! Signing in and signing up. Nobody needs either to write: the page says so first.

use crate::components::{Button, Icon, Kind, LinkButton, PageHead, Tab, Tabs, TextField, announce, icons};
use crate::state::{came_from, catch_up, use_device, use_status};
use crate::words::{problem_words, told};
use crate::{t, text};
use client::api::Status;
use domain::protocol::{self, Me, SignUp};
use domain::refusal::Problem;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

const IN: &str = "sign-in";
const UP: &str = "sign-up";

/// The page at `/sign-in`.
#[component]
pub fn SignIn() -> impl IntoView {
    let tab = RwSignal::new(IN);
    let detail = Signal::derive(move || text!(format!("{}-title.detail", tab.get())));
    let signed_in = Memo::new(move |_| {
        use_status().with(|status| status.as_ref().is_some_and(|status| !Status::is_guest(status)))
    });
    let tabs = [(IN, "sign-in-title"), (UP, "sign-up-title")].map(|(name, words)| Tab {
        name,
        words: t!(words),
        count: Signal::stored(0),
        needs: Signal::stored(false),
    });
    let forms = move || {
        view! {
            <Tabs
                label=t!("sign-in-title")
                tabs=tabs.to_vec()
                selected=tab
                on_select=move |name| tab.set(name)
            />
            {move || match tab.get() {
                IN => view! { <SignInForm other=move || tab.set(UP)/> }.into_any(),
                _ => view! { <SignUpForm other=move || tab.set(IN)/> }.into_any(),
            }}
        }
    };
    view! {
        <div class="narrow">
            <PageHead title=Signal::derive(move || text!(format!("{}-title", tab.get()))) lead=detail/>
            <Show when=move || signed_in.get() fallback=forms>
                <p>{move || who()}</p>
                <LinkButton href="/settings">{t!("nav-settings")}</LinkButton>
            </Show>
        </div>
    }
}

/// The name by which the app addresses who is signed in.
fn who() -> String {
    let name = use_status().with(|status| status.as_ref().and_then(|status| status.me.name.clone()));
    name.map_or_else(String::new, |name| text!("account-signed-in-as", name = name))
}

#[component]
fn SignInForm(#[prop(into)] other: Callback<()>) -> impl IntoView {
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new("sign-in-action");
    let send = move || {
        let filled = protocol::SignIn {
            login: login.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
        };
        form.send(check(&filled.login, &filled.password, None), async move {
            use_device().sign_in(filled).await
        });
    };
    view! {
        <FormFrame name=IN form=form on_send=send>
            <Login id="sign-in-login" message="sign-in-login-label" value=login form=form/>
            <Password
                id="sign-in-password"
                message="sign-in-password-label"
                value=password
                form=form
                autocomplete="current-password"
            />
            <Send form=form testid="sign-in-submit"/>
            <p class="field-hint">{t!("sign-in-keeps")}</p>
            <Button kind=Kind::Quiet on_press=other>{t!("sign-in-to-sign-up")}</Button>
        </FormFrame>
    }
}

#[component]
fn SignUpForm(#[prop(into)] other: Callback<()>) -> impl IntoView {
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let name = RwSignal::new(String::new());
    let form = Form::new("sign-up-action");
    let send = move || {
        let called = name.get_untracked().trim().to_owned();
        let filled = SignUp {
            login: login.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            name: (!called.is_empty()).then_some(called),
        };
        let wrong = check(&filled.login, &filled.password, filled.name.as_deref());
        form.send(wrong, async move { use_device().sign_up(filled).await });
    };
    view! {
        <FormFrame name=UP form=form on_send=send>
            <Login id="sign-up-login" message="sign-up-login-label" value=login form=form/>
            <Password
                id="sign-up-password"
                message="sign-up-password-label"
                value=password
                form=form
                autocomplete="new-password"
            />
            <TextField
                id="sign-up-name"
                label=t!("sign-up-name-label")
                hint=t!("sign-up-name-label.hint")
                value=name
                error=form.error_of("name")
                autocomplete="nickname"
                testid="sign-up-name"
            />
            <Send form=form testid="sign-up-submit"/>
            <Button kind=Kind::Quiet on_press=other>{t!("sign-up-to-sign-in")}</Button>
        </FormFrame>
    }
}

#[component]
fn Login(id: &'static str, message: &'static str, value: RwSignal<String>, form: Form) -> impl IntoView {
    view! {
        <TextField
            id=id
            label=t!(message)
            hint=t!(format!("{message}.hint"))
            value=value
            error=form.error_of("login")
            required=true
            autocomplete="username"
            testid=id
        />
    }
}

/// A password that can be looked at: old hands slip, and nobody looks over most shoulders.
#[component]
fn Password(
    id: &'static str,
    message: &'static str,
    value: RwSignal<String>,
    form: Form,
    autocomplete: &'static str,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let hint = move || {
        let id = format!("{message}.hint");
        if crate::words::words().has(&id) {
            text!(id)
        } else {
            String::new()
        }
    };
    view! {
        <TextField
            id=id
            label=t!(message)
            hint=Signal::derive(hint)
            value=value
            error=form.error_of("password")
            required=true
            kind=Signal::derive(move || if shown.get() { "text" } else { "password" })
            autocomplete=autocomplete
            testid=id
        />
        <div><Button kind=Kind::Quiet pressed=shown on_press=move || shown.update(|shown| *shown = !*shown)>
            {t!("sign-in-password-label.show")}
        </Button></div>
    }
}

#[component]
fn Send(form: Form, testid: &'static str) -> impl IntoView {
    let words = move || {
        let busy = if form.busy.get() { ".busy" } else { "" };
        text!(format!("{}{busy}", form.message))
    };
    view! {
        <Button kind=Kind::Main icon=icons::SIGN_IN submit=true disabled=form.busy testid=testid>{words}</Button>
    }
}

/// The form itself, with the summary of what is wrong on top of it.
#[component]
fn FormFrame(
    name: &'static str,
    form: Form,
    #[prop(into)] on_send: Callback<()>,
    children: Children,
) -> impl IntoView {
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !form.busy.get_untracked() {
            on_send.run(());
        }
    };
    // Enter that ends a word of an input method is no wish to send.
    let composing = |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && event.is_composing() {
            event.prevent_default();
        }
    };
    view! {
        <div role="tabpanel" id=format!("panel-{name}") aria-labelledby=format!("tab-{name}")>
            <form class="stack" novalidate on:submit=submit on:keydown=composing data-testid=format!("{name}-form")>
                <Summary name=name form=form/>
                {children()}
            </form>
        </div>
    }
}

/// What is wrong, in one place that takes the focus, with the way to each field.
#[component]
fn Summary(name: &'static str, form: Form) -> impl IntoView {
    let note = NodeRef::<leptos::html::Div>::new();
    Effect::new(move || {
        if form.wrong.with(Vec::is_empty) {
            return;
        }
        if let Some(note) = note.get() {
            // The note is on the page: it can take the focus.
            let _ = note.focus();
        }
    });
    let line = move |problem: Problem| {
        let words = told(&problem).what;
        match field_of(&problem) {
            None => view! { <li>{problem_words(&problem)}</li> }.into_any(),
            Some(field) => {
                let id = format!("{name}-{field}");
                let go = {
                    let id = id.clone();
                    move |event: ev::MouseEvent| {
                        event.prevent_default();
                        focus(&id);
                    }
                };
                view! { <li><a href=format!("#{id}") on:click=go>{words}</a></li> }.into_any()
            }
        }
    };
    view! {
        <div
            class="note"
            role="alert"
            tabindex="-1"
            node_ref=note
            hidden=move || form.wrong.with(Vec::is_empty)
            data-testid="form-errors"
        >
            <Icon of=icons::ALERT/>
            <ul role="list">{move || form.wrong.get().into_iter().map(line).collect_view()}</ul>
        </div>
    }
}

fn focus(id: &str) {
    if let Some(field) = document()
        .get_element_by_id(id)
        .and_then(|found| found.dyn_into().ok())
    {
        let field: leptos::web_sys::HtmlElement = field;
        // A field that is on the page can take the focus.
        let _ = field.focus();
    }
}

/// What one of the two forms is about to do, and what came of it.
#[derive(Clone, Copy)]
struct Form {
    /// The message of its button.
    message: &'static str,
    busy: RwSignal<bool>,
    wrong: RwSignal<Vec<Problem>>,
    go_back: StoredValue<Back, LocalStorage>,
}

type Back = std::rc::Rc<dyn Fn()>;

impl Form {
    /// Inside a component below the router.
    fn new(message: &'static str) -> Self {
        let navigate = use_navigate();
        let back = move || {
            navigate(
                &came_from("/sign-in"),
                NavigateOptions {
                    replace: true,
                    ..NavigateOptions::default()
                },
            );
        };
        Self {
            message,
            busy: RwSignal::new(false),
            wrong: RwSignal::new(Vec::new()),
            go_back: StoredValue::new_local(std::rc::Rc::new(back)),
        }
    }

    /// What is wrong with this field.
    fn error_of(self, field: &'static str) -> Signal<Option<String>> {
        let about = move |problem: &&Problem| field_of(problem) == Some(field);
        Signal::derive(move || {
            self.wrong
                .with(|wrong| wrong.iter().find(about).map(|problem| told(problem).what))
        })
    }

    /// Sends what was filled in, unless something is wrong with it; then goes back to where the person came from.
    fn send(self, wrong: Vec<Problem>, sending: impl Future<Output = Result<Me, Problem>> + 'static) {
        let fine = wrong.is_empty();
        self.wrong.set(wrong);
        if !fine {
            return;
        }
        self.busy.set(true);
        let back = self.go_back.get_value();
        spawn_local(async move {
            let answer = sending.await;
            if answer.is_ok() {
                catch_up().await;
            }
            // Somebody may have left the page meanwhile.
            self.busy.try_set(false);
            match answer {
                Ok(_) => {
                    announce(text!(format!("{}.done", self.message)));
                    back();
                }
                Err(problem) => drop(self.wrong.try_set(vec![problem])),
            }
        });
    }
}

/// What the city would refuse, so that nobody waits for it. The codes are the city's own.
fn check(login: &str, password: &str, name: Option<&str>) -> Vec<Problem> {
    let length = |text: &str| text.chars().count();
    let mut wrong = Vec::new();
    if !(2..=60).contains(&length(login)) {
        wrong.push(Problem::new("login-unusable"));
    }
    if !(8..=200).contains(&length(password)) {
        wrong.push(Problem::new("password-unusable"));
    }
    if name.is_some_and(|name| length(name) > 40) {
        wrong.push(Problem::new("name-unusable"));
    }
    wrong
}

/// The field that a problem is about.
fn field_of(problem: &Problem) -> Option<&'static str> {
    match problem.code.as_str() {
        "login-unusable" | "login-taken" => Some("login"),
        "password-unusable" => Some("password"),
        "name-unusable" => Some("name"),
        _ => None,
    }
}
