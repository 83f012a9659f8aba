//! What people write: how long it may be, and what may be in it.

use super::{Draft, Step};
use crate::refusal::{Field, Refusal};
use crate::time::Day;

const TITLE_LIMIT: usize = 80;
/// The most characters that the text of a proposal may have.
pub const TEXT_LIMIT: usize = 20_000;
const PLACE_LIMIT: usize = 200;
const SIGNATURE_LIMIT: usize = 40;
const LANGUAGE_LIMIT: usize = 35; // RFC 5646 §4.4.1
const STEP_LIMIT: usize = 200;
/// The most steps that an answer may name on the way to what it promises.
pub const STEPS_LIMIT: usize = 12;
const REPLY_LIMIT: usize = 5_000;
const ALT_LIMIT: usize = 300;
/// A title made of the first words ends here at the latest.
const DERIVED_TITLE: usize = 30;

/// What is said about a proposal, as it was said, where it can be told.
pub(super) fn reply(text: &str) -> Result<String, Refusal> {
    check_text(text, Field::Text, REPLY_LIMIT)?;
    Ok(text.to_owned())
}

/// The same, where it must be short.
pub(super) fn short(text: &str, limit: usize) -> Result<String, Refusal> {
    check_text(text, Field::Text, limit)?;
    Ok(text.to_owned())
}

/// What a file shows or says, in words.
pub(crate) fn alt_text(text: &str) -> Result<(), Refusal> {
    check_text(text, Field::Alt, ALT_LIMIT)
}

/// The steps on the way to what is promised: each within its length, from today to the promised day, in order.
pub(super) fn steps(steps: &[Step], today: Day, promised: Day) -> Result<Vec<Step>, Refusal> {
    if steps.len() > STEPS_LIMIT {
        return Err(Refusal::TooManyMilestones { limit: STEPS_LIMIT });
    }
    let mut earliest = today;
    for (position, step) in steps.iter().enumerate() {
        check_text(&step.text, Field::Milestone, STEP_LIMIT)?;
        if !(earliest..=promised).contains(&step.due) {
            return Err(Refusal::MilestoneOutOfOrder { position });
        }
        earliest = step.due;
    }
    Ok(steps.to_vec())
}

impl Draft {
    /// That the texts are there, not too long, and free of control characters. A device calls this while
    /// somebody writes, before it knows any city.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn check(&self) -> Result<(), Refusal> {
        check_text(&self.text, Field::Text, TEXT_LIMIT)?;
        let optional = [
            (&self.title, Field::Title, TITLE_LIMIT),
            (&self.place, Field::Place, PLACE_LIMIT),
            (&self.signature, Field::Signature, SIGNATURE_LIMIT),
        ];
        for (text, field, limit) in optional {
            if let Some(text) = text {
                check_text(text, field, limit)?;
            }
        }
        check_text(&self.language, Field::Language, LANGUAGE_LIMIT)
    }

    /// The title, or the first sentence of the text, cut to a line.
    pub fn title_or_first_words(&self) -> String {
        if let Some(title) = &self.title {
            return title.clone();
        }
        let first = self
            .text
            .split(['\n', '\r', '。', '！', '？', '!', '?', '；'])
            .find(|part| !part.trim().is_empty())
            .unwrap_or(&self.text)
            .trim();
        // A title is one line: a text's tabs and line ends have no place in it.
        let first: String = first
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let limit = if first.is_ascii() {
            DERIVED_TITLE * 2
        } else {
            DERIVED_TITLE
        };
        if first.chars().count() <= limit {
            return first;
        }
        let mut title: String = first.chars().take(limit - 1).collect();
        title.push('…');
        title
    }
}

/// Texts keep every character they were written with. Only control characters are refused (they hide
/// or break what follows), apart from line ends and tabs; writing-direction marks are ordinary text.
fn check_text(text: &str, field: Field, limit: usize) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty { field });
    }
    let length = text.chars().count();
    if length > limit {
        return Err(Refusal::TooLong { field, limit, length });
    }
    let allowed = |c: char| !c.is_control() || (field == Field::Text && matches!(c, '\n' | '\r' | '\t'));
    match text.chars().position(|c| !allowed(c)) {
        Some(position) => Err(Refusal::ControlCharacter { field, position }),
        None => Ok(()),
    }
}
