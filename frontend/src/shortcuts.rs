//! Keys that spare the hand a way at a desk: what each does, its letter at first, and the letter that a person chose
//! (WCAG 2.2, 2.1.4).

use crate::pages::doing::action_name;
use crate::state::{change_preferences, use_preferences};
use crate::text;
use domain::proposal::ActionKind;
use leptos::prelude::*;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortcut {
    Next,
    Previous,
    /// Chooses the case that is open, with others, or lets it go.
    Choose,
    /// Opens what is to be done, or does it where nothing has to be written.
    Do(ActionKind),
    /// Sends what is being written: with Control, or with Command on a Mac. It is no letter, and stays.
    Send,
}

/// Those with a letter, which can be changed: name, letter at first.
pub(crate) const LETTERS: [(Shortcut, &str, &str); 29] = [
    (Shortcut::Next, "key-next", "j"),
    (Shortcut::Previous, "key-previous", "k"),
    (Shortcut::Choose, "key-choose", "z"),
    (Shortcut::Do(ActionKind::Accept), "key-accept", "a"),
    (Shortcut::Do(ActionKind::Take), "key-take", "t"),
    (Shortcut::Do(ActionKind::HandOver), "key-hand-over", "o"),
    (Shortcut::Do(ActionKind::Publish), "key-publish", "p"),
    (Shortcut::Do(ActionKind::Check), "key-check", "i"),
    (Shortcut::Do(ActionKind::Answer), "key-answer", "w"),
    (Shortcut::Do(ActionKind::Achieve), "key-achieve", "g"),
    (Shortcut::Do(ActionKind::Resolve), "key-resolve", "f"),
    (Shortcut::Do(ActionKind::Assign), "key-assign", "s"),
    (Shortcut::Do(ActionKind::Merge), "key-merge", "m"),
    (Shortcut::Do(ActionKind::Unmerge), "key-unmerge", "u"),
    (Shortcut::Do(ActionKind::Convene), "key-convene", "h"),
    (Shortcut::Do(ActionKind::Conclude), "key-conclude", "v"),
    (Shortcut::Do(ActionKind::Decline), "key-decline", "d"),
    (Shortcut::Do(ActionKind::Return), "key-return", "r"),
    (Shortcut::Do(ActionKind::Ask), "key-ask", "q"),
    (Shortcut::Do(ActionKind::Extend), "key-extend", "e"),
    (Shortcut::Do(ActionKind::Contribute), "key-contribute", "c"),
    (Shortcut::Do(ActionKind::Excuse), "key-excuse", "x"),
    (Shortcut::Do(ActionKind::Note), "key-note", "n"),
    (Shortcut::Do(ActionKind::Inquire), "key-inquire", "q"),
    (Shortcut::Do(ActionKind::Clarify), "key-clarify", "p"),
    (Shortcut::Do(ActionKind::Assess), "key-assess", "a"),
    (Shortcut::Do(ActionKind::Keep), "key-keep", "l"),
    (Shortcut::Do(ActionKind::Hide), "key-hide", "y"),
    (Shortcut::Do(ActionKind::Restore), "key-restore", "l"),
];

impl Shortcut {
    /// Its name and its letter at first; none where it is no letter.
    fn known(self) -> Option<(&'static str, &'static str)> {
        let known = LETTERS.into_iter().find(|(shortcut, ..)| *shortcut == self);
        known.map(|(_, name, first)| (name, first))
    }

    /// Its letter now, in lower case; none where it is switched off.
    pub(crate) fn letter(self) -> Option<String> {
        let (name, first) = self.known()?;
        let letter = use_preferences().with(|preferences| match preferences.keys.get(name) {
            Some(chosen) => chosen.clone(),
            None => first.to_owned(),
        });
        (!letter.is_empty()).then_some(letter)
    }

    /// What it does.
    pub(crate) fn words(self) -> String {
        match self {
            Shortcut::Next => text!("desk-keys.next"),
            Shortcut::Previous => text!("desk-keys.previous"),
            Shortcut::Choose => text!("desk-keys.choose"),
            Shortcut::Send => text!("desk-keys.send"),
            Shortcut::Do(kind) => action_name(kind),
        }
    }

    /// Whether both may be wanted at once. A supervisor is never of the city's staff, and an argument that is hidden does not
    /// wait to be ruled on.
    fn meets(self, other: Shortcut) -> bool {
        let rules = |key| matches!(key, Shortcut::Do(ActionKind::Keep | ActionKind::Hide));
        let restores = |key| key == Shortcut::Do(ActionKind::Restore);
        if rules(self) && restores(other) || restores(self) && rules(other) {
            return false;
        }
        let everywhere = |key| matches!(key, Shortcut::Next | Shortcut::Previous | Shortcut::Send);
        let supervisors = |key| matches!(key, Shortcut::Do(ActionKind::Inquire | ActionKind::Assess));
        everywhere(self) || everywhere(other) || supervisors(self) == supervisors(other)
    }

    /// Gives it this letter, or switches it off with an empty one.
    ///
    /// # Errors
    /// The other one that has the letter: both stay as they are.
    pub(crate) fn choose(self, letter: &str) -> Result<(), Shortcut> {
        let has = |other: &Shortcut| {
            *other != self && self.meets(*other) && untrack(|| other.letter()).as_deref() == Some(letter)
        };
        if let Some((other, ..)) = LETTERS.into_iter().find(|(other, ..)| has(other)) {
            return Err(other);
        }
        if let Some((name, _)) = self.known() {
            change_preferences(|preferences| {
                preferences.keys.insert(name.to_owned(), letter.to_owned());
            });
        }
        Ok(())
    }
}

/// Every letter is what it was at first.
pub(crate) fn forget() {
    change_preferences(|preferences| preferences.keys.clear());
}
