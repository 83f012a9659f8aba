//! The web app: from the crate `frontend` and its styles to `target/web`, the files that a server or the shell
//! hands out as they are.
//!
//! | in `target/web` | what | cached |
//! |---|---|---|
//! | `assets/*.<hash>.*` | program, glue, styles | for ever: the name changes with the bytes |
//! | `assets/letters.<hash>.css`, `assets/noto-….woff2` | letters for a device without Chinese ones | for ever, where they were needed |
//! | `assets/map-….<hash>.js`, `map/city.pmtiles` | what draws the map, and the map | once a map was opened |
//! | `index.html`, `manifest.webmanifest`, `sw.js`, `icons/…`, the rest of `frontend/public` | entry points | asked again each time |
//! | `*.br`, `*.gz` beside each | the same bytes, compressed | as the file itself |

mod compress;
mod early;
mod letters;
mod maps;
mod module;
mod page;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::hash::{Digest, Hasher, sorted_entries};
use crate::process::{cargo_home, step, watched};
use crate::workspace::{Workspace, cargo};

pub(crate) use page::first_load;
#[cfg(feature = "bench")]
pub(crate) use page::whole_app;

/// What a first visit may fetch before home stands, in bytes as they are sent: some ten seconds on a slow phone's network.
pub(crate) const FIRST_LOAD: u64 = 400_000;

/// Everything that the web app is made from. A change of any of it builds the app anew.
const INPUTS: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "client/Cargo.toml",
    "client/src",
    "domain/Cargo.toml",
    "domain/src",
    "frontend",
    "guide/Cargo.toml",
    "guide/src",
    "icons",
    "ledger/Cargo.toml",
    "ledger/src",
    "locales",
    "xtask/npm/package-lock.json",
    "xtask/src/web",
    "xtask/src/web.rs",
];

/// For whom the web app is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// For a city.
    People,
    /// For development and tests: the same, and `/gallery`.
    Development,
}

impl For {
    fn name(self) -> &'static str {
        match self {
            For::People => "people",
            For::Development => "development",
        }
    }

    fn features(self) -> &'static [&'static str] {
        match self {
            For::People => &[],
            For::Development => &["--features=gallery"],
        }
    }
}

/// Builds `target/web` unless it is up to date, and says where it is.
pub(crate) fn build(workspace: &Workspace, whom: For) -> Result<PathBuf> {
    let web = workspace.web();
    let stamp = workspace.notes().join("web.stamp");
    let inputs = format!("{} {}", whom.name(), inputs_digest(workspace, whom)?);
    if web.join("index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
        println!("• web app: up to date");
        return Ok(web);
    }
    step(
        "web app: compiling the interface to wasm (a minute or two the first time)",
        || {
            watched(
                cargo()
                    .current_dir(&workspace.root)
                    .args(["rustc", "--package=frontend", "--profile=wasm"])
                    .arg("--target=wasm32-unknown-unknown")
                    .args(whom.features())
                    .env("CARGO_ENCODED_RUSTFLAGS", rust_flags()?)
                    // By the relocations the program is cut into parts.
                    .args(["--", "-Clink-arg=--emit-relocs"]),
            )
        },
    )?;
    let module = step("web app: binding it to the browser and making it small", || {
        module::prepare(workspace, whom.name())
    })?;
    let fresh = workspace.notes().join("web.new");
    step("web app: page, styles, service worker, compressed twins", || {
        empty(&fresh)?;
        page::assemble(workspace, whom, &module, &fresh)?;
        hold_to(whom, &fresh)?;
        compress::twins(&fresh)?;
        hold_to_size(&first_load(&fresh)?)?;
        replace(&fresh, &web)
    })?;
    fs::write(stamp, inputs)?;
    Ok(web)
}

/// What the compiler is told of every crate, as cargo takes it.
fn rust_flags() -> Result<OsString> {
    // Leptos then gives all views one type, instead of one as long as the page: a sixth less code.
    let mut flags = vec![OsString::from("--cfg"), "erase_components".into()];
    // Messages of panics name files; where a crate lies on the machine that builds is nobody's business, and weighs.
    if let Some(sources) = cargo_home()
        .map(|home| home.join("registry/src"))
        .filter(|it| it.is_dir())
    {
        for registry in sorted_entries(&sources)? {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(registry);
            flag.push("/=");
            flags.push(flag);
        }
    }
    Ok(flags.join(OsStr::new("\u{1f}")))
}

fn inputs_digest(workspace: &Workspace, whom: For) -> Result<Digest> {
    let mut hasher = Hasher::default();
    let inputs = INPUTS.iter().map(|input| workspace.root.join(input));
    for input in inputs.chain(maps::of_city(workspace, whom)) {
        hasher.add_path(&input)?;
    }
    Ok(hasher.finish())
}

/// What only the gallery says: the name of its words.
const GALLERY: &[u8] = b"gallery-section";

/// What is for people has no gallery in it. What is for development has: so this can tell.
fn hold_to(whom: For, folder: &Path) -> Result<()> {
    let mut found = Vec::new();
    for file in files_below(folder)? {
        let bytes = fs::read(folder.join(&file))?;
        if bytes.windows(GALLERY.len()).any(|part| part == GALLERY) {
            found.push(file);
        }
    }
    match whom {
        For::People => ensure!(found.is_empty(), "the gallery is in what people get: {found:?}"),
        For::Development => ensure!(!found.is_empty(), "the gallery is nowhere to be found"),
    }
    Ok(())
}

/// A first visit fetches no more than it may. What made it grow is most often a function that home calls and that reaches
/// what another page needs: such a call belongs behind a part that comes later (`app/lazy.rs`).
fn hold_to_size(files: &[(String, u64)]) -> Result<()> {
    let bytes: u64 = files.iter().map(|(_, bytes)| bytes).sum();
    ensure!(
        bytes <= FIRST_LOAD,
        "a first visit would fetch {bytes} bytes, more than {FIRST_LOAD}: {files:?}"
    );
    Ok(())
}

/// Makes `folder` exist and be empty.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))
}

/// Puts `fresh` where `web` was, so that a server at work never sees half an app.
fn replace(fresh: &Path, web: &Path) -> Result<()> {
    let old = fresh.with_extension("old");
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    if web.exists() {
        fs::rename(web, &old)?;
    }
    fs::rename(fresh, web)?;
    if old.exists() {
        fs::remove_dir_all(old)?;
    }
    Ok(())
}

/// Every file below `folder`, as its path from there with `/` between, in order.
fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in sorted_entries(folder)? {
        let name = entry
            .file_name()
            .context("an entry has a name")?
            .to_string_lossy()
            .into_owned();
        if entry.is_dir() {
            files.extend(
                files_below(&entry)?
                    .into_iter()
                    .map(|file| format!("{name}/{file}")),
            );
        } else {
            files.push(name);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gallery_is_found_where_it_must_not_be_and_missed_where_it_must() {
        let folder = tempfile::tempdir().expect("a folder");
        let part = folder.path().join("assets/words.wasm");
        fs::create_dir_all(part.parent().expect("a folder")).expect("made");
        fs::write(&part, b"\0home-title\0").expect("written");
        hold_to(For::People, folder.path()).expect("nothing of the gallery");
        hold_to(For::Development, folder.path()).expect_err("no gallery");
        fs::write(&part, b"\0gallery-section\0").expect("written");
        let error = hold_to(For::People, folder.path()).expect_err("the gallery");
        assert!(error.to_string().contains("assets/words.wasm"), "{error}");
        hold_to(For::Development, folder.path()).expect("the gallery");
    }

    #[test]
    fn a_first_visit_that_has_grown_too_large_is_told_with_its_files() {
        let file = |name: &str, bytes| (name.to_owned(), bytes);
        hold_to_size(&[file("app.wasm", FIRST_LOAD - 1), file("index.html", 1)]).expect("it fits");
        let error =
            hold_to_size(&[file("app.wasm", FIRST_LOAD), file("index.html", 1)]).expect_err("too large");
        assert!(error.to_string().contains("app.wasm"), "{error}");
    }
}
