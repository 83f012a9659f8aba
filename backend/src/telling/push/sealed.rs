//! A message that its browser alone reads, not the push service that carries it: RFC 8291, which is `aes128gcm` of
//! RFC 8188 in one record under a key of both sides.

use crate::error::{Error, Result};
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes128Gcm, Nonce};
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey};
use sha2::Sha256;

/// The record's size as it is announced, which is also the most that push services must take (RFC 8030 §7.2).
const RECORD: u32 = 4_096;
/// What is before the record: salt, size, the length of the key, the key (RFC 8188 §2.1).
const HEAD: usize = 16 + 4 + 1 + 65;
/// What AES-GCM adds.
const TAG: usize = 16;
/// The end of the last record's text (RFC 8188 §2).
const END: u8 = 2;
/// Messages are as long as a multiple of this, so that their length tells little.
const STEP: usize = 512;
/// The longest text, in bytes.
pub(super) const LONGEST: usize = (RECORD as usize - HEAD - TAG) / STEP * STEP - 1;

/// What one message is made with; never twice the same.
pub(super) struct Once {
    pub(super) salt: [u8; 16],
    pub(super) secret: SecretKey,
}

impl Once {
    /// # Errors
    /// Where the system gives no random bytes.
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            salt: crate::secrets::random()?,
            secret: super::secret(&crate::secrets::random()?),
        })
    }
}

/// Seals a text for the holder of `to` and `auth`, filled up to the next step.
///
/// # Errors
/// [`Error::Internal`] for a text that is longer than [`LONGEST`].
pub(super) fn seal(text: &[u8], to: &PublicKey, auth: &[u8], once: &Once) -> Result<Vec<u8>> {
    if text.len() > LONGEST {
        return Err(Error::Internal(format!("a message of {} bytes", text.len())));
    }
    let mut record = [text, &[END]].concat();
    record.resize(record.len().next_multiple_of(STEP), 0);
    record_of(&record, to, auth, once)
}

/// Header and record.
fn record_of(record: &[u8], to: &PublicKey, auth: &[u8], once: &Once) -> Result<Vec<u8>> {
    let unusable =
        |error: &dyn std::fmt::Display| Error::Internal(format!("a message can't be sealed: {error}"));
    let shared = once.secret.diffie_hellman(to);
    let (own, theirs) = (point(&once.secret.public_key()), point(to));
    let about = [b"WebPush: info\0".as_slice(), &theirs, &own].concat();
    let mut both = [0; 32];
    shared
        .extract::<Sha256>(Some(auth))
        .expand(&about, &mut both)
        .map_err(|error| unusable(&error))?;
    let keys = Hkdf::<Sha256>::new(Some(&once.salt), &both);
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    keys.expand(b"Content-Encoding: aes128gcm\0", &mut key)
        .and_then(|()| keys.expand(b"Content-Encoding: nonce\0", &mut nonce))
        .map_err(|error| unusable(&error))?;
    let sealed = Aes128Gcm::new(&key.into())
        .encrypt(&Nonce::from(nonce), record)
        .map_err(|error| unusable(&error))?;
    let size = RECORD.to_be_bytes();
    Ok([once.salt.as_slice(), &size, &[own.len() as u8], &own, &sealed].concat())
}

/// A key as it travels: 65 bytes, uncompressed.
pub(super) fn point(key: &PublicKey) -> Vec<u8> {
    key.to_sec1_point(false).as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).expect("base64url")
    }

    /// RFC 8291 §5 and appendix A.
    #[test]
    fn the_example_of_the_rfc_comes_out_byte_for_byte() {
        let to =
            bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        let to = PublicKey::from_sec1_bytes(&to).expect("a point");
        let auth = bytes("BTBZMqHH6r4Tts7J_aSIgg");
        let once = Once {
            salt: bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().expect("16 bytes"),
            secret: SecretKey::from_slice(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
                .expect("a key"),
        };
        let record = [b"When I grow up, I want to be a watermelon".as_slice(), &[END]].concat();
        let sealed = record_of(&record, &to, &auth, &once).expect("sealed");
        assert_eq!(
            URL_SAFE_NO_PAD.encode(sealed),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn the_length_of_a_message_tells_little_and_what_is_too_long_is_refused() {
        let once = Once::new().expect("random bytes");
        let to = super::super::secret(&[7; 32]).public_key();
        let length = |text: usize| seal(&vec![b'x'; text], &to, &[1; 16], &once).map(|sealed| sealed.len());
        let steps: Vec<usize> = [0, 1, 510, 511, 512, LONGEST]
            .map(|text| (length(text).expect("sealed") - HEAD - TAG) / STEP)
            .into();
        assert_eq!(steps, [1, 1, 1, 1, 2, 7]);
        assert!(length(LONGEST).expect("sealed") <= RECORD as usize);
        assert!(length(LONGEST + 1).is_err());
    }
}
