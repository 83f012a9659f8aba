//! Reading Rust source as tokens: comments and formatting gone, macros' insides kept, test code left out.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the repository")
}

/// One Rust file.
pub(crate) struct Source {
    /// From the repository's root.
    pub(crate) path: PathBuf,
    /// Without `#[cfg(test)]` and `#[test]` items, and without attributes (so without documentation).
    pub(crate) tokens: Vec<TokenTree>,
}

/// A string literal and where it stands.
pub(crate) struct Literal {
    pub(crate) value: String,
    /// As it is written, with its escapes.
    pub(crate) written: String,
    pub(crate) line: usize,
}

impl Source {
    pub(crate) fn parse(path: impl Into<PathBuf>, text: &str) -> Self {
        let path = path.into();
        let stream: TokenStream = text
            .parse()
            .unwrap_or_else(|error| panic!("{} is not Rust: {error}", path.display()));
        Self {
            path,
            tokens: production(stream),
        }
    }

    /// Every string literal, however deep, in order.
    pub(crate) fn literals(&self) -> Vec<Literal> {
        let mut literals = Vec::new();
        walk(&self.tokens, &mut |tokens| {
            literals.extend(tokens.iter().filter_map(string_literal))
        });
        literals.sort_by_key(|literal| literal.line);
        literals
    }

    /// `path:line: what`, as editors understand it.
    pub(crate) fn finding(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path.display())
    }
}

/// Every Rust file below `folders`, tests (`tests/`, `tests.rs`) and the suites that each implementation of a port
/// runs (`contract/`, `contract.rs`) left out. A folder that doesn't exist is a mistake in the rule that names it.
pub(crate) fn sources(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        rust_files(&root().join(folder), &mut found);
    }
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("the file was just listed");
            Source::parse(path.strip_prefix(root()).expect("below the root"), &text)
        })
        .collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.expect("listed").path()).collect();
    entries.sort();
    for path in entries {
        let stem = path.file_stem().unwrap_or_default();
        if stem == "tests" || stem == "contract" {
            continue;
        } else if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|type_| type_ == "rs") {
            found.push(path);
        }
    }
}

/// Calls `visit` with each sequence of tokens that stand side by side: the outermost, then the inside of each group.
pub(crate) fn walk(tokens: &[TokenTree], visit: &mut dyn FnMut(&[TokenTree])) {
    visit(tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            walk(&inside(group), visit);
        }
    }
}

pub(crate) fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

pub(crate) fn is_ident(token: Option<&TokenTree>, name: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == name)
}

pub(crate) fn is_punct(token: Option<&TokenTree>, letter: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == letter)
}

/// The string that this token is, if it is one: `"…"` or `r#"…"#`.
pub(crate) fn string_literal(token: &TokenTree) -> Option<Literal> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    let written = literal.to_string();
    let raw = written.strip_prefix('r').map(|rest| rest.trim_matches('#'));
    let quoted = raw.unwrap_or(&written);
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let value = if raw.is_some() {
        inner.to_owned()
    } else {
        unescape(inner)
    };
    Some(Literal {
        value,
        line: literal.span().start().line,
        written,
    })
}

/// The simple escapes; `\u{…}` stays as written, which no rule here minds.
fn unescape(text: &str) -> String {
    text.replace("\\\"", "\"")
        .replace("\\n", "\n")
        .replace("\\\\", "\\")
}

/// `stream` without attributes, and without the items that only tests have.
fn production(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    let mut for_tests = false;
    while let Some(token) = tokens.next() {
        if is_punct(Some(&token), '#') {
            // `#![…]` speaks of the whole file: only the brackets are skipped.
            if is_punct(tokens.peek(), '!') {
                tokens.next();
            }
            if let Some(TokenTree::Group(attribute)) = tokens.next_if(is_bracketed) {
                for_tests |= is_test_attribute(&attribute);
                continue;
            }
        }
        if for_tests {
            // The item ends with its body or its semicolon.
            let ends = is_punct(Some(&token), ';')
                || matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            for_tests = !ends;
            continue;
        }
        kept.push(match token {
            TokenTree::Group(group) => {
                let mut copy = Group::new(
                    group.delimiter(),
                    production(group.stream()).into_iter().collect(),
                );
                copy.set_span(group.span());
                TokenTree::Group(copy)
            }
            other => other,
        });
    }
    kept
}

fn is_bracketed(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
}

/// `#[test]`, `#[tokio::test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`; not `#[cfg(not(test))]`.
fn is_test_attribute(attribute: &Group) -> bool {
    let text = attribute.stream().to_string().replace(' ', "");
    let last = text.split('(').next().unwrap_or_default();
    last == "test"
        || last.ends_with("::test")
        || text.starts_with("cfg(test)")
        || text.starts_with("cfg(all(test,")
}

#[test]
fn comments_documentation_and_tests_are_left_out() {
    let source = Source::parse(
        "a.rs",
        r##"
        //! "module"
        /// "item"
        fn a() { call(r#"raw"#, "one \"quoted\"", b"bytes", 'c'); } // "comment"
        #[cfg(test)] const T: &str = "test";
        #[cfg(not(test))] const N: &str = "production";
        mod m { #[tokio::test] async fn t() { "inner test" } fn p() { view! { <p>"deep"</p> } } }
        #[cfg(test)] mod tests { fn t() { "also test" } }
        "##,
    );
    let values: Vec<String> = source
        .literals()
        .into_iter()
        .map(|literal| literal.value)
        .collect();
    assert_eq!(values, ["raw", "one \"quoted\"", "production", "deep"]);
}
