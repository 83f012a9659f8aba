//! What draws the map, and the map that the app brings: MapLibre with its worker, what reads PMTiles, and a file of tiles.
//! They come when a map is opened.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::For;
use super::page::Assets;
use crate::map;
use crate::workspace::Workspace;

/// Names the file of the city that the app is built for.
const FILE: &str = "HUISHENG_MAP";
/// Where pages find it.
const PLACE: &str = "map/city.pmtiles";
/// How the names of the programs begin.
const BEGINNING: &str = "map-";

/// Writes the programs, and answers the addresses that `map.js` loads them by.
pub(super) fn write(workspace: &Workspace, assets: &Assets) -> Result<[(&'static str, String); 3]> {
    let read = |file: &str| {
        let path = workspace.npm_module(file);
        let text = fs::read_to_string(&path).with_context(|| format!("{} is missing", path.display()))?;
        // Where its source lies is of no use to anybody who looks at a map.
        let lines = text
            .lines()
            .filter(|line| !line.starts_with("//# sourceMappingURL"));
        anyhow::Ok(lines.collect::<Vec<_>>().join("\n"))
    };
    let named = |name: &str| format!("{BEGINNING}{name}");
    let draw = read("maplibre-gl/dist/maplibre-gl.mjs")?;
    let work = read("maplibre-gl/dist/maplibre-gl-worker.mjs")?;
    // It comes as a script that sets a variable.
    let tiles = format!("{}\nexport default pmtiles;\n", read("pmtiles/dist/pmtiles.js")?);
    Ok([
        ("map_draw", assets.write(&named("draw"), "js", draw.as_bytes())?),
        ("map_work", assets.write(&named("work"), "js", work.as_bytes())?),
        ("map_read", assets.write(&named("read"), "js", tiles.as_bytes())?),
    ])
}

/// The map that goes with the app: the one of the city that it is built for, or in development the demo city's.
pub(super) fn of_city(workspace: &Workspace, whom: For) -> Option<PathBuf> {
    let demo = || workspace.root.join(map::FOLDER).join(map::FILE);
    let own = env::var_os(FILE).map(PathBuf::from);
    own.or_else(|| (whom == For::Development).then(demo))
}

/// Puts that map where pages find it.
pub(super) fn copy(workspace: &Workspace, whom: For, out: &Path) -> Result<()> {
    match of_city(workspace, whom) {
        Some(file) => super::page::copy(&file, &out.join(PLACE)),
        None => Ok(()),
    }
}

/// Whether this file comes only when a map is opened.
pub(super) fn is_of_maps(file: &str) -> bool {
    file.strip_prefix("assets/")
        .is_some_and(|name| name.starts_with(BEGINNING))
        || file == PLACE
}
