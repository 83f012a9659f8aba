//! What the guide answers.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The most that is found.
const MOST: usize = 5;
/// Below this score nothing was understood.
const LEAST: f32 = 0.13;
/// From this score on, which one word has that names this target alone, and with the next one at most so much of it, it is sure.
const SURE: f32 = 0.4;
const NEXT: f32 = 0.5;

/// Where a person can be led.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The category with this id, and by it the department.
    Category(String),
    /// The page of the app with this name.
    Page(String),
}

/// How far the first target can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The first one is meant.
    Sure,
    /// One of the first three may be meant: ask.
    Unsure,
    /// Nothing was understood.
    Nothing,
}

/// One target and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub target: Target,
    /// How well it fits; only good to compare within one answer.
    pub score: f32,
    /// The words that led here: bytes of what was said, in order, none over another.
    pub because: Vec<Range<usize>>,
}

impl Found {
    pub(crate) fn new(target: Target) -> Self {
        Self {
            target,
            score: 0.0,
            because: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, score: f32, places: &[Range<usize>]) {
        self.score += score;
        self.because.extend_from_slice(places);
    }

    /// The words of `said` that led here.
    pub fn reason<'a>(&'a self, said: &'a str) -> impl Iterator<Item = &'a str> {
        self.because.iter().filter_map(|at| said.get(at.clone()))
    }
}

/// What the guide makes of what was said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub confidence: Confidence,
    /// Best first, at most five.
    pub found: Vec<Found>,
}

impl Answer {
    /// The answer to these scores.
    pub(crate) fn of(mut found: Vec<Found>) -> Self {
        found.retain(|found| found.score >= LEAST);
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(MOST);
        for found in &mut found {
            found.because = united(std::mem::take(&mut found.because));
        }
        let confidence = match found.as_slice() {
            [] => Confidence::Nothing,
            [first, rest @ ..] => {
                let next = rest.first().map_or(0.0, |next| next.score);
                if first.score >= SURE && next <= first.score * NEXT {
                    Confidence::Sure
                } else {
                    Confidence::Unsure
                }
            }
        };
        Self { confidence, found }
    }
}

/// The same places in order, those that overlap as one.
fn united(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|at| (at.start, at.end));
    let mut united: Vec<Range<usize>> = Vec::new();
    for at in places {
        match united.last_mut() {
            Some(last) if at.start < last.end => last.end = last.end.max(at.end),
            _ => united.push(at),
        }
    }
    united
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(scores: &[f32]) -> Answer {
        let found = scores.iter().enumerate().map(|(at, score)| Found {
            score: *score,
            ..Found::new(Target::Page(at.to_string()))
        });
        Answer::of(found.collect())
    }

    #[test]
    fn a_guess_is_never_certain() {
        assert_eq!(answer(&[]).confidence, Confidence::Nothing);
        assert_eq!(answer(&[LEAST / 2.0]).confidence, Confidence::Nothing);
        assert_eq!(answer(&[SURE - 0.01]).confidence, Confidence::Unsure);
        assert_eq!(answer(&[SURE, SURE]).confidence, Confidence::Unsure);
        assert_eq!(answer(&[LEAST, SURE]).confidence, Confidence::Sure);
        assert_eq!(answer(&[SURE * 2.0; 9]).found.len(), MOST);
    }

    #[test]
    fn places_that_overlap_are_one() {
        assert_eq!(united(vec![6..9, 0..3, 3..6, 1..2, 8..12]), [0..3, 3..6, 6..12]);
    }
}
