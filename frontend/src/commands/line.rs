use super::FIELD;
use super::talk::{Question, Reply, Talk, is_reading};
use crate::components::{Button, CommandMicrophone, ErrorNote, Icon, Kind, TextArea, icons};
use crate::{t, text};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

/// What an input method says a key is while it composes, where it does not say that it composes.
const COMPOSING: u32 = 229;

/// The field in which one talks, and what comes of it. Enter says it; while an input method composes, Enter is its own.
#[component]
pub(crate) fn Line(
    talk: Talk,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] placeholder: Signal<String>,
    /// The words of the button.
    #[prop(into)]
    action: Signal<String>,
    /// Whether to say it is the one thing to do on the screen.
    #[prop(optional, into)]
    leads: Signal<bool>,
    rows: u32,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        talk.hear_field();
    };
    let key = move |event: KeyboardEvent| {
        let composes = event.is_composing() || event.key_code() == COMPOSING;
        if event.key() == "Enter" && !event.shift_key() && !composes {
            event.prevent_default();
            talk.hear_field();
        }
    };
    let microphone = CommandMicrophone::new(move |heard| talk.hear_spoken(heard));
    view! {
        <form class="talk-line" on:submit=submit>
            <div class="talk-field" on:keydown=key>
                <TextArea id=FIELD testid="talk-field" label=label placeholder=placeholder rows=rows value=talk.said/>
            </div>
            <div class="talk-ways">
                <button
                    type="submit"
                    class=move || if leads.get() { "button button-main" } else { "button button-soft" }
                    data-testid="talk-do"
                >
                    {action}
                </button>
                {microphone.button()}
            </div>
        </form>
        {microphone.state()}
        <div
            class="talk-reply"
            role="status"
            data-testid="talk-reply"
            data-reply=move || talk.reply.with(name)
            data-command=move || talk.reply.with(Reply::command).map(|command| command.name())
        >
            {move || words(&talk.reply.get())}
        </div>
        {move || match talk.reply.get() {
            Reply::Asked(question) => Some(answers(talk, question)),
            _ => None,
        }}
    }
    .into_any()
}

/// For tests and styles.
fn name(reply: &Reply) -> &'static str {
    match reply {
        Reply::Silent => "silent",
        Reply::Listening => "listening",
        Reply::Done(_) => "done",
        Reply::Asked(_) => "asked",
        Reply::NotHere(_) => "not-here",
        Reply::NothingAsked => "nothing-asked",
        Reply::Kept => "kept",
        Reply::WordsKept => "words-kept",
        Reply::Written => "written",
        Reply::Failed(_) => "failed",
    }
}

fn words(reply: &Reply) -> AnyView {
    let line = |words: String| view! { <p>{words}</p> }.into_any();
    let pair = |what: String, next: String| view! { <p>{what}</p> <p class="second">{next}</p> }.into_any();
    match reply {
        Reply::Silent => ().into_any(),
        Reply::Listening => line(text!("talk-listening")),
        Reply::Done(spoken) => view! {
            <p class="talk-done">
                <Icon of=icons::CHECK/>
                <span>{text!("talk-done", said = spoken.said)}</span>
            </p>
        }
        .into_any(),
        Reply::Asked(question) => asked(question),
        Reply::NotHere(spoken) if is_reading(spoken) => pair(
            text!("talk-no-reading", said = spoken.said),
            text!("talk-no-reading.next"),
        ),
        Reply::NotHere(spoken) => pair(
            text!("talk-not-here", said = spoken.said),
            text!("talk-not-here.next"),
        ),
        Reply::NothingAsked => line(text!("talk-nothing-asked")),
        Reply::Kept => line(text!("talk-kept")),
        Reply::WordsKept => line(text!("talk-words-kept")),
        Reply::Written => line(text!("talk-written")),
        Reply::Failed(problem) => view! { <ErrorNote problem=problem.clone()/> }.into_any(),
    }
}

/// What is about to be done, read back: the question, and what it is about.
fn asked(question: &Question) -> AnyView {
    let (ask, about) = question.sentences();
    view! {
        <p class="talk-ask">{ask}</p>
        {(!about.is_empty()).then(|| view! { <blockquote class="said"><bdi>{about}</bdi></blockquote> })}
        <p class="second">{text!("talk-ask-answer")}</p>
    }
    .into_any()
}

/// Yes and no, as big as they matter; the words do the same.
fn answers(talk: Talk, question: Question) -> AnyView {
    let answer = move |yes: bool| {
        let question = question.clone();
        move || talk.answered(question.clone(), yes)
    };
    view! {
        <div class="buttons buttons-even talk-answers">
            <Button kind=Kind::Main icon=icons::CHECK testid="talk-yes" on_press=answer(true)>{t!("talk-yes")}</Button>
            <Button kind=Kind::Plain icon=icons::CLOSE testid="talk-no" on_press=answer(false)>{t!("talk-no")}</Button>
        </div>
    }
    .into_any()
}
