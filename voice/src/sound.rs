//! Sound as a recogniser takes it, and where it can be cut.

use std::ops::Range;

/// The longest piece that the recogniser hears at once, in samples: it is told to look at about ten seconds.
const PIECE: usize = 9 * Sound::RATE as usize;
/// What is looked at for loudness: 20 ms.
const FRAME: usize = Sound::RATE as usize / 50;
/// A cut lies in the quietest fifth of a second.
const PAUSE: usize = 10;
/// Below this loudness (root mean square, of 1) nobody speaks. Asked what it hears, a recogniser invents words.
const SILENT: f32 = 0.002;

/// Sound of one channel, 16,000 samples a second, each from −1 to 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sound(Vec<f32>);

impl Sound {
    /// Samples a second.
    pub const RATE: u32 = 16_000;

    /// Samples at [`Sound::RATE`]; what is louder than can be is cut off, what is no number is silence.
    pub fn new(mut samples: Vec<f32>) -> Self {
        for sample in &mut samples {
            *sample = if sample.is_finite() {
                sample.clamp(-1.0, 1.0)
            } else {
                0.0
            };
        }
        Self(samples)
    }

    /// How long it lasts.
    pub fn seconds(&self) -> f64 {
        self.0.len() as f64 / f64::from(Self::RATE)
    }

    /// The pieces in which somebody may be speaking, each at most nine seconds long, cut where it is quietest.
    pub fn pieces(&self) -> impl Iterator<Item = &[f32]> {
        let loudness: Vec<f32> = self.0.chunks(FRAME).map(loudness).collect();
        cuts(&loudness, self.0.len())
            .into_iter()
            .filter(move |piece| {
                let frames = &loudness[piece.start / FRAME..piece.end.div_ceil(FRAME)];
                frames.iter().any(|loudness| *loudness >= SILENT)
            })
            .map(|piece| &self.0[piece])
    }
}

/// Where to cut `length` samples, whose frames are as loud as this.
fn cuts(loudness: &[f32], length: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while length - start > PIECE {
        // In the second half of the piece: so pieces stay few, and what is left over is no scrap.
        let first = (start + PIECE / 2) / FRAME;
        let windows = loudness[first..(start + PIECE) / FRAME].windows(PAUSE);
        let quietest = windows
            .map(|window| window.iter().sum::<f32>())
            .enumerate()
            .min_by(|(_, this), (_, that)| this.total_cmp(that))
            .map_or(0, |(at, _)| at);
        let end = (first + quietest + PAUSE / 2) * FRAME;
        pieces.push(start..end);
        start = end;
    }
    if start < length {
        pieces.push(start..length);
    }
    pieces
}

/// The root mean square of the samples.
fn loudness(samples: &[f32]) -> f32 {
    let squares: f32 = samples.iter().map(|sample| sample * sample).sum();
    (squares / samples.len() as f32).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: usize = Sound::RATE as usize;

    /// `seconds` of a hum, silent in `pauses`.
    fn hum(seconds: usize, pauses: &[Range<usize>]) -> Sound {
        let sample = |at: usize| {
            if pauses.iter().any(|pause| pause.contains(&at)) {
                0.0
            } else {
                (at as f32 * 0.1).sin() * 0.5
            }
        };
        Sound::new((0..seconds * SECOND).map(sample).collect())
    }

    #[test]
    fn what_is_short_is_one_piece() {
        let sound = hum(9, &[]);
        assert_eq!(sound.seconds(), 9.0);
        assert_eq!(sound.pieces().map(<[f32]>::len).collect::<Vec<_>>(), [9 * SECOND]);
        assert_eq!(Sound::default().pieces().count(), 0);
    }

    #[test]
    fn what_is_long_is_cut_in_its_pauses() {
        let pauses = [
            7 * SECOND..7 * SECOND + SECOND / 2,
            13 * SECOND..13 * SECOND + SECOND / 2,
        ];
        let sound = hum(20, &pauses);
        let mut at = 0;
        for piece in sound.pieces() {
            at += piece.len();
            assert!(piece.len() <= PIECE);
            assert!(
                at == 20 * SECOND || pauses.iter().any(|pause| pause.contains(&at)),
                "cut at {at}"
            );
        }
        assert_eq!(at, 20 * SECOND, "nothing is lost");
        assert_eq!(sound.pieces().count(), 3);
    }

    #[test]
    fn what_has_no_pause_is_cut_all_the_same() {
        let sound = hum(31, &[]);
        assert!(sound.pieces().all(|piece| piece.len() <= PIECE));
        assert_eq!(sound.pieces().map(<[f32]>::len).sum::<usize>(), 31 * SECOND);
    }

    #[test]
    fn silence_is_not_listened_to() {
        assert_eq!(Sound::new(vec![0.0; 30 * SECOND]).pieces().count(), 0);
        assert_eq!(Sound::new(vec![f32::NAN; SECOND]).pieces().count(), 0);
        assert_eq!(Sound::new(vec![f32::INFINITY, 7.0]), Sound(vec![0.0, 1.0]));
    }
}
