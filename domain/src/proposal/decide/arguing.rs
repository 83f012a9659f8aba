//! What may be done about an argument. Who may try says the table; here it is about the argument itself.

use crate::actor::{Level, Person};
use crate::context::Context;
use crate::id::{AccountId, ArgumentId};
use crate::proposal::argument::{
    ARGUMENT_LIMIT, ARGUMENTS_LIMIT, Argument, ArgumentAction, ArgumentChange, Side,
};
use crate::proposal::texts::short;
use crate::proposal::{Change, View};
use crate::refusal::Refusal;

/// Whether this person gave the argument.
pub(super) fn gave(view: &View, id: ArgumentId, person: &Person) -> bool {
    let argument = view.debate.arguments.get(&id);
    argument.is_some_and(|argument| argument.author == Some(person.account))
}

/// The level at which people argue: that of a support, but never that of a device which could pose as a crowd.
pub(super) fn level(ctx: &Context<'_>) -> Level {
    ctx.city.policy.support_level.max(Level::Unverified)
}

/// Whether something that this person gave on that side stands.
fn has_voice(view: &View, account: Option<AccountId>, side: Side) -> bool {
    let stands = |other: &Argument| other.author == account && other.side == side && !other.is_hidden();
    view.debate.arguments.values().any(stands)
}

/// What it leads to; nothing where that already is.
pub(super) fn argue(
    view: &View,
    id: ArgumentId,
    action: &ArgumentAction,
    ctx: &Context<'_>,
) -> Result<Option<Change>, Refusal> {
    let account = ctx.actor.person().map(|person| person.account);
    let step = match action {
        ArgumentAction::Argue { side, text } => {
            let arguments = &view.debate.arguments;
            if arguments.contains_key(&id) {
                return Err(Refusal::ArgumentExists);
            }
            if has_voice(view, account, *side) {
                return Err(Refusal::ArguedAlready);
            }
            if arguments.len() >= ARGUMENTS_LIMIT {
                return Err(Refusal::TooManyArguments {
                    limit: ARGUMENTS_LIMIT,
                });
            }
            ArgumentChange::Argued {
                side: *side,
                text: Some(short(text, ARGUMENT_LIMIT)?),
            }
        }
        other => {
            let argument = view.debate.arguments.get(&id).ok_or(Refusal::NoSuchArgument)?;
            let stance = view.debate.stance(id);
            // Taking back what one gave to it is possible at any time.
            let goes_on = matches!(
                other,
                ArgumentAction::Unsecond {} | ArgumentAction::Restore { .. }
            );
            if argument.is_hidden() && !goes_on {
                return Err(Refusal::ArgumentHidden);
            }
            // What was said in other words since stands in its stead.
            let again = matches!(other, ArgumentAction::Restore { .. }) && argument.is_hidden();
            if again && has_voice(view, argument.author, argument.side) {
                return Err(Refusal::SaidAnew);
            }
            match about(argument, stance, other, account)? {
                Some(step) => step,
                None => return Ok(None),
            }
        }
    };
    Ok(Some(Change::Argument { argument: id, step }))
}

/// The same, of one that is there.
fn about(
    argument: &Argument,
    stance: crate::proposal::Stance,
    action: &ArgumentAction,
    account: Option<AccountId>,
) -> Result<Option<ArgumentChange>, Refusal> {
    let is_own = account.is_some() && argument.author == account;
    let said = |text: &str| short(text, ARGUMENT_LIMIT);
    Ok(Some(match action {
        // Given before, and looked at there.
        ArgumentAction::Argue { .. } => return Err(Refusal::ArgumentExists),
        ArgumentAction::Retract {} => ArgumentChange::Retracted {},
        ArgumentAction::Second {} | ArgumentAction::Report { .. } if is_own => {
            return Err(Refusal::OwnArgument);
        }
        ArgumentAction::Second {} if stance.seconds => return Ok(None),
        ArgumentAction::Second {} => ArgumentChange::Seconded {},
        ArgumentAction::Unsecond {} if !stance.seconds => return Ok(None),
        ArgumentAction::Unsecond {} => ArgumentChange::Unseconded {},
        ArgumentAction::Respond { .. } if argument.response.is_some() => {
            return Err(Refusal::RespondedAlready);
        }
        ArgumentAction::Respond { text } => ArgumentChange::Responded { text: said(text)? },
        ArgumentAction::Report { reason } if argument.is_kept_for(*reason) => {
            return Err(Refusal::ArgumentKept);
        }
        ArgumentAction::Report { .. } if stance.reported => return Err(Refusal::ReportedAlready),
        ArgumentAction::Report { reason } => ArgumentChange::Reported {
            reason: Some(*reason),
        },
        ArgumentAction::Keep { text } => {
            if argument.reports.is_empty() {
                return Err(Refusal::NothingReported);
            }
            ArgumentChange::Kept {
                reasons: argument.looked_at(),
                text: said(text)?,
            }
        }
        ArgumentAction::Hide { reason, text } => ArgumentChange::Hidden {
            reason: *reason,
            text: said(text)?,
        },
        ArgumentAction::Restore { .. } if !argument.is_hidden() => return Err(Refusal::NothingHidden),
        ArgumentAction::Restore { text } => ArgumentChange::Restored {
            reasons: argument.looked_at(),
            text: said(text)?,
            said: argument.text.clone(),
        },
    }))
}
