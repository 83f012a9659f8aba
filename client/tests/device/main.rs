//! A device against a city in memory, on a clock that only moves when nobody can do anything else: the same
//! seed gives the same run, and no test waits for real time.

#![allow(clippy::unwrap_used, reason = "tests")]

mod accounts;
mod arguments;
mod city;
mod commands;
mod contact;
mod desk_views;
mod faults;
mod files;
mod guidance;
mod handing_over;
mod host;
mod keeper;
mod line;
mod personal;
mod preparing;
mod reading;
mod rig;
mod sending;
mod stories;
mod supervision;
mod unsent;
