//! What the city's keeper does by hand: accounts and roles, on the database itself, whether a server runs or not.
//! Nothing here touches the log.

use crate::accounts::AccountJob;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::secrets::{Secrets, new_token};
use crate::store::sqlite::{Options, SqliteStore};
use crate::store::{Delivery, Filer, Hook, NewAccount, Store, Telling};
use crate::telling::hook;
use domain::actor::{Level, Role};
use domain::id::{AccountId, DepartmentId};
use domain::protocol::Me;
use serde::Serialize;
use std::path::Path;
use std::str::FromStr;
use uuid::Uuid;

/// A role as it is written in a command: `coordinator:AREA`, `officer:DEPARTMENT` or `administrator`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given(pub Role);

/// The text names no role.
#[derive(Debug, thiserror::Error)]
#[error("not a role: write coordinator:AREA, officer:DEPARTMENT, supervisor:AREA or administrator")]
pub struct NotARole;

impl FromStr for Given {
    type Err = NotARole;

    fn from_str(text: &str) -> Result<Self, NotARole> {
        let role = match text.split_once(':') {
            None if text == "administrator" => Role::Administrator {},
            Some(("coordinator", area)) if !area.is_empty() => Role::Coordinator { area: area.into() },
            Some(("supervisor", area)) if !area.is_empty() => Role::Supervisor { area: area.into() },
            Some(("officer", department)) if !department.is_empty() => Role::Officer {
                department: department.into(),
            },
            _ => return Err(NotARole),
        };
        Ok(Self(role))
    }
}

/// A key, as it is told once: only its digest is kept.
#[derive(Debug, Clone, Serialize)]
pub struct NewKey {
    pub name: String,
    pub account: AccountId,
    pub key: String,
}

/// A hook with its key, as it is told once: it is kept encrypted.
#[derive(Debug, Clone, Serialize)]
pub struct NewHook {
    #[serde(flatten)]
    pub hook: Hook,
    pub secret: String,
}

/// The accounts of a data directory.
pub struct Office {
    store: SqliteStore,
    secrets: Secrets,
}

impl Office {
    /// Opens the data directory, or makes it.
    ///
    /// # Errors
    /// What files or database say.
    pub async fn open(data: &Path) -> Result<Self> {
        std::fs::create_dir_all(data).map_err(|error| Error::file(data, error))?;
        Ok(Self {
            secrets: Secrets::open(&data.join("keys"))?,
            store: SqliteStore::open(&data.join("huisheng.sqlite"), Options::default()).await?,
        })
    }

    /// Makes an account with these roles; somebody the city knows in person.
    ///
    /// # Errors
    /// [`Error::LoginTaken`], [`Error::LoginUnusable`], [`Error::PasswordUnusable`], or what the database says.
    pub async fn create(
        &self,
        login: &str,
        password: String,
        name: Option<String>,
        roles: Vec<Given>,
    ) -> Result<Me> {
        let login = self.secrets.login(login)?;
        let account = NewAccount {
            me: Me {
                account: AccountId(Uuid::now_v7()),
                level: Level::ResidentVerified,
                roles: roles.into_iter().map(|given| given.0).collect(),
                name,
            },
            secret: None,
            login: Some(login),
            password: Some(self.secrets.password(password).await?),
        };
        let me = account.me.clone();
        let made = self.carry_out(AccountJob::Create(Box::new(account))).await?;
        if made == Some(me.account) {
            Ok(me)
        } else {
            Err(Error::LoginTaken)
        }
    }

    /// Gives roles.
    ///
    /// # Errors
    /// [`Error::WrongCredentials`] where there is no such login.
    pub async fn grant(&self, login: &str, roles: Vec<Given>) -> Result<Me> {
        let mut me = self.find(login).await?;
        for Given(role) in roles {
            if !me.roles.contains(&role) {
                me.roles.push(role);
            }
        }
        self.carry_out(AccountJob::SetRoles(Box::new(me.clone()))).await?;
        Ok(me)
    }

    /// Takes roles.
    ///
    /// # Errors
    /// [`Error::WrongCredentials`] where there is no such login.
    pub async fn revoke(&self, login: &str, roles: Vec<Given>) -> Result<Me> {
        let mut me = self.find(login).await?;
        me.roles.retain(|role| !roles.contains(&Given(role.clone())));
        self.carry_out(AccountJob::SetRoles(Box::new(me.clone()))).await?;
        Ok(me)
    }

    /// Accounts that have roles.
    ///
    /// # Errors
    /// What the database says.
    pub async fn list(&self) -> Result<Vec<Me>> {
        self.store.staff().await
    }

    /// Puts the database to rest.
    pub async fn close(self) {
        self.store.close().await;
    }

    /// Has a system called with every step of what a department has to do with; without one, with every step of all.
    ///
    /// # Errors
    /// [`Error::AddressUnusable`] where it is no address of the web; what the database says.
    pub async fn add_hook(&self, url: &str, department: Option<DepartmentId>) -> Result<NewHook> {
        let is_web = reqwest::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
        if !is_web {
            return Err(Error::AddressUnusable);
        }
        let (secret, kept) = hook::new_secret(&self.secrets)?;
        let hook = Hook {
            id: Uuid::now_v7().simple().to_string(),
            department,
            url: url.to_owned(),
            secret: kept,
            since: Clock::System.now(),
            ended: None,
        };
        let mut group = self.store.begin().await?;
        group.add_hook(&hook).await?;
        group.commit().await?;
        Ok(NewHook { hook, secret })
    }

    /// Calls a system no more. Whether there was one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn end_hook(&self, id: &str) -> Result<bool> {
        let mut group = self.store.begin().await?;
        let known = group.end_hook(id, Clock::System.now()).await?;
        group.commit().await?;
        Ok(known)
    }

    /// Every system that is called, or was.
    ///
    /// # Errors
    /// What the database says.
    pub async fn hooks(&self) -> Result<Vec<Hook>> {
        self.store.hooks().await
    }

    /// What was tried in vain at least once, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn troubled_deliveries(&self) -> Result<Vec<Delivery>> {
        self.store.troubled_deliveries(u32::MAX).await
    }

    /// A key for the system of this name, which files for other people. One that has a key gets another beside
    /// it; one whose keys were revoked has its account and its cases again.
    ///
    /// # Errors
    /// [`Error::NameUnusable`], or what the database says.
    pub async fn add_key(&self, name: &str) -> Result<NewKey> {
        let name = name.trim();
        if !(1..=40).contains(&name.chars().count()) || name.chars().any(char::is_control) {
            return Err(Error::NameUnusable);
        }
        let known = self.filers().await?.into_iter().find(|filer| filer.name == name);
        let (key, kept) = new_token()?;
        let mut group = self.store.begin().await?;
        let account = match known {
            Some(filer) => filer.account,
            None => {
                let account = AccountId(Uuid::now_v7());
                group.add_account(&filer(account, name)).await?;
                account
            }
        };
        let now = Clock::System.now();
        group.add_filer(account, name, now).await?;
        group.add_session(&kept, account, now).await?;
        group.commit().await?;
        Ok(NewKey {
            name: name.to_owned(),
            account,
            key,
        })
    }

    /// Ends every key of the system of this name; its cases stay. Whether there is such a system.
    ///
    /// # Errors
    /// What the database says.
    pub async fn revoke_keys(&self, name: &str) -> Result<bool> {
        let mut group = self.store.begin().await?;
        let known = group.revoke_filer(name, Clock::System.now()).await?;
        group.commit().await?;
        Ok(known)
    }

    /// Every system that files for others, or did.
    ///
    /// # Errors
    /// What the database says.
    pub async fn filers(&self) -> Result<Vec<Filer>> {
        self.store.filers().await
    }

    async fn find(&self, login: &str) -> Result<Me> {
        let login = self.secrets.login(login)?;
        let known = self.store.credentials_of(&login).await?;
        let known = known.ok_or(Error::WrongCredentials)?;
        let me = self.store.me(known.account).await?;
        me.ok_or(Error::WrongCredentials)
    }

    async fn carry_out(&self, job: AccountJob) -> Result<Option<AccountId>> {
        let mut group = self.store.begin().await?;
        let granted = job.carry_out(group.as_mut(), Clock::System.now()).await?;
        group.commit().await?;
        Ok(granted)
    }
}

/// The account of a system that files for other people. The city knows how to reach it; it is no resident.
fn filer(account: AccountId, name: &str) -> NewAccount {
    NewAccount {
        me: Me {
            account,
            level: Level::ContactVerified,
            roles: Vec::new(),
            name: Some(name.to_owned()),
        },
        secret: None,
        login: None,
        password: None,
    }
}
