//! Who there is: guests, accounts with a login, sessions. What is asked here is carried out by the writer.

use crate::error::{Error, Result};
use crate::store::{Digest, Group, NewAccount, Traces};
use domain::actor::Level;
use domain::id::AccountId;
use domain::protocol::Me;
use domain::time::Timestamp;

/// Something about accounts that is to be written.
#[derive(Debug, Clone)]
pub enum AccountJob {
    /// A device makes itself known, or shows again who it is.
    Guest {
        account: AccountId,
        secret: Digest,
        token: Digest,
    },
    /// A new account; where `guest` is given, that guest becomes it. The device was known by the session `from`.
    SignUp {
        account: Box<NewAccount>,
        guest: bool,
        from: Option<Digest>,
        token: Digest,
    },
    /// A session for somebody whose password was checked; what the guest has is handed over.
    SignIn {
        account: AccountId,
        guest: Option<AccountId>,
        from: Option<Digest>,
        token: Digest,
    },
    SignOut {
        token: Digest,
    },
    /// An account is let go, `words` with what it wrote.
    Forget {
        account: AccountId,
        traces: Box<Traces>,
        words: bool,
    },
    /// An account with its roles, made by the city. Where the login is there already, nothing changes.
    Create(Box<NewAccount>),
    /// An account's roles from now on.
    SetRoles(Box<Me>),
}

/// What a job about accounts leads to in the log.
#[derive(Debug, Clone, Copy)]
pub enum InLog {
    /// A guest's things are handed over to an account.
    HandOver { guest: AccountId, account: AccountId },
    /// An account is let go, `words` with what it wrote.
    Leave { account: AccountId, words: bool },
}

/// The account that a job was about, where it names one.
pub type Granted = Option<AccountId>;

impl AccountJob {
    /// The account that must be there for it.
    pub fn about(&self) -> Option<AccountId> {
        match self {
            AccountJob::SignIn { account, .. } | AccountJob::Forget { account, .. } => Some(*account),
            AccountJob::SetRoles(me) => Some(me.account),
            AccountJob::SignUp { account, guest, .. } => guest.then_some(account.me.account),
            AccountJob::Guest { .. } | AccountJob::SignOut { .. } | AccountJob::Create(_) => None,
        }
    }

    /// What it leads to in the log, where it changes whose things are whose.
    pub fn in_log(&self) -> Option<InLog> {
        match self {
            AccountJob::SignIn { account, guest, .. } => guest.map(|guest| InLog::HandOver {
                guest,
                account: *account,
            }),
            AccountJob::Forget { account, words, .. } => Some(InLog::Leave {
                account: *account,
                words: *words,
            }),
            _ => None,
        }
    }

    /// Carries it out within a group, at this time.
    ///
    /// # Errors
    /// What stands in the way of this job, or what the store says.
    pub async fn carry_out(&self, group: &mut dyn Group, now: Timestamp) -> Result<Granted> {
        match self {
            AccountJob::Guest {
                account,
                secret,
                token,
            } => {
                match group.credentials(*account).await? {
                    None => group.add_account(&guest(*account, *secret)).await?,
                    Some(known) if known.secret == Some(*secret) => {}
                    Some(known) if known.password.is_some() => return Err(Error::SignedUp),
                    Some(_) => return Err(Error::WrongSecret),
                }
                group.add_session(token, *account, now).await?;
                Ok(Some(*account))
            }
            AccountJob::SignUp {
                account,
                guest,
                from,
                token,
            } => {
                let login = account.login.as_ref().ok_or(Error::LoginUnusable)?;
                if group.credentials_of(login).await?.is_some() {
                    return Err(Error::LoginTaken);
                }
                let id = account.me.account;
                if *guest {
                    let known = group.credentials(id).await?;
                    if known.is_none_or(|known| known.password.is_some()) {
                        return Err(Error::SignedUp);
                    }
                    group.sign_up(account).await?;
                } else {
                    group.add_account(account).await?;
                }
                group.add_session(token, id, now).await?;
                go_on(group, from, token).await?;
                Ok(Some(id))
            }
            AccountJob::SignIn {
                account,
                guest,
                from,
                token,
            } => {
                group.add_session(token, *account, now).await?;
                // Before the guest's sessions end, and with them what hangs on these.
                go_on(group, from, token).await?;
                if let Some(guest) = guest {
                    group.hand_over(*guest, *account).await?;
                }
                Ok(Some(*account))
            }
            AccountJob::SignOut { token } => {
                group.end_session(token).await?;
                Ok(None)
            }
            AccountJob::Forget { traces, words, .. } => {
                group.forget(traces, *words).await?;
                Ok(None)
            }
            AccountJob::Create(account) => {
                let known = match &account.login {
                    Some(login) => group.credentials_of(login).await?,
                    None => group.credentials(account.me.account).await?,
                };
                if let Some(known) = known {
                    return Ok(Some(known.account));
                }
                group.add_account(account).await?;
                Ok(Some(account.me.account))
            }
            AccountJob::SetRoles(me) => {
                group.set_roles(me).await?;
                Ok(Some(me.account))
            }
        }
    }
}

/// A device that a guest had told is told on, in its new session.
async fn go_on(group: &mut dyn Group, from: &Option<Digest>, token: &Digest) -> Result<()> {
    match from {
        Some(from) => group.move_subscription(from, token).await,
        None => Ok(()),
    }
}

fn guest(account: AccountId, secret: Digest) -> NewAccount {
    NewAccount {
        me: Me {
            account,
            level: Level::Guest,
            roles: Vec::new(),
            name: None,
        },
        secret: Some(secret),
        login: None,
        password: None,
    }
}
