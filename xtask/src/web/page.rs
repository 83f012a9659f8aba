//! What surrounds the program: page, styles, service worker, manifest, icons.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::letters::is_of_letters;
use super::maps::{self, is_of_maps};
use super::module::{GLUE, LOADER, MAIN, Module};
use super::{For, early, files_below, letters};
use crate::hash::Digest;
use crate::workspace::Workspace;

/// Files of `frontend/public` that are templates here; the others are copied as they are.
const BOOT: &str = "boot.js";
const SERVICE_WORKER: &str = "sw.js";
const MAP: &str = "map.js";
/// The part that speaks with the shell (`frontend/src/platform/shell.rs`).
const SHELL: &str = "split_shell";

/// Writes the whole app, uncompressed, to the empty folder `out`.
pub(super) fn assemble(workspace: &Workspace, whom: For, module: &Module, out: &Path) -> Result<()> {
    let frontend = workspace.root.join("frontend");
    let assets = Assets {
        folder: out.join("assets"),
    };
    fs::create_dir_all(&assets.folder)?;

    let wasm = assets.write("app", "wasm", &fs::read(module.folder.join(MAIN))?)?;
    let Glue {
        app: glue,
        loader,
        shell,
    } = glue(module, &assets)?;
    let folder = frontend.join("styles");
    let app = assets.write("app", "css", styles(&folder, STYLES)?.as_bytes())?;
    let pages = assets.write("pages", "css", styles(&folder, LATER_STYLES)?.as_bytes())?;
    let letters = letters::write(&workspace.npm_module(letters::PACKAGE), &assets)?;
    let places = [
        ("app_js", glue.as_str()),
        ("split_js", loader.as_str()),
        ("app_wasm", wasm.as_str()),
        ("app_css", app.as_str()),
    ];
    let shell = serde_json::to_string(&shell)?;
    let boot = fill(
        &frontend.join("public").join(BOOT),
        &[
            &places[..],
            &[
                ("shell_parts", shell.as_str()),
                ("pages_css", pages.as_str()),
                ("letters_css", letters.as_str()),
            ],
        ]
        .concat(),
    )?;
    let boot = assets.write("boot", "js", boot.as_bytes())?;

    for file in files_below(&frontend.join("public"))? {
        if ![BOOT, SERVICE_WORKER, MAP].contains(&file.as_str()) {
            copy(&frontend.join("public").join(&file), &out.join(&file))?;
        }
    }
    let programs = maps::write(workspace, &assets)?;
    let programs = programs
        .each_ref()
        .map(|(name, address)| (*name, address.as_str()));
    fs::write(
        out.join(MAP),
        fill(&frontend.join("public").join(MAP), &programs)?,
    )?;
    maps::copy(workspace, whom, out)?;
    let icons = workspace.root.join("icons");
    for file in files_below(&icons)?.iter().filter(|file| is_for_the_web(file)) {
        copy(&icons.join(file), &out.join("icons").join(file))?;
    }

    let page = fill(
        &frontend.join("index.html"),
        &[&places[..], &[("boot_js", boot.as_str())]].concat(),
    )?;
    fs::write(out.join("index.html"), page)?;
    write_service_worker(&frontend.join("public").join(SERVICE_WORKER), out)
}

/// The files a first visit fetches before home stands, with the bytes each takes over the network when gzipped: the
/// page and what it names. A test visits with a browser and holds it to that.
pub(crate) fn first_load(web: &Path) -> Result<Vec<(String, u64)>> {
    let page = fs::read_to_string(web.join("index.html"))?;
    let named = page
        .split("=\"/")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(file, _)| file)
        .filter(|file| !is_for_installing(file));
    // What is named twice is fetched once.
    let files: BTreeSet<&str> = ["index.html"].into_iter().chain(named).collect();
    sent(web, files.into_iter())
}

/// Every file that the service worker keeps, in the same way.
#[cfg(feature = "bench")]
pub(crate) fn whole_app(web: &Path) -> Result<Vec<(String, u64)>> {
    let files = files_below(web)?;
    let originals = files.iter().map(String::as_str);
    // Twins are counted with their file.
    sent(
        web,
        originals.filter(|file| !file.ends_with(".br") && !file.ends_with(".gz") && !comes_when_needed(file)),
    )
}

fn sent<'a>(web: &Path, files: impl Iterator<Item = &'a str>) -> Result<Vec<(String, u64)>> {
    files
        .map(|file| {
            let twin = web.join(format!("{file}.gz"));
            let sent = if twin.is_file() { twin } else { web.join(file) };
            Ok((file.to_owned(), fs::metadata(sent)?.len()))
        })
        .collect()
}

/// `assets/`, where a file is named by its content and so may be cached for ever.
pub(super) struct Assets {
    folder: PathBuf,
}

impl Assets {
    /// Writes a file and answers the address the browser asks for.
    pub(super) fn write(&self, stem: &str, type_: &str, bytes: &[u8]) -> Result<String> {
        let name = format!("{stem}.{}.{type_}", Digest::of(bytes));
        fs::write(self.folder.join(&name), bytes)?;
        Ok(format!("/assets/{name}"))
    }
}

/// The addresses of what joins the program to the page.
struct Glue {
    /// By wasm-bindgen.
    app: String,
    /// Loads lazy parts.
    loader: String,
    /// The parts that speak with the shell.
    shell: Vec<String>,
}

/// Writes the glue by wasm-bindgen and the one that loads lazy parts, and answers their addresses. What they name is
/// renamed by content; as they name each other, both bear the hash of both.
fn glue(module: &Module, assets: &Assets) -> Result<Glue> {
    let mut glue = fs::read_to_string(module.folder.join(GLUE))?;
    let mut loader = fs::read_to_string(module.folder.join(LOADER))?;
    let snippets = module.folder.join("snippets");
    if snippets.is_dir() {
        let mut digest = crate::hash::Hasher::default();
        digest.add_path(&snippets)?;
        let renamed = format!("snippets.{}", digest.finish());
        for file in files_below(&snippets)? {
            copy(&snippets.join(&file), &assets.folder.join(&renamed).join(file))?;
        }
        glue = glue.replace("./snippets/", &format!("./{renamed}/"));
    }
    for part in module.lazy_parts()? {
        let bytes = fs::read(module.folder.join(&part))?;
        let address = assets.write(part.trim_end_matches(".wasm"), "wasm", &bytes)?;
        loader = loader.replace(&format!("\"./{part}\""), &format!("\"{address}\""));
    }
    let shell = early::needs(&loader, SHELL)?;
    let shell = shell.into_iter().map(str::to_owned).collect();
    let loader = early::takes_early(&loader)?;
    let both = Digest::of(format!("{glue}{loader}").as_bytes());
    let [glue_name, loader_name] = ["app", "split"].map(|stem| format!("{stem}.{both}.js"));
    // Only where they import: the program itself knows the loader by its first name.
    let glue = imports(&glue, LOADER, &loader_name)?;
    let loader = imports(&loader, GLUE, &glue_name)?;
    fs::write(assets.folder.join(&glue_name), glue)?;
    fs::write(assets.folder.join(&loader_name), loader)?;
    Ok(Glue {
        app: format!("/assets/{glue_name}"),
        loader: format!("/assets/{loader_name}"),
        shell,
    })
}

/// A script with another name for what it imports.
fn imports(script: &str, from: &str, name: &str) -> Result<String> {
    let statement = format!("from\"./{from}\"");
    ensure!(script.contains(&statement), "nothing imports {from}");
    Ok(script.replace(&statement, &format!("from\"./{name}\"")))
}

/// What home and the frame around every page look like, and what the other pages do: the files of `frontend/styles` that either
/// list names, in its order.
const STYLES: &str = "index.txt";
const LATER_STYLES: &str = "later.txt";

/// The styles that this list names, as one file.
fn styles(folder: &Path, list: &str) -> Result<String> {
    let list = folder.join(list);
    let names = fs::read_to_string(&list).with_context(|| format!("{} can't be read", list.display()))?;
    let mut all = String::new();
    for name in names.lines() {
        let file = folder.join(name);
        let text = fs::read_to_string(&file).with_context(|| format!("{} can't be read", file.display()))?;
        all.push_str(&without_comments(&text));
    }
    Ok(all)
}

/// CSS without comments, indentation and empty lines. More isn't worth a parser: gzip takes care of the rest.
pub(super) fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    let mut quote = None;
    while let Some(letter) = rest.next() {
        match (quote, letter) {
            (None, '/') if rest.peek() == Some(&'*') => {
                rest.next();
                let mut before = ' ';
                for inside in rest.by_ref() {
                    if before == '*' && inside == '/' {
                        break;
                    }
                    before = inside;
                }
                continue;
            }
            (Some(_), '\\') => {
                kept.push(letter);
                kept.extend(rest.next());
                continue;
            }
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if letter == open => quote = None,
            _ => {}
        }
        kept.push(letter);
    }
    kept.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The service worker knows every file it has to keep, and is another one when any of them is.
fn write_service_worker(template: &Path, out: &Path) -> Result<()> {
    let mut hasher = crate::hash::Hasher::default();
    let mut addresses = vec!["/".to_owned()];
    for file in files_below(out)? {
        if is_for_installing(&file) || comes_when_needed(&file) {
            continue;
        }
        hasher.add(&file, &fs::read(out.join(&file))?);
        if file != "index.html" {
            addresses.push(format!("/{file}"));
        }
    }
    let files = serde_json::to_string_pretty(&addresses)?;
    let version = hasher.finish().to_string();
    let worker = fill(
        template,
        &[("version", version.as_str()), ("files", files.as_str())],
    )?;
    fs::write(out.join(SERVICE_WORKER), worker)?;
    Ok(())
}

/// The text of `template` with each `{{name}}` replaced by its value.
fn fill(template: &Path, places: &[(&str, &str)]) -> Result<String> {
    let text =
        fs::read_to_string(template).with_context(|| format!("{} can't be read", template.display()))?;
    fill_text(&text, places).with_context(|| format!("{} can't be filled in", template.display()))
}

fn fill_text(text: &str, places: &[(&str, &str)]) -> Result<String> {
    let mut filled = text.to_owned();
    for (name, value) in places {
        filled = filled.replace(&format!("{{{{{name}}}}}"), value);
    }
    if let Some((_, unknown)) = filled.split_once("{{") {
        bail!(
            "nothing to put in place of {{{{{}}}}}",
            unknown.split("}}").next().unwrap_or_default()
        );
    }
    Ok(filled)
}

pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
    fs::copy(from, to).with_context(|| format!("{} can't be copied", from.display()))?;
    Ok(())
}

/// Icons for the desktop's bundles (`.icns`, `.ico`, sizes for app stores) stay out of the web app.
fn is_for_the_web(icon: &str) -> bool {
    matches!(
        icon,
        "favicon.svg"
            | "icon.svg"
            | "icon-192.png"
            | "icon-512.png"
            | "icon-maskable-512.png"
            | "apple-touch-icon.png"
    )
}

/// What most people never need: letters for a device that has none, and maps. It stays once it has come.
fn comes_when_needed(file: &str) -> bool {
    is_of_letters(file) || is_of_maps(file)
}

/// Fetched when the app is put on a home screen, not to open it: all icons but the tab's.
fn is_for_installing(file: &str) -> bool {
    file.starts_with("icons/") && file != "icons/favicon.svg"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_strings_stay() {
        let css =
            "/* the paper */\n  a { content: \"/* kept */ \\\" '\"; }\n\n/* two\n lines **/b{color:red/**/}";
        assert_eq!(
            without_comments(css),
            "a { content: \"/* kept */ \\\" '\"; }\nb{color:red}\n"
        );
    }

    #[test]
    fn a_place_that_nothing_fills_is_an_error() {
        assert_eq!(
            fill_text("<a href=\"{{x}}\">", &[("x", "/1")]).expect("filled"),
            "<a href=\"/1\">"
        );
        let error = fill_text("{{x}} {{y}}", &[("x", "1")]).expect_err("y has no value");
        assert!(error.to_string().contains("{{y}}"), "{error}");
    }
}
