//! Speech into words for browsers: by whoever the program is given to listen, here one that says what it was asked.

use crate::support::{Server, Somebody};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use voice::{Listener, Listening, Locale, Recognizer, Sound, VoiceError};

/// What one wants to be heard and nobody else is to read.
const WORDS: &str = "the lamp at my door is broken";

/// Hears a command where one is awaited, and [`WORDS`] otherwise; in the language `en` it hears no commands. It waits for a
/// word from the test where that holds one back.
struct Ear(Option<Receiver<()>>);

impl Recognizer for Ear {
    fn recognize(
        &mut self,
        sound: &Sound,
        locale: Locale,
        listening: Listening,
    ) -> Result<String, VoiceError> {
        if let Some(go) = &self.0 {
            go.recv()
                .map_err(|_| VoiceError::Failed("the test ended".to_owned()))?;
        }
        assert!(sound.seconds() > 0.0);
        Ok(match (listening, locale) {
            (Listening::Commands, Locale::ZhCn) => "我要提意见".to_owned(),
            (Listening::Commands, Locale::En) => String::new(),
            (Listening::Dictation, _) => WORDS.to_owned(),
        })
    }
}

async fn hearing(ear: impl FnMut() -> Result<Ear, VoiceError> + Send + 'static) -> Server {
    let listener = Arc::new(Listener::start(ear).expect("a thread"));
    Server::with(|config| config.listener = Some(listener)).await
}

async fn quick() -> Server {
    hearing(|| Ok(Ear(None))).await
}

/// Sound of so many samples, at this rate.
fn wav(rate: u32, samples: usize) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut file, spec).expect("writes to memory");
    (0..samples).for_each(|at| {
        let sample = if at % 2 == 0 { 9_000_i16 } else { -9_000 };
        writer.write_sample(sample).expect("writes to memory");
    });
    writer.finalize().expect("writes to memory");
    file.into_inner()
}

fn ask(server: &Server, who: Option<&Somebody>, query: &str, body: Vec<u8>) -> RequestBuilder {
    server
        .request(Method::POST, &format!("/api/v1/recognise?{query}"), who)
        .header("content-type", "audio/wav")
        .body(body)
}

async fn heard(request: RequestBuilder) -> Value {
    let answer = request.send().await.expect("answers");
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.expect("JSON")
}

#[tokio::test]
async fn a_guest_is_understood_and_nothing_of_it_is_written_down() {
    let server = quick().await;
    let guest = server.guest().await;
    assert_eq!(
        server.get::<Value>("/api/v1/recognise", None).await,
        json!({ "offered": true })
    );
    let sound = wav(16_000, 32_000);
    assert_eq!(
        heard(ask(
            &server,
            Some(&guest),
            "language=zh-CN&purpose=command",
            sound.clone()
        ))
        .await,
        json!({ "text": "我要提意见", "is_command": true })
    );
    for query in [
        "language=en&purpose=command",
        "language=en",
        "language=en-GB&purpose=dictation",
    ] {
        assert_eq!(
            heard(ask(&server, Some(&guest), query, sound.clone())).await,
            json!({ "text": WORDS, "is_command": false }),
            "{query}"
        );
    }
    let files = files(server.folder.path());
    assert!(!files.is_empty());
    for file in files {
        let bytes = std::fs::read(&file).expect("a file");
        let is_in = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        assert!(
            !is_in(WORDS.as_bytes()) && !is_in(&sound[44..144]),
            "{}",
            file.display()
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn where_nobody_listens_that_is_known_before_and_said() {
    let server = Server::start().await;
    let guest = server.guest().await;
    assert_eq!(
        server.get::<Value>("/api/v1/recognise", None).await,
        json!({ "offered": false })
    );
    let asked = ask(&server, Some(&guest), "language=en", wav(16_000, 16_000));
    assert_eq!(
        server.error(asked).await,
        (StatusCode::NOT_IMPLEMENTED, "voice-not-offered".to_owned())
    );
    server.stop().await;
}

#[tokio::test]
async fn what_is_no_such_sound_is_refused() {
    let server = quick().await;
    let guest = server.guest().await;
    let second = || wav(16_000, 16_000);
    let broken = |at: usize| second()[..at].to_vec();
    for (query, body, status, code) in [
        ("language=en", b"RIFF".to_vec(), 422, "voice-unreadable-sound"),
        ("language=en", Vec::new(), 422, "voice-unreadable-sound"),
        ("language=en", broken(9_001), 422, "voice-unreadable-sound"),
        ("language=en", wav(44_100, 44_100), 422, "voice-wrong-rate"),
        ("language=en", vec![0; (6 << 20) + 1], 413, "too-large"),
        ("language=xx", second(), 400, "bad-parameter"),
        ("", second(), 400, "bad-parameter"),
        ("language=en&purpose=vote", second(), 400, "bad-parameter"),
    ] {
        let asked = ask(&server, Some(&guest), query, body);
        let (told, said) = server.error(asked).await;
        assert_eq!((told.as_u16(), said.as_str()), (status, code), "{query}");
    }
    let nobody = ask(&server, None, "language=en", second());
    assert_eq!(server.error(nobody).await.1, "not-signed-in");
    let json = server.request(Method::POST, "/api/v1/recognise?language=en", Some(&guest));
    assert_eq!(
        server.error(json.json(&json!({}))).await.1,
        "unsupported-media-type"
    );
    server.stop().await;
}

#[tokio::test]
async fn who_speaks_without_end_waits() {
    let listener = Arc::new(Listener::start(|| Ok(Ear(None))).expect("a thread"));
    let server = Server::with(|config| {
        config.listener = Some(listener);
        config.limits.sounds_per_minute = 2;
    })
    .await;
    let (one, other) = (server.guest().await, server.guest().await);
    let ask = |who| ask(&server, Some(who), "language=en", wav(16_000, 1_600));
    heard(ask(&one)).await;
    heard(ask(&one)).await;
    let answer = ask(&one).send().await.expect("answers");
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.headers()["retry-after"], "60");
    heard(ask(&other)).await;
    server.pass(60_000);
    heard(ask(&one)).await;
    server.stop().await;
}

#[tokio::test]
async fn a_few_wait_and_more_are_asked_to_come_again() {
    let (go, wait): (Sender<()>, Receiver<()>) = channel();
    let wait = Mutex::new(Some(wait));
    let load = move || {
        let wait = wait.lock().map_err(|_| VoiceError::Failed(String::new()))?.take();
        Ok(Ear(wait))
    };
    let listener = Arc::new(Listener::start(load).expect("a thread"));
    let server = Server::with(|config| {
        config.listener = Some(listener);
        config.limits.sounds = 2;
    })
    .await;
    let guest = server.guest().await;
    let ask = || ask(&server, Some(&guest), "language=en", wav(16_000, 1_600)).send();
    let turned_away = async {
        // Two of the three are taken in, whichever they are; the third hears at once that it is too much.
        let three = [tokio::spawn(ask()), tokio::spawn(ask()), tokio::spawn(ask())];
        let (first, _, rest) = futures::future::select_all(three).await;
        let first = first.expect("runs").expect("answers");
        assert_eq!(first.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(first.headers()["retry-after"], "2");
        rest
    };
    for waits in turned_away.await {
        go.send(()).expect("it listens");
        go.send(()).unwrap_or_default();
        let answer = waits.await.expect("runs").expect("answers");
        assert_eq!(answer.status(), StatusCode::OK);
    }
    server.stop().await;
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flat_map(|entry| below(entry.path())).collect()
}
