//! What somebody began to write about a case and has not sent: on the device before it is anything else, like a draft, so that
//! no page that is left, loaded anew or cut off loses it.

use crate::client::Client;
use crate::files::Chosen;
use crate::host::Host;
use crate::store::{Store, StoreError, Write};
use crate::transport::Transport;
use domain::command::Order;
use domain::id::{AccountId, ProposalId};
use domain::proposal::{Action, ActionKind, ArgumentAction};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form of an action about a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Form {
    pub case: ProposalId,
    pub action: ActionKind,
    /// Where a case has more than one of that kind: the argument it is about, or the side of a new one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
}

impl Form {
    /// The one form of this action about a case.
    pub fn of(case: ProposalId, action: ActionKind) -> Self {
        Self {
            case,
            action,
            place: String::new(),
        }
    }

    /// The form that such an order was written in, if in any. What is prepared is written in the form of the action itself.
    fn filled_in(order: &Order) -> Option<Self> {
        let Order::Proposal { proposal, action, .. } = order else {
            return None;
        };
        let written = match action {
            Action::Prepare { action, .. } => action,
            action => action,
        };
        let place = match written {
            Action::Argument {
                action: ArgumentAction::Argue { side, .. },
                ..
            } => side.name().to_owned(),
            Action::Argument { argument, .. } => argument.to_string(),
            _ => String::new(),
        };
        Some(Self {
            place,
            ..Self::of(*proposal, written.kind())
        })
    }
}

/// What is in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    pub form: Form,
    /// What is written, by the names of the fields.
    pub words: BTreeMap<String, String>,
    /// What goes along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Chosen>,
}

impl Unsent {
    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.words.values().all(|words| words.trim().is_empty())
    }
}

/// The same as it is kept: for whoever wrote it, and for nobody else at the same device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptUnsent {
    pub by: AccountId,
    pub unsent: Unsent,
    pub saved_at: Timestamp,
}

impl KeptUnsent {
    /// Under which it is kept: one form of one person.
    pub fn key(&self) -> UnsentKey {
        UnsentKey {
            by: self.by,
            form: self.unsent.form.clone(),
        }
    }
}

/// Which form of whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnsentKey {
    pub by: AccountId,
    pub form: Form,
}

impl std::fmt::Display for UnsentKey {
    /// One text for each: a store needs no more to tell them apart.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Form { case, action, place } = &self.form;
        write!(f, "{} {case} {} {place}", self.by, action.name())
    }
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Keeps what is in a form, or lets it go where nothing is.
    pub(crate) async fn keep_unsent(&self, unsent: Unsent) -> Result<(), StoreError> {
        let _gate = self.gate().await;
        let kept = KeptUnsent {
            by: self.meta().await?.me.account,
            unsent,
            saved_at: self.host.now(),
        };
        let write = match kept.unsent.is_empty() {
            true => Write::UnsentRemove(kept.key()),
            false => Write::Unsent(Box::new(kept)),
        };
        self.commit(vec![write]).await
    }

    /// What this person has begun about a case.
    pub(crate) async fn unsent_about(
        &self,
        case: ProposalId,
        by: AccountId,
    ) -> Result<Vec<Unsent>, StoreError> {
        let all = self.store.unsent().await?;
        let theirs = all
            .into_iter()
            .filter(|kept| kept.by == by && kept.unsent.form.case == case);
        Ok(theirs.map(|kept| kept.unsent).collect())
    }
}

/// What is to be let go as this order of somebody goes out.
pub(crate) fn sent_with(order: &Order, by: AccountId) -> Option<Write> {
    let form = Form::filled_in(order)?;
    Some(Write::UnsentRemove(UnsentKey { by, form }))
}

/// The same, of somebody else now: a guest who has become a person goes on with what they began.
pub(crate) fn handed_over(kept: KeptUnsent, to: AccountId) -> [Write; 2] {
    let remove = Write::UnsentRemove(kept.key());
    [remove, Write::Unsent(Box::new(KeptUnsent { by: to, ..kept }))]
}
