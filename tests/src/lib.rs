//! The whole system under test, from outside: the programs as people start them, a real window on a screen of its
//! own, a real browser, and a wire between device and city that can be made to fail.
//!
//! `cargo xtask test` builds the programs and names them in the environment (see [`programs`]).
//!
//! Linux alone has a WebDriver for the window's web view and a screen without a screen, so these tests are only there.

#![cfg(target_os = "linux")]

pub mod audit;
pub mod browser;
pub mod clips;
pub mod clock;
pub mod colours;
pub mod device;
pub mod disk;
pub mod display;
pub mod microphone;
pub mod page;
pub mod people;
pub mod photograph;
pub mod process;
pub mod programs;
pub mod reader;
pub mod seat;
pub mod server;
pub mod sound;
pub mod speech;
pub mod statements;
pub mod voice;
pub mod wait;
pub mod window;
pub mod wire;
