//! What a file is, found from what is in it, never from its name; and what of it is kept. Pictures are made anew, so that
//! nothing but the picture is left of them; documents and sounds are kept as they are once they were read through.

mod document;
mod picture;
mod sound;

use domain::attachment::FileKind;
use domain::city::FileLimits;
use domain::refusal::Problem;
use image::ImageFormat;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("neither a picture nor a document nor a sound that we know")]
    UnknownKind,
    #[error("it is not whole, or not what it begins as")]
    Damaged,
    #[error("the picture has more pixels than we take")]
    TooManyPixels { limit: u64 },
}

impl Unfit {
    /// What its sender is told.
    pub fn problem(self) -> Problem {
        match self {
            Unfit::UnknownKind => Problem::new("file-unknown-kind"),
            Unfit::Damaged => Problem::new("file-damaged"),
            Unfit::TooManyPixels { limit } => {
                Problem::new("picture-too-large").with("megapixels", limit / 1_000_000)
            }
        }
    }
}

impl From<std::io::Error> for Unfit {
    /// A file of ours that can't be read to its end.
    fn from(_: std::io::Error) -> Self {
        Unfit::Damaged
    }
}

/// What is kept of a file.
#[derive(Debug)]
pub struct Content {
    pub kind: FileKind,
    pub bytes: Vec<u8>,
    /// A small JPEG of a picture.
    pub thumbnail: Option<Vec<u8>>,
}

/// So much of the beginning tells what it is.
const HEAD: u64 = 8_192;

/// Finds out what it is, and makes of it what is kept. It takes a processor for a while and, for a picture, memory for its
/// pixels: never more than the limits say.
///
/// # Errors
/// [`Unfit`]
pub fn examine(file: &Path, limits: FileLimits, keeps_place: bool) -> Result<Content, Unfit> {
    let mut head = Vec::new();
    File::open(file)?.take(HEAD).read_to_end(&mut head)?;
    let found = infer::get(&head).ok_or(Unfit::UnknownKind)?;
    let picture = |format| picture::remake(file, format, limits, keeps_place);
    let kind = match found.mime_type() {
        "image/jpeg" => return picture(ImageFormat::Jpeg),
        "image/png" => return picture(ImageFormat::Png),
        "image/webp" => return picture(ImageFormat::WebP),
        "application/pdf" => {
            document::check(file)?;
            FileKind::Pdf
        }
        "audio/x-wav" => FileKind::Wav,
        "audio/mpeg" => FileKind::Mp3,
        "audio/ogg" | "audio/opus" => FileKind::Ogg,
        // What these hold is told by their tracks.
        "audio/m4a" | "video/mp4" => FileKind::Mp4Audio,
        "video/webm" | "video/x-matroska" => FileKind::WebmAudio,
        _ => return Err(Unfit::UnknownKind),
    };
    if kind != FileKind::Pdf {
        sound::check(file)?;
    }
    Ok(Content {
        kind,
        bytes: std::fs::read(file)?,
        thumbnail: None,
    })
}
