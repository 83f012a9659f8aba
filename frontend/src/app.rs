//! The frame around every page, and the way to each of them.

mod frame;
pub(crate) mod lazy;
mod navigation;
mod newer;
mod read_switch;
mod text_switch;

use crate::commands::provide_commands;
use crate::components::Live;
use crate::pages::{
    desk::Desk, draws::Draws, guide::Guide, guide::sayings::Sayings, home::Home, mine::Mine,
    not_found::NotFound, overdue::Overdue, proposal::Proposal, proposals::Proposals, say::Say,
    settings::Settings, sign_in::SignIn, votes::Votes,
};
use crate::state::provide_state;
use frame::Frame;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
pub(crate) use navigation::has_desk;
pub(crate) use text_switch::is_large;

// Home comes with the start. Saying something is what most come for, so it stands alone; the city's people alone need
// a desk.
lazy::parts! {
    say { say: Say }
    citizen {
        proposals: Proposals,
        proposal: Proposal,
        overdue: Overdue,
        draws: Draws,
        votes: Votes,
        mine: Mine,
        settings: Settings,
        sign_in: SignIn,
        guide: Guide,
        sayings: Sayings,
    }
    desk { desk: Desk }
}

#[cfg(feature = "gallery")]
use crate::components::gallery::Gallery;
#[cfg(feature = "gallery")]
lazy::parts! { gallery { gallery: Gallery } }

/// The whole interface.
#[component]
pub(crate) fn App() -> impl IntoView {
    provide_state();
    provide_commands();
    view! {
        <Router>
            <Frame>
                <FlatRoutes fallback=elsewhere>
                    <Route path=path!("/") view=|| view! { <Home/> }.into_any()/>
                    <Route path=path!("/say") view=|| lazy::page(say)/>
                    <Route path=path!("/proposals") view=|| lazy::page(proposals)/>
                    <Route path=path!("/proposals/:id") view=|| lazy::page(proposal)/>
                    <Route path=path!("/overdue") view=|| lazy::page(overdue)/>
                    <Route path=path!("/draws/:month?") view=|| lazy::page(draws)/>
                    <Route path=path!("/votes") view=|| lazy::page(votes)/>
                    <Route path=path!("/mine") view=|| lazy::page(mine)/>
                    <Route path=path!("/guide") view=|| lazy::page(guide)/>
                    <Route path=path!("/guide/commands") view=|| lazy::page(sayings)/>
                    <Route path=path!("/settings") view=|| lazy::page(settings)/>
                    <Route path=path!("/sign-in") view=|| lazy::page(sign_in)/>
                    <Route path=path!("/desk/:desk?/:id?") view=|| lazy::page(desk)/>
                </FlatRoutes>
            </Frame>
            <Live/>
        </Router>
    }
}

/// What no route leads to.
fn elsewhere() -> AnyView {
    #[cfg(feature = "gallery")]
    if leptos_router::hooks::use_location().pathname.get_untracked() == "/gallery" {
        return lazy::page(gallery);
    }
    view! { <NotFound/> }.into_any()
}
