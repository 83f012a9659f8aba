//! A device: its replica of the log, its outbox, and the loop that keeps both in step with the city.
//!
//! Nothing here touches a disk, a network, a clock or a random source: [`store::Store`],
//! [`transport::Transport`] and [`host::Host`] bring them. The shell and the browser each implement these
//! three, and run the very same code between them. The interface speaks to it through [`api`].

mod account;
pub mod api;
mod arguments;
pub mod backoff;
mod client;
mod colleagues;
mod commands;
mod contact;
#[cfg(any(test, feature = "contract"))]
pub mod contract;
mod desk_views;
mod fetch;
pub mod files;
mod guidance;
pub mod host;
pub mod memory;
mod needs;
mod order;
mod outbox;
mod people;
mod personal;
pub mod preview;
pub mod problem;
pub mod recording;
mod signal;
pub mod store;
mod supervision;
mod sync;
pub mod transport;
pub mod unsent;
mod views;
pub mod wire;

pub use client::Client;
