//! The guide, with this city's categories: made when it is first asked for, once for each language.

use crate::api::Guidance;
use crate::client::Client;
use crate::host::Host;
use crate::store::Store;
use crate::transport::Transport;
use domain::city::City;
use domain::refusal::Problem;
use guide::{Answer, Category, Guide, Language, Lexicon};
use locales::Locale;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The guides that were made for the directory as it is.
#[derive(Debug, Default)]
pub(crate) struct Guides(RefCell<HashMap<Language, Rc<Guide>>>);

impl Guides {
    /// The directory changes.
    pub(crate) fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    fn get(&self, language: Language, city: Option<&City>) -> Rc<Guide> {
        let mut guides = self.0.borrow_mut();
        let guide = guides
            .entry(language)
            .or_insert_with(|| Rc::new(make(language, city)));
        Rc::clone(guide)
    }
}

/// The catalogue of a language that somebody speaks in.
pub(crate) fn locale_of(language: Language) -> Locale {
    match language {
        Language::Chinese => Locale::ZhCn,
        Language::English => Locale::En,
    }
}

/// Without a directory, a guide to the pages alone.
fn make(language: Language, city: Option<&City>) -> Guide {
    let locale = locale_of(language);
    let categories: Vec<Category> = city
        .into_iter()
        .flat_map(City::categories_in_use)
        .map(|category| Category {
            id: category.id.as_str().to_owned(),
            name: category.names.get(locale.tag()).to_owned(),
            examples: category.examples.get(locale.tag()).to_owned(),
        })
        .collect();
    Guide::new(language, &Lexicon::read(locales::guide(locale)), &categories)
}

/// What others may have said too: the words that the guide understood. People ramble, and who rambles alike says nothing
/// alike. Where it understood none, all that was said.
fn telling(said: &str, answer: &Answer) -> String {
    let words: Vec<&str> = answer.found.iter().flat_map(|found| found.reason(said)).collect();
    match words.is_empty() {
        true => said.to_owned(),
        false => words.join(" "),
    }
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    pub(crate) async fn guidance(&self, said: &str) -> Result<Guidance, Problem> {
        let city = self.city().await?;
        // Until it has answered nothing else runs, so the guide is of this directory.
        let guide = self.guides.get(Language::of(said), city.as_deref());
        let answer = guide.ask(said);
        let similar = self.similar(&telling(said, &answer), None).await?;
        Ok(Guidance { answer, similar })
    }
}
