//! PrefLib's files of rankings (preflib.org/format): `soc` and `soi` (strict, complete or not), `toc` and `toi` (with
//! equal ranks), and `cat` (categories, the best first). Lines that begin with `#` say what is voted upon; each other
//! line is how many papers, a colon, and the ranking: `12: 3,{1,2},4`.

use super::super::election::{Alternative, Election};
use super::super::papers::{Index, Kind, Papers};
use super::fault::{Fault, FileFault, Unwritable, shown};
use super::names::Names;
use super::{Note, Read};

#[derive(Default)]
struct Head {
    kind: Option<Vec<u8>>,
    alternatives: Option<u64>,
    voters: Option<u64>,
    categories: Option<u64>,
    names: Vec<(u64, String)>,
}

impl Head {
    /// Reads one `# KEY: value`.
    fn line(&mut self, line: &[u8]) -> Result<(), Fault> {
        let line = std::str::from_utf8(line).map_err(|_| Fault::NotText)?;
        let Some((key, value)) = line.split_once(':') else {
            return Ok(());
        };
        let (key, value) = (key.trim(), value.trim());
        let number = |field| {
            let number = value.parse::<u64>();
            number.map_err(|_| Fault::number(field, value.as_bytes()))
        };
        match key {
            "DATA TYPE" => self.kind = Some(value.to_ascii_lowercase().into_bytes()),
            "NUMBER ALTERNATIVES" => self.alternatives = Some(number("NUMBER ALTERNATIVES")?),
            "NUMBER CATEGORIES" => self.categories = Some(number("NUMBER CATEGORIES")?),
            "NUMBER VOTERS" => self.voters = Some(number("NUMBER VOTERS")?),
            _ => {
                if let Some(place) = key.strip_prefix("ALTERNATIVE NAME ") {
                    let place = place.trim();
                    let wrong = || Fault::number("ALTERNATIVE NAME", place.as_bytes());
                    self.names
                        .push((place.parse().map_err(|_| wrong())?, value.to_owned()));
                }
            }
        }
        Ok(())
    }

    /// The alternatives `1` to as many as there are.
    fn list(&self) -> Result<Vec<Alternative>, Fault> {
        // Nothing is believed that would take room for what is not there.
        const MOST: u64 = 100_000;
        let count = match self.alternatives {
            Some(count) => count,
            None => self
                .names
                .iter()
                .map(|(place, _)| *place)
                .max()
                .ok_or(Fault::NoField {
                    field: "NUMBER ALTERNATIVES",
                })?,
        };
        if count > MOST {
            return Err(Fault::number("NUMBER ALTERNATIVES", count.to_string().as_bytes()));
        }
        let mut list: Vec<Alternative> = (1..=count)
            .map(|place| Alternative {
                id: place.to_string(),
                ..Alternative::default()
            })
            .collect();
        for (place, name) in &self.names {
            let at = usize::try_from(place.saturating_sub(1)).unwrap_or(usize::MAX);
            let one = list.get_mut(at).filter(|_| *place > 0);
            one.ok_or_else(|| Fault::NoSuchAlternative {
                id: place.to_string(),
            })?
            .name = name.clone();
        }
        Ok(list)
    }
}

/// Reads a file.
///
/// # Errors
/// [`FileFault`] with the line and what is wrong there.
pub fn read(bytes: &[u8]) -> Result<Read, FileFault> {
    let mut head = Head::default();
    let mut body: Option<Body> = None;
    let mut last = 1;
    for (line, text) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let text = text.trim_ascii();
        if text.is_empty() {
            continue;
        }
        last = line;
        if let Some(comment) = text.strip_prefix(b"#") {
            head.line(comment).map_err(|fault| fault.at(line))?;
            continue;
        }
        if body.is_none() {
            body = Some(Body::begin(&head).map_err(|fault| fault.at(line))?);
        }
        if let Some(body) = &mut body {
            body.paper(text).map_err(|fault| fault.at(line))?;
        }
    }
    let body = match body {
        Some(body) => body,
        None => Body::begin(&head).map_err(|fault| fault.at(last))?,
    };
    let found = body.papers.cast();
    let said = head.voters.filter(|said| *said != found);
    Ok(Read {
        notes: said
            .map(|said| Note::PapersDiffer { said, found })
            .into_iter()
            .collect(),
        election: Election::new(body.alternatives, body.papers),
        rule: None,
        published: None,
    })
}

struct Body {
    alternatives: Vec<Alternative>,
    names: Names,
    papers: Papers,
    /// Of two categories (yes and no) the first is what a paper chooses; more are ranks.
    first_only: bool,
}

impl Body {
    fn begin(head: &Head) -> Result<Self, Fault> {
        let kind = head
            .kind
            .as_deref()
            .ok_or(Fault::NoField { field: "DATA TYPE" })?;
        let alternatives = head.list()?;
        let mut names = Names::default();
        for one in &alternatives {
            names.add(one)?;
        }
        let first_only = match kind {
            b"soc" | b"soi" | b"toc" | b"toi" => false,
            b"cat" => head.categories == Some(2),
            other => return Err(Fault::value("DATA TYPE", other)),
        };
        let kind = if first_only {
            Kind::Approvals
        } else {
            Kind::Ranking
        };
        Ok(Self {
            alternatives,
            names,
            papers: Papers::new(kind),
            first_only,
        })
    }

    fn paper(&mut self, line: &[u8]) -> Result<(), Fault> {
        let list = || Fault::NotAList { text: shown(line) };
        let colon = line.iter().position(|byte| *byte == b':').ok_or_else(list)?;
        let (times, ranking) = (line[..colon].trim_ascii(), &line[colon + 1..]);
        let number = std::str::from_utf8(times)
            .ok()
            .and_then(|text| text.parse::<u64>().ok());
        let times = number.ok_or_else(|| Fault::number("papers", times))?;
        self.names.next_paper();
        let mut rank = 1;
        for (at, group) in Groups(ranking).enumerate() {
            let group = group.ok_or_else(list)?;
            if self.first_only && at > 0 {
                continue;
            }
            let before = self.papers.open().len();
            for id in group.split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
                if !id.is_empty() {
                    self.names.mark(id, &mut self.papers)?;
                } else if group.contains(&b',') {
                    return Err(list());
                }
            }
            let named = self.papers.open().len() - before;
            if !self.first_only {
                (0..named).for_each(|_| self.papers.set(rank));
            }
            // Whoever comes after two equal ones is third.
            rank += named as i64;
        }
        self.papers.close(times);
        Ok(())
    }
}

/// The parts of `3,{1,2},4`: what stands in braces together, what does not alone. None for what is no such list.
struct Groups<'a>(&'a [u8]);

impl<'a> Iterator for Groups<'a> {
    type Item = Option<&'a [u8]>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0.trim_ascii();
        if text.is_empty() {
            return None;
        }
        let (group, rest) = if let Some(inner) = text.strip_prefix(b"{") {
            let Some(end) = inner.iter().position(|byte| *byte == b'}') else {
                self.0 = &[];
                return Some(None);
            };
            (&inner[..end], inner[end + 1..].trim_ascii_start())
        } else {
            let end = text.iter().position(|byte| *byte == b',').unwrap_or(text.len());
            (&text[..end], &text[end..])
        };
        self.0 = match rest {
            [] => rest,
            // A comma at the very end announces one more that is not there.
            [b',', more @ ..] if !more.trim_ascii().is_empty() => more,
            _ => {
                self.0 = &[];
                return Some(None);
            }
        };
        let alone = !text.starts_with(b"{");
        if alone && (group.trim_ascii().is_empty() || group.contains(&b'{') || group.contains(&b'}')) {
            self.0 = &[];
            return Some(None);
        }
        Some(Some(group))
    }
}

/// The file of papers that rank. Alternatives get the numbers 1, 2, … in their order, and their names.
///
/// # Errors
/// [`Unwritable::NoRanking`] where papers do not rank.
pub fn write(election: &Election, title: &str) -> Result<Vec<u8>, Unwritable> {
    if election.papers.kind() != Kind::Ranking {
        return Err(Unwritable::NoRanking);
    }
    let side = election.alternatives.len();
    let distinct = election.papers.distinct();
    let equal_ranks = |marks: &Vec<(Index, i64)>| marks.windows(2).any(|pair| pair[0].1 == pair[1].1);
    let ties = distinct.iter().any(|(marks, _)| equal_ranks(marks));
    let complete = distinct.iter().all(|(marks, _)| marks.len() == side);
    let kind = match (ties, complete) {
        (false, true) => "soc",
        (false, false) => "soi",
        (true, true) => "toc",
        (true, false) => "toi",
    };
    let one_line = |text: &str| text.replace(['\r', '\n'], " ");
    let mut lines = vec![
        format!("# TITLE: {}", one_line(title)),
        format!("# DATA TYPE: {kind}"),
        format!("# NUMBER ALTERNATIVES: {side}"),
        format!("# NUMBER VOTERS: {}", election.papers.cast()),
        format!("# NUMBER UNIQUE ORDERS: {}", distinct.len()),
    ];
    for (place, one) in (1..).zip(&election.alternatives) {
        let name = if one.name.is_empty() { &one.id } else { &one.name };
        lines.push(format!("# ALTERNATIVE NAME {place}: {}", one_line(name)));
    }
    for (marks, times) in &distinct {
        let ranks = marks.chunk_by(|one, other| one.1 == other.1).map(|equals| {
            let numbers: Vec<String> = equals.iter().map(|(mark, _)| (mark + 1).to_string()).collect();
            match numbers.as_slice() {
                [only] => only.clone(),
                several => format!("{{{}}}", several.join(",")),
            }
        });
        lines.push(format!("{times}: {}", ranks.collect::<Vec<_>>().join(",")));
    }
    Ok((lines.join("\n") + "\n").into_bytes())
}
