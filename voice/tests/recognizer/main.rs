//! Spoken commands and sentences through the real model. Model and speech lie beside the repository or where
//! `HUISHENG_VOICE_MODEL` says; they belong to others and are never a part of it.

use locales::Locale;
use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use voice::{Commands, Listening, Recognizer, Sound, VoiceError, Whisper, model, read_wav};

fn beside() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/voice")
}

/// Where the model is; a machine without one can't try it.
fn place() -> Option<PathBuf> {
    let place = env::var_os(model::VARIABLE).map_or_else(beside, PathBuf::from);
    if model::find(&place).is_err() {
        println!(
            "skipped: no model in {}; {} may name one",
            place.display(),
            model::VARIABLE
        );
        return None;
    }
    Some(place)
}

/// The folder of the spoken files: beside the model.
fn speech(place: &Path) -> Option<PathBuf> {
    let folder = if place.is_dir() { place } else { place.parent()? }.join("wav");
    if !folder.join("manifest.tsv").is_file() {
        println!("skipped: no speech in {}", folder.display());
        return None;
    }
    Some(folder)
}

struct Spoken {
    file: String,
    locale: Locale,
    command: String,
}

fn manifest(folder: &Path) -> Vec<Spoken> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(b'\t').from_path(folder.join("manifest.tsv"));
    let rows = reader.expect("a manifest").into_records();
    rows.map(|row| {
        let row = row.expect("a line");
        Spoken {
            file: row[0].to_owned(),
            locale: row[1].parse().expect("a language"),
            command: row[2].to_owned(),
        }
    })
    .collect()
}

#[test]
fn commands_are_understood_and_sentences_set_off_nothing() {
    let Some(place) = place() else { return };
    let Some(folder) = speech(&place) else { return };
    let mut whisper = Whisper::load(&place).expect("the model loads");
    let lists = Locale::all().map(Commands::new);
    let mut right: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut report = String::new();
    for spoken in manifest(&folder) {
        let file = File::open(folder.join(&spoken.file)).expect("the file is there");
        let sound = read_wav(file).expect("it is sound");
        let text = whisper
            .recognize(&sound, spoken.locale, Listening::Commands)
            .expect("it is heard");
        let list = lists
            .iter()
            .find(|list| list.locale() == spoken.locale)
            .expect("a list");
        let command = list.heard(&text).map_or("", |heard| heard.command.name());
        report += &format!(
            "{} {:?}, taken for {command:?}: {text}\n",
            spoken.file, spoken.command
        );
        if spoken.command.is_empty() {
            assert_eq!(command, "", "a sentence sets off a command\n{report}");
        } else {
            let (right, all) = right.entry(spoken.locale.tag()).or_default();
            *right += usize::from(command == spoken.command);
            *all += 1;
        }
    }
    assert!(!right.is_empty(), "nothing was tried");
    for (locale, (right, all)) in right {
        assert!(right * 100 >= all * 95, "{locale}: {right} of {all}\n{report}");
    }
}

#[test]
fn silence_and_noise_set_off_nothing() {
    let Some(place) = place() else { return };
    let mut whisper = Whisper::load(&place).expect("the model loads");
    let silence = Sound::new(vec![0.0; 3 * Sound::RATE as usize]);
    // A linear congruential generator: noise that is the same each time.
    let mut state = 1_u32;
    let noise = (0..3 * Sound::RATE).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (f64::from(state) / f64::from(u32::MAX) - 0.5) as f32 * 0.1
    });
    let noise = Sound::new(noise.collect());
    for locale in Locale::all() {
        let hear = |whisper: &mut Whisper, sound| whisper.recognize(sound, locale, Listening::Commands);
        assert_eq!(hear(&mut whisper, &silence), Ok(String::new()));
        let text = hear(&mut whisper, &noise).expect("it listens");
        assert_eq!(
            Commands::new(locale).heard(&text),
            None,
            "noise is taken for {text:?}"
        );
    }
}

#[test]
fn what_is_missing_or_broken_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let code = |place: &Path| Whisper::load(place).err().map(|error: VoiceError| error.code());
    assert_eq!(code(folder.path()), Some("voice-no-model"));
    assert_eq!(code(&folder.path().join("gone.bin")), Some("voice-no-model"));
    let file = folder.path().join("model.bin");
    fs::write(&file, "lmgg, and then something else altogether").expect("written");
    assert_eq!(code(&file), Some("voice-damaged-model"));
    let Some(place) = place() else { return };
    let whole = fs::read(model::find(&place).expect("a model")).expect("it can be read");
    fs::write(&file, &whole[..whole.len() / 2]).expect("written");
    assert_eq!(code(&file), Some("voice-damaged-model"), "a copy that broke off");
}
