//! Small elections, written as briefly as they are told.

use domain::tally::{Alternative, Election, Exact, Index, Kind, Outcome, Papers, Rule, Step, count};

/// Alternatives called by one letter each.
pub(crate) fn letters(letters: &str) -> Vec<Alternative> {
    let one = |letter: char| Alternative {
        id: letter.to_string(),
        ..Alternative::default()
    };
    letters.chars().map(one).collect()
}

/// `(12, "A>B=C")`: so many papers with this ranking; nothing is a blank paper.
pub(crate) fn rankings(alternatives: &str, papers: &[(u64, &str)]) -> Election {
    let place = |id: &str| alternatives.find(id).expect("a letter of the list") as Index;
    let mut packed = Papers::new(Kind::Ranking);
    for (times, ranking) in papers {
        let groups = ranking.split('>').filter(|group| !group.is_empty());
        let marks: Vec<(Index, i64)> = (1..)
            .zip(groups)
            .flat_map(|(rank, group)| group.split('=').map(move |id| (place(id), rank)))
            .collect();
        (0..*times).for_each(|_| packed.value(marks.iter().copied()));
    }
    Election::new(letters(alternatives), packed)
}

/// Projects with their costs, and `(12, "AB")`: so many papers that choose these.
pub(crate) fn budget(budget: u64, projects: &[(&str, u64)], papers: &[(u64, &str)]) -> Election {
    let mut alternatives = letters(&projects.iter().map(|(id, _)| *id).collect::<String>());
    for (alternative, (_, cost)) in alternatives.iter_mut().zip(projects) {
        alternative.cost = *cost;
    }
    let mut packed = Papers::new(Kind::Approvals);
    for (times, chosen) in papers {
        let places = chosen.chars().map(|id| {
            let place = projects
                .iter()
                .position(|(project, _)| *project == id.to_string());
            place.expect("a project of the list") as Index
        });
        let places: Vec<Index> = places.collect();
        (0..*times).for_each(|_| packed.approve(places.iter().copied()));
    }
    Election {
        budget: Some(budget),
        ..Election::new(alternatives, packed)
    }
}

pub(crate) fn counted(election: &Election, rule: Rule) -> Outcome {
    count(election, rule).expect("countable")
}

pub(crate) fn winners(election: &Election, rule: Rule) -> String {
    counted(election, rule).winners.concat()
}

pub(crate) fn exact(text: &str) -> Exact {
    text.parse().expect("a number")
}

/// Who went, in order.
pub(crate) fn gone(outcome: &Outcome) -> String {
    let steps = outcome.account.iter();
    steps
        .filter_map(|step| match step {
            Step::Eliminated { alternative, .. } | Step::Excluded { alternative, .. } => {
                Some(alternative.as_str())
            }
            _ => None,
        })
        .collect()
}

/// Each tie that was broken: who was equal, and who was taken.
pub(crate) fn ties(outcome: &Outcome) -> Vec<(String, String)> {
    let steps = outcome.account.iter();
    steps
        .filter_map(|step| match step {
            Step::Tied { among, ahead, .. } => Some((among.concat(), ahead.clone())),
            _ => None,
        })
        .collect()
}
