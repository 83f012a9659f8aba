//! One thing has one name: the catalogues speak as `docs/WORDS.md` says.

use std::fs;

use crate::source::root;

/// What people say, which is theirs to choose.
const HEARD: [&str; 2] = ["guide.ftl", "voice.ftl"];

/// A line of the glossary.
struct Term {
    /// Its names in the languages of [`crate::catalogue::LANGUAGES`].
    names: [String; 2],
    never: Vec<String>,
}

fn terms(page: &str) -> Vec<Term> {
    let glossary = page.split("\n## ").find(|part| part.starts_with("Terms"));
    let rows = glossary.expect("a part called Terms").lines();
    rows.filter_map(|row| {
        let cells: Vec<&str> = row.strip_prefix('|')?.split('|').map(str::trim).collect();
        match cells[..] {
            [chinese, english, _, never, ""] if chinese != "中文" && !chinese.starts_with("---") => {
                Some(Term {
                    names: [chinese.to_owned(), english.to_owned()],
                    never: never.split(", ").map(str::to_owned).collect(),
                })
            }
            _ => None,
        }
    })
    .collect()
}

/// The lines of a catalogue as they are read: without comments and without what is put in.
fn said(catalogue: &str) -> Vec<String> {
    let lines = catalogue.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let text = line.split_once('=').map_or(line, |(_, text)| text);
            let mut depth = 0_u32;
            let read = text.chars().filter(|letter| {
                match letter {
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ => return depth == 0,
                }
                false
            });
            read.collect::<String>().to_lowercase()
        })
        .collect()
}

/// Whether `text` says `word`: Chinese anywhere, English as a word or words of its own.
fn says(text: &str, word: &str) -> bool {
    let part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphabetic());
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !word.is_ascii() || !part(before.chars().next_back()) && !part(after.chars().next())
    })
}

fn read(language: &str) -> Vec<(String, Vec<String>)> {
    let folder = root().join("locales").join(language);
    let files = fs::read_dir(folder).expect("the language has a folder");
    files
        .map(|file| file.expect("listed").path())
        .filter(|path| !HEARD.iter().any(|heard| path.ends_with(heard)))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a catalogue is text");
            (path.display().to_string(), said(&text))
        })
        .collect()
}

#[test]
fn every_thing_has_one_name() {
    let page = fs::read_to_string(root().join("docs/WORDS.md")).expect("the page of words");
    let terms = terms(&page);
    assert!(terms.len() > 10, "the glossary was read");
    let mut findings = Vec::new();
    for (at, language) in crate::catalogue::LANGUAGES.iter().enumerate() {
        let catalogue = read(language);
        let lines = || catalogue.iter().flat_map(|(_, lines)| lines);
        for term in &terms {
            let name = term.names[at].to_lowercase();
            if !lines().any(|line| line.contains(&name)) {
                findings.push(format!("{language}: nothing says {name}"));
            }
            for word in &term.never {
                for (file, lines) in &catalogue {
                    for line in lines.iter().filter(|line| says(line, &word.to_lowercase())) {
                        findings.push(format!("{file}: {word} in {line}"));
                    }
                }
            }
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn a_word_is_found_where_it_is_said_and_not_within_another() {
    let lines = said("# user\nid = The user { $user } waits\n    .next = Users wait\nx = 用户来了");
    assert_eq!(lines, [" the user  waits", " users wait", " 用户来了"]);
    let found: Vec<bool> = lines.iter().map(|line| says(line, "user")).collect();
    assert_eq!(found, [true, false, false]);
    assert!(says(&lines[2], "用户"));
}

#[test]
fn the_glossary_is_the_table_under_terms() {
    let page = "# W\n\n## Terms\n\n| 中文 | English | what | we don't say |\n|---|---|---|---|\n| 提案 | proposal | it | 工单, ticket |\n\n## Tone\n| a | b | c | d |\n";
    let terms = terms(page);
    assert_eq!(terms.len(), 1);
    assert_eq!(terms[0].names, ["提案", "proposal"]);
    assert_eq!(terms[0].never, ["工单", "ticket"]);
}
