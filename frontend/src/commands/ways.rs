//! What is the same on every page: where one can go, the size of the text, and the cards in sight.

use crate::components::Place;
use crate::pages::settings::resize_text;
use crate::reading;
use crate::state::came_from;
use client::api::Command;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// The ways on every page that are shown as examples.
pub(super) const EVERYWHERE: [Command; 4] = [Command::Say, Command::List, Command::Mine, Command::Back];

/// Knows the way from any page.
#[derive(Clone, Copy)]
pub(crate) struct Ways {
    go: Callback<String>,
    back: Callback<(), String>,
}

impl Ways {
    /// Call it in a component, below the router.
    pub(crate) fn new() -> Self {
        let navigate = use_navigate();
        let path = use_location().pathname;
        let place = use_context::<Place>();
        let back = move |()| {
            // The way back that the page shows, if it does.
            let shown = place.and_then(|place| place.back.get_untracked());
            shown.map_or_else(|| came_from(&path.get_untracked()), |(href, _)| href)
        };
        Self {
            go: Callback::new(move |href: String| navigate(&href, NavigateOptions::default())),
            back: Callback::new(back),
        }
    }

    pub(crate) fn go(self, href: impl Into<String>) {
        self.go.run(href.into());
    }

    /// Does what can be done everywhere; whether it could.
    pub(super) fn take(self, command: Command) -> bool {
        use Command as C;
        match command {
            C::Home => self.go("/"),
            C::Say => self.go("/say"),
            C::List => self.go("/proposals"),
            C::Mine => self.go("/mine"),
            C::Vote => self.go("/votes"),
            C::Overdue => self.go("/overdue"),
            C::Settings => self.go("/settings"),
            C::Help => self.go("/guide/commands"),
            C::Back => self.go(self.back.run(())),
            C::Bigger => resize_text(true),
            C::Smaller => resize_text(false),
            C::First | C::Second | C::Third | C::Fourth | C::Fifth => return open_card(place(command)),
            _ => return read(command),
        }
        true
    }
}

/// Does what is about reading aloud, where something here can read.
fn read(command: Command) -> bool {
    let does = match command {
        Command::Read => reading::start,
        Command::Stop => reading::stop,
        Command::Pause => reading::pause,
        Command::Resume => reading::resume,
        Command::Repeat => reading::repeat,
        Command::Slower => reading::slower,
        Command::Faster => reading::faster,
        _ => return false,
    };
    let possible = untrack(reading::is_possible);
    if possible {
        does();
    }
    possible
}

/// The commands that choose by place, in order.
pub(crate) const PLACES: [Command; 5] = [
    Command::First,
    Command::Second,
    Command::Third,
    Command::Fourth,
    Command::Fifth,
];

fn place(command: Command) -> usize {
    PLACES.iter().take_while(|place| **place != command).count()
}

/// Opens the card at this place, counted as they stand on the page.
fn open_card(place: usize) -> bool {
    let cards = document().query_selector_all("main .card-title a").ok();
    let card = cards.and_then(|cards| cards.item(u32::try_from(place).ok()?));
    let card = card.and_then(|card| card.dyn_into::<HtmlElement>().ok());
    card.map(|card| card.click()).is_some()
}
