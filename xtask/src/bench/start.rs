//! Starting the shell: from nothing to the first proposal on the screen.

use super::Numbers;
use super::shell::{programs, replica_of};
use super::statistics::in_turn;
use super::window::Screen;
use crate::setup::{Purpose, setup};
use crate::workspace::Workspace;
use anyhow::Result;

const ROUNDS: usize = 7;
const PROPOSALS: u32 = 100_000;

/// `start_ratio`: the time from starting the shell, with a replica of 100,000 proposals and no network, until the
/// first proposal is there ÷ the time from starting a blank window of the same framework until its page is there.
/// Both are started by the same driver, on a screen that nobody sees.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    setup(workspace, Purpose::Test)?;
    let programs = programs(workspace)?;
    let device = replica_of(workspace, &programs.replica, PROPOSALS)?;
    let screen = Screen::start(workspace, &device)?;
    let start = in_turn(ROUNDS, || {
        let blank = screen.start_until(&programs.blank, "[data-testid=blank]")?;
        let shell = screen.start_until(&programs.shell, "[data-testid=proposal-card]")?;
        Ok((blank, shell))
    })?;
    Ok([
        ("start_ratio", start.ratio),
        ("start_shell_s", start.ours),
        ("start_blank_s", start.reference),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into())
}
