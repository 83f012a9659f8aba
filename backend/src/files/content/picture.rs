//! Pictures: decoded within limits, turned as the camera was held, and written anew. What else lay in the file is gone
//! then: where and when it was taken (unless its sender keeps that), and whatever was hidden behind the picture.

use super::{Content, Unfit};
use domain::attachment::FileKind;
use domain::city::FileLimits;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits, Rgb};
use std::io::BufReader;
use std::path::Path;

/// The longer side is made no longer than this: more than any screen shows.
const LONGEST_SIDE: u32 = 4_096;
const THUMBNAIL_SIDE: u32 = 480;
const QUALITY: u8 = 88;
const THUMBNAIL_QUALITY: u8 = 80;
/// Pixels are decoded with up to so many bytes each; beside them a decoder needs a little for itself.
const PIXEL_BYTES: u64 = 4;
const DECODER_BYTES: u64 = 64 << 20;
/// More of what is kept beside the pixels is no description of a picture, and a JPEG has no room for it.
const NOTE_BYTES: usize = 60_000;

pub(super) fn remake(
    path: &Path,
    format: ImageFormat,
    limits: FileLimits,
    keeps_place: bool,
) -> Result<Content, Unfit> {
    if format == ImageFormat::Jpeg && !is_whole_jpeg(&std::fs::read(path)?) {
        return Err(Unfit::Damaged);
    }
    let file = BufReader::new(std::fs::File::open(path)?);
    let mut reader = ImageReader::with_format(file, format);
    let mut room = Limits::no_limits();
    room.max_alloc = Some(limits.pixels * PIXEL_BYTES + DECODER_BYTES);
    reader.limits(room);
    let unfit = |error: ImageError| match error {
        ImageError::Limits(_) => Unfit::TooManyPixels { limit: limits.pixels },
        _ => Unfit::Damaged,
    };
    let mut decoder = reader.into_decoder().map_err(unfit)?;
    // Before any room is made for them.
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.pixels || decoder.total_bytes() > limits.pixels * PIXEL_BYTES {
        return Err(Unfit::TooManyPixels { limit: limits.pixels });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let small = |note: &Vec<u8>| note.len() <= NOTE_BYTES;
    let colours = decoder.icc_profile().ok().flatten().filter(small);
    let taken = decoder.exif_metadata().ok().flatten().filter(small);
    let taken = taken.filter(|_| keeps_place).map(|mut taken| {
        // The picture is turned already.
        let _turned = Orientation::remove_from_exif_chunk(&mut taken);
        taken
    });
    let mut image = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    if width.max(height) > LONGEST_SIDE {
        image = image.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    image.apply_orientation(orientation);

    let notes = Notes { colours, taken };
    let sharp = format == ImageFormat::Png || image.color().has_alpha();
    let png = sharp.then(|| notes.png(&image)).transpose().map_err(unfit)?;
    // A photo as PNG may come out larger than what was sent.
    let (kind, bytes) = match png.filter(|png| png.len() as u64 <= limits.bytes) {
        Some(png) => (FileKind::Png, png),
        None => (FileKind::Jpeg, notes.jpeg(&image, QUALITY).map_err(unfit)?),
    };
    let thumbnail = image.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
    drop(image);
    let plain = Notes { taken: None, ..notes };
    let thumbnail = plain.jpeg(&thumbnail, THUMBNAIL_QUALITY).map_err(unfit)?;
    Ok(Content {
        kind,
        bytes,
        thumbnail: Some(thumbnail),
    })
}

/// What is written beside the pixels.
struct Notes {
    /// What its colours mean (ICC).
    colours: Option<Vec<u8>>,
    /// Where, when and with what it was taken (EXIF).
    taken: Option<Vec<u8>>,
}

impl Notes {
    fn png(&self, image: &DynamicImage) -> Result<Vec<u8>, ImageError> {
        let mut bytes = Vec::new();
        let image = match image {
            DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => image,
            other => &DynamicImage::ImageRgba8(other.to_rgba8()),
        };
        image.write_with_encoder(self.with(PngEncoder::new(&mut bytes))?)?;
        Ok(bytes)
    }

    fn jpeg(&self, image: &DynamicImage, quality: u8) -> Result<Vec<u8>, ImageError> {
        let mut bytes = Vec::new();
        let image = DynamicImage::ImageRgb8(on_white(image));
        image.write_with_encoder(self.with(JpegEncoder::new_with_quality(&mut bytes, quality))?)?;
        Ok(bytes)
    }

    fn with<E: ImageEncoder>(&self, mut encoder: E) -> Result<E, ImageError> {
        if let Some(colours) = &self.colours {
            encoder
                .set_icc_profile(colours.clone())
                .map_err(ImageError::Unsupported)?;
        }
        if let Some(taken) = &self.taken {
            encoder
                .set_exif_metadata(taken.clone())
                .map_err(ImageError::Unsupported)?;
        }
        Ok(encoder)
    }
}

/// What one looks through becomes white, as on paper.
fn on_white(image: &DynamicImage) -> image::RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let seen = image.to_rgba8();
    image::RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [r, g, b, alpha] = seen.get_pixel(x, y).0.map(u16::from);
        let mixed = [r, g, b].map(|colour| (colour * alpha + 255 * (255 - alpha)) / 255);
        Rgb(mixed.map(|colour| colour as u8))
    })
}

/// Whether a JPEG (ITU-T T.81, annex B) has its end. Decoders are content with less, and fill the rest with grey. What
/// lies behind the end is no part of the picture: phones put a film there.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    const SOI: u8 = 0xd8;
    const EOI: u8 = 0xd9;
    const SOS: u8 = 0xda;
    if !bytes.starts_with(&[0xff, SOI]) {
        return false;
    }
    let mut at = 2;
    // In the pixels of a scan only what is no stuffed zero and no restart is a marker.
    let mut in_scan = false;
    while let Some(&[lead, marker]) = bytes.get(at..at + 2).and_then(|two| two.first_chunk()) {
        match (lead, marker) {
            (0xff, EOI) => return true,
            (0xff, 0x00 | 0xd0..=0xd7) if in_scan => at += 2,
            (0xff, 0x01) => at += 2,
            // Fills up to the marker.
            (0xff, 0xff) => at += 1,
            (0xff, _) => {
                let Some(length) = bytes.get(at + 2..at + 4).and_then(|two| two.first_chunk()) else {
                    return false;
                };
                at += 2 + usize::from(u16::from_be_bytes(*length));
                in_scan = marker == SOS;
            }
            _ if in_scan => at += 1,
            _ => return false,
        }
    }
    false
}
