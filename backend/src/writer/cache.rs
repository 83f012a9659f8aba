//! Proposals that commands came for lately, so that most groups ask the store nothing about them.

use crate::store::Known;
use domain::id::ProposalId;
use std::collections::HashMap;

/// Bytes of text in one generation. There are two: what is used moves to the young one, and what the old one
/// still has when the young one is full is forgotten.
const GENERATION: usize = 4 << 20;

#[derive(Debug, Default)]
pub(super) struct Cache {
    young: HashMap<ProposalId, Known>,
    old: HashMap<ProposalId, Known>,
    bytes: usize,
}

impl Cache {
    /// Takes a proposal out; whoever changed it puts it back. There is one of each at most.
    pub(super) fn take(&mut self, id: ProposalId) -> Option<Known> {
        let young = self.young.remove(&id);
        if let Some(known) = &young {
            self.bytes = self.bytes.saturating_sub(weight(known));
        }
        young.or_else(|| self.old.remove(&id))
    }

    pub(super) fn put(&mut self, known: Known) {
        let more = weight(&known);
        if self.bytes + more > GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += more;
        let id = known.proposal.id;
        self.old.remove(&id);
        if let Some(before) = self.young.insert(id, known) {
            self.bytes = self.bytes.saturating_sub(weight(&before));
        }
    }
}

/// About as many bytes as it holds in memory.
fn weight(known: &Known) -> usize {
    let proposal = &known.proposal;
    let texts = [&proposal.title, &proposal.text];
    let answer = proposal.answer.as_ref().map_or(0, |answer| answer.text.len());
    size_of::<Known>() + 256 + texts.iter().map(|text| text.len()).sum::<usize>() + answer
}
