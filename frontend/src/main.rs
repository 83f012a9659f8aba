//! The interface of Huisheng 回声: the same in the shell's window and in a browser.

mod app;
mod commands;
mod components;
mod pages;
mod platform;
mod reading;
mod shortcuts;
mod state;
mod words;

fn main() {
    platform::Platform.tell_when_broken();
    leptos::mount::mount_to_body(app::App);
    // What the page itself said until now.
    if let Some(early) = leptos::prelude::document().get_element_by_id("early") {
        early.remove();
    }
}
