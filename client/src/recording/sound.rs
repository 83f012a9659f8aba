//! Sound as it is kept everywhere: 16,000 samples a second of one channel, each of 16 bits. That is what speech needs, and
//! what is listened to.

use domain::refusal::Problem;
use hound::{SampleFormat, WavSpec, WavWriter};
use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{
    Async, FixedAsync, Resampler, SincInterpolationParameters, SincInterpolationType, WindowFunction,
};
use std::io::Cursor;

/// Samples a second.
pub const RATE: u32 = 16_000;
/// How a WAV file says so.
pub const SPEC: WavSpec = WavSpec {
    channels: 1,
    sample_rate: RATE,
    bits_per_sample: 16,
    sample_format: SampleFormat::Int,
};

/// The level is told after so many samples: ten times a second.
const BETWEEN_LEVELS: u32 = RATE / 10;
/// The quietest that the level shows, in decibels below the loudest.
const QUIET: f32 = -55.0;

/// How long so many samples are.
pub fn milliseconds(samples: u64) -> u32 {
    u32::try_from(samples * 1_000 / u64::from(RATE)).unwrap_or(u32::MAX)
}

/// The samples as a WAV file.
///
/// # Errors
/// Where they are more than such a file holds.
pub fn wav(samples: &[i16]) -> Result<Vec<u8>, hound::Error> {
    let mut file = Cursor::new(Vec::with_capacity(44 + samples.len() * 2));
    let mut writer = WavWriter::new(&mut file, SPEC)?;
    for sample in samples {
        writer.write_sample(*sample)?;
    }
    writer.finalize()?;
    Ok(file.into_inner())
}

/// How loud it was since it was last told.
#[derive(Debug, Default)]
pub struct Meter {
    squares: f32,
    samples: u32,
}

impl Meter {
    /// The level from 0 to 100, when it is time to tell it.
    pub fn hear(&mut self, samples: &[i16]) -> Option<u8> {
        let squares = samples
            .iter()
            .map(|sample| (f32::from(*sample) / 32_768.0).powi(2));
        self.squares += squares.sum::<f32>();
        self.samples += u32::try_from(samples.len()).unwrap_or_default();
        if self.samples < BETWEEN_LEVELS {
            return None;
        }
        let Meter { squares, samples } = std::mem::take(self);
        let decibels = 10.0 * (squares / samples as f32).max(f32::MIN_POSITIVE).log10();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 100"
        )]
        Some((100.0 - 100.0 * decibels / QUIET).clamp(0.0, 100.0) as u8)
    }
}

/// Makes one channel of several, and 16,000 samples of as many as a microphone gives in a second.
pub struct Converter {
    channels: usize,
    /// None where the rate is right already.
    resampler: Option<Async<f32>>,
    waiting: Vec<f32>,
}

impl Converter {
    /// How many samples are resampled together: a fiftieth of a second.
    const CHUNK: usize = 960;
    /// How many samples on both sides decide about one: more than speech can tell.
    const NEIGHBOURS: usize = 128;

    /// # Errors
    /// `recording-no-microphone` where nothing can be made of this rate.
    pub fn new(channels: usize, rate: u32) -> Result<Self, Problem> {
        let resampler = if rate == RATE {
            None
        } else {
            let filter = SincInterpolationParameters {
                interpolation: SincInterpolationType::Linear,
                ..SincInterpolationParameters::new(Self::NEIGHBOURS, WindowFunction::BlackmanHarris2)
            };
            let ratio = f64::from(RATE) / f64::from(rate);
            let made = Async::new_sinc(ratio, 1.0, &filter, Self::CHUNK, 1, FixedAsync::Input);
            Some(made.map_err(|_| Problem::new("recording-no-microphone"))?)
        };
        Ok(Self {
            channels: channels.max(1),
            resampler,
            waiting: Vec::new(),
        })
    }

    /// What has become of these and of what waited before them.
    pub fn convert(&mut self, samples: impl Iterator<Item = f32>) -> Vec<i16> {
        let mut sum = 0.0;
        for (at, sample) in samples.enumerate() {
            sum += sample;
            if (at + 1) % self.channels == 0 {
                self.waiting.push(sum / self.channels as f32);
                sum = 0.0;
            }
        }
        let Some(resampler) = &mut self.resampler else {
            return std::mem::take(&mut self.waiting).into_iter().map(whole).collect();
        };
        let mut ready = Vec::new();
        let mut done = 0;
        loop {
            let needed = resampler.input_frames_next();
            let Some(chunk) = self.waiting.get(done..done + needed) else {
                break;
            };
            done += needed;
            let resampled = InterleavedSlice::new(chunk, 1, needed)
                .ok()
                .and_then(|chunk| resampler.process(&chunk, None).ok());
            if let Some(resampled) = resampled {
                ready.extend(resampled.take_data().into_iter().map(whole));
            }
        }
        self.waiting.drain(..done);
        ready
    }
}

/// A sample between -1 and 1 as a whole number; what is louder is as loud as can be.
#[allow(clippy::cast_possible_truncation, reason = "a cast saturates")]
fn whole(sample: f32) -> i16 {
    (sample * 32_768.0) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tone of so many hertz, for a second, on two channels of this rate.
    fn tone(hertz: f32, rate: u32) -> Vec<f32> {
        let of = |at: u32| (at as f32 / rate as f32 * hertz * std::f32::consts::TAU).sin() * 0.5;
        (0..rate).flat_map(|at| [of(at), of(at)]).collect()
    }

    /// How loud it is: the root of the mean square.
    fn loudness(samples: &[i16]) -> f64 {
        let squares: f64 = samples.iter().map(|s| f64::from(*s).powi(2)).sum();
        (squares / samples.len() as f64).sqrt() / 32_768.0
    }

    #[test]
    fn a_tone_stays_a_tone_at_any_rate_and_what_is_too_high_for_speech_goes() {
        for rate in [8_000, 16_000, 22_050, 44_100, 48_000, 96_000] {
            let heard = |hertz: f32| {
                let mut converter = Converter::new(2, rate).expect("a converter");
                // In pieces as uneven as a system gives them.
                let tone = tone(hertz, rate);
                let pieces = tone.chunks(1_234);
                pieces
                    .flat_map(|piece| converter.convert(piece.iter().copied()))
                    .collect::<Vec<i16>>()
            };
            let low = heard(440.0);
            assert!(
                (13_500..=16_000).contains(&low.len()),
                "{rate}: {} samples",
                low.len()
            );
            let middle = &low[2_000..low.len() - 2_000];
            let crossings = middle
                .windows(2)
                .filter(|pair| pair[0] < 0 && pair[1] >= 0)
                .count();
            let expected = 440 * middle.len() / 16_000;
            assert!(
                crossings.abs_diff(expected) < 3,
                "{rate}: {crossings} of {expected}"
            );
            assert!(
                (loudness(middle) - 0.354).abs() < 0.02,
                "{rate}: {}",
                loudness(middle)
            );
            if rate > 24_000 {
                let high = heard(12_000.0);
                assert!(
                    loudness(&high[2_000..high.len() - 2_000]) < 0.01,
                    "{rate}: what is too high is heard"
                );
            }
        }
    }

    #[test]
    fn loud_and_quiet_are_told_apart() {
        let level = |amplitude: i16| {
            let mut meter = Meter::default();
            assert_eq!(meter.hear(&[amplitude; 800]), None);
            meter.hear(&[amplitude; 800]).expect("a tenth of a second")
        };
        assert_eq!(level(0), 0);
        assert_eq!(level(i16::MAX), 99);
        assert!((30..70).contains(&level(1_000)), "{}", level(1_000));
        assert!(level(300) < level(3_000));
    }

    #[test]
    fn a_file_holds_what_was_said() {
        let said = [3, -4, i16::MAX, i16::MIN];
        let file = wav(&said).expect("a file");
        let reader = hound::WavReader::new(&file[..]).expect("it can be read");
        assert_eq!(reader.spec(), SPEC);
        let read: Result<Vec<i16>, _> = reader.into_samples().collect();
        assert_eq!(read.expect("whole"), said);
        assert_eq!(milliseconds(24_000), 1_500);
    }
}
