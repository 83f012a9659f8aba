//! Counting papers: pure and exact, so that anybody gets the same result from the same papers, on any machine.
//!
//! An [`Election`] is what was voted upon and every paper; a [`Rule`] says how it is counted; [`count`] gives the
//! [`Outcome`]: the winners in the order they were selected, and the account, step by step, from which a person can
//! follow why. Nothing is rounded except where a rule's published text says so (STV), no floating point is used, and
//! wherever a rule leaves a choice, the order of the alternatives decides and the account says that it did.
//!
//! What each rule does, and by which source, is told in `docs/COUNTING.md`.

mod account;
mod election;
mod exact;
pub mod format;
mod outcome;
mod papers;
mod rule;
mod support;

pub use account::{Duel, Path, Payers, Standing, Step, TieBreak, Unchosen};
pub use election::{Alternative, Election};
pub use exact::{Decimal, Exact};
pub use outcome::{Outcome, Uncountable, Verdict};
pub use papers::{Index, Kind, Papers, View};
pub use rule::Rule;
pub use rule::shares::{Payment, statement};

/// Counts the papers of an election.
///
/// # Errors
/// [`Uncountable`] where the rule asks for what the election does not have: a budget, or papers that rank.
pub fn count(election: &Election, rule: Rule) -> Result<Outcome, Uncountable> {
    let verdict = rule.count(election)?;
    Ok(Outcome::new(election, rule, verdict))
}
