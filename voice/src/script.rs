//! Chinese as it is written in the mainland. A recogniser has read everything, and writes now in one script, now in the
//! other.

use zhconv::{Variant, zhconv};

/// 著, the letter of fame and of books, which the other script also writes for the particle of what goes on, 着.
const FAME: char = '\u{8457}';
const PARTICLE: char = '\u{7740}';
/// It is fame behind one of these (显卓昭名专原编论遗巨土拙), or before one of those (名作称述者录).
const BEHIND: &str =
    "\u{663e}\u{5353}\u{662d}\u{540d}\u{4e13}\u{539f}\u{7f16}\u{8bba}\u{9057}\u{5de8}\u{571f}\u{62d9}";
const BEFORE: &str = "\u{540d}\u{4f5c}\u{79f0}\u{8ff0}\u{8005}\u{5f55}";

/// The text in simplified characters, with the marks of GB/T 15834 behind them. What is written so stays as it is.
pub(crate) fn of_the_mainland(text: &str) -> String {
    let simplified = zhconv(text, Variant::ZhHans);
    let mut written = String::with_capacity(simplified.len());
    let mut letters = simplified.chars().peekable();
    while let Some(letter) = letters.next() {
        let before = written.chars().next_back();
        let is_in = |letter: Option<char>, of: &str| letter.is_some_and(|letter| of.contains(letter));
        written.push(match letter {
            FAME if !is_in(before, BEHIND) && !is_in(letters.peek().copied(), BEFORE) => PARTICLE,
            mark if before.is_some_and(is_han) => wide(mark),
            other => other,
        });
    }
    written
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}

fn wide(mark: char) -> char {
    match mark {
        ',' => '\u{ff0c}',
        '.' => '\u{3002}',
        '?' => '\u{ff1f}',
        '!' => '\u{ff01}',
        ':' => '\u{ff1a}',
        ';' => '\u{ff1b}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_script_it_was_heard_in_it_is_written_in_one() {
        for (heard, written) in [
            (
                "我們樓下的路燈壞了三個星期,晚上老人出門不安全。",
                "我们楼下的路灯坏了三个星期\u{ff0c}晚上老人出门不安全。",
            ),
            (
                "大家等著公交車,站著很累.",
                "大家等着公交车\u{ff0c}站着很累\u{3002}",
            ),
            ("他很著名,效果顯著?", "他很著名\u{ff0c}效果显著\u{ff1f}"),
        ] {
            assert_eq!(of_the_mainland(heard), written);
        }
        for whole in ["干净的后门，看着。", "27 路车要 3.5 元", "WeChat, OK?", ""] {
            assert_eq!(of_the_mainland(whole), whole);
        }
    }
}
