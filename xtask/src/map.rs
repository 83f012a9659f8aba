//! The map of the demo city: a city that there is nowhere, laid out from `backend/demo/map/plan.json` the same every time.
//! `city.pmtiles` is what the app draws, `boundaries.geojson` says which community a point is in; both are committed, and
//! a test holds them to the plan. A real city brings its own two files.

mod archive;
mod land;
mod plan;
mod tile;

use std::fs;

use anyhow::Result;

use crate::workspace::Workspace;

/// What the map is made of, and where both files go.
pub(crate) const FOLDER: &str = "backend/demo/map";
/// The map itself.
pub(crate) const FILE: &str = "city.pmtiles";
const BOUNDARIES: &str = "boundaries.geojson";

/// Writes both files anew.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join(FOLDER);
    let (map, boundaries) = make(workspace)?;
    println!("• map of the demo city: {} kB", map.len() / 1_000);
    fs::write(folder.join(FILE), map)?;
    fs::write(folder.join(BOUNDARIES), boundaries)?;
    Ok(())
}

fn make(workspace: &Workspace) -> Result<(Vec<u8>, String)> {
    let demo = workspace.root.join("backend/demo");
    let plan = serde_json::from_str(&fs::read_to_string(demo.join("map/plan.json"))?)?;
    let city = serde_json::from_str(&fs::read_to_string(demo.join("city.json"))?)?;
    let land = land::lay_out(&plan::Plan::of(&plan, &city)?);
    let map = archive::write(&land)?;
    Ok((map, land::geojson(&land)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_what_the_plan_says_and_small() {
        let workspace = Workspace::locate().expect("a workspace");
        let (map, boundaries) = make(&workspace).expect("a map");
        let folder = workspace.root.join(FOLDER);
        let kept = fs::read_to_string(folder.join(BOUNDARIES)).expect("boundaries");
        assert!(kept == boundaries, "run `cargo xtask map`");
        assert!(
            fs::read(folder.join(FILE)).expect("a map") == map,
            "run `cargo xtask map`"
        );
        assert!(map.len() < 300_000, "{} bytes", map.len());
    }
}
