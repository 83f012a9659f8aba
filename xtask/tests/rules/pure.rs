//! `domain`, `ledger`, `guide` and `client` do no I/O: the same code folds the same log on a server, a phone and in a browser.

use std::process::Command;

use proc_macro2::TokenTree;

use crate::source::{Source, inside, is_ident, is_punct, root, sources, walk};

const PURE: &[&str] = &["domain", "ledger", "guide", "client"];

/// Crates that reach the network, a disk, a clock's interrupts or a screen.
const IO_CRATES: &[&str] = &[
    "async-std",
    "axum",
    "hyper",
    "leptos",
    "mio",
    "reqwest",
    "rusqlite",
    "smol",
    "socket2",
    "sqlx",
    "sqlx-core",
    "tauri",
    "tokio",
    "web-sys",
];

/// Modules of `std` that do.
const IO_MODULES: &[&str] = &["env", "fs", "net", "process", "thread"];

/// Each way to a forbidden crate in what `cargo tree --prefix depth` prints: a line a crate, its depth before it.
fn ways_to_io(tree: &str) -> Vec<String> {
    let mut ways = Vec::new();
    let mut way: Vec<&str> = Vec::new();
    for line in tree.lines() {
        let name = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let depth: usize = line[..line.len() - name.len()]
            .parse()
            .expect("each line begins with its depth");
        way.truncate(depth);
        way.push(name.split(' ').next().unwrap_or_default());
        if IO_CRATES.contains(&way[depth]) {
            ways.push(way.join(" → "));
        }
    }
    ways
}

/// What `package` is compiled with, tests and build scripts left out.
fn tree(package: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--edges=normal", "--prefix=depth", "--package", package])
        .current_dir(root())
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("names are UTF-8")
}

/// Uses of the modules of `std` that do I/O: `std::fs::…` and `use std::{fs, …}` alike.
fn io_modules(source: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    walk(&source.tokens, &mut |tokens| {
        for (at, token) in tokens.iter().enumerate() {
            let path = is_ident(Some(token), "std")
                && is_punct(tokens.get(at + 1), ':')
                && is_punct(tokens.get(at + 2), ':');
            let named: Vec<TokenTree> = match tokens.get(at + 3) {
                Some(TokenTree::Group(group)) if path => inside(group),
                Some(next) if path => vec![next.clone()],
                _ => continue,
            };
            for module in IO_MODULES {
                if named.iter().any(|token| is_ident(Some(token), module)) {
                    findings.push(source.finding(token.span().start().line, &format!("std::{module}")));
                }
            }
        }
    });
    findings
}

#[test]
fn pure_crates_are_not_compiled_with_io() {
    let ways: Vec<String> = PURE.iter().flat_map(|name| ways_to_io(&tree(name))).collect();
    assert!(ways.is_empty(), "\n{}", ways.join("\n"));
}

#[test]
fn pure_crates_use_no_io_of_std() {
    let folders: Vec<String> = PURE.iter().map(|name| format!("{name}/src")).collect();
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let findings: Vec<String> = sources(&folders).iter().flat_map(io_modules).collect();
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn io_far_down_is_found() {
    let tree = "0domain v0.1.0 (/x)\n1helper v1.0.0\n2deep v1.0.0\n3tokio v1.0.0\n2serde v1.0.0\n1serde v1.0.0 (*)\n";
    assert_eq!(ways_to_io(tree), ["domain → helper → deep → tokio"]);
    assert!(ways_to_io("0domain v0.1.0 (/x)\n1serde v1.0.0\n").is_empty());
}

#[test]
fn each_way_of_naming_a_module_is_found() {
    let source = Source::parse(
        "a.rs",
        "use std::fs;\nuse std::{fmt, net::TcpStream};\nfn f() { std::process::exit(1) }\nuse std::fmt::Display;\n\
         #[cfg(test)] mod tests { use std::thread; }",
    );
    assert_eq!(
        io_modules(&source),
        ["a.rs:1: std::fs", "a.rs:2: std::net", "a.rs:3: std::process"]
    );
}
