//! Sounds: read through to their end, packet by packet, without being played. What shows pictures as well is a film, and
//! none of ours.

use super::Unfit;
use std::fs::File;
use std::path::Path;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::formats::FormatOptions;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

pub(super) fn check(path: &Path) -> Result<(), Unfit> {
    let file = Box::new(File::open(path)?);
    let stream = MediaSourceStream::new(file, MediaSourceStreamOptions::default());
    let probe = symphonia::default::get_probe();
    let opened = probe.probe(
        &Hint::new(),
        stream,
        FormatOptions::default(),
        MetadataOptions::default(),
    );
    let mut reader = opened.map_err(|_| Unfit::Damaged)?;
    let is_sound = |params: &Option<CodecParameters>| matches!(params, Some(CodecParameters::Audio(_)));
    let tracks = reader.tracks();
    if tracks.is_empty() || !tracks.iter().all(|track| is_sound(&track.codec_params)) {
        return Err(Unfit::UnknownKind);
    }
    let mut packets = 0_u64;
    while reader.next_packet().map_err(|_| Unfit::Damaged)?.is_some() {
        packets += 1;
    }
    if packets == 0 { Err(Unfit::Damaged) } else { Ok(()) }
}
