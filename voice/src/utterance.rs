//! What was said at once.

use crate::commands::Commands;
use crate::recognizer::{Listening, Recognizer, VoiceError};
use crate::sound::Sound;
use locales::Locale;

/// The words that were made out, and what they were said for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    pub text: String,
    /// Whether they are one of the commands. What is not heard as one by somebody who knows what can be said is none,
    /// whatever its letters turn out to be.
    pub is_command: bool,
}

impl Utterance {
    /// Listens to `sound`. Where a command is awaited and it is none, it is listened to once more, as to anything that
    /// may be said: so the words are those that were said, not those that are most like a command.
    ///
    /// # Errors
    /// As [`Recognizer::recognize`].
    pub fn hear(
        recognizer: &mut dyn Recognizer,
        sound: &Sound,
        locale: Locale,
        listening: Listening,
    ) -> Result<Self, VoiceError> {
        // Nobody takes two breaths for a command.
        if listening == Listening::Commands && sound.pieces().count() <= 1 {
            let text = recognizer.recognize(sound, locale, Listening::Commands)?;
            if Commands::new(locale).heard(&text).is_some() {
                return Ok(Self {
                    text,
                    is_command: true,
                });
            }
        }
        Ok(Self {
            text: recognizer.recognize(sound, locale, Listening::Dictation)?,
            is_command: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hears one thing where it awaits a command, and another where it awaits none.
    struct Ear {
        command: &'static str,
        words: &'static str,
    }

    impl Recognizer for Ear {
        fn recognize(&mut self, _: &Sound, _: Locale, listening: Listening) -> Result<String, VoiceError> {
            Ok(match listening {
                Listening::Commands => self.command,
                Listening::Dictation => self.words,
            }
            .to_owned())
        }
    }

    fn heard(command: &'static str, words: &'static str, seconds: usize) -> (String, bool) {
        let sound = Sound::new(vec![0.5; seconds * Sound::RATE as usize]);
        let mut ear = Ear { command, words };
        let utterance = Utterance::hear(&mut ear, &sound, Locale::En, Listening::Commands).expect("hears");
        (utterance.text, utterance.is_command)
    }

    #[test]
    fn what_is_no_command_is_heard_as_anything_else() {
        assert_eq!(
            heard("Red it to me.", "read, it, two, me", 2),
            ("Red it to me.".to_owned(), true)
        );
        assert_eq!(
            heard("", "Please put more benches in the park.", 3),
            ("Please put more benches in the park.".to_owned(), false)
        );
    }

    #[test]
    fn words_are_no_command_by_their_letters() {
        assert_eq!(heard("", "send it", 2), ("send it".to_owned(), false));
        assert_eq!(heard("send it", "send it", 20), ("send it".to_owned(), false));
    }
}
