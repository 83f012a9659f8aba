//! What turns recordings into words: a thread with the city's model in memory. The program is built with the engine by
//! the feature `hear`; without it, or without a model, recordings stay recordings.

#[cfg(feature = "hear")]
pub(super) use engine::Listener;
#[cfg(not(feature = "hear"))]
pub(super) use nobody::Listener;

#[cfg(feature = "hear")]
mod engine {
    use crate::recordings::Outcome;
    use client::recording::Purpose;
    use domain::refusal::Problem;
    use locales::Locale;
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::{self, Receiver, Sender};
    use tokio::sync::oneshot;
    use voice::{Listening, Recognizer, Sound, VoiceError, Whisper, model};

    /// A handle to the thread.
    pub(in crate::recordings) struct Listener {
        place: PathBuf,
        requests: Sender<Request>,
    }

    enum Request {
        WarmUp,
        Hear {
            sound: Sound,
            locale: Locale,
            listening: Listening,
            answer: oneshot::Sender<Result<String, VoiceError>>,
        },
    }

    impl Listener {
        /// Starts the thread; the model is read when it is first needed.
        pub(in crate::recordings) fn start(own: &Path) -> std::io::Result<Self> {
            let place = std::env::var_os(model::VARIABLE).map_or_else(|| own.to_owned(), PathBuf::from);
            let (requests, asked) = mpsc::channel();
            let at = place.clone();
            std::thread::Builder::new()
                .name("listener".to_owned())
                .spawn(move || listen(&at, &asked))?;
            Ok(Self { place, requests })
        }

        /// Whether there is a model.
        pub(in crate::recordings) fn is_there(&self) -> bool {
            model::find(&self.place).is_ok()
        }

        /// Reads the model, if there is one, so that it is there when it is needed.
        pub(in crate::recordings) fn warm_up(&self) {
            // Where the thread is gone, the next request says so.
            let _ = self.requests.send(Request::WarmUp);
        }

        /// What is said in these samples.
        pub(in crate::recordings) async fn hear(
            &self,
            samples: Vec<i16>,
            language: &str,
            purpose: Purpose,
        ) -> Outcome<String> {
            let (answer, answered) = oneshot::channel();
            let samples = samples.into_iter().map(|sample| f32::from(sample) / 32_768.0);
            let request = Request::Hear {
                sound: Sound::new(samples.collect()),
                locale: language.parse().unwrap_or_default(),
                listening: match purpose {
                    Purpose::Dictation => Listening::Dictation,
                    Purpose::Command => Listening::Commands,
                },
                answer,
            };
            let gone = || Problem::new("voice-failed");
            self.requests.send(request).map_err(|_| gone())?;
            let heard = answered.await.map_err(|_| gone())?;
            heard.map_err(|error| {
                tracing::warn!(%error, "nothing was recognised");
                Problem::new(error.code())
            })
        }
    }

    fn listen(place: &Path, asked: &Receiver<Request>) {
        let mut whisper: Option<Whisper> = None;
        let ready = |whisper: &mut Option<Whisper>| -> Result<(), VoiceError> {
            if whisper.is_none() {
                *whisper = Some(Whisper::load(place)?);
            }
            Ok(())
        };
        while let Ok(request) = asked.recv() {
            match request {
                // What is wrong is told to whoever wants words.
                Request::WarmUp => drop(ready(&mut whisper)),
                Request::Hear {
                    sound,
                    locale,
                    listening,
                    answer,
                } => {
                    let heard = ready(&mut whisper).and_then(|()| match &mut whisper {
                        Some(whisper) => whisper.recognize(&sound, locale, listening),
                        None => Ok(String::new()),
                    });
                    // Nobody may be waiting any more: the page was left.
                    let _ = answer.send(heard);
                }
            }
        }
    }
}

#[cfg(not(feature = "hear"))]
mod nobody {
    use crate::recordings::Outcome;
    use client::recording::Purpose;
    use domain::refusal::Problem;
    use std::path::Path;

    /// Nobody listens.
    pub(in crate::recordings) struct Listener;

    impl Listener {
        #[allow(clippy::unnecessary_wraps, reason = "the other one may fail")]
        pub(in crate::recordings) fn start(_own: &Path) -> std::io::Result<Self> {
            Ok(Self)
        }

        pub(in crate::recordings) fn is_there(&self) -> bool {
            false
        }

        pub(in crate::recordings) fn warm_up(&self) {}

        #[allow(clippy::unused_async, reason = "the other one waits")]
        pub(in crate::recordings) async fn hear(&self, _: Vec<i16>, _: &str, _: Purpose) -> Outcome<String> {
            Err(Problem::new("voice-no-model"))
        }
    }
}
