//! From the ids in a file to places in the list, and papers that name each alternative once.

use rustc_hash::FxHashMap;

use super::super::election::Alternative;
use super::super::papers::{Index, Papers};
use super::fault::{Fault, shown};

/// The alternatives of a file by their ids.
#[derive(Default)]
pub(super) struct Names {
    places: FxHashMap<Box<[u8]>, Index>,
    /// Of each alternative the last paper that named it.
    named: Vec<u64>,
    paper: u64,
}

impl Names {
    /// Adds the next alternative.
    pub(super) fn add(&mut self, alternative: &Alternative) -> Result<(), Fault> {
        let place = self.named.len() as Index;
        self.named.push(0);
        match self.places.insert(alternative.id.as_bytes().into(), place) {
            None => Ok(()),
            Some(_) => Err(Fault::SameId {
                id: alternative.id.clone(),
            }),
        }
    }

    /// A new paper begins.
    pub(super) fn next_paper(&mut self) {
        self.paper += 1;
    }

    /// The alternative of this id goes onto the paper.
    pub(super) fn mark(&mut self, id: &[u8], papers: &mut Papers) -> Result<(), Fault> {
        let place = *self
            .places
            .get(id)
            .ok_or_else(|| Fault::NoSuchAlternative { id: shown(id) })?;
        self.mark_place(place, papers)
            .map_err(|()| Fault::NamedTwice { id: shown(id) })
    }

    /// The alternative at this place goes onto the paper, unless it is there.
    pub(super) fn mark_place(&mut self, place: Index, papers: &mut Papers) -> Result<(), ()> {
        let last = std::mem::replace(&mut self.named[place as usize], self.paper);
        if last == self.paper {
            return Err(());
        }
        papers.mark(place);
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.named.len()
    }
}
