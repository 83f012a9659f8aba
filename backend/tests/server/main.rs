//! The server from outside: over HTTP, as devices, desks and strangers meet it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod accounts;
mod arguments;
mod authority;
mod clockwork;
mod files;
mod forgotten;
mod full;
mod input;
mod ledger;
mod lists;
mod merging;
mod open311;
mod openapi;
mod personal;
mod recognise;
mod seeded;
mod staff;
mod story;
mod supervision;
mod support;
mod sync;
mod telling;
mod views;
mod web;
