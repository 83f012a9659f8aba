//! A thread that listens: with a recogniser in its memory, to one sound after another.

use crate::recognizer::{Listening, Recognizer, VoiceError};
use crate::sound::Sound;
use crate::utterance::Utterance;
use futures::channel::oneshot;
use locales::Locale;
use std::sync::mpsc::{self, Receiver, Sender};

/// A handle to the thread.
#[derive(Debug)]
pub struct Listener(Sender<Request>);

enum Request {
    WarmUp,
    Hear {
        sound: Sound,
        locale: Locale,
        listening: Listening,
        answer: oneshot::Sender<Result<Utterance, VoiceError>>,
    },
}

impl Listener {
    /// Starts the thread. `load` is called there when somebody is first to be listened to, and again where it failed.
    ///
    /// # Errors
    /// Where the operating system gives no thread.
    pub fn start<R: Recognizer + 'static>(
        load: impl FnMut() -> Result<R, VoiceError> + Send + 'static,
    ) -> std::io::Result<Self> {
        let (requests, asked) = mpsc::channel();
        std::thread::Builder::new()
            .name("listener".to_owned())
            .spawn(move || listen(load, &asked))?;
        Ok(Self(requests))
    }

    /// Gets ready, so that nobody waits for it later.
    pub fn warm_up(&self) {
        // Where the thread is gone, the next request says so.
        let _ = self.0.send(Request::WarmUp);
    }

    /// What is said in `sound`. What nobody waits for any more is not listened to.
    ///
    /// # Errors
    /// What `load` or the recogniser says.
    pub async fn hear(
        &self,
        sound: Sound,
        locale: Locale,
        listening: Listening,
    ) -> Result<Utterance, VoiceError> {
        let (answer, answered) = oneshot::channel();
        let request = Request::Hear {
            sound,
            locale,
            listening,
            answer,
        };
        let gone = || VoiceError::Failed("the listener is gone".to_owned());
        self.0.send(request).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

fn listen<R: Recognizer>(mut load: impl FnMut() -> Result<R, VoiceError>, asked: &Receiver<Request>) {
    let mut loaded: Option<R> = None;
    let mut ready = |loaded: &mut Option<R>| -> Result<(), VoiceError> {
        if loaded.is_none() {
            *loaded = Some(load()?);
        }
        Ok(())
    };
    while let Ok(request) = asked.recv() {
        match request {
            // What is wrong is told to whoever wants words.
            Request::WarmUp => drop(ready(&mut loaded)),
            Request::Hear { answer, .. } if answer.is_canceled() => {}
            Request::Hear {
                sound,
                locale,
                listening,
                answer,
            } => {
                let heard = ready(&mut loaded).and_then(|()| match &mut loaded {
                    Some(recognizer) => Utterance::hear(recognizer, &sound, locale, listening),
                    None => Err(VoiceError::Failed("nobody listens".to_owned())),
                });
                // Nobody may be waiting any more: the page was left.
                let _ = answer.send(heard);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::executor::block_on;

    struct Ear;

    impl Recognizer for Ear {
        fn recognize(&mut self, sound: &Sound, _: Locale, _: Listening) -> Result<String, VoiceError> {
            Ok(sound.seconds().to_string())
        }
    }

    #[test]
    fn one_after_another_is_heard_and_a_failed_start_is_tried_again() {
        let mut failed = false;
        let load = move || {
            if std::mem::replace(&mut failed, true) {
                Ok(Ear)
            } else {
                Err(VoiceError::DamagedModel { file: String::new() })
            }
        };
        let listener = Listener::start(load).expect("a thread");
        let second = || Sound::new(vec![0.5; Sound::RATE as usize]);
        let hear = || block_on(listener.hear(second(), Locale::En, Listening::Dictation));
        assert_eq!(hear().map_err(|error| error.code()), Err("voice-damaged-model"));
        assert_eq!(hear().map(|heard| heard.text), Ok("1".to_owned()));
        assert_eq!(hear().map(|heard| heard.text), Ok("1".to_owned()));
    }
}
