//! What is wrong with a file, and where.

use serde_json::{Map, Value, json};

use crate::refusal::Problem;

/// The line, from 1, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct FileFault {
    pub line: u64,
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    #[error("neither a pabulib file, a PrefLib file nor a table of papers begins like this")]
    UnknownFormat,
    #[error("this is not UTF-8 text")]
    NotText,
    #[error("there is no section {section}")]
    NoSection { section: &'static str },
    #[error("the section has no column `{column}`")]
    NoColumn { column: &'static str },
    #[error("`{field}` is missing")]
    NoField { field: &'static str },
    #[error("the row ends before the column `{column}`")]
    ShortRow { column: &'static str },
    #[error("`{field}` should be a number and is `{text}`")]
    NotANumber { field: &'static str, text: String },
    #[error("`{field}` can't be `{text}`")]
    UnknownValue { field: &'static str, text: String },
    #[error("the paper chooses `{id}`, which cannot be chosen: there is no such alternative")]
    NoSuchAlternative { id: String },
    #[error("the paper names `{id}` twice")]
    NamedTwice { id: String },
    #[error("there already is an alternative `{id}`")]
    SameId { id: String },
    #[error("the paper chooses {choices} and gives points to {points}")]
    PointsMissing { choices: u64, points: u64 },
    #[error("`{text}` is not a list of alternatives")]
    NotAList { text: String },
}

impl Fault {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::UnknownFormat => "papers-unknown-format",
            Fault::NotText => "papers-not-text",
            Fault::NoSection { .. } => "papers-no-section",
            Fault::NoColumn { .. } => "papers-no-column",
            Fault::NoField { .. } => "papers-no-field",
            Fault::ShortRow { .. } => "papers-short-row",
            Fault::NotANumber { .. } => "papers-not-a-number",
            Fault::UnknownValue { .. } => "papers-unknown-value",
            Fault::NoSuchAlternative { .. } => "papers-no-such-alternative",
            Fault::NamedTwice { .. } => "papers-named-twice",
            Fault::SameId { .. } => "papers-same-id",
            Fault::PointsMissing { .. } => "papers-points-missing",
            Fault::NotAList { .. } => "papers-not-a-list",
        }
    }

    pub(super) fn at(self, line: u64) -> FileFault {
        FileFault { line, fault: self }
    }

    pub(super) fn number(field: &'static str, text: &[u8]) -> Self {
        Fault::NotANumber {
            field,
            text: shown(text),
        }
    }

    pub(super) fn value(field: &'static str, text: &[u8]) -> Self {
        Fault::UnknownValue {
            field,
            text: shown(text),
        }
    }
}

impl FileFault {
    /// The fault as it travels.
    pub fn problem(&self) -> Problem {
        let arguments = match &self.fault {
            Fault::UnknownFormat | Fault::NotText => json!({}),
            Fault::NoSection { section } => json!({ "section": section }),
            Fault::NoColumn { column } | Fault::ShortRow { column } => json!({ "column": column }),
            Fault::NoField { field } => json!({ "field": field }),
            Fault::NotANumber { field, text } | Fault::UnknownValue { field, text } => {
                json!({ "field": field, "text": text })
            }
            Fault::NoSuchAlternative { id } | Fault::NamedTwice { id } | Fault::SameId { id } => {
                json!({ "id": id })
            }
            Fault::PointsMissing { choices, points } => json!({ "choices": choices, "points": points }),
            Fault::NotAList { text } => json!({ "text": text }),
        };
        let arguments = match arguments {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        Problem {
            code: self.fault.code().to_owned(),
            arguments,
        }
        .with("line", self.line)
    }
}

/// The beginning of a text from a file, for a message.
pub(super) fn shown(text: &[u8]) -> String {
    const LONGEST: usize = 60;
    let text = String::from_utf8_lossy(text);
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Why papers can't be put into a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unwritable {
    #[error("the format knows no equal ranks")]
    EqualRanks,
    #[error("the format holds rankings only")]
    NoRanking,
    #[error("the format holds budgets only")]
    NoBudget,
}
