//! Playing back, by rodio.

use super::Outcome;
use client::recording::sound::RATE;
use domain::refusal::Problem;
use rodio::buffer::SamplesBuffer;
use rodio::source::EmptyCallback;
use rodio::{DeviceSinkBuilder, Player};
use std::any::Any;
use std::num::NonZero;

/// A loudspeaker.
pub(super) trait Loudspeaker: Send + 'static {
    /// Plays until its end, told by `done`, or until what comes back is dropped.
    fn play(&self, samples: Vec<i16>, done: Box<dyn Fn() + Send>) -> Outcome<Box<dyn Any>>;
}

/// The loudspeaker that the person chose in the system's settings.
pub(super) struct Rodio;

impl Loudspeaker for Rodio {
    fn play(&self, samples: Vec<i16>, done: Box<dyn Fn() + Send>) -> Outcome<Box<dyn Any>> {
        let mut device = DeviceSinkBuilder::open_default_sink().map_err(|error| {
            tracing::warn!(%error, "no loudspeaker");
            Problem::new("recording-no-loudspeaker")
        })?;
        device.log_on_drop(false);
        let player = Player::connect_new(device.mixer());
        let rate = NonZero::new(RATE).expect("it is not zero");
        let samples: Vec<f32> = samples
            .into_iter()
            .map(|sample| f32::from(sample) / 32_768.0)
            .collect();
        player.append(SamplesBuffer::new(NonZero::<u16>::MIN, rate, samples));
        player.append(EmptyCallback::new(done));
        Ok(Box::new((player, device)))
    }
}
