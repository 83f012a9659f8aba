//! The microphone of this device, by cpal. Whatever it gives becomes 16,000 samples a second of one channel.

use super::Outcome;
use client::recording::sound::{Converter, RATE};
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{
    BufferSize, Device, ErrorKind, FromSample, Sample, SampleFormat, SizedSample, StreamConfig,
    SupportedBufferSize,
};
use domain::refusal::Problem;
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
