use super::icon::Icon;
use super::icons::Glyph;
use leptos::prelude::*;

/// How a button looks, by what pressing it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    /// The one thing to do on a screen.
    Main,
    /// A good answer, an ordinary step.
    #[default]
    Soft,
    /// One of several of equal weight.
    Plain,
    /// The other answer.
    Grey,
    /// Takes something away.
    Danger,
    /// In passing: reads like a link.
    Quiet,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Kind::Main => "button button-main",
            Kind::Soft => "button button-soft",
            Kind::Plain => "button button-plain",
            Kind::Grey => "button button-grey",
            Kind::Danger => "button button-danger",
            Kind::Quiet => "button button-quiet",
        }
    }
}

/// A button. While `disabled` it keeps its place in the order of focus, so that nobody loses their way; pressing it
/// does nothing.
#[component]
pub(crate) fn Button(
    #[prop(optional)] kind: Kind,
    #[prop(optional, into)] icon: Signal<Option<Glyph>>,
    /// For tests: stays the same whatever the words are.
    #[prop(optional_no_strip, into)]
    testid: Option<&'static str>,
    /// The `id` of what says more about it.
    #[prop(optional_no_strip, into)]
    described: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// For a button that stays pressed.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Sends the form that it stands in; `on_press` is not needed then.
    #[prop(optional)]
    submit: bool,
    /// Takes the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        if disabled.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            data-testid=testid
            aria-describedby=described
            aria-disabled=move || disabled.get().then_some("true")
            aria-pressed=move || pressed.map(|pressed| if pressed.get() { "true" } else { "false" })
            autofocus=autofocus
            on:click=press
        >
            {move || icon.get().map(|glyph| view! { <Icon of=glyph/> })}
            <span>{children()}</span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button: it goes somewhere.
#[component]
pub(crate) fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] kind: Kind,
    #[prop(optional_no_strip, into)] icon: Option<Glyph>,
    #[prop(optional)] testid: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href data-testid=testid>
            {icon.map(|glyph| view! { <Icon of=glyph/> })}
            <span>{children()}</span>
        </a>
    }
    .into_any()
}
