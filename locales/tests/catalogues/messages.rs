//! The catalogues as they are written: their messages and what each needs to be told.

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey,
};
use locales::Locale;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a variable is, as its use shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Time,
    /// One of these names of the data, or another that is not known yet.
    Choice(BTreeSet<String>),
}

/// A message, or an attribute of one (`id.attribute`).
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) file: String,
    pub(crate) id: String,
    /// Its variables, with those of the messages it refers to.
    pub(crate) variables: BTreeMap<String, Kind>,
}

impl Message {
    /// Its variables, with what the other language knows of them: only English tells a number by its plural.
    pub(crate) fn merged(&self, twin: &Message) -> BTreeMap<String, Kind> {
        let mut variables = self.variables.clone();
        for (name, kind) in &twin.variables {
            note(&mut variables, name, kind.clone());
        }
        variables
    }
}

/// The folder of this language.
pub(crate) fn folder(locale: Locale) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(locale.tag())
}

/// The files of this language, by name.
fn files(locale: Locale) -> BTreeMap<String, Resource<String>> {
    let entries = std::fs::read_dir(folder(locale)).expect("the folder of a language");
    let read = entries.map(|entry| {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).expect("a text");
        let resource = fluent_syntax::parser::parse(source)
            .unwrap_or_else(|(_, errors)| panic!("{} can't be read: {errors:?}", path.display()));
        (name, resource)
    });
    // What people say is theirs; how we speak to them is ours.
    read.filter(|(name, _)| !matches!(name.as_str(), "guide.ftl" | "voice.ftl"))
        .collect()
}

/// Every message of this language, in the order of the files.
pub(crate) fn catalogue(locale: Locale) -> Vec<Message> {
    let files = files(locale);
    let mut patterns = BTreeMap::new();
    for (id, pattern) in files.values().flat_map(patterns_of) {
        assert!(
            patterns.insert(id.clone(), pattern).is_none(),
            "{id} is there twice"
        );
    }
    let messages = files.iter().flat_map(|(file, resource)| {
        patterns_of(resource)
            .into_iter()
            .filter(|(id, _)| !id.starts_with('-'))
            .map(|(id, pattern)| {
                let mut variables = BTreeMap::new();
                look(pattern, &patterns, &mut variables);
                Message {
                    file: file.clone(),
                    id,
                    variables,
                }
            })
    });
    messages.collect()
}

type Patterns<'a> = BTreeMap<String, &'a Pattern<String>>;

/// Messages, attributes and terms (`-term`) with their patterns.
fn patterns_of(resource: &Resource<String>) -> Vec<(String, &Pattern<String>)> {
    let mut patterns = Vec::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let id = &message.id.name;
                patterns.extend(message.value.iter().map(|value| (id.clone(), value)));
                let attributes = message.attributes.iter();
                patterns.extend(attributes.map(|found| (format!("{id}.{}", found.id.name), &found.value)));
            }
            Entry::Term(term) => patterns.push((format!("-{}", term.id.name), &term.value)),
            Entry::Junk { content } => panic!("can't be read: {content}"),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
        }
    }
    patterns
}

fn look(pattern: &Pattern<String>, all: &Patterns<'_>, variables: &mut BTreeMap<String, Kind>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            look_at(expression, all, variables);
        }
    }
}

fn look_at(expression: &Expression<String>, all: &Patterns<'_>, variables: &mut BTreeMap<String, Kind>) {
    match expression {
        Expression::Inline(inline) => look_inline(inline, all, variables),
        Expression::Select { selector, variants } => {
            let plurals = ["zero", "one", "two", "few", "many"];
            let keys = variants
                .iter()
                .filter(|variant| !variant.default)
                .map(|variant| &variant.key);
            let names: BTreeSet<String> = keys
                .filter_map(|key| match key {
                    VariantKey::Identifier { name } if !plurals.contains(&name.as_str()) => {
                        Some(name.clone())
                    }
                    _ => None,
                })
                .collect();
            if let InlineExpression::VariableReference { id } = selector {
                let default = variants
                    .iter()
                    .filter(|variant| variant.default)
                    .map(|variant| &variant.key);
                let default = default.filter_map(|key| match key {
                    VariantKey::Identifier { name } => Some(name.clone()),
                    VariantKey::NumberLiteral { .. } => None,
                });
                let kind = if names.is_empty() {
                    Kind::Number
                } else {
                    Kind::Choice(names.into_iter().chain(default).collect())
                };
                note(variables, &id.name, kind);
            }
            for variant in variants {
                look(&variant.value, all, variables);
            }
        }
    }
}

fn look_inline(
    inline: &InlineExpression<String>,
    all: &Patterns<'_>,
    variables: &mut BTreeMap<String, Kind>,
) {
    match inline {
        InlineExpression::VariableReference { id } => note(variables, &id.name, Kind::Text),
        InlineExpression::FunctionReference {
            id,
            arguments: CallArguments { positional, .. },
        } => {
            let kind = if id.name == "DATETIME" {
                Kind::Time
            } else {
                Kind::Number
            };
            for argument in positional {
                if let InlineExpression::VariableReference { id } = argument {
                    note(variables, &id.name, kind.clone());
                }
            }
        }
        InlineExpression::MessageReference { id, attribute } => {
            let name = match attribute {
                Some(attribute) => format!("{}.{}", id.name, attribute.name),
                None => id.name.clone(),
            };
            look(
                all.get(&name).unwrap_or_else(|| panic!("there is no {name}")),
                all,
                variables,
            );
        }
        InlineExpression::TermReference { id, .. } => {
            let name = format!("-{}", id.name);
            look(
                all.get(&name).unwrap_or_else(|| panic!("there is no {name}")),
                all,
                variables,
            );
        }
        InlineExpression::Placeable { expression } => look_at(expression, all, variables),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

/// Keeps what tells the most about a variable; choices are gathered from all its uses.
fn note(variables: &mut BTreeMap<String, Kind>, name: &str, kind: Kind) {
    match (variables.get_mut(name), kind) {
        (Some(Kind::Choice(known)), Kind::Choice(more)) => known.extend(more),
        (Some(Kind::Text), kind) | (None, kind) => {
            variables.insert(name.to_owned(), kind);
        }
        (Some(_), _) => {}
    }
}
