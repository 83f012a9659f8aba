//! BM25 over fields (Robertson and Zaragoza's BM25F): how well each target fits the terms that were heard.

use std::collections::{BTreeMap, HashMap};

/// Where a term stands in what is known of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// The category's name.
    Name,
    /// The category's examples.
    Examples,
    /// The words of its topics.
    Words,
    /// Their vaguer words.
    Hints,
}

impl Field {
    /// How much one occurrence counts.
    fn weight(self) -> f32 {
        match self {
            Field::Name => 3.0,
            Field::Examples => 1.5,
            Field::Words => 3.0,
            Field::Hints => 0.8,
        }
    }
}

/// How soon more of the same stops counting.
const SATURATION: f32 = 2.5;

/// A target's place among the targets.
pub(crate) type Doc = usize;

/// Which targets have a term, and how much of it: as much as the weightiest field it stands in. What a target has of a term isn't divided by how many words it has:
/// lists are long because people have many words for it, not because it is about many things.
#[derive(Debug, Default)]
pub(crate) struct Index {
    docs: usize,
    postings: HashMap<String, BTreeMap<Doc, f32>>,
}

impl Index {
    /// An index of so many targets, with nothing in it.
    pub(crate) fn new(docs: usize) -> Self {
        Self {
            docs,
            postings: HashMap::new(),
        }
    }

    pub(crate) fn add(&mut self, doc: Doc, field: Field, term: &str) {
        let postings = self.postings.entry(term.to_owned()).or_default();
        let weight = postings.entry(doc).or_default();
        *weight = weight.max(field.weight());
    }

    /// What this term is worth for each target that has it: up to 1, however many targets there are.
    pub(crate) fn worth(&self, term: &str) -> impl Iterator<Item = (Doc, f32)> {
        let postings = self.postings.get(term);
        let rarity = self.rarity(postings.map_or(0, BTreeMap::len)) / self.rarity(1);
        let each = postings.into_iter().flatten();
        each.map(move |(doc, weight)| (*doc, rarity * weight / (weight + SATURATION)))
    }

    /// What it says that a term is in so many targets.
    fn rarity(&self, with: usize) -> f32 {
        let (all, with) = (self.docs as f32, with as f32);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_word_is_worth_more_and_a_name_more_than_a_hint() {
        let mut index = Index::new(3);
        index.add(0, Field::Words, "lamp");
        index.add(0, Field::Hints, "dark");
        for doc in 0..3 {
            index.add(doc, Field::Words, "broken");
        }
        let worth = |term: &str| index.worth(term).map(|(_, worth)| worth).fold(0.0, f32::max);
        assert!(worth("lamp") > worth("dark"));
        assert!(worth("lamp") > worth("broken"));
        assert_eq!(worth("else"), 0.0);
    }
}
