//! Chinese letters for a device that has none: Noto Sans SC, cut by its publisher into slices by how common characters
//! are, of which a browser fetches those that a page shows.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::page::Assets;

/// The package that holds them, in `xtask/npm`.
pub(super) const PACKAGE: &str = "@fontsource-variable/noto-sans-sc";
const SLICE: &str = "url(./files/";

/// Where they become the letters of the app. Chinese takes Latin letters and figures from the same hand; English has its
/// own first.
const USED: &str = r#"
:root:root:root { --type: "Noto Sans SC Variable", system-ui, sans-serif; }
:root:root:lang(en) { --type: system-ui, "Noto Sans SC Variable", sans-serif; }
"#;

/// Writes the slices and their licence, and answers the address of the style sheet that names them.
pub(super) fn write(package: &Path, assets: &Assets) -> Result<String> {
    let licence = fs::read(package.join("LICENSE"))
        .with_context(|| format!("{PACKAGE} is missing: remove xtask/npm/node_modules and try again"))?;
    let licence = assets.write("noto-sans-sc-licence", "txt", &licence)?;
    let faces = fs::read_to_string(package.join("index.css"))?;
    let mut parts = faces.split(SLICE);
    let mut sheet = super::page::without_comments(parts.next().unwrap_or_default());
    let mut slices = 0;
    for part in parts {
        let (name, rest) = part.split_once(".woff2)").context("a slice is a woff2 file")?;
        let bytes = fs::read(package.join("files").join(name).with_extension("woff2"))?;
        let address = assets.write(name, "woff2", &bytes)?;
        sheet.push_str(&format!("url({address}){}", super::page::without_comments(rest)));
        slices += 1;
    }
    ensure!(slices > 0, "{PACKAGE} has no slices");
    let sheet = format!("/*! Noto Sans SC, SIL Open Font License 1.1: {licence} */\n{sheet}{USED}");
    assets.write("letters", "css", sheet.as_bytes())
}

/// Whether this file is for such devices alone: fetched and kept where it is needed, by no other.
pub(super) fn is_of_letters(file: &str) -> bool {
    file.ends_with(".woff2") || file.starts_with("assets/letters.") || file.starts_with("assets/noto-")
}
