//! Keys in files that only their owner reads, and what is made with them: a login is kept as a keyed hash, a
//! password as argon2id, a token or a guest's secret as SHA-256, an address encrypted.

use crate::error::{Error, Result};
use crate::store::Digest;
use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, Payload};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256};
use std::io::Write;
use std::path::Path;
use tokio::sync::Semaphore;

/// Bytes of a nonce of XChaCha20-Poly1305.
const NONCE: usize = 24;

/// The keys of one data directory.
#[derive(Debug)]
pub struct Secrets {
    login_key: [u8; 32],
    ledger_seed: [u8; 32],
    contact_key: [u8; 32],
    push_seed: [u8; 32],
    work: Params,
    /// Passwords worked on at a time: each takes 19 MiB.
    at_work: Semaphore,
}

impl Secrets {
    /// Reads the keys in `folder`, or makes them.
    ///
    /// # Errors
    /// [`Error::File`] where they can't be read or made.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
        Ok(Self {
            login_key: key(&folder.join("login.key"))?,
            ledger_seed: key(&folder.join("ledger.key"))?,
            contact_key: key(&folder.join("contact.key"))?,
            push_seed: key(&folder.join("push.key"))?,
            work: Params::DEFAULT,
            at_work: Semaphore::new(2),
        })
    }

    /// The seed of the ledger's signing key.
    pub fn ledger_seed(&self) -> &[u8; 32] {
        &self.ledger_seed
    }

    /// The seed of the key by which push services know the city.
    pub(crate) fn push_seed(&self) -> &[u8; 32] {
        &self.push_seed
    }

    /// What a login is kept as: HMAC-SHA256 of its plain form.
    ///
    /// # Errors
    /// [`Error::LoginUnusable`] unless that has 2 to 60 characters.
    pub fn login(&self, typed: &str) -> Result<Digest> {
        let plain = plain_login(typed);
        if !(2..=60).contains(&plain.chars().count()) || plain.chars().any(char::is_control) {
            return Err(Error::LoginUnusable);
        }
        mac(&self.login_key, &[plain.as_bytes()])
    }

    /// What a short secret or a link of somebody's is kept or known by: an HMAC for this purpose alone.
    ///
    /// # Errors
    /// Never, as far as anybody knows.
    pub fn mark(&self, purpose: &str, of: &[u8]) -> Result<Digest> {
        // The purposes are ours, and none begins with another one.
        mac(&self.contact_key, &[purpose.as_bytes(), b":", of])
    }

    /// Whether this is that mark. It takes as long wherever they differ.
    ///
    /// # Errors
    /// Never, as far as anybody knows.
    pub fn is_mark(&self, purpose: &str, of: &[u8], given: &[u8]) -> Result<bool> {
        let made = over(&self.contact_key, &[purpose.as_bytes(), b":", of])?;
        Ok(made.verify_slice(given).is_ok())
    }

    /// Personal data as they are kept: XChaCha20-Poly1305 under a random nonce, which comes first. `of` says what they
    /// are; they can't be read as anything else.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub fn seal(&self, plain: &str, of: &[u8]) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE] = random()?;
        let message = Payload {
            msg: plain.as_bytes(),
            aad: of,
        };
        let sealed = XChaCha20Poly1305::new(&self.contact_key.into())
            .encrypt(&nonce.into(), message)
            .map_err(|error| Error::Internal(error.to_string()))?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// What was sealed.
    ///
    /// # Errors
    /// [`Error::Stored`] where it was not sealed by this key for this one.
    pub fn open_sealed(&self, sealed: &[u8], of: &[u8]) -> Result<String> {
        let broken = || Error::Stored("sealed data of another key or another owner".to_owned());
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(broken)?;
        let message = Payload { msg: sealed, aad: of };
        let plain = XChaCha20Poly1305::new(&self.contact_key.into())
            .decrypt(&(*nonce).into(), message)
            .map_err(|_| broken())?;
        String::from_utf8(plain).map_err(|_| broken())
    }

    /// A password as a PHC string.
    ///
    /// # Errors
    /// [`Error::PasswordUnusable`] unless it has 8 to 200 characters.
    pub async fn password(&self, password: String) -> Result<String> {
        if !(8..=200).contains(&password.chars().count()) {
            return Err(Error::PasswordUnusable);
        }
        let work = self.work.clone();
        self.blocking(move || {
            let hash = Argon2::from(work).hash_password(password.as_bytes());
            hash.map(|hash| hash.to_string())
                .map_err(|error| Error::Internal(error.to_string()))
        })
        .await?
    }

    /// Whether the password is the one that was hashed. Without a hash it takes as long, and it isn't.
    ///
    /// # Errors
    /// Only where no work can be done at all.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        let work = self.work.clone();
        self.blocking(move || {
            let argon = Argon2::from(work);
            match hash {
                Some(hash) => argon.verify_password(password.as_bytes(), hash.as_str()).is_ok(),
                None => {
                    let mut out = [0; 32];
                    // The answer is no; the work hides that there is no such login.
                    let _ = argon.hash_password_into(password.as_bytes(), &[0; 16], &mut out);
                    false
                }
            }
        })
        .await
    }

    async fn blocking<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let permit = self.at_work.acquire().await.map_err(|_| Error::Stopping)?;
        let done = tokio::task::spawn_blocking(work).await;
        drop(permit);
        done.map_err(|error| Error::Internal(error.to_string()))
    }
}

/// A new session's token: 32 random bytes in base64url (43 characters), and what is kept of it.
///
/// # Errors
/// Where the system gives no random bytes.
pub fn new_token() -> Result<(String, Digest)> {
    let token = URL_SAFE_NO_PAD.encode(random::<32>()?);
    let digest = digest(&token);
    Ok((token, digest))
}

/// SHA-256 of a token or a guest's secret.
pub fn digest(secret: &str) -> Digest {
    Sha256::digest(secret.as_bytes()).into()
}

/// Whether a text is 32 bytes in base64url, as a guest's secret must be.
pub fn is_secret(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

/// A code of six digits for somebody to type.
///
/// # Errors
/// Where the system gives no random bytes.
pub fn new_code() -> Result<String> {
    let number = u64::from_be_bytes(random()?);
    Ok(format!("{:06}", number % 1_000_000))
}

/// A new key that somebody else gets as well.
///
/// # Errors
/// Where the system gives no random bytes.
pub fn new_key() -> Result<[u8; 32]> {
    random()
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Result<Digest> {
    Ok(over(key, parts)?.finalize().into_bytes().into())
}

fn over(key: &[u8], parts: &[&[u8]]) -> Result<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|error| Error::Internal(error.to_string()))?;
    parts.iter().for_each(|part| mac.update(part));
    Ok(mac)
}

/// Bytes that nobody can guess.
///
/// # Errors
/// Where the system gives none.
pub(crate) fn random<const BYTES: usize>() -> Result<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(bytes)
}

/// The form in which a login is compared: lower case, full-width letters and digits as plain ones, and a phone
/// number without spaces, dashes and China's country code.
fn plain_login(typed: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    let plain: String = typed.chars().map(narrow).flat_map(char::to_lowercase).collect();
    let plain = plain.trim();
    let digits: String = plain.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let number = digits
        .strip_prefix("+86")
        .or(digits.strip_prefix("0086"))
        .unwrap_or(&digits);
    if number.len() >= 5 && number.chars().all(|c| c.is_ascii_digit()) {
        number.to_owned()
    } else {
        plain.to_owned()
    }
}

/// The key in a file; a new one where there is none.
fn key(file: &Path) -> Result<[u8; 32]> {
    let failed = |error| Error::file(file, error);
    match std::fs::read_to_string(file) {
        Ok(text) => {
            let bytes = URL_SAFE_NO_PAD.decode(text.trim()).unwrap_or_default();
            bytes
                .try_into()
                .map_err(|_| Error::Stored(format!("{} is no key", file.display())))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let bytes: [u8; 32] = random()?;
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut out = options.open(file).map_err(failed)?;
            let kept = writeln!(out, "{}", URL_SAFE_NO_PAD.encode(bytes)).and_then(|()| out.sync_all());
            if kept.is_err() {
                // Half a key would be taken for a damaged one ever after.
                std::fs::remove_file(file).map_err(failed)?;
            }
            kept.map(|()| bytes).map_err(failed)
        }
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_the_same_however_it_is_typed() {
        for typed in [
            "13800138000",
            "138 0013 8000",
            "+86 138-0013-8000",
            "１３８００１３８０００",
        ] {
            assert_eq!(plain_login(typed), "13800138000", "{typed}");
        }
        assert_eq!(plain_login("  Wang Fang "), "wang fang");
        assert_ne!(plain_login("王芳-1"), plain_login("王芳1"));
    }

    #[test]
    fn keys_are_made_once_and_only_their_owner_reads_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Secrets::open(folder.path()).expect("made");
        let again = Secrets::open(folder.path()).expect("read");
        assert_eq!(first.login_key, again.login_key);
        assert_eq!(first.ledger_seed, again.ledger_seed);
        assert_ne!(first.login_key, first.ledger_seed);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join("ledger.key"))
                .expect("there")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn what_is_sealed_is_read_by_the_same_key_for_the_same_owner_alone() {
        let [folder, other] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let secrets = Secrets::open(folder.path()).expect("made");
        let sealed = secrets.seal("fang@example.org", b"fang").expect("sealed");
        assert_ne!(secrets.seal("fang@example.org", b"fang").expect("sealed"), sealed);
        assert!(!sealed.windows(4).any(|bytes| bytes == b"fang"));
        let opened = secrets.open_sealed(&sealed, b"fang").expect("opened");
        assert_eq!(opened, "fang@example.org");
        assert!(secrets.open_sealed(&sealed, b"chen").is_err(), "somebody else's");
        assert!(secrets.open_sealed(&sealed[..20], b"fang").is_err(), "cut off");
        let others = Secrets::open(other.path()).expect("made");
        assert!(others.open_sealed(&sealed, b"fang").is_err(), "another key");
        assert_ne!(
            secrets.mark("a", b"x").expect("made"),
            secrets.mark("b", b"x").expect("made")
        );
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let secrets = Secrets::open(folder.path()).expect("made");
        let hash = secrets
            .password("一二三四五六七八".to_owned())
            .await
            .expect("long enough");
        assert!(hash.starts_with("$argon2id$"));
        assert!(
            secrets
                .verify("一二三四五六七八".to_owned(), Some(hash.clone()))
                .await
                .expect("works")
        );
        assert!(
            !secrets
                .verify("一二三四五六七九".to_owned(), Some(hash))
                .await
                .expect("works")
        );
        assert!(
            !secrets
                .verify("一二三四五六七八".to_owned(), None)
                .await
                .expect("works")
        );
        assert!(matches!(
            secrets.password("short".to_owned()).await,
            Err(Error::PasswordUnusable)
        ));
    }
}
