//! No file names the host of a package registry: which one is asked is each machine's own setting.

use std::fs;
use std::process::Command;

use crate::source::root;

/// Split, so that this file passes its own rule.
const HOSTS: &[[&str; 2]] = &[
    ["registry.", "npmjs"],
    ["registry.", "yarnpkg"],
    ["registry.", "npmmirror"],
    ["index.", "crates.io"],
    ["static.", "crates.io"],
    ["files.", "pythonhosted"],
    ["pypi", ".org"],
    ["deb.", "debian.org"],
    ["proxy.", "golang"],
    ["/arti", "factory/"],
];

fn hosts_in(text: &str) -> Vec<String> {
    HOSTS
        .iter()
        .map(|parts| parts.concat())
        .filter(|host| text.contains(host))
        .collect()
}

#[test]
fn no_file_names_a_registry_host() {
    let listing = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    let names = String::from_utf8(listing.stdout).expect("names are UTF-8");
    let files: Vec<&str> = names.split_terminator('\0').collect();
    assert!(files.contains(&"Cargo.lock"), "git lists this repository");
    let mut findings = Vec::new();
    for file in files {
        // One that is listed and gone was deleted and not committed; pictures hold no text.
        let Ok(bytes) = fs::read(root().join(file)) else {
            continue;
        };
        findings.extend(
            hosts_in(&String::from_utf8_lossy(&bytes))
                .into_iter()
                .map(|host| format!("{file}: {host}")),
        );
    }
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn a_host_is_found() {
    let host = ["https://registry.", "npmjs.org/axe-core"].concat();
    assert_eq!(hosts_in(&host), [HOSTS[0].concat()]);
    assert!(hosts_in("registry+https://github.com/rust-lang/crates.io-index").is_empty());
}
