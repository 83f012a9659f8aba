//! Ids that are the same whenever the demo is started: of version 7, from fixed bytes.

use domain::id::{AccountId, CommandId, ProposalId};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// 2025-01-01T00:00:00Z, in milliseconds: the time that the ids carry is not the time of anything.
const EPOCH: u64 = 1_735_689_600_000;

pub(super) fn account(key: &str) -> AccountId {
    AccountId(id(&["account", key], 0))
}

/// `order` grows from the oldest case to the newest, as the ids of devices do.
pub(super) fn proposal(key: &str, order: u64) -> ProposalId {
    ProposalId(id(&["proposal", key], order))
}

/// The command of this name about a case.
pub(super) fn command(case: &str, name: &str) -> CommandId {
    CommandId(id(&["command", case, name], 0))
}

/// Eight bytes that look random, of this name.
pub(super) fn chance(parts: &[&str]) -> u64 {
    let hash = hash(parts);
    hash.iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn id(parts: &[&str], order: u64) -> Uuid {
    let mut random = [0; 10];
    random.copy_from_slice(&hash(parts)[..10]);
    Builder::from_unix_timestamp_millis(EPOCH + order, &random).into_uuid()
}

fn hash(parts: &[&str]) -> [u8; 32] {
    Sha256::digest(parts.join("/").as_bytes()).into()
}
