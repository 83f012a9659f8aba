//! The program itself: cut into parts by wasm-split, glue by wasm-bindgen, size by wasm-opt and terser.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::files_below;
use crate::hash::Hasher;
use crate::process::{find_program, logged};
use crate::workspace::Workspace;

/// The WebAssembly features that today's browsers and web views all have, one by one: with "all features"
/// wasm-opt writes what none of them loads yet.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
];

/// For size. The lowest kilobyte is the far end of the stack, which no address is reckoned from. Functions in the order of
/// their names lie beside those that are made alike, and gzip, which looks back 32 KiB, finds them.
const SHRINK: &[&str] = &[
    "-Oz",
    "--low-memory-unused",
    "--reorder-functions-by-name",
    "--strip-producers",
];

/// What every page needs; wasm-bindgen chooses this name.
pub(super) const MAIN: &str = "app_bg.wasm";
/// The glue by which the main part fetches the others.
pub(super) const LOADER: &str = "split.js";
/// wasm-bindgen's glue.
pub(super) const GLUE: &str = "app.js";

/// A program ready for browsers.
pub(super) struct Module {
    /// Holds [`GLUE`], [`LOADER`], [`MAIN`], the other parts (`*.wasm`), and `snippets/` when a dependency brings
    /// JavaScript of its own.
    pub(super) folder: PathBuf,
}

impl Module {
    /// The names of the parts that are fetched when they are needed.
    pub(super) fn lazy_parts(&self) -> Result<Vec<String>> {
        lazy_parts(&self.folder)
    }
}

fn lazy_parts(folder: &Path) -> Result<Vec<String>> {
    let mut files = files_below(folder)?;
    files.retain(|file| file.ends_with(".wasm") && file != MAIN);
    Ok(files)
}

/// Cuts, binds and shrinks what cargo compiled. The result is kept under the hash of what it was made from: a change of
/// styles alone doesn't shrink the same program again, nor does one variant throw another away.
pub(super) fn prepare(workspace: &Workspace, variant: &str) -> Result<Module> {
    let compiled = workspace
        .cargo_target
        .join("wasm32-unknown-unknown/wasm/frontend.wasm");
    let bytes = fs::read(&compiled).with_context(|| format!("{} can't be read", compiled.display()))?;
    let cache = workspace.notes().join("wasm").join(variant);
    let mut key = Hasher::default();
    key.add("program", &bytes);
    key.add("options", [SHRINK, FEATURES].concat().concat().as_bytes());
    key.add_path(&workspace.root.join("xtask/npm/package-lock.json"))?;
    let folder = cache.join(key.finish().to_string());
    if !folder.is_dir() {
        let unfinished = cache.join("unfinished");
        super::empty(&cache)?;
        let main = split(&bytes, &unfinished)?;
        bind(main, &unfinished)?;
        shrink(workspace, &unfinished.join(MAIN))?;
        for part in lazy_parts(&unfinished)? {
            shrink(workspace, &unfinished.join(part))?;
        }
        for glue in [GLUE, LOADER] {
            minify(workspace, &unfinished.join(glue))?;
        }
        fs::rename(unfinished, &folder)?;
    }
    Ok(Module { folder })
}

/// Cuts off what only lazily loaded functions need (`wasm_split` in the frontend), each cut a file of its own. What is
/// left is the main part, yet to be bound.
fn split(wasm: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let main = folder.join("main.wasm");
    let link_name = format!("./{LOADER}");
    let main_module = format!("./{GLUE}");
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = &link_name;
    options.main_module = &main_module;
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("wasm-split: {error:#}"))?;
    let bytes = fs::read(&main)?;
    fs::remove_file(main)?;
    Ok(bytes)
}

fn bind(wasm: Vec<u8>, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_bytes("app", wasm)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                // wasm-opt goes by the names, and leaves them out.
                .remove_name_section(false)
                .remove_producers_section(true)
                // The table of functions, which the other parts hook into.
                .keep_lld_exports(true)
                .omit_default_module_path(true)
                .generate(folder)
        })
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))
}

/// Without comments, spaces and long names. Nothing is put in another form (`--compress`): what is exported stays.
fn minify(workspace: &Workspace, script: &Path) -> Result<()> {
    let script = script.as_os_str();
    let arguments = ["--module", "--mangle", "--output"].map(OsStr::new);
    let arguments = [script].into_iter().chain(arguments).chain([script]);
    node(workspace, "terser", "terser/bin/terser", arguments)
}

fn shrink(workspace: &Workspace, wasm: &Path) -> Result<()> {
    let wasm = wasm.as_os_str();
    let options = SHRINK.iter().chain(FEATURES).map(OsStr::new);
    let arguments = options.chain([wasm, "-o".as_ref(), wasm]);
    node(workspace, "wasm-opt", "binaryen/bin/wasm-opt", arguments)
}

/// Runs a tool that came through npm.
fn node<'a>(
    workspace: &Workspace,
    name: &str,
    program: &str,
    arguments: impl IntoIterator<Item = &'a OsStr>,
) -> Result<()> {
    let node = find_program(workspace, "node").context("node is not in PATH")?;
    logged(
        workspace,
        name,
        Command::new(node)
            .arg(workspace.npm_module(program))
            .args(arguments),
        "remove xtask/npm/node_modules and try again",
    )
}
