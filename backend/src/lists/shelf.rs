//! The cards, as JSON that is ready to go out. Most of a card is the same in every card, so each is compressed (LZ4)
//! against one that has everything: that takes half the memory, and less time than writing JSON does.

use crate::error::{Error, Result};
use domain::clock::{Clock, ClockKind};
use domain::id::ProposalId;
use domain::place::Point;
use domain::proposal::{AnswerKind, State};
use domain::query::Card;
use domain::time::Timestamp;
use lz4_flex::block::{compress_prepend_size_with_dict, decompress_into_with_dict, uncompressed_size};
use uuid::Uuid;

#[derive(Debug)]
pub(super) struct Shelf {
    sample: Vec<u8>,
    cards: Vec<Box<[u8]>>,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            sample: json(&sample()),
            cards: Vec::new(),
        }
    }
}

impl Shelf {
    /// Puts a card in its slot, where the one before it may be; slots are filled in order.
    pub(super) fn put(&mut self, slot: u32, card: &Card) {
        let card = compress_prepend_size_with_dict(&json(card), &self.sample).into_boxed_slice();
        match self.cards.get_mut(slot as usize) {
            Some(place) => *place = card,
            None => self.cards.push(card),
        }
    }

    /// The cards in these slots, as JSON separated by commas.
    ///
    /// # Errors
    /// [`Error::Stored`] where one is not what was put there.
    pub(super) fn cards(&self, slots: &[u32]) -> Result<String> {
        let broken = |error: &dyn std::fmt::Display| Error::Stored(format!("a card: {error}"));
        let cards: Vec<(usize, &[u8])> = slots
            .iter()
            .filter_map(|slot| self.cards.get(*slot as usize))
            .map(|card| uncompressed_size(card))
            .collect::<std::result::Result<_, _>>()
            .map_err(|error| broken(&error))?;
        let mut out = vec![0; cards.iter().map(|(size, _)| size + 1).sum()];
        let mut end = 0;
        for (size, card) in cards {
            if end > 0 {
                out[end] = b',';
                end += 1;
            }
            end += decompress_into_with_dict(card, &mut out[end..end + size], &self.sample)
                .map_err(|error| broken(&error))?;
        }
        out.truncate(end);
        String::from_utf8(out).map_err(|error| broken(&error))
    }
}

fn json(card: &Card) -> Vec<u8> {
    // A card has texts and numbers alone: there is nothing in it that JSON could not hold.
    serde_json::to_vec(card).unwrap_or_default()
}

/// A card that has everything a card may have.
fn sample() -> Card {
    let at = Timestamp(1_767_000_000_000);
    Card {
        id: ProposalId(Uuid::nil()),
        number: Some("2026-000000".to_owned()),
        title: String::new(),
        excerpt: String::new(),
        category: Some("".into()),
        area: "".into(),
        point: Point::from_degrees(0.0, 0.0).ok(),
        language: "zh-CN".to_owned(),
        state: State::Submitted,
        clock: Some(Clock {
            kind: ClockKind::Triage,
            started: at,
            due: at,
            provisional: true,
            escalated: None,
        }),
        lead: Some("".into()),
        holder: None,
        prepared: Vec::new(),
        awaited: vec!["".into()],
        answer: Some(AnswerKind::Adopted),
        supports: 0,
        reopened: 0,
        submitted_at: at,
        updated_at: at,
        version: 1,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn read(shelf: &Shelf, slots: &[u32]) -> Vec<Card> {
        serde_json::from_str(&format!("[{}]", shelf.cards(slots).unwrap())).unwrap()
    }

    #[test]
    fn a_card_comes_back_as_it_was_put() {
        let mut shelf = Shelf::default();
        assert_eq!(shelf.cards(&[]).unwrap(), "");
        let plain = Card {
            number: None,
            title: "路灯\"坏\"了 🙂\u{202e}".to_owned(),
            clock: None,
            ..sample()
        };
        let long = Card {
            excerpt: "灯".repeat(100),
            ..sample()
        };
        shelf.put(0, &plain);
        shelf.put(1, &long);
        assert_eq!(read(&shelf, &[1, 0]), [long.clone(), plain]);
        let moved = Card {
            supports: u32::MAX,
            ..long.clone()
        };
        shelf.put(0, &moved);
        assert_eq!(read(&shelf, &[0, 1, 0]), [moved.clone(), long, moved]);
    }
}
