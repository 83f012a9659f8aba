//! Both catalogues hold together, say the same, and say it plainly.

mod messages;

use locales::{Args, Locale, Time, Words};
use messages::{Kind, Message, catalogue};
use std::collections::BTreeMap;

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables_and_choices() {
    let (zh, en) = (catalogue(Locale::ZhCn), catalogue(Locale::En));
    let lacking = |here: &[Message], there: &[Message]| -> Vec<String> {
        let known = |m: &&Message| there.iter().any(|other| other.id == m.id && other.file == m.file);
        here.iter()
            .filter(|m| !known(m))
            .map(|m| format!("{} {}", m.file, m.id))
            .collect()
    };
    assert_eq!(lacking(&zh, &en), [""; 0], "in Chinese only");
    assert_eq!(lacking(&en, &zh), [""; 0], "in English only");
    // Which parts a date has, and which of them are names, is each language's own: `cldr.rs` compares them.
    let dates = |message: &&Message| {
        ["date-", "month-name", "weekday-name"]
            .iter()
            .any(|own| message.id.starts_with(own))
    };
    for zh in zh.iter().filter(|message| !dates(message)) {
        let en = twin(&en, zh);
        let names = |m: &Message| m.variables.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(zh), names(en), "{}", zh.id);
        let choices = |m: &Message| {
            let choices = m.variables.iter().filter_map(|(name, kind)| match kind {
                Kind::Choice(keys) => Some((name.clone(), keys.clone())),
                _ => None,
            });
            choices.collect::<Vec<_>>()
        };
        assert_eq!(choices(zh), choices(en), "{}", zh.id);
    }
}

fn twin<'a>(messages: &'a [Message], of: &Message) -> &'a Message {
    messages
        .iter()
        .find(|message| message.id == of.id)
        .unwrap_or_else(|| panic!("only one language has {}", of.id))
}

/// Every text that a message can become with sample arguments.
fn spoken(locale: Locale) -> Vec<(Message, Vec<String>)> {
    let words = Words::new(locale);
    let other = catalogue(if locale == Locale::En {
        Locale::ZhCn
    } else {
        Locale::En
    });
    let told = catalogue(locale).into_iter().map(|message| {
        let mut texts = Vec::new();
        for args in samples(&message.merged(twin(&other, &message)), locale) {
            let text = words.text(&message.id, &args);
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        (message, texts)
    });
    told.collect()
}

/// Each choice, and numbers that the plural rules tell apart, in every combination.
fn samples(variables: &BTreeMap<String, Kind>, locale: Locale) -> Vec<Args<'static>> {
    let mut all = vec![Args::default()];
    for (name, kind) in variables {
        let mut next = Vec::new();
        for args in &all {
            let mut with = |value: locales::Arg<'static>| {
                let mut args = args.clone();
                args.set(name.clone(), value);
                next.push(args);
            };
            match kind {
                Kind::Number => [0, 1, 2, 12].into_iter().for_each(|number| with(number.into())),
                Kind::Time => with(Time(1_773_800_400_000).into()),
                Kind::Choice(keys) => keys.iter().for_each(|key| with(key.clone().into())),
                Kind::Text if locale == Locale::ZhCn => with("文三路".into()),
                Kind::Text => with("West Road".into()),
            }
        }
        all = next;
    }
    all
}

#[test]
fn every_message_is_told_with_nothing_left_open() {
    for locale in Locale::all() {
        for (message, texts) in spoken(locale) {
            for text in texts {
                let open = ["{", "}", "⟨", "DATETIME(", "NUMBER("]
                    .iter()
                    .any(|sign| text.contains(sign));
                assert!(
                    !open && !text.trim().is_empty(),
                    "{} in {}: {text:?}",
                    message.id,
                    locale.tag()
                );
            }
        }
    }
}

#[test]
fn every_error_says_what_to_do_next() {
    for message in catalogue(Locale::ZhCn) {
        if message.id.starts_with("error-") && !message.id.contains('.') {
            assert!(
                Words::new(Locale::En).has(&format!("{}.next", message.id)),
                "{}",
                message.id
            );
        }
    }
}

#[test]
fn chinese_sentences_have_at_most_thirty_characters() {
    for (message, texts) in spoken(Locale::ZhCn) {
        for sentence in texts.iter().flat_map(|text| text.split(['。', '！', '？', '\n'])) {
            let length = sentence.chars().filter(|c| !c.is_whitespace()).count();
            assert!(length <= 30, "{}: {length} characters: {sentence}", message.id);
        }
    }
}

#[test]
fn chinese_is_polite_and_punctuated_in_chinese() {
    for (message, texts) in spoken(Locale::ZhCn) {
        for text in texts {
            assert!(!text.contains('你'), "{}: 您, please: {text}", message.id);
            let half = text.contains([',', ';', '!', '?', '(', ')', '"', '\'']);
            assert!(!half, "{}: full-width punctuation, please: {text}", message.id);
            assert!(!text.contains("..."), "{}: ……, please: {text}", message.id);
        }
    }
}

/// Flesch–Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59. Only whole sentences count:
/// labels of two words would make any text look easy.
#[test]
fn english_is_at_grade_six_or_below_in_every_file() {
    let mut files: BTreeMap<String, (f64, f64, f64)> = BTreeMap::new();
    for (message, texts) in spoken(Locale::En) {
        let (sentences, words, syllables) = files.entry(message.file).or_default();
        for sentence in texts
            .iter()
            .flat_map(|text| text.split_inclusive(['.', '!', '?']))
        {
            let found: Vec<_> = sentence
                .split_whitespace()
                .filter(|w| w.contains(char::is_alphanumeric))
                .collect();
            if sentence.ends_with(['.', '!', '?']) && !found.is_empty() {
                *sentences += 1.0;
                *words += found.len() as f64;
                *syllables += found.iter().map(|word| syllables_of(word) as f64).sum::<f64>();
            }
        }
    }
    for (file, (sentences, words, syllables)) in files {
        let grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
        assert!(sentences == 0.0 || grade <= 6.0, "{file}: grade {grade:.1}");
    }
}

/// Groups of vowels, without a silent e at the end.
fn syllables_of(word: &str) -> usize {
    let word: String = word
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphabetic())
        .collect();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let groups = word
        .chars()
        .zip(word.chars().skip(1).chain([' ']))
        .filter(|&(c, next)| is_vowel(c) && !is_vowel(next));
    let silent = word.ends_with('e') && !word.ends_with("le") && word.len() > 2;
    groups.count().saturating_sub(usize::from(silent)).max(1)
}
