//! The program as it runs by itself, with files coming in.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]
#![cfg(target_os = "linux")]

mod flood;
mod program;
mod s3;
