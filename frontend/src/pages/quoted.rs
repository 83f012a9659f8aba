use crate::text;

/// The words of a person that led somewhere, as a reason is told: each quoted, with what stands between them.
pub(crate) fn quoted<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words
        .into_iter()
        .map(|word| text!("guide-because.word", word = word))
        .collect();
    words.join(&text!("list-between"))
}
