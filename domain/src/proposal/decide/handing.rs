//! Who holds a case at its department. A clock never changes by that.

use super::super::texts::reply;
use super::super::{Change, Proposal, View};
use crate::context::Context;
use crate::event::Fact;
use crate::id::AccountId;
use crate::refusal::Refusal;

/// Gives a case to somebody of the lead department. Who holds it may give it to anybody there; where nobody holds it, or
/// whoever did has left the department, anybody there may. What a colleague holds can only be taken over: nobody gives
/// away what another one has in hand.
pub(super) fn hand_over(
    view: &View,
    proposal: &Proposal,
    to: AccountId,
    text: &str,
    ctx: &Context<'_>,
) -> Result<Vec<Fact>, Refusal> {
    let lead = proposal.lead.as_ref().ok_or(Refusal::NotLeadOfficer)?;
    let serves = |account: AccountId| {
        let person = view.people.get(&account);
        person.is_some_and(|person| person.serves(lead))
    };
    if !serves(to) {
        return Err(Refusal::NotColleague);
    }
    let from = proposal.internal.holder;
    if from == Some(to) {
        return Ok(Vec::new());
    }
    let actor = ctx.actor.person().map(|person| person.account);
    let is_a_colleagues = from.is_some_and(|holder| Some(holder) != actor && serves(holder));
    if is_a_colleagues && Some(to) != actor {
        return Err(Refusal::HeldByColleague);
    }
    Ok(vec![Fact::Internal {
        proposal: proposal.id,
        change: Change::HandedOver {
            from,
            to,
            text: reply(text)?,
        },
    }])
}
