//! What a decision is made in: who, when, where. Brought by the caller, never looked up.

use crate::actor::Actor;
use crate::city::City;
use crate::time::Timestamp;

/// The circumstances of one decision.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub actor: &'a Actor,
    /// The time of receipt at the backend; on a device, the device's own time (a preview).
    pub now: Timestamp,
    pub city: &'a City,
    /// The running number for the next proposal of this year; a device has none to give.
    pub next_number: Option<u32>,
}
