//! Writing a `.pb` file.

use super::super::super::election::Election;
use super::super::super::exact::Exact;
use super::super::super::outcome::Outcome;
use super::super::super::papers::Kind;
use super::super::super::rule::Rule;
use super::super::super::support;
use super::super::fault::Unwritable;

/// The file of an election and its outcome. `about` are more rows of META (`description`, `country`, `unit`,
/// `instance`, …), which come first; those that the election itself says are left out of it.
///
/// # Errors
/// [`Unwritable::NoBudget`] where nothing is paid for, and [`Unwritable::EqualRanks`] where a paper gives a rank twice:
/// the format knows neither.
pub fn write(
    election: &Election,
    rule: Rule,
    outcome: Option<&Outcome>,
    about: &[(&str, &str)],
) -> Result<Vec<u8>, Unwritable> {
    let budget = election.budget.ok_or(Unwritable::NoBudget)?;
    let mut rows = Rows(
        csv::WriterBuilder::new()
            .delimiter(b';')
            .flexible(true)
            .from_writer(Vec::new()),
    );
    meta(&mut rows, election, rule, budget, about);
    projects(&mut rows, election, outcome);
    votes(&mut rows, election)?;
    Ok(rows.0.into_inner().unwrap_or_default())
}

/// Rows written into memory, which can't fail.
struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    fn add<S: AsRef<[u8]>>(&mut self, fields: impl IntoIterator<Item = S>) {
        _ = self.0.write_record(fields);
    }
}

fn meta(rows: &mut Rows, election: &Election, rule: Rule, budget: u64, about: &[(&str, &str)]) {
    let vote_type = match election.papers.kind() {
        Kind::Approvals => "approval",
        Kind::Ranking => "ordinal",
        Kind::Points => "scoring",
    };
    let mut own = vec![
        ("num_projects", election.alternatives.len().to_string()),
        ("num_votes", election.papers.cast().to_string()),
        ("budget", election.money(budget).to_string()),
        ("vote_type", vote_type.to_owned()),
        ("rule", rule.to_string()),
    ];
    if let Some(longest) = election.longest {
        own.push(("max_length", longest.to_string()));
    }
    if let Some(threshold) = election.threshold {
        let points = election.points(i128::from(threshold)).to_string();
        own.push(("min_project_score_threshold", points));
    }
    rows.add(["META"]);
    rows.add(["key", "value"]);
    for (key, value) in about {
        if own.iter().all(|(taken, _)| taken != key) {
            rows.add([key, value]);
        }
    }
    for (key, value) in &own {
        rows.add([*key, value.as_str()]);
    }
}

fn projects(rows: &mut Rows, election: &Election, outcome: Option<&Outcome>) {
    let scored = election.papers.kind() != Kind::Approvals;
    let grouped = election
        .alternatives
        .iter()
        .any(|one| one.exclusive_group.is_some());
    let mut header = vec!["project_id", "cost", "votes"];
    header.extend(scored.then_some("score"));
    header.push("name");
    header.extend(grouped.then_some("exclusive_group"));
    header.extend(outcome.map(|_| "selected"));
    rows.add(["PROJECTS"]);
    rows.add(&header);
    let (marks, points) = (support::marks(election), support::points(election));
    for (at, one) in election.alternatives.iter().enumerate() {
        let mut row = vec![
            one.id.clone(),
            election.money(one.cost).to_string(),
            Exact::from(marks[at]).to_string(),
        ];
        row.extend(scored.then(|| election.points(points[at]).to_string()));
        row.push(one.name.clone());
        row.extend(grouped.then(|| one.exclusive_group.clone().unwrap_or_default()));
        row.extend(outcome.map(|outcome| u8::from(outcome.winners.contains(&one.id)).to_string()));
        rows.add(&row);
    }
}

/// Voters are numbered in the order of the papers: who cast one is not known here.
fn votes(rows: &mut Rows, election: &Election) -> Result<(), Unwritable> {
    let scored = election.papers.kind() == Kind::Points;
    rows.add(["VOTES"]);
    rows.add(["voter_id", "vote"].into_iter().chain(scored.then_some("points")));
    let mut voter = 0u64;
    for (paper, times) in election.papers.iter() {
        let mut marks: Vec<(usize, i64)> = (paper.marks.iter().map(|mark| *mark as usize))
            .zip(paper.values.iter().copied().chain(std::iter::repeat(0)))
            .collect();
        if election.papers.kind() == Kind::Ranking {
            marks.sort_by_key(|(_, rank)| *rank);
            if marks.windows(2).any(|pair| pair[0].1 == pair[1].1) {
                return Err(Unwritable::EqualRanks);
            }
        }
        let list =
            |text: &dyn Fn(&(usize, i64)) -> String| marks.iter().map(text).collect::<Vec<_>>().join(",");
        let ids = list(&|(mark, _)| election.id(*mark));
        let points = scored.then(|| list(&|(_, points)| election.points(i128::from(*points)).to_string()));
        for _ in 0..times {
            voter += 1;
            let id = voter.to_string();
            rows.add([id.as_str(), ids.as_str()].into_iter().chain(points.as_deref()));
        }
    }
    Ok(())
}
