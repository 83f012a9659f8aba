//! What citizens write, for measuring: put together from sentences of the demo city's own proposals, each text
//! another one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::hash::sorted_entries;

/// Sentences to draw from.
pub(super) struct Texts {
    sentences: Vec<String>,
}

impl Texts {
    /// Reads `backend/demo/proposals`.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut sentences = Vec::new();
        for file in sorted_entries(&root.join("backend/demo/proposals"))? {
            let proposals: Value = serde_json::from_slice(&fs::read(&file)?)?;
            for proposal in proposals.as_array().context("a list of proposals")? {
                let text = &proposal["draft"]["text"];
                sentences.extend(split(text.as_str().context("a proposal has a text")?));
            }
        }
        ensure!(
            sentences.len() >= 100,
            "too few sentences to make different texts of"
        );
        Ok(Self { sentences })
    }

    /// Whole sentences, `bytes` of UTF-8 or a little more.
    pub(super) fn text(&self, dice: &mut fastrand::Rng, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 200);
        while text.len() < bytes {
            // As they are written: Chinese ones stand close together.
            if text.ends_with(|last: char| last.is_ascii()) {
                text.push(' ');
            }
            text.push_str(dice.choice(&self.sentences).map_or("", String::as_str));
        }
        text
    }
}

/// Sentences with the marks that end them.
fn split(text: &str) -> Vec<String> {
    let ends = |letter: char| matches!(letter, '\u{3002}' | '\u{ff01}' | '\u{ff1f}' | '!' | '?' | '\n');
    let whole = text.split_inclusive(ends).map(str::trim);
    whole
        .filter(|sentence| !sentence.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_differ_and_have_the_size_asked_for() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("in the repository");
        let texts = Texts::read(root).expect("the demo city is there");
        let mut dice = fastrand::Rng::with_seed(1);
        let mut many: Vec<String> = (0..500).map(|_| texts.text(&mut dice, 600)).collect();
        assert!(many.iter().all(|text| (600..1_200).contains(&text.len())));
        many.sort();
        many.dedup();
        assert_eq!(many.len(), 500);
    }

    #[test]
    fn sentences_keep_their_marks() {
        assert_eq!(split("One? Two.\nThree!"), ["One?", "Two.", "Three!"]);
    }
}
