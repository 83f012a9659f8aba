//! Sound from a WAV file.

use crate::recognizer::VoiceError;
use crate::sound::Sound;
use hound::{SampleFormat, WavReader};
use std::io::Read;

/// The sound of a WAV file; several channels become one.
///
/// # Errors
/// [`VoiceError::UnreadableSound`]; [`VoiceError::WrongRate`] where it is not at [`Sound::RATE`].
pub fn read_wav(file: impl Read) -> Result<Sound, VoiceError> {
    let unreadable = |error: hound::Error| VoiceError::UnreadableSound(error.to_string());
    let reader = WavReader::new(file).map_err(unreadable)?;
    let spec = reader.spec();
    if spec.sample_rate != Sound::RATE {
        return Err(VoiceError::WrongRate {
            rate: spec.sample_rate,
        });
    }
    let samples: Result<Vec<f32>, _> = match spec.sample_format {
        SampleFormat::Float => reader.into_samples().collect(),
        SampleFormat::Int => {
            let full = 2_f32.powi(i32::from(spec.bits_per_sample) - 1);
            reader
                .into_samples::<i32>()
                .map(|sample| sample.map(|sample| sample as f32 / full))
                .collect()
        }
    };
    let samples = samples.map_err(unreadable)?;
    let channels = usize::from(spec.channels).max(1);
    let mono = samples
        .chunks_exact(channels)
        .map(|together| together.iter().sum::<f32>() / channels as f32);
    Ok(Sound::new(mono.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hound::{WavSpec, WavWriter};
    use std::io::Cursor;

    fn wav(channels: u16, sample_rate: u32, samples: &[i16]) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        let spec = WavSpec {
            channels,
            sample_rate,
            bits_per_sample: 16,
            sample_format: SampleFormat::Int,
        };
        let mut writer = WavWriter::new(&mut file, spec).expect("writes to memory");
        samples
            .iter()
            .for_each(|sample| writer.write_sample(*sample).expect("writes to memory"));
        writer.finalize().expect("writes to memory");
        file.into_inner()
    }

    #[test]
    fn channels_are_mixed() {
        let sound = read_wav(&wav(2, 16_000, &[16_384, 0, -32_768, -32_768])[..]);
        assert_eq!(sound, Ok(Sound::new(vec![0.25, -1.0])));
    }

    #[test]
    fn another_rate_and_what_is_no_wav_are_refused() {
        let error = |bytes: &[u8]| read_wav(bytes).expect_err("refused").code();
        assert_eq!(error(&wav(1, 44_100, &[0])), "voice-wrong-rate");
        assert_eq!(error(b"RIFF"), "voice-unreadable-sound");
        let whole = wav(1, 16_000, &[1; 100]);
        assert_eq!(error(&whole[..whole.len() - 7]), "voice-unreadable-sound");
    }
}
