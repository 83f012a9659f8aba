//! Which category of this city a topic of the lexicon is about: the one of its name, or else those that use its words.

use crate::Category;
use crate::language::Ear;
use crate::lexicon::{Lexicon, Topic};
use std::collections::HashMap;

/// What a word counts that the category has in its name, and in its examples.
const IN_NAME: f32 = 3.0;
const IN_EXAMPLES: f32 = 1.0;
/// What a vague word counts beside one that names the topic.
const VAGUE: f32 = 0.25;
/// The least that makes a category one of a topic, and how much it must be of the best one's.
const LEAST: f32 = 1.0;
const BESIDE_BEST: f32 = 0.6;

/// Each topic with the places of its categories. Takes time in proportion to the words there are.
pub(crate) fn places<'a>(
    ear: &Ear,
    lexicon: &'a Lexicon,
    categories: &[Category],
) -> Vec<(&'a Topic, usize)> {
    let ids: HashMap<&str, usize> = categories
        .iter()
        .enumerate()
        .map(|(at, category)| (category.id.as_str(), at))
        .collect();
    // Which categories use a term, and how much that says.
    let mut users: HashMap<String, HashMap<usize, f32>> = HashMap::new();
    for (at, category) in categories.iter().enumerate() {
        for (text, worth) in [(&category.examples, IN_EXAMPLES), (&category.name, IN_NAME)] {
            for part in ear.parts(text) {
                users.entry(part).or_default().insert(at, worth);
            }
        }
    }
    let mut places = Vec::new();
    for topic in &lexicon.topics {
        if let Some(at) = ids.get(topic.name.as_str()) {
            places.push((topic, *at));
            continue;
        }
        let mut scores: HashMap<usize, f32> = HashMap::new();
        for (term, names) in ear.terms(topic) {
            for (at, worth) in users.get(&term).into_iter().flatten() {
                *scores.entry(*at).or_default() += worth * if names { 1.0 } else { VAGUE };
            }
        }
        let best = scores.values().copied().fold(LEAST, f32::max);
        let mut near: Vec<usize> = scores
            .iter()
            .filter(|(_, score)| **score >= LEAST.max(best * BESIDE_BEST))
            .map(|(at, _)| *at)
            .collect();
        near.sort_unstable();
        places.extend(near.into_iter().map(|at| (topic, at)));
    }
    places
}
