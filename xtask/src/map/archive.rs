//! All tiles as one file that is read by ranges: PMTiles, version 3
//! (<https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>).

use anyhow::Result;
use serde_json::json;

use super::land::{Land, Position, Shape};
use super::tile::{self, Tile, on_map, varint};

/// Zooms that have tiles of their own; nearer than that, the last ones are drawn larger.
const ZOOMS: std::ops::RangeInclusive<u8> = 9..=14;
const GZIP: u8 = 2;
const VECTOR_TILES: u8 = 1;
const HEADER: u64 = 127;

pub(super) fn write(land: &Land) -> Result<Vec<u8>> {
    let (low, high) = sides(land);
    let mut tiles: Vec<(u64, Vec<u8>)> = Vec::new();
    for zoom in ZOOMS {
        let (west, north) = on_map(zoom, (low.0, high.1));
        let (east, south) = on_map(zoom, (high.0, low.1));
        for x in west as u32..=east as u32 {
            for y in north as u32..=south as u32 {
                if let Some(tile) = tile::write(land, (zoom, x, y)) {
                    tiles.push((number((zoom, x, y)), gzip(&tile)?));
                }
            }
        }
    }
    tiles.sort_unstable_by_key(|(number, _)| *number);

    let directory = gzip(&directory(&tiles))?;
    let layer = |id: &str| json!({ "fields": {}, "id": id });
    let layers = ["green", "water", "block", "area", "road", "rail", "name"].map(layer);
    let metadata = gzip(
        json!({ "name": "demo", "vector_layers": layers })
            .to_string()
            .as_bytes(),
    )?;
    let data: Vec<u8> = tiles.iter().flat_map(|(_, tile)| tile).copied().collect();

    let mut file = Vec::new();
    file.extend(b"PMTiles\x03");
    let [directory_len, metadata_len, data_len] =
        [directory.len(), metadata.len(), data.len()].map(|length| length as u64);
    let (metadata_at, data_at) = (HEADER + directory_len, HEADER + directory_len + metadata_len);
    let count = tiles.len() as u64;
    for word in [
        HEADER,
        directory_len,
        metadata_at,
        metadata_len,
        // No leaf directories.
        data_at,
        0,
        data_at,
        data_len,
        // Addressed tiles, entries, and different contents.
        count,
        count,
        count,
    ] {
        file.extend(word.to_le_bytes());
    }
    file.extend([1, GZIP, GZIP, VECTOR_TILES, *ZOOMS.start(), *ZOOMS.end()]);
    let middle = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
    let degrees = |file: &mut Vec<u8>, (long, lat): Position| {
        for degrees in [long, lat] {
            #[allow(clippy::cast_possible_truncation, reason = "at most 1.8 thousand million")]
            file.extend(((degrees * 1e7).round() as i32).to_le_bytes());
        }
    };
    degrees(&mut file, low);
    degrees(&mut file, high);
    file.push(12);
    degrees(&mut file, middle);
    file.extend(directory);
    file.extend(metadata);
    file.extend(data);
    Ok(file)
}

/// The corners of all communities.
fn sides(land: &Land) -> (Position, Position) {
    let mut low = (180.0_f64, 90.0_f64);
    let mut high = (-180.0_f64, -90.0_f64);
    for thing in land.things.iter().filter(|thing| thing.layer == "area") {
        if let Shape::Land(line) = &thing.shape {
            for (long, lat) in line {
                low = (low.0.min(*long), low.1.min(*lat));
                high = (high.0.max(*long), high.1.max(*lat));
            }
        }
    }
    (low, high)
}

fn directory(tiles: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(&mut out, tiles.len() as u64);
    let mut last = 0;
    for (number, _) in tiles {
        varint(&mut out, number - last);
        last = *number;
    }
    // Each entry is one tile.
    tiles.iter().for_each(|_| varint(&mut out, 1));
    tiles
        .iter()
        .for_each(|(_, tile)| varint(&mut out, tile.len() as u64));
    // The first begins at 0; the others where the one before ends.
    (0..tiles.len()).for_each(|place| varint(&mut out, u64::from(place == 0)));
    out
}

/// Tiles are numbered along a Hilbert curve, zoom after zoom.
fn number((zoom, mut x, mut y): Tile) -> u64 {
    let before: u64 = (0..zoom).map(|zoom| 1 << (2 * zoom)).sum();
    let mut along = 0;
    let mut side = 1_u32 << zoom >> 1;
    while side > 0 {
        let (right, down) = (u32::from(x & side > 0), u32::from(y & side > 0));
        along += u64::from(side) * u64::from(side) * u64::from((3 * right) ^ down);
        if down == 0 {
            if right == 1 {
                (x, y) = ((side - 1).wrapping_sub(x), (side - 1).wrapping_sub(y));
            }
            (x, y) = (y, x);
        }
        side >>= 1;
    }
    before + along
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the specification.
    #[test]
    fn tiles_are_numbered_along_the_curve() {
        for (tile, expected) in [
            ((0, 0, 0), 0),
            ((1, 0, 0), 1),
            ((1, 0, 1), 2),
            ((1, 1, 1), 3),
            ((1, 1, 0), 4),
            ((2, 0, 0), 5),
            ((12, 3_423, 1_763), 19_078_479),
        ] {
            assert_eq!(number(tile), expected, "{tile:?}");
        }
    }
}
