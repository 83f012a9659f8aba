//! PNG, read whole and written with a palette.

use super::{Colour, Photograph};
use anyhow::{Context, Result, ensure};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::Cursor;

/// What a PNG shows.
pub(super) fn read(png: &[u8]) -> Result<Photograph> {
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let mut bytes = vec![
        0;
        reader
            .output_buffer_size()
            .context("a picture of a size that fits")?
    ];
    let frame = reader.next_frame(&mut bytes)?;
    let samples = frame.color_type.samples();
    ensure!(samples >= 3, "no picture in colours");
    bytes.truncate(frame.buffer_size());
    Ok(Photograph {
        width: usize::try_from(frame.width)?,
        height: usize::try_from(frame.height)?,
        cells: bytes
            .chunks_exact(samples)
            .map(|it| [it[0], it[1], it[2]])
            .collect(),
    })
}

/// A PNG of at most 256 colours; others become the nearest of these.
pub(super) fn write(width: usize, height: usize, cells: &[Colour]) -> Result<Vec<u8>> {
    let palette = palette(cells);
    let mut places: HashMap<Colour, u8> = HashMap::new();
    let indices = cells.iter().map(|cell| {
        *places
            .entry(rounded(*cell))
            .or_insert_with_key(|colour| nearest(&palette, *colour))
    });
    let indices: Vec<u8> = indices.collect();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, u32::try_from(width)?, u32::try_from(height)?);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(png)
}

/// To one of 64 steps in each of red, green and blue: nobody sees the difference, and it takes far less room.
fn rounded(colour: Colour) -> Colour {
    colour.map(|part| part & 0xfc | part >> 6)
}

/// The colours that there are most of, and then whichever is farthest from all of these: a small sign may be all that has
/// its colour.
fn palette(cells: &[Colour]) -> Vec<Colour> {
    const FREQUENT: usize = 128;
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for cell in cells {
        *counts.entry(rounded(*cell)).or_default() += 1;
    }
    let mut colours: Vec<(Colour, usize)> = counts.into_iter().collect();
    colours.sort_by_key(|(colour, count)| (Reverse(*count), *colour));
    let mut colours: Vec<Colour> = colours.into_iter().map(|(colour, _)| colour).collect();
    if colours.len() <= 256 {
        return colours;
    }
    let rest = colours.split_off(FREQUENT);
    let mut palette = colours;
    let nearest = |palette: &[Colour], colour| palette.iter().map(|it| far(*it, colour)).min();
    let mut away: Vec<_> = rest.iter().map(|colour| nearest(&palette, *colour)).collect();
    while palette.len() < 256 {
        let Some(next) = (0..rest.len()).max_by_key(|place| away[*place]) else {
            break;
        };
        palette.push(rest[next]);
        for (away, colour) in away.iter_mut().zip(&rest) {
            *away = (*away).min(Some(far(rest[next], *colour)));
        }
    }
    palette
}

fn nearest(palette: &[Colour], colour: Colour) -> u8 {
    let place = (0..palette.len()).min_by_key(|place| far(palette[*place], colour));
    u8::try_from(place.unwrap_or_default()).unwrap_or_default()
}

fn far(one: Colour, other: Colour) -> u32 {
    let parts = one.iter().zip(other);
    parts
        .map(|(one, other)| u32::from(one.abs_diff(other)).pow(2))
        .sum()
}
