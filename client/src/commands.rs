//! What can be done by saying it: made when it is first asked for, once for each language.

use crate::api::{Command, Spoken, Wordings};
use crate::guidance::locale_of;
use guide::Language;
use locales::Locale;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use voice::Commands;

/// The commands of the languages that were asked for.
#[derive(Debug, Default)]
pub(crate) struct Ears(RefCell<HashMap<Locale, Rc<Commands>>>);

impl Ears {
    /// The command that `said` means, in the language that it is written in: it is not always that of the page.
    pub(crate) fn hear(&self, said: &str) -> Option<Spoken> {
        let commands = self.get(locale_of(Language::of(said)));
        let heard = commands.heard(said)?;
        Some(Spoken {
            command: heard.command,
            said: heard.said.to_owned(),
        })
    }

    /// Every command with the ways to say it.
    pub(crate) fn wordings(&self, locale: Locale) -> Vec<Wordings> {
        let commands = self.get(locale);
        let of = |command: Command| Wordings {
            command,
            wordings: commands.wordings(command).map(str::to_owned).collect(),
        };
        Command::ALL.iter().copied().map(of).collect()
    }

    fn get(&self, locale: Locale) -> Rc<Commands> {
        let mut ears = self.0.borrow_mut();
        let commands = ears
            .entry(locale)
            .or_insert_with(|| Rc::new(Commands::new(locale)));
        Rc::clone(commands)
    }
}
