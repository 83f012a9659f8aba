//! Which of a system's voices reads a language.

use locales::Locale;

/// A name and a BCP 47 tag, as systems give them.
pub(super) type Voice<'a> = (&'a str, &'a str);

/// The name of the voice that reads this language best; the first of equals, since systems list their own choice first.
pub(super) fn best<'a>(voices: impl IntoIterator<Item = Voice<'a>>, locale: Locale) -> Option<&'a str> {
    let ranked = voices
        .into_iter()
        .filter_map(|voice| Some((rank(voice, locale)?, voice.0)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, name)| name)
}

/// How far a voice is from the right one; none where it can't read the language.
fn rank((name, tag): Voice<'_>, locale: Locale) -> Option<u8> {
    let is = |wanted: &str| [name, tag].iter().any(|it| it.eq_ignore_ascii_case(wanted));
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let language = tag.split('-').next().unwrap_or_default();
    match (locale, language) {
        // Of espeak-ng's two, the other one reads Chinese letters as English ones.
        (Locale::ZhCn, _) if is("cmn-latn-pinyin") => Some(0),
        // The Chinese of Hong Kong is Cantonese.
        (Locale::ZhCn, "zh") if tag.contains("-hk") || tag.contains("-mo") || tag.contains("-yue") => None,
        (Locale::ZhCn, "zh") if tag == "zh" || tag.contains("-cn") => Some(1),
        (Locale::ZhCn, "zh" | "cmn") => Some(2),
        (Locale::En, "en") if tag == "en-us" => Some(0),
        (Locale::En, "en") if tag == "en-gb" || tag == "en" => Some(1),
        (Locale::En, "en") => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As speech-dispatcher lists those of espeak-ng on Debian.
    const ESPEAK: [Voice<'_>; 6] = [
        ("Chinese (Mandarin, latin as English)", "cmn"),
        ("Chinese (Mandarin, latin as Pinyin)", "cmn-latn-pinyin"),
        ("Chinese (Cantonese)", "yue"),
        ("English (Caribbean)", "en-029"),
        ("English (Great Britain)", "en-GB"),
        ("English (America)", "en-US"),
    ];

    #[test]
    fn espeak_reads_mandarin_by_pinyin_and_english_plainly() {
        assert_eq!(
            best(ESPEAK, Locale::ZhCn),
            Some("Chinese (Mandarin, latin as Pinyin)")
        );
        assert_eq!(best(ESPEAK, Locale::En), Some("English (America)"));
        assert_eq!(
            best([("cmn", "cmn"), ("cmn-latn-pinyin", "cmn")], Locale::ZhCn),
            Some("cmn-latn-pinyin")
        );
    }

    #[test]
    fn other_systems_name_their_voices_otherwise() {
        let voices = [
            ("Sinji", "zh-HK"),
            ("Meijia", "zh-TW"),
            ("Tingting", "zh_CN"),
            ("Moira", "en-IE"),
        ];
        assert_eq!(best(voices, Locale::ZhCn), Some("Tingting"));
        assert_eq!(best(voices, Locale::En), Some("Moira"));
    }

    #[test]
    fn a_language_that_no_voice_speaks_has_none() {
        assert_eq!(best([("Sinji", "zh-HK"), ("Anna", "de-DE")], Locale::ZhCn), None);
        assert_eq!(best([], Locale::En), None);
    }
}
