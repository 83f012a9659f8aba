//! The price of a first visit on a phone's network.

use anyhow::Result;

use super::Numbers;
use crate::setup::{Purpose, setup};
use crate::web;
use crate::workspace::Workspace;

/// - `first_load_kb`: thousands of bytes that a first visit fetches before home stands, gzipped where a server would;
/// - `whole_app_kb`: the same of everything, which the service worker fetches after that.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    setup(workspace, Purpose::Web)?;
    let web = web::build(workspace, web::For::People)?;
    let first = web::first_load(&web)?;
    for (file, bytes) in &first {
        println!("  {bytes:>9} bytes  {file}");
    }
    let thousands =
        |files: &[(String, u64)]| files.iter().map(|(_, bytes)| bytes).sum::<u64>() as f64 / 1000.0;
    Ok(Numbers::from([
        ("first_load_kb".to_owned(), thousands(&first)),
        ("whole_app_kb".to_owned(), thousands(&web::whole_app(&web)?)),
    ]))
}
