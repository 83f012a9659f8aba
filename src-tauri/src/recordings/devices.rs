//! The microphone of this device, by cpal. Whatever it gives becomes 16,000 samples a second of one channel.

use super::Outcome;
use super::tape::RATE;
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{
    BufferSize, Device, ErrorKind, FromSample, Sample, SampleFormat, SizedSample, StreamConfig,
    SupportedBufferSize,
};
use domain::refusal::Problem;
use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler};
use std::any::Any;
use std::sync::Arc;

/// A second comes in so many pieces: what is said is there soon after.
const PIECES: u32 = 50;

/// What a microphone gives while it is open.
pub(super) enum Sound {
    Samples(Vec<i16>),
    /// It was taken away.
    Lost,
}

/// Who is told.
pub(super) type Hear = Arc<dyn Fn(Sound) + Send + Sync>;

/// A microphone.
pub(super) trait Microphone: Send + 'static {
    /// Whether there is one.
    fn is_there(&self) -> bool;

    /// Listens until what comes back is dropped.
    fn open(&self, hear: Hear) -> Outcome<Box<dyn Any>>;
}

/// The microphone that the person chose in the system's settings.
pub(super) struct Cpal;

impl Microphone for Cpal {
    fn is_there(&self) -> bool {
        let device = cpal::default_host().default_input_device();
        device.is_some_and(|device| device.default_input_config().is_ok())
    }

    fn open(&self, hear: Hear) -> Outcome<Box<dyn Any>> {
        let device = cpal::default_host().default_input_device().ok_or_else(missing)?;
        let (format, config) = best(&device)?;
        let stream = match format {
            SampleFormat::I16 => listen::<i16>(&device, config, hear),
            SampleFormat::I32 => listen::<i32>(&device, config, hear),
            SampleFormat::U8 => listen::<u8>(&device, config, hear),
            SampleFormat::U16 => listen::<u16>(&device, config, hear),
            SampleFormat::F32 => listen::<f32>(&device, config, hear),
            _ => Err(missing()),
        };
        stream.map(|stream| Box::new(stream) as Box<dyn Any>)
    }
}

/// As little as is needed where the device gives that, else what it gives by itself.
fn best(device: &Device) -> Outcome<(SampleFormat, StreamConfig)> {
    let ranges = device
        .supported_input_configs()
        .map_err(|error| refused(&error))?;
    let fitting = ranges
        .filter(|range| range.channels() == 1 && range.sample_format() == SampleFormat::I16)
        .find_map(|range| range.try_with_sample_rate(RATE));
    let config = match fitting {
        Some(config) => config,
        None => device.default_input_config().map_err(|error| refused(&error))?,
    };
    let format = config.sample_format();
    let buffer_size = match *config.buffer_size() {
        SupportedBufferSize::Range { min, max } => {
            BufferSize::Fixed((config.sample_rate() / PIECES).clamp(min, max))
        }
        SupportedBufferSize::Unknown => BufferSize::Default,
    };
    let config = StreamConfig {
        buffer_size,
        ..config.config()
    };
    Ok((format, config))
}

fn listen<T>(device: &Device, config: StreamConfig, hear: Hear) -> Outcome<cpal::Stream>
where
    T: SizedSample,
    f32: FromSample<T>,
{
    let mut converter = Converter::new(usize::from(config.channels), config.sample_rate)?;
    let tell = Arc::clone(&hear);
    let stream = device.build_input_stream(
        config,
        move |samples: &[T], _| {
            let samples = samples.iter().map(|sample| f32::from_sample(*sample));
            let samples = converter.convert(samples);
            if !samples.is_empty() {
                hear(Sound::Samples(samples));
            }
        },
        move |error| {
            tracing::warn!(%error, "the microphone");
            // A sound that was missed is no reason to stop; a device that is gone is.
            if matches!(
                error.kind(),
                ErrorKind::DeviceNotAvailable | ErrorKind::StreamInvalidated
            ) {
                tell(Sound::Lost);
            }
        },
        None,
    );
    let stream = stream.map_err(|error| refused(&error))?;
    stream.play().map_err(|error| refused(&error))?;
    Ok(stream)
}

/// Makes one channel of several, and 16,000 samples of as many as come in a second.
struct Converter {
    channels: usize,
    /// None where the rate is right already.
    resampler: Option<Fft<f32>>,
    waiting: Vec<f32>,
}

impl Converter {
    /// How many samples are resampled together: a fiftieth of a second.
    const CHUNK: usize = 960;

    fn new(channels: usize, rate: u32) -> Outcome<Self> {
        let resampler = if rate == RATE {
            None
        } else {
            let fft = Fft::new(rate as usize, RATE as usize, Self::CHUNK, 1, FixedSync::Input);
            Some(fft.map_err(|error| {
                tracing::error!(%error, rate, "the microphone's rate");
                missing()
            })?)
        };
        Ok(Self {
            channels: channels.max(1),
            resampler,
            waiting: Vec::new(),
        })
    }

    fn convert(&mut self, samples: impl Iterator<Item = f32>) -> Vec<i16> {
        let mut sum = 0.0;
        for (at, sample) in samples.enumerate() {
            sum += sample;
            if (at + 1) % self.channels == 0 {
                self.waiting.push(sum / self.channels as f32);
                sum = 0.0;
            }
        }
        let Some(resampler) = &mut self.resampler else {
            return std::mem::take(&mut self.waiting)
                .into_iter()
                .map(i16::from_sample)
                .collect();
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
                ready.extend(resampled.take_data().into_iter().map(i16::from_sample));
            }
        }
        self.waiting.drain(..done);
        ready
    }
}

fn missing() -> Problem {
    Problem::new("recording-no-microphone")
}

/// Why the system gives no microphone.
fn refused(error: &cpal::Error) -> Problem {
    tracing::warn!(%error, "no microphone");
    match error.kind() {
        ErrorKind::PermissionDenied => Problem::new("recording-not-allowed"),
        ErrorKind::DeviceBusy => Problem::new("recording-busy"),
        _ => missing(),
    }
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
        for rate in [16_000, 44_100, 48_000] {
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
                (15_000..=16_000).contains(&low.len()),
                "{rate}: {} samples",
                low.len()
            );
            let crossings = low.windows(2).filter(|pair| pair[0] < 0 && pair[1] >= 0).count();
            assert!((400..=445).contains(&crossings), "{rate}: {crossings} hertz");
            let middle = &low[2_000..low.len() - 2_000];
            assert!(
                (loudness(middle) - 0.354).abs() < 0.02,
                "{rate}: {}",
                loudness(middle)
            );
            if rate > RATE {
                let high = heard(12_000.0);
                assert!(
                    loudness(&high[2_000..high.len() - 2_000]) < 0.01,
                    "{rate}: what is too high is heard"
                );
            }
        }
    }
}
