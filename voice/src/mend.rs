//! Faults that a recogniser is known for.

/// `text` as it was said: without the half of a letter at its end, where the recogniser was stopped within one, and
/// without its echo, when it got caught in a loop ("go home. go home. go ho").
pub(crate) fn mended(text: &str) -> &str {
    let text =
        text.trim_matches(|letter: char| letter.is_whitespace() || letter == char::REPLACEMENT_CHARACTER);
    let mut clauses = clauses(text);
    let Some(first) = clauses.next() else {
        return text;
    };
    let rest: Vec<&str> = clauses.collect();
    let is_echo = match rest.split_last() {
        // Twice may be meant, and means the same as once.
        Some((last, between)) => between.iter().all(|clause| *clause == first) && first.starts_with(last),
        None => false,
    };
    if is_echo { first } else { text }
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |letter: char| {
        matches!(
            letter,
            '.' | ',' | '!' | '?' | '\u{3002}' | '\u{ff0c}' | '\u{ff01}' | '\u{ff1f}'
        )
    };
    text.split(is_end)
        .map(str::trim)
        .filter(|clause| !clause.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn echoes_and_halves_of_letters_are_left_out() {
        assert_eq!(mended(" go home. go home. go ho"), "go home");
        assert_eq!(mended("帮助。帮助。"), "帮助");
        assert_eq!(mended("请尽快修理\u{fffd}"), "请尽快修理");
        for whole in ["go home.", "read it, then send it", "坏了。坏了三天。", "", "。"] {
            assert_eq!(mended(whole), whole);
        }
    }
}
