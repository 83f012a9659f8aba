//! `cargo xtask voice [--lang zh-CN|en] FILE.wav … [--json]`: what the app hears in sound files, and which command it
//! takes that for.

mod clock;

use clock::Stopwatch;
use locales::{Locale, Words};
use serde_json::{Map, json};
use std::collections::HashMap;
use std::env;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use voice::{Commands, Listening, Recognizer, Sound, VoiceError, Whisper, model, read_wav};

/// Where the app keeps what is its own, below the folder that the system has for that: `src-tauri/tauri.conf.json`.
const APP: &str = "org.huisheng.app";

struct Arguments {
    language: Option<Locale>,
    json: bool,
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = match Arguments::read(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("{error}\nvoice [--lang zh-CN|en] FILE.wav … [--json]");
            return ExitCode::FAILURE;
        }
    };
    let place = model_place();
    match Whisper::load(&place) {
        Ok(mut whisper) => hear_all(&mut whisper, &arguments),
        Err(error) => {
            tell(&error);
            eprintln!("{} names another file or folder.", model::VARIABLE);
            ExitCode::FAILURE
        }
    }
}

impl Arguments {
    fn read(given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self {
            language: None,
            json: false,
            files: Vec::new(),
        };
        let mut given = given;
        while let Some(argument) = given.next() {
            match argument.as_str() {
                "--json" => arguments.json = true,
                "--lang" => {
                    let tag = given.next().unwrap_or_default();
                    arguments.language = Some(tag.parse().map_err(|_| format!("what language is `{tag}`?"))?);
                }
                flag if flag.starts_with("--") => return Err(format!("what is `{flag}`?")),
                file => arguments.files.push(file.into()),
            }
        }
        if arguments.files.is_empty() {
            return Err("which files?".into());
        }
        Ok(arguments)
    }
}

/// Where the model is: as the environment says, else in the app's own folder.
fn model_place() -> PathBuf {
    if let Some(place) = env::var_os(model::VARIABLE) {
        return place.into();
    }
    let own = env::var_os("HUISHENG_DATA").map(PathBuf::from);
    let own = own.or_else(|| dirs::data_dir().map(|folder| folder.join(APP)));
    own.unwrap_or_default().join("voice")
}

/// Listens to each file and prints what was heard, a line each.
fn hear_all(whisper: &mut Whisper, arguments: &Arguments) -> ExitCode {
    let mut manifests = Manifests::default();
    let commands = Locale::all().map(Commands::new);
    let mut outcome = ExitCode::SUCCESS;
    // The first time is slower: memory is still being fetched. It is not what a person waits for.
    let _ = whisper.recognize(
        &Sound::new(vec![0.01; Sound::RATE as usize]),
        Locale::default(),
        Listening::Dictation,
    );
    for file in &arguments.files {
        let locale = arguments
            .language
            .or_else(|| manifests.language(file))
            .unwrap_or_default();
        let heard = File::open(file)
            .map_err(|error| VoiceError::UnreadableSound(error.to_string()))
            .and_then(|open| read_wav(BufReader::new(open)))
            .and_then(|sound| {
                let watch = Stopwatch::start();
                let text = whisper.recognize(&sound, locale, Listening::Commands)?;
                let list = commands.iter().find(|list| list.locale() == locale);
                let command = list
                    .and_then(|list| list.heard(&text))
                    .map_or("", |heard| heard.command.name());
                Ok((text.clone(), command, watch.seconds(), sound.seconds()))
            });
        let name = file.display().to_string();
        match heard {
            Ok((text, command, seconds, _)) if arguments.json => {
                let line = json!({ "file": name, "lang": locale.tag(), "text": text, "command": command, "seconds": seconds });
                println!("{line}");
            }
            Ok((text, command, seconds, length)) => {
                println!(
                    "{name}  {}  {seconds:.2} s of {length:.2} s  {command:<10}  {text}",
                    locale.tag()
                );
            }
            Err(error) => {
                eprint!("{name}: ");
                tell(&error);
                outcome = ExitCode::FAILURE;
            }
        }
    }
    outcome
}

/// What went wrong and what to do, in both languages: who runs this may read only one of them.
fn tell(error: &VoiceError) {
    eprintln!("{} ({error})", error.code());
    for locale in Locale::all() {
        let told = Words::new(locale).problem(error.code(), &Map::new());
        eprintln!("  {} {}", told.what, told.next);
    }
}

/// The languages of files, as the `manifest.tsv` beside them says.
#[derive(Default)]
struct Manifests(HashMap<PathBuf, HashMap<String, Locale>>);

impl Manifests {
    fn language(&mut self, file: &Path) -> Option<Locale> {
        let folder = file.parent()?;
        let manifest = self
            .0
            .entry(folder.to_owned())
            .or_insert_with(|| read_manifest(folder));
        manifest.get(file.file_name()?.to_str()?).copied()
    }
}

/// The first two columns: file and language.
fn read_manifest(folder: &Path) -> HashMap<String, Locale> {
    let text = fs::read_to_string(folder.join("manifest.tsv")).unwrap_or_default();
    let lines = text.lines().map(|line| line.split('\t'));
    lines
        .filter_map(|mut columns| Some((columns.next()?.to_owned(), columns.next()?.parse().ok()?)))
        .collect()
}
