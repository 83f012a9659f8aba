//! The model that a city or a person installs: any of whisper.cpp's, in one file.

mod wider;

use crate::recognizer::VoiceError;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// The environment variable that names the model: the file, or a folder that holds it.
pub const VARIABLE: &str = "HUISHENG_VOICE_MODEL";

/// The model at `place`, a file or a folder. Of several in one folder it is the first by name.
///
/// # Errors
/// [`VoiceError::NoModel`] where there is none.
pub fn find(place: &Path) -> Result<PathBuf, VoiceError> {
    if place.is_file() {
        return Ok(place.to_owned());
    }
    let files = fs::read_dir(place)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let is_model = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|kind| kind == "bin");
    files.filter(is_model).min().ok_or_else(|| VoiceError::NoModel {
        folder: place.display().to_string(),
    })
}

/// Whether `file` is a model, and the whole of it. whisper.cpp believes what it reads: a copy that broke off would be
/// a model that hears nonsense, or the end of the program.
pub(crate) fn check(file: &Path) -> Result<(), VoiceError> {
    let length = fs::metadata(file).ok().map(|about| about.len());
    let layout = File::open(file)
        .ok()
        .and_then(|file| Reader(BufReader::new(file)).layout());
    if layout.is_some() && layout == length {
        return Ok(());
    }
    Err(VoiceError::DamagedModel {
        file: file.display().to_string(),
    })
}

/// What of `file`, a whole model, is better given to the engine than the file itself; `None` where the file is best.
pub(crate) fn widened(file: &Path) -> Option<Vec<u8>> {
    wider::widened(&fs::read(file).ok()?)
}

/// "ggml", in the order of the file's bytes.
const MAGIC: u32 = 0x6767_6d6c;
/// Numbers after the magic: sizes of the layers, the last the kind of numbers.
const HEADER: usize = 11;
/// More than any model has, of anything: a number above it is no size.
const MANY: u32 = 1 << 28;

struct Reader(BufReader<File>);

impl Reader {
    /// How long the file has to be by what it says of itself; none where it contradicts itself or ends too soon.
    /// The layout is that of `whisper_model_load`: header, filters, vocabulary, then tensors to the end.
    fn layout(&mut self) -> Option<u64> {
        if self.number()? != MAGIC {
            return None;
        }
        let mut at = 4 + 4 * HEADER as u64;
        for _ in 0..HEADER {
            self.size()?;
        }
        let filters = u64::from(self.size()?) * u64::from(self.size()?) * 4;
        self.skip(filters)?;
        let vocabulary = self.size()?;
        at += 8 + filters + 4;
        for _ in 0..vocabulary {
            let word = u64::from(self.size()?);
            self.skip(word)?;
            at += 4 + word;
        }
        let vacant = at;
        while let Some(dimensions) = self.number() {
            at += 4 + self.tensor(dimensions)?;
        }
        (at > vacant).then_some(at)
    }

    /// The length of the tensor whose number of dimensions was just read.
    fn tensor(&mut self, dimensions: u32) -> Option<u64> {
        let (name, kind) = (u64::from(self.size()?), self.number()?);
        if !(1..=4).contains(&dimensions) {
            return None;
        }
        let mut elements = 1_u64;
        for _ in 0..dimensions {
            elements = elements.checked_mul(u64::from(self.size()?))?;
        }
        let (block, bytes) = block(kind)?;
        let data = (elements / block).checked_mul(bytes)?;
        self.skip(name.checked_add(data)?)?;
        Some(8 + 4 * u64::from(dimensions) + name + data)
    }

    fn number(&mut self) -> Option<u32> {
        let mut bytes = [0; 4];
        self.0.read_exact(&mut bytes).ok()?;
        Some(u32::from_le_bytes(bytes))
    }

    fn size(&mut self) -> Option<u32> {
        self.number().filter(|size| *size <= MANY)
    }

    fn skip(&mut self, bytes: u64) -> Option<()> {
        self.0.seek_relative(i64::try_from(bytes).ok()?).ok()
    }
}

/// How many numbers of this kind (`ggml_type`) make a block, and its bytes.
fn block(kind: u32) -> Option<(u64, u64)> {
    Some(match kind {
        0 => (1, 4),      // F32
        1 => (1, 2),      // F16
        2 => (32, 18),    // Q4_0
        3 => (32, 20),    // Q4_1
        6 => (32, 22),    // Q5_0
        7 => (32, 24),    // Q5_1
        8 => (32, 34),    // Q8_0
        10 => (256, 84),  // Q2_K
        11 => (256, 110), // Q3_K
        12 => (256, 144), // Q4_K
        13 => (256, 176), // Q5_K
        14 => (256, 210), // Q6_K
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A model in small: a filter, a vocabulary of two, a tensor of 2 × 32 numbers of 5 bits and one of 3 numbers.
    pub(super) fn model() -> Vec<u8> {
        let numbers = |numbers: &[u32]| {
            numbers
                .iter()
                .flat_map(|number| number.to_le_bytes())
                .collect::<Vec<_>>()
        };
        let mut bytes = numbers(&[MAGIC]);
        bytes.extend(numbers(&[1; HEADER]));
        bytes.extend(numbers(&[1, 2, 0, 0]));
        bytes.extend(numbers(&[2, 0, 3]));
        bytes.extend(b"abc");
        bytes.extend(numbers(&[2, 1, 7, 32, 2]));
        bytes.extend([b'a'; 1 + 48]);
        bytes.extend(numbers(&[1, 1, 0, 3]));
        bytes.extend([b'b'; 1 + 12]);
        bytes
    }

    pub(super) fn checked(bytes: &[u8]) -> Result<(), &'static str> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), bytes).expect("written");
        check(file.path()).map_err(|error| error.code())
    }

    #[test]
    fn a_whole_model_is_taken_and_what_broke_off_is_not() {
        let whole = model();
        assert_eq!(checked(&whole), Ok(()));
        // Where a tensor ends, the file might; that it lacks the next is found by whisper.cpp, which counts them.
        let last = whole.len() - 29;
        for length in (0..whole.len()).filter(|length| *length != last) {
            assert_eq!(checked(&whole[..length]), Err("voice-damaged-model"), "{length}");
        }
        assert_eq!(checked(&[0x55; 4096]), Err("voice-damaged-model"));
        assert_eq!(
            checked(&[&whole[..], &[0x55; 64]].concat()),
            Err("voice-damaged-model")
        );
    }

    #[test]
    fn a_model_is_a_file_or_the_first_in_a_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let none = find(folder.path()).expect_err("empty");
        assert_eq!(none.code(), "voice-no-model");
        for name in ["b.bin", "a.bin", "README.md"] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        let file = folder.path().join("a.bin");
        assert_eq!(find(folder.path()), Ok(file.clone()));
        assert_eq!(find(&file), Ok(file));
    }
}
