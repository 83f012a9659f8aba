//! Recording: by the shell, which owns the microphone there, or by the browser.

use super::{browser, shell};
use client::recording::{Ask, Notice, Reply};
use domain::refusal::Problem;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Who is told.
pub(super) type Told = Rc<dyn Fn(Notice)>;

thread_local! {
    /// One page at a time has a microphone.
    static TOLD: RefCell<Option<Told>> = const { RefCell::new(None) };
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// Asks whoever has the microphone.
///
/// # Errors
/// Its [`Problem`]; `page-missing` where the part that speaks with it can't come.
pub(super) async fn ask(ask: Ask) -> Result<Reply, Problem> {
    if shell::is_here() {
        if !LISTENING.replace(true) {
            shell::on_recording(tell);
        }
        shell::record(ask).await
    } else {
        browser::record(ask).await
    }
}

/// From now on `told` is told, and nobody else.
pub(super) fn listen(told: Option<Told>) {
    TOLD.set(told);
}

/// Tells whoever listens.
pub(super) fn tell(notice: Notice) {
    let told = TOLD.with_borrow(Clone::clone);
    if let Some(told) = told {
        told(notice);
    }
}
