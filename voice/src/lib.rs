//! Voice: what was said, as words and as commands.
//!
//! [`Commands`] finds in a few words the command they mean, whether they were typed, heard by `Whisper` on this device or by the
//! city for a browser. It is pure and runs in a browser too; what hears is native and stands behind the port
//! [`Recognizer`] and the feature `whisper`, and what speaks behind the port [`Speaker`] and the feature `speak`.
//!
//! ```
//! use locales::Locale;
//! use voice::{Command, Commands};
//!
//! let commands = Commands::new(Locale::En);
//! let heard = commands.heard("Red it to me.").expect("a command");
//! assert_eq!(heard.command, Command::Read);
//! assert_eq!(heard.said, "read it to me");
//! assert!(commands.heard("Please put more benches in the park.").is_none());
//! ```

mod command;
mod commands;
mod distance;
#[cfg(feature = "listen")]
mod listener;
#[cfg(feature = "whisper")]
mod mend;
#[cfg(feature = "whisper")]
pub mod model;
#[cfg(feature = "whisper")]
mod processors;
mod recognizer;
#[cfg(feature = "whisper")]
mod script;
mod sound;
mod speaker;
mod utterance;
#[cfg(feature = "listen")]
mod wav;
#[cfg(feature = "whisper")]
mod whisper;

pub use command::{Command, Purpose};
pub use commands::{Commands, Heard};
#[cfg(feature = "listen")]
pub use listener::Listener;
pub use locales::Locale;
pub use recognizer::{Listening, Recognizer, VoiceError};
pub use sound::Sound;
#[cfg(all(feature = "speak", any(target_os = "linux", windows, target_vendor = "apple")))]
pub use speaker::SystemSpeaker;
pub use speaker::{Said, SpeakError, Speaker};
pub use utterance::Utterance;
#[cfg(feature = "listen")]
pub use wav::read_wav;
#[cfg(feature = "whisper")]
pub use whisper::Whisper;
