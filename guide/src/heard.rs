//! A term in what a person said.

use std::ops::Range;

/// A term, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heard {
    pub(crate) term: String,
    /// Bytes of what was said.
    pub(crate) at: Range<usize>,
    /// How sure it is that this was meant, up to 1.
    pub(crate) trust: f32,
}

impl Heard {
    pub(crate) fn new(term: &str, at: Range<usize>, trust: f32) -> Self {
        Self {
            term: term.to_owned(),
            at,
            trust,
        }
    }
}
