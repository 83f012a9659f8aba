//! Recording: by the shell, which owns the microphone there, or by the browser.

use super::{browser, shell};
use client::recording::{Ask, Notice, Reply};
use domain::refusal::Problem;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Who is told.
pub(super) type Told = Rc<dyn Fn(Notice)>;

thread_local! {
    /// One at a time is told, known by its number.
    static TOLD: RefCell<Option<(u32, Told)>> = const { RefCell::new(None) };
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

/// From now on `told` is told, and nobody else; nobody (`None`) only in the place of the one of this number.
pub(super) fn listen(who: u32, told: Option<Told>) {
    TOLD.with_borrow_mut(|now| match told {
        Some(told) => *now = Some((who, told)),
        None => drop(now.take_if(|(told, _)| *told == who)),
    });
}

/// Tells whoever listens.
pub(super) fn tell(notice: Notice) {
    let told = TOLD.with_borrow(|now| now.as_ref().map(|(_, told)| Rc::clone(told)));
    if let Some(told) = told {
        told(notice);
    }
}
