//! A photo to be sent, and whether it is to be seen.

use crate::page::{Page, css};
use crate::wait;
use anyhow::Result;
use serde_json::json;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// A photo that takes several pieces: its pixels are like no others.
///
/// # Errors
/// Where it can't be written.
pub fn photo(folder: &Path) -> Result<PathBuf> {
    const SIDE: u32 = 500;
    let path = folder.join("lamp.png");
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(&path)?), SIDE, SIDE);
    encoder.set_color(png::ColorType::Rgb);
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    let mut pixels = Vec::new();
    for _ in 0..SIDE * SIDE * 3 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        pixels.push((dice >> 32) as u8);
    }
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(path)
}

/// Whether a picture is there to be seen, rather than its words.
///
/// # Errors
/// When it is not there in the end.
pub async fn is_seen(page: &Page, hook: &str) -> Result<()> {
    let script = "const image = document.querySelector(arguments[0]); return !!image?.complete && image.naturalWidth > 0";
    let image = format!("{} img", css(hook));
    wait::until_true(&format!("a picture in {hook}"), async || {
        Ok(page.script(script, vec![json!(image)]).await? == json!(true))
    })
    .await
}
