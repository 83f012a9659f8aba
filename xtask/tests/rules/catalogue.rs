//! The messages of one language as Fluent reads them: their ids, what they include, and what they choose by.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

use crate::source::root;

/// Every language of the app, as its folder is called.
pub(crate) const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Each variable that a message chooses by, with the keys of its choices.
type Choices = BTreeMap<String, BTreeSet<String>>;

#[derive(Default)]
pub(crate) struct Catalogue {
    /// `id` of each message with a text, and `id.attribute` of each attribute.
    pub(crate) messages: BTreeMap<String, Choices>,
    /// What other messages include.
    pub(crate) included: BTreeSet<String>,
    /// `# dynamic: prefix-`: families whose ids are put together while the program runs.
    pub(crate) dynamic: Vec<String>,
}

impl Catalogue {
    pub(crate) fn read(language: &str) -> Self {
        let folder = root().join("locales").join(language);
        let mut catalogue = Self::default();
        for entry in fs::read_dir(&folder).expect("the language has a folder") {
            let path = entry.expect("listed").path();
            if path.extension().is_some_and(|type_| type_ == "ftl") {
                catalogue.add_file(&path);
            }
        }
        catalogue
    }

    pub(crate) fn add_file(&mut self, path: &Path) {
        self.add(&fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    }

    /// Adds the messages of one file.
    pub(crate) fn add(&mut self, text: &str) {
        let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("not Fluent: {errors:?}"));
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let id = message.id.name;
                    if let Some(value) = &message.value {
                        self.add_message(id.to_owned(), value);
                    }
                    for attribute in &message.attributes {
                        self.add_message(format!("{id}.{}", attribute.id.name), &attribute.value);
                    }
                }
                Entry::Term(term) => look(&term.value, &mut self.included, &mut Choices::new()),
                _ => {}
            }
        }
        let families = text
            .lines()
            .filter_map(|line| line.trim_start_matches('#').trim().strip_prefix("dynamic:"));
        self.dynamic
            .extend(families.flat_map(str::split_whitespace).map(str::to_owned));
    }

    fn add_message(&mut self, id: String, pattern: &Pattern<&str>) {
        look(pattern, &mut self.included, self.messages.entry(id).or_default());
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.messages.contains_key(id)
    }
}

/// Finds the messages that `pattern` takes into itself (`{ app-name }`, `{ app-name.short }`) and what it chooses by,
/// choices within choices too.
fn look(pattern: &Pattern<&str>, included: &mut BTreeSet<String>, choices: &mut Choices) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            look_at(expression, included, choices);
        }
    }
}

fn look_at(expression: &Expression<&str>, included: &mut BTreeSet<String>, choices: &mut Choices) {
    match expression {
        Expression::Inline(InlineExpression::MessageReference { id, attribute }) => {
            let attribute = attribute.as_ref().map(|attribute| format!(".{}", attribute.name));
            included.insert(format!("{}{}", id.name, attribute.unwrap_or_default()));
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            look_at(expression, included, choices)
        }
        Expression::Inline(_) => {}
        Expression::Select { selector, variants } => {
            if let InlineExpression::VariableReference { id } = selector {
                let keys = variants.iter().filter_map(|variant| match &variant.key {
                    VariantKey::Identifier { name } => Some((*name).to_owned()),
                    VariantKey::NumberLiteral { .. } => None,
                });
                choices.entry(id.name.to_owned()).or_default().extend(keys);
            }
            for variant in variants {
                look(&variant.value, included, choices);
            }
        }
    }
}
