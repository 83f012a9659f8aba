//! From the plan to land: roads that are not quite straight, blocks between them, a river, a lake, hills, and the
//! boundaries of communities along the roads.

use anyhow::Result;
use serde_json::json;

use super::plan::{At, COLUMNS, Community, Names, Plan, ROWS};

/// Where the city would be: its north-western corner, and a column and a row in degrees (about 1,000 and 1,500 metres).
const WEST: f64 = 111.93;
const NORTH: f64 = 31.04;
const COLUMN: f64 = 0.010_49;
const ROW: f64 = 0.013_49;

/// The river is where the fourth row begins; so far from its middle are its banks and the roads along it.
const RIVER: usize = ROWS / 2;
const BANK: f64 = 0.085;
const BANK_ROAD: f64 = 0.13;
/// Blocks across and down in one field of the grid.
const BLOCKS: (usize, usize) = (3, 4);
/// The part of a block's side that is pavement, at each end.
const PAVEMENT: f64 = 0.09;

/// Degrees east and north.
pub(super) type Position = (f64, f64);

pub(super) enum Shape {
    Point(Position),
    Line(Vec<Position>),
    /// A closed line without its last point again.
    Land(Vec<Position>),
}

/// One thing on the map.
pub(super) struct Thing {
    pub(super) layer: &'static str,
    pub(super) kind: &'static str,
    pub(super) names: Names,
    /// The smallest zoom at which it is there.
    pub(super) from: u8,
    pub(super) shape: Shape,
}

pub(super) struct Land {
    pub(super) things: Vec<Thing>,
    communities: Vec<(String, Vec<Position>)>,
}

pub(super) fn lay_out(plan: &Plan) -> Land {
    let mut land = Land {
        things: Vec::new(),
        communities: Vec::new(),
    };
    for sides in &plan.hills {
        land.add("green", "wood", 9, Shape::Land(round_corners(*sides)));
    }
    for sides in &plan.parks {
        land.add("green", "park", 11, Shape::Land(round_corners(*sides)));
    }
    let (lake_names, middle, radii) = &plan.lake;
    let lake = ellipse(*middle, *radii);
    land.things.push(Thing {
        layer: "water",
        kind: "lake",
        names: lake_names.clone(),
        from: 9,
        shape: Shape::Land(lake),
    });
    land.river(&plan.river);
    let in_lake = |(x, y): At| {
        let (dx, dy) = (
            (x - middle.0) / (radii.0 + 0.06),
            (y - middle.1) / (radii.1 + 0.05),
        );
        dx * dx + dy * dy < 1.0
    };
    let on_green = |(x, y): At| {
        let has = |[west, north, east, south]: &[f64; 4]| {
            (*west..=*east).contains(&x) && (*north..=*south).contains(&y)
        };
        plan.hills.iter().chain(&plan.parks).any(has)
    };
    for column in 0..COLUMNS {
        for row in 0..ROWS {
            land.field(column, row, |at| in_lake(at) || on_green(at));
        }
    }
    land.main_roads(plan);
    land.railway();
    for community in &plan.communities {
        land.community(community);
    }
    for (names, at) in &plan.districts {
        land.name("district", 9, names, *at);
    }
    for (names, at) in &plan.landmarks {
        land.name("landmark", 14, names, *at);
    }
    land.name("lake", 12, lake_names, *middle);
    land.name("river", 11, &plan.river, (3.5, RIVER as f64 + shift(3.5)));
    land
}

impl Land {
    fn add(&mut self, layer: &'static str, kind: &'static str, from: u8, shape: Shape) {
        self.things.push(Thing {
            layer,
            kind,
            names: Names::new(),
            from,
            shape,
        });
    }

    fn name(&mut self, kind: &'static str, from: u8, names: &Names, at: At) {
        self.things.push(Thing {
            layer: "name",
            kind,
            names: names.clone(),
            from,
            shape: Shape::Point(position(at)),
        });
    }

    fn river(&mut self, names: &Names) {
        let steps = -8..=(COLUMNS as i32 + 2) * 4;
        let bank = |side: f64| {
            move |step: i32| {
                let x = f64::from(step) / 4.0;
                let wide = BANK + 0.015 * noise(step, 77);
                position((x, RIVER as f64 + shift(x) + side * wide))
            }
        };
        let north: Vec<Position> = steps.clone().map(bank(-1.0)).collect();
        let south: Vec<Position> = steps.map(bank(1.0)).collect();
        let shore = north.into_iter().chain(south.into_iter().rev()).collect();
        self.things.push(Thing {
            layer: "water",
            kind: "river",
            names: names.clone(),
            from: 9,
            shape: Shape::Land(shore),
        });
    }

    /// Blocks and lanes between four main roads.
    fn field(&mut self, column: usize, row: usize, is_open: impl Fn(At) -> bool) {
        let corner = |right: usize, down: usize| vertex(column + right, row + down);
        let (mut top, mut bottom) = (0.0, 1.0);
        // The river and its roads take their part.
        if row + 1 == RIVER {
            bottom -= BANK_ROAD;
        }
        if row == RIVER {
            top += BANK_ROAD;
        }
        let inside = |u: f64, v: f64| {
            let v = top + (bottom - top) * v;
            let [nw, ne, sw, se] = [corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)];
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                (a * (1.0 - u) + b * u) * (1.0 - v) + (c * (1.0 - u) + d * u) * v
            };
            (mix(nw.0, ne.0, sw.0, se.0), mix(nw.1, ne.1, sw.1, se.1))
        };
        let (across, down) = BLOCKS;
        let part = |step: usize, of: usize| step as f64 / of as f64;
        for i in 0..across {
            for j in 0..down {
                let middle = inside(part(2 * i + 1, 2 * across), part(2 * j + 1, 2 * down));
                if is_open(middle) {
                    continue;
                }
                let seed = ((column * 40 + i) * 400 + row * 20 + j) as i32;
                let side = |at: usize, of: usize, end: f64| (at as f64 + end) / of as f64;
                let [low, high] = [PAVEMENT, 1.0 - PAVEMENT];
                let corners = [(low, low), (high, low), (high, high), (low, high)];
                let block = corners.map(|(u, v)| position(inside(side(i, across, u), side(j, down, v))));
                let kind = if noise(seed, 5) > 0.72 { "green" } else { "block" };
                match kind {
                    "green" => self.add("green", "garden", 12, Shape::Land(block.to_vec())),
                    _ => self.add("block", "block", 12, Shape::Land(block.to_vec())),
                }
            }
        }
        let mut lane = |from: At, to: At| {
            let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
            if !is_open(middle) {
                self.add(
                    "road",
                    "lane",
                    13,
                    Shape::Line(vec![position(from), position(to)]),
                );
            }
        };
        for i in 1..across {
            for j in 0..down {
                let u = part(i, across);
                lane(inside(u, part(j, down)), inside(u, part(j + 1, down)));
            }
        }
        for j in 1..down {
            for i in 0..across {
                let v = part(j, down);
                lane(inside(part(i, across), v), inside(part(i + 1, across), v));
            }
        }
    }

    fn main_roads(&mut self, plan: &Plan) {
        let road = |names: &Names, line: Vec<At>| Thing {
            layer: "road",
            kind: "main",
            names: names.clone(),
            from: 10,
            shape: Shape::Line(line.into_iter().map(position).collect()),
        };
        let half = COLUMNS / 2;
        for row in 0..=ROWS {
            let Some(names) = plan.rows.get(row) else { continue };
            // Along the river, a road on each bank.
            let sides: &[f64] = if row == RIVER {
                &[-BANK_ROAD, BANK_ROAD]
            } else {
                &[0.0]
            };
            for side in sides {
                for (east, names) in names.iter().enumerate() {
                    let along = east * half..(east + 1) * half;
                    let line: Vec<At> = along
                        .flat_map(|column| edge((column, row), (column + 1, row)))
                        .chain([vertex((east + 1) * half, row)])
                        .map(|(x, y)| (x, y + side))
                        .collect();
                    self.things.push(road(names, line));
                }
            }
        }
        for column in 0..=COLUMNS {
            let Some(names) = plan.columns.get(column) else {
                continue;
            };
            for (south, names) in names.iter().enumerate() {
                let down = south * RIVER..(south + 1) * RIVER;
                let mut line: Vec<At> = down
                    .flat_map(|row| edge((column, row), (column, row + 1)))
                    .chain([vertex(column, (south + 1) * RIVER)])
                    .collect();
                // Every other one is a bridge; the others end at the bank.
                if column % 2 == 1 {
                    let at = if south == 0 { line.len() - 1 } else { 0 };
                    let sign = if south == 0 { -1.0 } else { 1.0 };
                    line[at].1 += sign * BANK_ROAD;
                }
                self.things.push(road(names, line));
            }
        }
    }

    fn railway(&mut self) {
        let line = (-4..=(COLUMNS as i32 + 4) * 2).map(|step| {
            let x = f64::from(step) / 2.0;
            position((x, 0.28 + 0.012 * (x - 6.0) * (x - 6.0) / 6.0))
        });
        self.add("rail", "rail", 10, Shape::Line(line.collect()));
    }

    fn community(&mut self, community: &Community) {
        let Community {
            id,
            names,
            column,
            row,
            width,
        } = community;
        let (left, right, top, bottom) = (*column, column + width, *row, row + 1);
        let mut line: Vec<At> = Vec::new();
        for x in left..right {
            line.extend(edge((x, bottom), (x + 1, bottom)));
        }
        line.extend(edge((right, bottom), (right, top)));
        for x in (left..right).rev() {
            line.extend(edge((x + 1, top), (x, top)));
        }
        line.extend(edge((left, top), (left, bottom)));
        let line: Vec<Position> = line.into_iter().map(position).collect();
        let middle = (*column as f64 + *width as f64 / 2.0, *row as f64 + 0.5);
        self.name("community", 12, names, middle);
        self.things.push(Thing {
            layer: "area",
            kind: "community",
            names: names.clone(),
            from: 9,
            shape: Shape::Land(line.clone()),
        });
        self.communities.push((id.clone(), line));
    }
}

/// The boundaries of communities, as a city would hand them over (RFC 7946).
pub(super) fn geojson(land: &Land) -> Result<String> {
    // Keys in the order of the alphabet: see `plan::names`.
    let mut features = Vec::new();
    for (id, line) in &land.communities {
        let millionth = |degrees: f64| (degrees * 1e6).round() / 1e6;
        let ring = line.iter().chain(line.first());
        let ring: Vec<[f64; 2]> = ring
            .map(|(long, lat)| [millionth(*long), millionth(*lat)])
            .collect();
        let geometry = json!({ "coordinates": [ring], "type": "Polygon" });
        let feature = json!({ "geometry": geometry, "id": id, "properties": {}, "type": "Feature" });
        features.push(serde_json::to_string(&feature)?);
    }
    let features = features.join(",\n");
    Ok(format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{features}\n]}}\n"
    ))
}

/// A crossing of main roads: not quite where the grid has it.
fn vertex(column: usize, row: usize) -> At {
    let (x, y) = (column as f64, row as f64);
    if row == RIVER {
        return (x, y + shift(x));
    }
    let seed = (column * 31 + row) as i32;
    (x + 0.13 * noise(seed, 1), y + 0.10 * noise(seed, 2))
}

/// From one crossing to the next, without that: its beginning and its bend. The same from both ends.
fn edge(from: (usize, usize), to: (usize, usize)) -> [At; 2] {
    let (a, b) = (vertex(from.0, from.1), vertex(to.0, to.1));
    let (low, high) = if from < to { (from, to) } else { (to, from) };
    let seed = ((low.0 * 31 + low.1) * 1_000 + high.0 * 31 + high.1) as i32;
    let bend = |kind: i32| 0.02 * noise(seed, kind);
    let middle = ((a.0 + b.0) / 2.0 + bend(3), (a.1 + b.1) / 2.0 + bend(4));
    // The river decides where what lies along it is.
    if from.1 == RIVER && to.1 == RIVER {
        let x = (a.0 + b.0) / 2.0;
        return [a, (x, RIVER as f64 + shift(x))];
    }
    [a, middle]
}

/// How far the river is from its row, here.
fn shift(x: f64) -> f64 {
    let wave = |length: f64, phase: f64| {
        // A parabola for each half wave: whole numbers and their like, the same on every machine.
        let turn = (x / length + phase).rem_euclid(2.0);
        let half = turn.rem_euclid(1.0);
        let height = 4.0 * half * (1.0 - half);
        if turn < 1.0 { height } else { -height }
    };
    0.11 * wave(3.3, 0.2) + 0.05 * wave(1.7, 0.9)
}

fn ellipse((x, y): At, (across, down): At) -> Vec<Position> {
    // A circle by its quarters: t from 0 to 1 gives ((1-t²)/(1+t²), 2t/(1+t²)).
    let quarter = |step: i32| {
        let t = f64::from(step) / 6.0;
        ((1.0 - t * t) / (1.0 + t * t), 2.0 * t / (1.0 + t * t))
    };
    let turned = |(cos, sin): (f64, f64), quarter: i32| match quarter {
        0 => (cos, sin),
        1 => (-sin, cos),
        2 => (-cos, -sin),
        _ => (sin, -cos),
    };
    (0..24)
        .map(|step| {
            let (cos, sin) = turned(quarter(step % 6), step / 6);
            let far = 1.0 + 0.09 * noise(step, 9);
            position((x + across * cos * far, y + down * sin * far))
        })
        .collect()
}

fn round_corners([west, north, east, south]: [f64; 4]) -> Vec<Position> {
    let (across, down) = ((east - west) * 0.2, (south - north) * 0.2);
    [
        (west + across, north),
        (east - across, north),
        (east, north + down),
        (east, south - down),
        (east - across, south),
        (west + across, south),
        (west, south - down),
        (west, north + down),
    ]
    .map(position)
    .to_vec()
}

fn position((x, y): At) -> Position {
    (WEST + x * COLUMN, NORTH - y * ROW)
}

/// Between -1 and 1, the same for the same.
fn noise(seed: i32, kind: i32) -> f64 {
    let mut mixed =
        (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (kind as u64).wrapping_mul(0xd1b5_4a32_d192_ed03);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    (mixed % 2_001) as f64 / 1_000.0 - 1.0
}
