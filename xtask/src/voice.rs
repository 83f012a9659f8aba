//! `cargo xtask voice`: what the app hears in sound files, by the program of the crate `voice` that can hear. The
//! engine takes a minute to compile and is of use in release only: this program starts quicker without it. With
//! `--microphone` the files beside the model are played to the real window instead.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::process::handed_over;
use crate::setup::Purpose;
use crate::setup::system_packages;
use crate::test;
use crate::workspace::{Workspace, cargo};

pub(crate) fn voice(workspace: &Workspace, arguments: Vec<OsString>) -> Result<ExitCode> {
    if arguments == ["--microphone"] {
        return test::microphone(workspace).map(|()| ExitCode::SUCCESS);
    }
    system_packages(workspace, Purpose::Voice)?;
    handed_over(
        cargo()
            .args([
                "run",
                "--quiet",
                "--release",
                "--package=voice",
                "--features=whisper",
                "--",
            ])
            .args(arguments),
    )
}
