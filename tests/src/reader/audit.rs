use super::{Reader, Thing};
use crate::page::Page;
use crate::wait;
use anyhow::Result;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What is written on one thing that can take the focus, or is a heading, and what can be seen of its state.
#[derive(Debug, Deserialize, PartialEq)]
struct Written {
    /// The roles it may have; any, where there is none.
    roles: Vec<String>,
    written: String,
    /// A region needs no name.
    named: bool,
    level: Option<String>,
    described: Vec<String>,
    states: BTreeMap<String, bool>,
}

impl Reader {
    /// Where what a screen reader is given differs from what everybody else sees: of all that can take the focus, of
    /// every heading and every list, one after the other. The page is to be at rest.
    ///
    /// # Errors
    /// Where page or window do not answer.
    pub async fn differs(&self, page: &Page) -> Result<Vec<String>> {
        let written = async || -> Result<Vec<Written>> {
            let written = page.script(include_str!("written.js"), Vec::new()).await?;
            Ok(Vec::deserialize(written)?)
        };
        // What moved meanwhile is no fault.
        let (seen, tree) = wait::until("a page that stays as it is", async || {
            let (before, tree, after) = (written().await?, self.page().await?, written().await?);
            Ok((before == after).then_some((before, tree)))
        })
        .await?;
        let heard: Vec<&Thing> = tree.all().into_iter().filter(|thing| matters(thing)).collect();
        let mut faults = Vec::new();
        for (seen, heard) in seen.iter().zip(&heard) {
            faults.extend(compare(seen, heard));
        }
        if seen.len() != heard.len() {
            let lines: Vec<String> = heard.iter().map(|thing| thing.line()).collect();
            let words: Vec<&str> = seen.iter().map(|seen| seen.written.trim()).collect();
            let lines = lines.join("\n      ");
            faults.push(format!(
                "{} are seen and {} heard: {words:?}\n      {lines}",
                seen.len(),
                heard.len()
            ));
        }
        Ok(faults)
    }
}

/// Whether one can stop at it or jump to it. The page itself is where one is; the lines of a choice belong to it.
fn matters(thing: &Thing) -> bool {
    let stop = thing.is("focusable") && !matches!(thing.role.as_str(), "document web" | "menu item");
    stop || matches!(thing.role.as_str(), "heading" | "list")
}

fn compare(seen: &Written, heard: &Thing) -> Vec<String> {
    let mut faults = Vec::new();
    let line = heard.line();
    if !seen.roles.is_empty() && !seen.roles.contains(&heard.role) {
        faults.push(format!("{line} should be {:?}", seen.roles));
    }
    if seen.named && (heard.name.trim().is_empty() || !plain(&heard.name).contains(&plain(&seen.written))) {
        faults.push(format!("{line} has “{}” written on it", seen.written.trim()));
    }
    if seen.level.as_deref() != heard.attribute("level").filter(|_| heard.role == "heading") {
        faults.push(format!("{line} is a heading of level {:?}", seen.level));
    }
    for described in &seen.described {
        if !plain(&heard.description).contains(&plain(described)) {
            faults.push(format!("{line} is not described by “{}”", described.trim()));
        }
    }
    for (state, seen) in &seen.states {
        if heard.is(state) != *seen {
            faults.push(format!("{line}: {state} should be {seen}"));
        }
    }
    faults
}

/// Without what is not heard: spaces, and the marks that only order the direction of letters.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn button(name: &str) -> Thing {
        let focusable_and_enabled = vec![(1 << 11) | (1 << 8), 0];
        Thing::new(
            43,
            name.to_owned(),
            "Hint".to_owned(),
            focusable_and_enabled,
            HashMap::new(),
            Vec::new(),
        )
    }

    fn written(words: &str) -> Written {
        Written {
            roles: vec!["push button".to_owned()],
            written: words.to_owned(),
            named: true,
            level: None,
            described: vec!["Hint".to_owned()],
            states: [("focusable".to_owned(), true), ("pressed".to_owned(), false)].into(),
        }
    }

    #[test]
    fn what_is_written_is_heard() {
        assert_eq!(
            compare(&written(" Send  it "), &button("Send it now")),
            Vec::<String>::new()
        );
        assert_eq!(compare(&written("Send"), &button("Post")).len(), 1);
        assert_eq!(compare(&written(""), &button("")).len(), 1);
    }

    #[test]
    fn role_state_and_hint_are_heard() {
        let mut other = written("Send");
        other.roles = vec!["link".to_owned()];
        other.states.insert("pressed".to_owned(), true);
        other.described.push("An error".to_owned());
        assert_eq!(compare(&other, &button("Send")).len(), 3);
    }
}
