//! Slows down whoever tries passwords, or makes accounts, speaks, sends files or files requests without end.

use crate::config::Limits;
use crate::error::{Error, Result};
use crate::store::Digest;
use domain::id::AccountId;
use domain::time::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Failed sign-ins that cost nothing: people mistype.
const FREE: u32 = 5;
/// Codes that are sent to one address in a minute.
const CODES_PER_MINUTE: u32 = 2;
/// The longest wait between two tries, in milliseconds.
const LONGEST: i64 = 15 * 60_000;
/// The time in which new accounts from one address, sounds and filings of one account are counted, in milliseconds.
const WINDOW: i64 = 60_000;
/// Entries of each kind that are remembered; what is over is forgotten first.
const REMEMBERED: usize = 20_000;

/// Keeps count, in memory only: a restart forgives.
#[derive(Debug)]
pub struct Doorman {
    accounts_per_minute: u32,
    sounds_per_minute: u32,
    uploads_per_minute: u32,
    logins: Mutex<HashMap<Digest, Count>>,
    addresses: Mutex<HashMap<IpAddr, Count>>,
    speakers: Mutex<HashMap<AccountId, Count>>,
    senders: Mutex<HashMap<AccountId, Count>>,
    filings_per_minute: u32,
    filers: Mutex<HashMap<AccountId, Count>>,
    readers: Mutex<HashMap<Digest, Count>>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    count: u32,
    /// Until then it matters, in milliseconds since 1970.
    until: i64,
}

impl Doorman {
    /// Lets in as much a minute as these limits say.
    pub fn new(limits: &Limits) -> Self {
        Self {
            accounts_per_minute: limits.accounts_per_minute,
            sounds_per_minute: limits.sounds_per_minute,
            uploads_per_minute: limits.uploads_per_minute,
            logins: Mutex::default(),
            addresses: Mutex::default(),
            speakers: Mutex::default(),
            senders: Mutex::default(),
            filings_per_minute: limits.filings_per_minute,
            filers: Mutex::default(),
            readers: Mutex::default(),
        }
    }

    /// Whether this login may be tried now.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`] with the time to wait.
    pub fn may_try(&self, login: &Digest, now: Timestamp) -> Result<()> {
        let logins = self.logins.lock().unwrap_or_else(PoisonError::into_inner);
        match logins.get(login) {
            Some(known) if known.count >= FREE && known.until > now.0 => Err(too_many(known.until - now.0)),
            _ => Ok(()),
        }
    }

    /// The password was wrong: the more often, the longer the wait.
    pub fn failed(&self, login: Digest, now: Timestamp) {
        let mut logins = self.logins.lock().unwrap_or_else(PoisonError::into_inner);
        forget(&mut logins, now);
        let known = logins.entry(login).or_insert(Count { count: 0, until: 0 });
        known.count = known.count.saturating_add(1);
        let doublings = known.count.saturating_sub(FREE).min(20);
        known.until = now.0 + (1_000 << doublings).min(LONGEST);
    }

    /// The password was right.
    pub fn succeeded(&self, login: &Digest) {
        self.logins
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(login);
    }

    /// Whether one more account may come from this address.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`] with the time to wait.
    pub fn may_enter(&self, address: IpAddr, now: Timestamp) -> Result<()> {
        count(&self.addresses, address, self.accounts_per_minute, now)
    }

    /// Whether one more sound of this account may be listened to.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`] with the time to wait.
    pub fn may_speak(&self, account: AccountId, now: Timestamp) -> Result<()> {
        count(&self.speakers, account, self.sounds_per_minute, now)
    }

    /// Whether this account may begin one more upload.
    ///
    /// # Errors
    /// [`Error::TooManyUploads`] with the time to wait.
    pub fn may_upload(&self, account: AccountId, now: Timestamp) -> Result<()> {
        count(&self.senders, account, self.uploads_per_minute, now).map_err(|error| match error {
            Error::TooManyAttempts { after_ms } => Error::TooManyUploads { after_ms },
            other => other,
        })
    }

    /// Whether one more code may be sent to this address.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`] with the time to wait.
    pub fn may_write_to(&self, address: Digest, now: Timestamp) -> Result<()> {
        count(&self.readers, address, CODES_PER_MINUTE, now)
    }

    /// Whether the system with this account may file one more request.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`] with the time to wait.
    pub fn may_file(&self, account: AccountId, now: Timestamp) -> Result<()> {
        count(&self.filers, account, self.filings_per_minute, now)
    }
}

/// Counts one more of `key`, of which there may be so many in the time of [`WINDOW`].
fn count<K: Eq + Hash + Copy>(
    counts: &Mutex<HashMap<K, Count>>,
    key: K,
    most: u32,
    now: Timestamp,
) -> Result<()> {
    let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
    forget(&mut counts, now);
    let fresh = Count {
        count: 0,
        until: now.0 + WINDOW,
    };
    let known = counts.entry(key).or_insert(fresh);
    if known.until <= now.0 {
        *known = fresh;
    }
    known.count = known.count.saturating_add(1);
    if known.count > most {
        return Err(too_many(known.until - now.0));
    }
    Ok(())
}

fn forget<K: Eq + Hash + Copy>(counts: &mut HashMap<K, Count>, now: Timestamp) {
    if counts.len() >= REMEMBERED {
        counts.retain(|_, count| count.until > now.0);
    }
    if counts.len() >= REMEMBERED {
        counts.clear();
    }
}

fn too_many(wait: i64) -> Error {
    Error::TooManyAttempts {
        after_ms: u64::try_from(wait).unwrap_or(1).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many new accounts a minute from one address, so many sounds of one account.
    fn doorman(accounts_per_minute: u32, sounds_per_minute: u32) -> Doorman {
        Doorman::new(&Limits {
            accounts_per_minute,
            sounds_per_minute,
            ..Limits::default()
        })
    }

    #[test]
    fn wrong_passwords_make_the_wait_grow_and_the_right_one_ends_it() {
        let doorman = doorman(1, 1);
        let login = [7; 32];
        let mut waits = Vec::new();
        let mut now = Timestamp(0);
        for _ in 0..30 {
            if let Err(Error::TooManyAttempts { after_ms }) = doorman.may_try(&login, now) {
                waits.push(after_ms);
                now.0 += after_ms as i64;
            }
            doorman.may_try(&login, now).expect("waited long enough");
            doorman.failed(login, now);
        }
        assert_eq!(waits[..4], [1_000, 2_000, 4_000, 8_000]);
        assert_eq!(waits.last(), Some(&(LONGEST as u64)));
        doorman.may_try(&[8; 32], now).expect("others don't wait");
        doorman.succeeded(&login);
        doorman.may_try(&login, now).expect("forgotten");
    }

    #[test]
    fn an_address_may_bring_so_many_accounts_a_minute() {
        let doorman = doorman(2, 1);
        let address = IpAddr::from([127, 0, 0, 1]);
        doorman.may_enter(address, Timestamp(0)).expect("the first");
        doorman.may_enter(address, Timestamp(1)).expect("the second");
        assert!(doorman.may_enter(address, Timestamp(2)).is_err());
        doorman
            .may_enter(IpAddr::from([127, 0, 0, 2]), Timestamp(2))
            .expect("from elsewhere");
        doorman
            .may_enter(address, Timestamp(60_000))
            .expect("a minute later");
    }

    #[test]
    fn an_account_may_be_listened_to_so_often_a_minute() {
        let doorman = doorman(1, 2);
        let [one, other] = [1, 2].map(|id| AccountId(uuid::Uuid::from_u128(id)));
        doorman.may_speak(one, Timestamp(0)).expect("the first");
        doorman.may_speak(one, Timestamp(1)).expect("the second");
        match doorman.may_speak(one, Timestamp(20_000)) {
            Err(Error::TooManyAttempts { after_ms }) => assert_eq!(after_ms, 40_000),
            other => panic!("{other:?}"),
        }
        doorman
            .may_speak(other, Timestamp(20_000))
            .expect("somebody else");
        doorman.may_speak(one, Timestamp(60_000)).expect("a minute later");
    }
}
