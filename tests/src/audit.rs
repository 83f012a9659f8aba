//! What must hold for every page, whoever looks at it and however.

use crate::browser::{Browser, Size};
use crate::page::Page;
use crate::programs;
use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// What was found, and on which pages in which form: a fault of the frame is one fault.
#[derive(Debug, Default)]
pub struct Faults(BTreeMap<String, BTreeSet<String>>);

impl Faults {
    /// Keeps what was found on `page`.
    pub fn add(&mut self, found: impl IntoIterator<Item = String>, page: &str) {
        for fault in found {
            self.0.entry(fault).or_default().insert(page.to_owned());
        }
    }

    /// There is none.
    ///
    /// # Errors
    /// All of them, where there are some.
    pub fn ensure_none(&self) -> Result<()> {
        let told = |(fault, pages): (&String, &BTreeSet<String>)| {
            let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
            format!("{fault}\n    {}", pages.join("; "))
        };
        let faults: Vec<String> = self.0.iter().map(told).collect();
        ensure!(
            faults.is_empty(),
            "{} faults:\n{}",
            faults.len(),
            faults.join("\n")
        );
        Ok(())
    }
}

/// Faults of the page itself, at the size it has and on the narrowest phone; empty where there is none.
const FORM: &str = r#"
const faults = [];
const root = document.documentElement;
if (root.lang !== arguments[0]) faults.push(`html lang is ${root.lang}`);
const heads = [...document.querySelectorAll("h1")].filter((head) => head.getClientRects().length > 0);
if (heads.length !== 1) faults.push(`${heads.length} h1: ${heads.map((head) => head.textContent).join(" | ")}`);
if (document.title.trim() === "") faults.push("no title");
const missing = document.body.innerText.match(/⟨[^⟩]*⟩/g) ?? [];
for (const message of missing) faults.push(`no words for ${message}`);
return faults;
"#;

/// What makes the page wider than the screen.
const SIDEWAYS: &str = r#"
const room = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= room) return [];
const wide = [...document.body.querySelectorAll("*")].filter((it) => it.getBoundingClientRect().right > room + 1);
const inner = wide.filter((it) => ![...it.children].some((child) => wide.includes(child)));
const name = (it) => `${it.tagName} ${it.getAttribute("class")} “${it.textContent.trim().slice(0, 30)}”`;
return [`${document.documentElement.scrollWidth} px wide on ${room} px: ${inner.slice(0, 5).map(name).join(", ")}`];
"#;

/// What is wrong with how the focus shows, or null: outside the screen, covered by something else, or without a mark.
const FOCUS: &str = r#"
const it = document.activeElement;
if (!it || it === document.body) return null;
const name = `${it.tagName} ${it.dataset.testid ?? it.className} “${it.textContent.trim().slice(0, 20)}”`;
const box = it.getBoundingClientRect();
if (box.width === 0 || box.height === 0) return `${name} has no size`;
const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
// The middle of what is to be seen of it: a panel may be longer than the screen.
const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
if (box.bottom <= 0 || box.top >= innerHeight) return `${name} is outside the screen`;
const top = document.elementFromPoint(x, y);
const label = it.closest("label");
if (top && !it.contains(top) && !top.contains(it) && !label?.contains(top)) return `${name} lies under ${top.tagName} ${top.className}`;
// A link whose whole card can be pressed marks the card; a button in a label marks the label.
const styles = [[it], [it, "::after"], [label ?? it], [it.parentElement]].map((of) => getComputedStyle(...of));
const marks = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3;
if (!styles.some(marks)) return `${name} shows no mark of 3 px`;
return null;
"#;

/// What axe-core finds: by the rules of WCAG 2.2 AA, the best practices, and what the project asks beyond them.
const AXE: &str = r#"
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const rules = { "target-size": { enabled: true }, "color-contrast-enhanced": { enabled: arguments[0] } };
axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"] }).then(
  ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll("\n", " ")}`))),
  (error) => done([`axe: ${error}`]),
);
"#;

/// What is wrong with the form of the page that is shown, in this language.
///
/// # Errors
/// Where the page does not answer.
pub async fn form(page: &Page, language: &str) -> Result<Vec<String>> {
    let faults = page.script(FORM, vec![json!(language)]).await?;
    Ok(Vec::deserialize(faults)?)
}

/// What would have to be scrolled sideways, at a screen's size.
///
/// # Errors
/// Where the page does not answer.
pub async fn sideways(page: &Page) -> Result<Vec<String>> {
    Ok(Vec::deserialize(page.script(SIDEWAYS, Vec::new()).await?)?)
}

/// What would have to be scrolled sideways on the narrowest phone; the page has `size` again afterwards.
///
/// # Errors
/// Where the page does not answer.
pub async fn sideways_when_narrow(browser: &Browser, size: Size) -> Result<Vec<String>> {
    browser.resize(Size::NARROW).await?;
    let faults = sideways(browser).await;
    browser.resize(size).await?;
    faults
}

/// What axe-core finds on the page as it is; in large text the contrast of WCAG's level AAA is asked for. Stretch the
/// screen first: what a bar at the edge covers for now can be scrolled from under it.
///
/// # Errors
/// Where the page does not answer.
pub async fn axe(page: &Page, large_text: bool) -> Result<Vec<String>> {
    if page
        .script("return typeof window.axe === 'undefined'", Vec::new())
        .await?
        == json!(true)
    {
        page.script(&std::fs::read_to_string(programs::axe()?)?, Vec::new())
            .await?;
    }
    let found = page.driver().execute_async(AXE, vec![json!(large_text)]).await?;
    Ok(Vec::deserialize(found.json())?)
}

/// What is wrong with sizes, targets, contrast and edges as they are drawn; texts need the contrast `asked`, as a ratio to 1.
/// Stretch the screen first.
///
/// # Errors
/// Where the page does not answer.
pub async fn measured(browser: &Browser, large_text: bool, asked: f64) -> Result<Vec<String>> {
    let script = include_str!("audit/measure.js");
    let faults = browser
        .script(script, vec![json!(large_text), json!(asked)])
        .await?;
    Ok(Vec::deserialize(faults)?)
}

/// What is wrong with how the focus shows where it is now.
///
/// # Errors
/// Where the page does not answer.
pub async fn focus(browser: &Browser) -> Result<Option<String>> {
    let fault = browser.script(FOCUS, Vec::new()).await?;
    Ok(fault.as_str().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_once_with_every_page_that_has_it() {
        let mut faults = Faults::default();
        assert!(faults.ensure_none().is_ok());
        faults.add(["no title".to_owned()], "home");
        faults.add(["no title".to_owned()], "votes");
        let told = faults.ensure_none().expect_err("there is one").to_string();
        assert_eq!(told, "1 faults:\nno title\n    home; votes");
    }
}
