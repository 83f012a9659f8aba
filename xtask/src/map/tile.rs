//! Vector tiles: what lies in a square of the map, in the format that is described at
//! <https://github.com/mapbox/vector-tile-spec> (2.1), a message of Protocol Buffers.

use super::land::{Land, Position, Shape, Thing};
use super::plan::Names;

/// Units on a tile's side.
const EXTENT: f64 = 4_096.0;
/// So far past its sides a tile has what goes on there, so that lines meet.
const MARGIN: f64 = 80.0;
/// Layers, from the lowest.
const LAYERS: [&str; 7] = ["area", "green", "water", "block", "road", "rail", "name"];

/// A place in a tile, in units.
type Place = (f64, f64);

/// A tile of the Web Mercator grid: zoom, column, row.
pub(super) type Tile = (u8, u32, u32);

/// Where a position is on the whole map at this zoom, in tiles.
pub(super) fn on_map(zoom: u8, (long, lat): Position) -> (f64, f64) {
    let tiles = f64::from(1_u32 << zoom);
    let sine = lat.to_radians().sin();
    let down = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI);
    ((long / 360.0 + 0.5) * tiles, down * tiles)
}

/// The tile as bytes; `None` where it would be empty.
pub(super) fn write(land: &Land, tile: Tile) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for name in LAYERS {
        let mut layer = Layer::default();
        for thing in land
            .things
            .iter()
            .filter(|thing| thing.layer == name && thing.from <= tile.0)
        {
            layer.add(thing, tile);
        }
        if !layer.features.is_empty() {
            bytes(&mut out, 3, &layer.written(name));
        }
    }
    (!out.is_empty()).then_some(out)
}

#[derive(Default)]
struct Layer {
    features: Vec<u8>,
    keys: Vec<String>,
    values: Vec<String>,
}

impl Layer {
    fn add(&mut self, thing: &Thing, tile: Tile) {
        let here = |position: &Position| {
            let (x, y) = on_map(tile.0, *position);
            ((x - f64::from(tile.1)) * EXTENT, (y - f64::from(tile.2)) * EXTENT)
        };
        let (kind, geometry) = match &thing.shape {
            Shape::Point(position) => {
                let (x, y) = here(position);
                let is_here = (0.0..EXTENT).contains(&x) && (0.0..EXTENT).contains(&y);
                (1, if is_here { points(&[(x, y)]) } else { Vec::new() })
            }
            Shape::Line(line) => {
                let line: Vec<Place> = line.iter().map(here).collect();
                let mut pen = Pen::default();
                pieces(&line).iter().for_each(|piece| pen.line(piece));
                (2, pen.commands)
            }
            Shape::Land(line) => {
                let line = cut(line.iter().map(here).collect());
                let mut pen = Pen::default();
                pen.ring(line);
                (3, pen.commands)
            }
        };
        if geometry.is_empty() {
            return;
        }
        let mut tags = Vec::new();
        let mut tag = |key: &str, value: &str| {
            varint(&mut tags, place(&mut self.keys, key));
            varint(&mut tags, place(&mut self.values, value));
        };
        tag("kind", thing.kind);
        let names: &Names = &thing.names;
        names
            .iter()
            .for_each(|(language, name)| tag(&format!("name:{language}"), name));
        let mut feature = Vec::new();
        bytes(&mut feature, 2, &tags);
        number(&mut feature, 3, kind);
        let mut commands = Vec::new();
        geometry
            .iter()
            .for_each(|command| varint(&mut commands, u64::from(*command)));
        bytes(&mut feature, 4, &commands);
        bytes(&mut self.features, 2, &feature);
    }

    fn written(&self, name: &str) -> Vec<u8> {
        let mut out = Vec::new();
        number(&mut out, 15, 2);
        bytes(&mut out, 1, name.as_bytes());
        out.extend(&self.features);
        self.keys
            .iter()
            .for_each(|key| bytes(&mut out, 3, key.as_bytes()));
        for value in &self.values {
            let mut text = Vec::new();
            bytes(&mut text, 1, value.as_bytes());
            bytes(&mut out, 4, &text);
        }
        number(&mut out, 5, EXTENT as u64);
        out
    }
}

/// The place of a word among those that are written once.
fn place(words: &mut Vec<String>, word: &str) -> u64 {
    let known = words.iter().position(|known| known == word);
    let place = known.unwrap_or_else(|| {
        words.push(word.to_owned());
        words.len() - 1
    });
    place as u64
}

const MOVE: u32 = 1;
const LINE: u32 = 2;
const CLOSE: u32 = 7;

fn points(places: &[Place]) -> Vec<u32> {
    let mut pen = Pen::default();
    pen.command(MOVE, places.len());
    places.iter().for_each(|place| pen.go(rounded(*place)));
    pen.commands
}

/// Draws by steps from where it is.
#[derive(Default)]
struct Pen {
    at: (i32, i32),
    commands: Vec<u32>,
}

impl Pen {
    fn command(&mut self, command: u32, count: usize) {
        self.commands.push(command | (count as u32) << 3);
    }

    fn go(&mut self, to: (i32, i32)) {
        let zigzag = |step: i32| ((step << 1) ^ (step >> 31)) as u32;
        self.commands.push(zigzag(to.0 - self.at.0));
        self.commands.push(zigzag(to.1 - self.at.1));
        self.at = to;
    }

    fn draw(&mut self, places: &[(i32, i32)]) {
        self.command(MOVE, 1);
        self.go(places[0]);
        self.command(LINE, places.len() - 1);
        places[1..].iter().for_each(|place| self.go(*place));
    }

    fn line(&mut self, line: &[Place]) {
        let mut places: Vec<(i32, i32)> = line.iter().copied().map(rounded).collect();
        places.dedup();
        if places.len() > 1 {
            self.draw(&places);
        }
    }

    fn ring(&mut self, line: Vec<Place>) {
        let mut places: Vec<(i32, i32)> = line.into_iter().map(rounded).collect();
        places.dedup();
        if places.first() == places.last() {
            places.pop();
        }
        if places.len() < 3 {
            return;
        }
        let next = places.iter().cycle().skip(1);
        let twice: i64 = places.iter().zip(next).map(|(a, b)| cross(*a, *b)).sum();
        if twice < 0 {
            places.reverse();
        }
        if twice != 0 {
            self.draw(&places);
            self.command(CLOSE, 1);
        }
    }
}

fn cross(a: (i32, i32), b: (i32, i32)) -> i64 {
    i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)
}

#[allow(clippy::cast_possible_truncation, reason = "within a tile and its margin")]
fn rounded((x, y): Place) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// Each side of the square that a tile with its margin is: which coordinate, which limit, which direction is in.
const SIDES: [(usize, f64, f64); 4] = [
    (0, -MARGIN, 1.0),
    (0, EXTENT + MARGIN, -1.0),
    (1, -MARGIN, 1.0),
    (1, EXTENT + MARGIN, -1.0),
];

/// How far inside a side a place is.
fn depth((x, y): Place, (axis, limit, inward): (usize, f64, f64)) -> f64 {
    (if axis == 0 { x } else { y } - limit) * inward
}

fn between(a: Place, b: Place, part: f64) -> Place {
    (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part)
}

/// The part of a piece of land that is in the square (Sutherland and Hodgman).
fn cut(mut line: Vec<Place>) -> Vec<Place> {
    for side in SIDES {
        let mut kept = Vec::with_capacity(line.len());
        let next = line.iter().cycle().skip(1);
        for (a, b) in line.iter().zip(next) {
            let (from, to) = (depth(*a, side), depth(*b, side));
            if from >= 0.0 {
                kept.push(*a);
            }
            if (from >= 0.0) != (to >= 0.0) {
                kept.push(between(*a, *b, from / (from - to)));
            }
        }
        line = kept;
    }
    line
}

/// The pieces of a line that are in the square.
fn pieces(line: &[Place]) -> Vec<Vec<Place>> {
    let mut pieces: Vec<Vec<Place>> = Vec::new();
    for ends in line.windows(2) {
        let (mut a, mut b) = (ends[0], ends[1]);
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for side in SIDES {
            let (from, to) = (depth(a, side), depth(b, side));
            match (from >= 0.0, to >= 0.0) {
                (false, false) => enters = 2.0,
                (false, true) => enters = enters.max(from / (from - to)),
                (true, false) => leaves = leaves.min(from / (from - to)),
                (true, true) => {}
            }
        }
        if enters >= leaves {
            continue;
        }
        (a, b) = (between(a, b, enters), between(a, b, leaves));
        match pieces
            .last_mut()
            .filter(|piece| enters == 0.0 && piece.last() == Some(&a))
        {
            Some(piece) => piece.push(b),
            None => pieces.push(vec![a, b]),
        }
    }
    pieces
}

pub(super) fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn number(out: &mut Vec<u8>, field: u64, value: u64) {
    varint(out, field << 3);
    varint(out, value);
}

fn bytes(out: &mut Vec<u8>, field: u64, value: &[u8]) {
    varint(out, field << 3 | 2);
    varint(out, value.len() as u64);
    out.extend(value);
}
