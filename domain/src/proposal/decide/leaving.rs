//! Somebody's account is no more: what becomes of their part in a case. The case itself goes on as it stands; where its author
//! is awaited, its clock does what it does when an author is silent.

use super::{Change, Decision, View};
use crate::context::Context;
use crate::event::{By, Fact};
use crate::id::{AccountId, ArgumentId};
use crate::proposal::ArgumentChange;
use crate::refusal::Refusal;

/// What of this case was theirs is nobody's; with `erase` it is gone. Asked again, nothing is left to do.
///
/// Where the words stay, only the city's staff are told: nobody else knew who wrote, and all that ends at one moment would
/// tell them what was by one person. A signature is public, and so is that it goes.
///
/// # Errors
/// [`Refusal::SystemOnly`], [`Refusal::NoSuchProposal`]
pub(crate) fn leave(
    view: &View,
    account: AccountId,
    erase: bool,
    ctx: &Context<'_>,
) -> Result<Decision, Refusal> {
    if ctx.actor.person().is_some() {
        return Err(Refusal::SystemOnly);
    }
    let case = view.proposal.as_ref().ok_or(Refusal::NoSuchProposal)?;
    let wrote = case.author == Some(account);
    let said = view.debate.arguments.iter();
    let said = said.filter(|(_, argument)| argument.author == Some(account));
    let arguments: Vec<ArgumentId> = said.map(|(id, _)| *id).collect();
    let mut version = case.version;
    let mut public = |change: Change| {
        version = version.saturating_add(1);
        Fact::Proposal {
            proposal: case.id,
            version,
            change,
        }
    };
    let mut facts = Vec::new();
    if erase {
        facts.extend(arguments.into_iter().map(|argument| {
            let step = ArgumentChange::Retracted {};
            public(Change::Argument { argument, step })
        }));
        facts.extend(wrote.then(|| public(Change::Erased {})));
    } else {
        let signed = wrote && case.signature.is_some();
        let author = wrote && !signed;
        if author || !arguments.is_empty() {
            facts.push(Fact::Internal {
                proposal: case.id,
                change: Change::Disowned { author, arguments },
            });
        }
        let unsigned = Change::Disowned {
            author: true,
            arguments: Vec::new(),
        };
        facts.extend(signed.then(|| public(unsigned)));
    }
    Ok(Decision {
        by: By::system(),
        facts,
        by_itself: Vec::new(),
    })
}
