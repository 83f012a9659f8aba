//! An account as lines for a terminal.

use domain::tally::format::Note;
use domain::tally::{Exact, Standing, Step, TieBreak, Unchosen};

/// Fractions are cut to what a line has room for; whole numbers and short decimals stand as they are.
fn short(number: &Exact) -> String {
    const LONGEST: usize = 12;
    let exact = number.to_string();
    if exact.len() <= LONGEST && !exact.contains('/') {
        exact
    } else {
        number.rounded(5).to_string()
    }
}

fn list(ids: &[String]) -> String {
    ids.join(", ")
}

fn standing(standing: &[Standing]) -> impl Iterator<Item = String> {
    standing
        .iter()
        .map(|one| format!("    {:>14}  {}", short(&one.has), one.alternative))
}

pub(super) fn note(note: &Note) -> String {
    match note {
        Note::AlternativesDiffer { said, found } => {
            format!("the file says that it has {said} alternatives, and has {found}")
        }
        Note::PapersDiffer { said, found } => {
            format!("the file says that it has {said} papers, and has {found}")
        }
        Note::VotesDiffer {
            alternative,
            said,
            found,
        } => format!("{alternative} has {said} votes by the file, {found} by its papers"),
        Note::ScoreDiffers {
            alternative,
            said,
            found,
        } => format!("{alternative} has {said} points by the file, {found} by its papers"),
        other => format!("{other:?}"),
    }
}

/// The lines of one step.
pub(super) fn step(step: &Step) -> Vec<String> {
    match step {
        Step::Support { standing: all } => with("Support:".into(), all),
        Step::Round {
            round,
            standing: all,
            exhausted,
            needed,
        } => with(
            format!("Round {round}: {needed} votes are needed; {exhausted} papers have no choice left"),
            all,
        ),
        Step::Stage {
            stage,
            standing: all,
            not_transferable,
        } => with(
            format!("Stage {stage}: not transferable {}", short(not_transferable)),
            all,
        ),
        Step::Transferred {
            from,
            surplus,
            to,
            not_transferable,
        } => with(
            format!(
                "  {} go on from {from}; {} find no next choice",
                short(surplus),
                short(not_transferable)
            ),
            to,
        ),
        Step::Duels { duels } => {
            let lines = duels.iter().map(|duel| {
                format!(
                    "    {} : {}  {} over {}",
                    duel.votes, duel.against, duel.winner, duel.loser
                )
            });
            std::iter::once("Duels:".to_owned()).chain(lines).collect()
        }
        Step::Paths { paths } => {
            let lines = paths
                .iter()
                .map(|path| format!("    {}  from {} to {}", path.strength, path.from, path.to));
            std::iter::once("Strongest paths:".to_owned())
                .chain(lines)
                .collect()
        }
        Step::Bought { payers, .. } => {
            let payers = payers.iter().map(|payers| {
                format!(
                    "    {:>14}  from each of {} papers",
                    short(&payers.paid),
                    payers.papers
                )
            });
            std::iter::once(line(step)).chain(payers).collect()
        }
        _ => vec![line(step)],
    }
}

fn with(first: String, all: &[Standing]) -> Vec<String> {
    std::iter::once(first).chain(standing(all)).collect()
}

/// What a step says in one line.
fn line(step: &Step) -> String {
    match step {
        Step::Papers { cast, blank, unclear } => {
            format!("Papers: {cast} cast, of them {blank} blank and {unclear} unclear")
        }
        Step::Tied { among, by, ahead } => {
            let by = match by {
                TieBreak::Order => "the published order",
                TieBreak::EarlierStage => "the last stage at which they differed",
            };
            format!("Equal: {}; {by} takes {ahead}", list(among))
        }
        Step::Won { alternative, has } => format!("{alternative} wins with {}", short(has)),
        Step::Eliminated { alternative, has } | Step::Excluded { alternative, has } => {
            format!("{alternative} goes, with {}", short(has))
        }
        Step::Unbeaten { alternatives } => format!("Unbeaten: {}", list(alternatives)),
        Step::Quota { quota, seats } => format!("Quota: {quota} votes for each of {seats} seats"),
        Step::Reached {
            alternative,
            has,
            surplus,
        } => format!(
            "{alternative} is elected with {}, {} above the quota",
            short(has),
            short(surplus)
        ),
        Step::Filled { alternatives } => format!("As many are left as seats: {}", list(alternatives)),
        Step::Budget { budget } => format!("Budget: {budget}"),
        Step::Funded {
            alternative,
            support,
            cost,
            left,
        } => format!("+ {alternative}: support {support}, cost {cost}, left {left}"),
        Step::Unfunded {
            alternative,
            support,
            cost,
            left,
            why,
        } => {
            let why = match why {
                Unchosen::BelowThreshold { threshold } => format!("below the threshold of {threshold}"),
                Unchosen::DoesNotFit => "does not fit".to_owned(),
                Unchosen::Excluded { by } => format!("excluded by {by}"),
                Unchosen::AfterStop => "after the first that did not fit".to_owned(),
            };
            format!("- {alternative}: support {support}, cost {cost}, left {left}: {why}")
        }
        Step::Endowed { papers, each, raised } => format!(
            "Each of {papers} papers has {} to give, raised {raised} times",
            short(each)
        ),
        Step::Bought {
            alternative,
            cost,
            supporters,
            share,
            left,
            ..
        } => format!(
            "+ {alternative}: cost {cost}, {supporters} supporters, nobody pays more than {}, left {left}",
            short(share)
        ),
        Step::Overspent {
            each,
            alternatives,
            cost,
        } => format!(
            "With {} for each paper it would cost {cost}: {}",
            short(each),
            list(alternatives)
        ),
        Step::Exhausted { left } => format!("Nothing that has support fits into {left}"),
        Step::Unaffordable {
            alternative,
            cost,
            supporters,
            supporters_have,
        } => format!(
            "- {alternative}: cost {cost}, {supporters} supporters have {} left",
            short(supporters_have)
        ),
        Step::Compared {
            greedy,
            greedy_spent,
            equal_shares,
            equal_shares_spent,
            better_by_greedy,
            better_by_equal_shares,
            same,
            greedy_taken,
        } => format!(
            "Greedy would choose {} for {greedy_spent}, Equal Shares {} for {equal_shares_spent}. Better off by greedy: \
             {better_by_greedy} papers, by Equal Shares: {better_by_equal_shares}, by neither: {same}. Taken: {}",
            list(greedy),
            list(equal_shares),
            if *greedy_taken { "greedy" } else { "Equal Shares" }
        ),
        Step::Spent { spent, left } => format!("Spent {spent}, left {left}"),
        other => format!("{other:?}"),
    }
}
