//! Putting things in order.

use domain::time::Timestamp;
use uuid::Uuid;

/// The items by their keys, least first; those of one key as they came. All are sorted by one piece of code: a sort for
/// every type would be 4 kB each that a telephone has to download.
pub(crate) fn by_key<T>(items: Vec<T>, key: impl Fn(&T) -> (i64, u128)) -> Vec<T> {
    let mut places: Vec<((i64, u128), usize)> = items.iter().map(key).zip(0..).collect();
    places.sort_unstable();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    places
        .into_iter()
        .filter_map(|(_, at)| items.get_mut(at)?.take())
        .collect()
}

/// The key that puts the latest first, and of two at one time the later made.
pub(crate) fn latest(at: Timestamp, id: Uuid) -> (i64, u128) {
    (-at.0, !id.as_u128())
}

#[cfg(test)]
mod tests {
    use super::by_key;

    #[test]
    fn least_first_and_equals_as_they_came() {
        let words = vec!["lamp", "a", "bench", "b", "tree"];
        let sorted = by_key(words, |word| (word.len() as i64, 0));
        assert_eq!(sorted, ["a", "b", "lamp", "tree", "bench"]);
    }
}
