//! Where sentences end, in Chinese and in English.

use std::ops::Range;

/// Ends a sentence wherever it stands.
const FULL: &[char] = &['。', '！', '？', '；', '…'];
/// Ends one where something else comes after it: not within `3.5` or `12345.example`.
const HALF: &[char] = &['.', '!', '?', ';'];
/// Stay with the sentence before them.
const CLOSING: &[char] = &['”', '’', '」', '』', '）', '》', ')', ']', '"', '\''];

/// The sentences of a text as ranges of bytes, without the space around them. What has no letter and no digit is none.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < letters.len() {
        let end = ending(&letters[at..]);
        at += end.max(1);
        if end > 0 {
            let to = letters.get(at).map_or(text.len(), |(byte, _)| *byte);
            found.extend(trimmed(text, from..to));
            from = to;
        }
    }
    found.extend(trimmed(text, from..text.len()));
    found
}

/// How many letters end a sentence here; none where it goes on.
fn ending(rest: &[(usize, char)]) -> usize {
    let is = |set: &[char], at: usize| rest.get(at).is_some_and(|(_, letter)| set.contains(letter));
    let mut length = 0;
    while is(FULL, length) || is(HALF, length) {
        length += 1;
    }
    if length == 0 {
        return 0;
    }
    let certain = rest[..length].iter().any(|(_, letter)| FULL.contains(letter));
    while is(CLOSING, length) {
        length += 1;
    }
    let mut after = rest[length..].iter().map(|(_, letter)| *letter);
    let ends = match after.next() {
        None => true,
        Some(letter) if letter.is_whitespace() => {
            // “e.g. this” goes on.
            !after
                .find(|letter| !letter.is_whitespace())
                .is_some_and(char::is_lowercase)
        }
        Some(_) => false,
    };
    if certain || ends { length } else { 0 }
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let from = range.start + piece.len() - piece.trim_start().len();
    let to = range.start + piece.trim_end().len();
    piece.chars().any(char::is_alphanumeric).then_some(from..to)
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn chinese_ends_at_its_full_stops() {
        assert_eq!(
            cut("路灯坏了。晚上看不见！什么时候修？"),
            ["路灯坏了。", "晚上看不见！", "什么时候修？"]
        );
        assert_eq!(
            cut("他说：“修好了。”我去看了……还没有；再等等"),
            ["他说：“修好了。”", "我去看了……", "还没有；", "再等等"]
        );
        assert_eq!(cut("还剩 2 个工作日，请等一等"), ["还剩 2 个工作日，请等一等"]);
    }

    #[test]
    fn english_ends_before_a_space_and_no_small_letter() {
        assert_eq!(
            cut("It is dark. Who mends it? \"We do.\" Thank you"),
            ["It is dark.", "Who mends it?", "\"We do.\"", "Thank you"]
        );
        assert_eq!(
            cut("Bring a paper, e.g. a bill. It costs 3.50 now."),
            ["Bring a paper, e.g. a bill.", "It costs 3.50 now."]
        );
        assert_eq!(cut("See huisheng.example/help!"), ["See huisheng.example/help!"]);
    }

    #[test]
    fn both_in_one_text() {
        assert_eq!(
            cut("请看 README. 谢谢。Thanks!"),
            ["请看 README.", "谢谢。", "Thanks!"]
        );
    }

    #[test]
    fn what_nobody_can_say_is_no_sentence() {
        assert_eq!(cut(" · "), [""; 0]);
        assert_eq!(cut("……"), [""; 0]);
        assert_eq!(cut(""), [""; 0]);
        assert_eq!(cut("  好  "), ["好"]);
    }
}
