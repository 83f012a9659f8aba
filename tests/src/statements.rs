//! What citizens really wrote: statements of vTaiwan's deliberation on UberX, 2015.
//!
//! Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with
//! Attribution to The Computational Democracy Project.

use crate::programs;
use anyhow::{Context, Result};

/// Texts in Chinese: the whole deliberation where it lies beside the repository, else the five kept here.
///
/// # Errors
/// Where the file can't be read.
pub fn statements() -> Result<Vec<String>> {
    let whole = programs::root().join("../shared/data/polis/vtaiwan.uberx/comments.csv");
    let kept = programs::root().join("tests/fixtures/vtaiwan.csv");
    let mut reader = csv::Reader::from_path(if whole.exists() { whole } else { kept })?;
    let column = reader.headers()?.iter().position(|name| name == "comment-body");
    let column = column.context("no column comment-body")?;
    let mut texts = Vec::new();
    for record in reader.records() {
        let text = record?.get(column).unwrap_or_default().trim().to_owned();
        if !text.is_empty() {
            texts.push(text);
        }
    }
    Ok(texts)
}

/// One statement of a line: long enough to say something, short enough to be typed quickly. Another for each number.
///
/// # Errors
/// As [`statements`].
pub fn statement(number: usize) -> Result<String> {
    let fit = |text: &String| (15..80).contains(&text.chars().count()) && !text.contains(char::is_control);
    let fitting: Vec<String> = statements()?.into_iter().filter(fit).collect();
    fitting
        .get(number % fitting.len().max(1))
        .cloned()
        .context("no statement")
}
