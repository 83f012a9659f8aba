//! What a proposal is, who may move it, and by when.
//!
//! The whole system is one idea: an actor sends a [`command::Command`]; [`proposal::decide`] answers with
//! facts or a [`refusal::Refusal`]; the backend appends the facts to one ordered log as
//! [`event::Event`]s; `apply` folds them into state. The backend, the shell and the browser run this
//! same code, so a phone without a network shows the state, or the refusal, that the backend will give.
//!
//! Nothing here reads a clock, a network, a random source or a locale: the [`context::Context`] brings them.

pub mod actor;
pub mod attachment;
pub mod calendar;
pub mod city;
pub mod clock;
pub mod command;
pub mod contact;
pub mod context;
pub mod desk;
pub mod draw;
pub mod event;
pub mod id;
pub mod personal;
pub mod place;
pub mod proposal;
pub mod protocol;
pub mod query;
pub mod refusal;
pub mod search;
pub mod settle;
pub mod tally;
pub mod tier;
pub mod time;
pub mod vacancy;
pub mod world;
