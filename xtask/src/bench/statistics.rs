//! What many measurements say together.

use anyhow::Result;

/// The middle one; of an even number the mean of the two in the middle. 0 of none.
pub(super) fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// The smallest value that at least `percent` of a hundred are not above (nearest rank). 0 of none.
pub(super) fn percentile(values: &[f64], percent: f64) -> f64 {
    let sorted = sorted(values);
    let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted
        .get(rank.clamp(1, sorted.len().max(1)) - 1)
        .copied()
        .unwrap_or(0.0)
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Two things measured in turn.
pub(super) struct Pair {
    /// Medians of each.
    pub(super) reference: f64,
    pub(super) ours: f64,
    /// The median of `ours ÷ reference` of each round: neighbours share the machine's mood.
    pub(super) ratio: f64,
}

/// Does a first round, which only warms up, and then `rounds` of them; a round gives (reference, ours).
pub(super) fn in_turn(rounds: usize, mut round: impl FnMut() -> Result<(f64, f64)>) -> Result<Pair> {
    round()?;
    let (mut references, mut ours, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let (reference, our) = round()?;
        references.push(reference);
        ours.push(our);
        ratios.push(our / reference);
    }
    Ok(Pair {
        reference: median(&references),
        ours: median(&ours),
        ratio: median(&ratios),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(median(&[]), 0.0);
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentile(&hundred, 99.0), 99.0);
        assert_eq!(percentile(&hundred, 100.0), 100.0);
        assert_eq!(percentile(&[1.0, 2.0, 3.0], 95.0), 3.0);
        assert_eq!(percentile(&[1.0, 2.0, 3.0], 0.0), 1.0);
        assert_eq!(percentile(&[], 99.0), 0.0);
    }

    #[test]
    fn the_first_round_does_not_count() {
        let mut rounds = [(1.0, 100.0), (2.0, 2.0), (4.0, 2.0), (1.0, 3.0)].into_iter();
        let pair = in_turn(3, || Ok(rounds.next().expect("asked for four"))).expect("measured");
        assert_eq!((pair.reference, pair.ours, pair.ratio), (2.0, 2.0, 1.0));
    }

    #[test]
    fn a_round_that_fails_fails_the_whole() {
        assert!(in_turn(3, || anyhow::bail!("no")).is_err());
    }
}
