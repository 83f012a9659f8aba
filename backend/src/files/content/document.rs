//! PDF (ISO 32000): whole from its header to its trailer, and nothing but that. It is never shown here, only handed out.

use super::Unfit;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// The trailer is looked for so near to the end.
const TRAILER: usize = 1_024;
/// An archive's directory ends at most so far from the end: its record, and the longest comment.
const ARCHIVE_END: u64 = 22 + 65_535;

pub(super) fn check(path: &Path) -> Result<(), Unfit> {
    let mut file = File::open(path)?;
    let mut header = [0; 8];
    file.read_exact(&mut header)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(ARCHIVE_END)))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    let is_whole = header.starts_with(b"%PDF-") && has_trailer(&end, length);
    // A document that is an archive as well is opened as either by whoever gets it.
    let is_archive = end.windows(4).any(|part| part == b"PK\x05\x06");
    if is_whole && !is_archive {
        Ok(())
    } else {
        Err(Unfit::Damaged)
    }
}

/// `startxref`, a place in the file, `%%EOF`, and then nothing.
fn has_trailer(end: &[u8], length: u64) -> bool {
    let end = &end[end.len().saturating_sub(TRAILER)..];
    let text = String::from_utf8_lossy(end);
    let Some((_, trailer)) = text.rsplit_once("startxref") else {
        return false;
    };
    let mut words = trailer.split_ascii_whitespace();
    let place = words.next().and_then(|place| place.parse::<u64>().ok());
    place.is_some_and(|place| place < length) && words.next() == Some("%%EOF") && words.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(bytes: &[u8]) -> Result<(), Unfit> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("written");
        check(file.path())
    }

    const WHOLE: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<<>>\nstartxref\n27\n%%EOF\n";

    #[test]
    fn from_its_header_to_its_trailer_and_nothing_else() {
        assert_eq!(checked(WHOLE), Ok(()));
        let after = |more: &[u8]| [WHOLE, more].concat();
        for broken in [
            WHOLE[..WHOLE.len() - 8].to_vec(),
            after(b"<script>alert(1)</script>"),
            after(b"PK\x05\x06 and so on"),
            [b"GIF89a", WHOLE].concat(),
            b"%PDF-1.7\nPK\x05\x06\nstartxref\n9\n%%EOF".to_vec(),
            b"%PDF-1.7\nstartxref\n99999\n%%EOF".to_vec(),
            b"%PDF".to_vec(),
        ] {
            assert_eq!(checked(&broken), Err(Unfit::Damaged), "{broken:?}");
        }
    }
}
