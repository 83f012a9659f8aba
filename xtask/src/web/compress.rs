//! The compressed twins that a server hands out instead of compressing anew for each visitor.

use std::fs;
use std::io::Write as _;
use std::num::NonZeroU64;
use std::path::Path;
use std::thread;

use anyhow::{Result, anyhow};

/// Types of file that are compressed already, or by nature.
const COMPRESSED: &[&str] = &["png", "jpg", "jpeg", "webp", "avif", "woff2", "ico", "pmtiles"];

/// Brotli's size of window, as a power of two: 4 MiB, more than any file here.
const BROTLI_WINDOW: u32 = 22;

/// Writes `.br` and `.gz` beside every file in `folder` that gets smaller by it.
pub(super) fn twins(folder: &Path) -> Result<()> {
    let files = super::files_below(folder)?;
    // All at once: it takes long, and as long as the program alone when there is more than one core.
    thread::scope(|scope| {
        let work: Vec<_> = files
            .iter()
            .map(|file| scope.spawn(move || twins_of(&folder.join(file))))
            .collect();
        work.into_iter()
            .try_for_each(|one| one.join().map_err(|_| anyhow!("compressing has panicked"))?)
    })
}

fn twins_of(file: &Path) -> Result<()> {
    let type_ = file.extension().unwrap_or_default().to_string_lossy();
    if COMPRESSED.contains(&type_.to_lowercase().as_str()) {
        return Ok(());
    }
    let bytes = fs::read(file)?;
    for (suffix, twin) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
        if twin.len() < bytes.len() {
            fs::write(file.with_extension(format!("{type_}.{suffix}")), twin)?;
        }
    }
    Ok(())
}

/// RFC 7932 at its highest level.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), bytes.len().max(4096), 11, BROTLI_WINDOW);
    encoder.write_all(bytes)?;
    Ok(encoder.into_inner())
}

/// RFC 1952 by Zopfli: a twentieth smaller than zlib's best.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let options = zopfli::Options {
        // More find next to nothing.
        iteration_count: const { NonZeroU64::new(5).expect("not zero") },
        ..zopfli::Options::default()
    };
    let mut twin = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut twin)?;
    Ok(twin)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn both_twins_open_to_the_same_bytes() {
        let bytes = "每一个声音都有回声。".repeat(100).into_bytes();
        let mut from_brotli = Vec::new();
        brotli::Decompressor::new(&brotli(&bytes).expect("compresses")[..], 4096)
            .read_to_end(&mut from_brotli)
            .expect("is brotli");
        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(&gzip(&bytes).expect("compresses")[..])
            .read_to_end(&mut from_gzip)
            .expect("is gzip");
        assert_eq!(from_brotli, bytes);
        assert_eq!(from_gzip, bytes);
    }
}
