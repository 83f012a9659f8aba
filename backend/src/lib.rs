//! The city's server: one writer, many readers, sync, accounts, and the web app.
//!
//! A request that changes something becomes a job of the one [`writer`], which decides it by the rules of `domain`
//! and commits it with everything else that waits; reads go to the [`store`] at their own pace.

pub mod accounts;
pub mod admin;
pub mod app;
pub mod checkpoints;
pub mod clock;
pub mod config;
pub mod demo;
pub mod doorman;
pub mod error;
pub mod files;
mod findable;
pub mod http;
pub mod jobs;
pub mod lists;
pub mod open311;
pub mod secrets;
pub mod seed;
pub mod store;
pub mod tally;
pub mod telling;
pub mod writer;
