//! Recognition by whisper.cpp, on this machine.

use crate::commands::Commands;
use crate::mend::mended;
use crate::model;
use crate::processors;
use crate::recognizer::{Listening, Recognizer, VoiceError};
use crate::script::of_the_mainland;
use crate::sound::Sound;
use locales::Locale;
use std::path::Path;
use std::sync::Once;
use whisper_rs::{
    FullParams, SamplingStrategy, WhisperContext, WhisperContextParameters, WhisperError, WhisperSegment,
    WhisperState, install_logging_hooks,
};

/// How much sound the encoder looks at, in fiftieths of a second: ten seconds rather than thirty, three to five times as
/// quick with the same result. Cut to the length of each clip it would begin to repeat itself.
const AUDIO_CONTEXT: i32 = 512;
/// The same for what is said in a few words: it still looks at twice as much as is there, and is quicker by a fifth.
const SHORT_CONTEXT: i32 = 384;
/// What has up to so many samples is short.
const SHORT: usize = 4 * Sound::RATE as usize;
/// Anything shorter than a second is filled up with silence: the recogniser leaves out what is too short.
const SHORTEST: usize = Sound::RATE as usize * 6 / 5;
/// The most of a prompt that a model remembers, in tokens: half of what its decoder holds.
const PROMPT: usize = 224;
/// More tokens than this are not said in a second; a recogniser that repeats itself is stopped by it.
const TOKENS_A_SECOND: usize = 12;
/// Below this probability of its words, on average, a command is not one. Noise is taken for something that can be said,
/// with 0.56 at most of what was tried; what was said has 0.71 and more. (Its own probability of "no speech" stays at 0.)
const SURE: f32 = 0.63;

/// A model in memory, ready to listen: loading takes a second, so one is kept.
pub struct Whisper {
    state: WhisperState,
    prompts: Vec<(Locale, Prompts)>,
}

/// What went before, as far as the model is told: so it expects more of the kind.
struct Prompts {
    commands: Vec<i32>,
    dictation: Vec<i32>,
}

impl Whisper {
    /// Loads the model in `place`: a file, or the folder that holds it.
    ///
    /// # Errors
    /// [`VoiceError::NoModel`], [`VoiceError::DamagedModel`], [`VoiceError::OldProcessor`].
    pub fn load(place: &Path) -> Result<Self, VoiceError> {
        let file = model::find(place)?;
        model::check(&file)?;
        check_processor()?;
        // Without it, every sentence is accompanied by pages on standard error.
        static QUIET: Once = Once::new();
        QUIET.call_once(install_logging_hooks);
        let damaged = |_| VoiceError::DamagedModel {
            file: file.display().to_string(),
        };
        let parameters = WhisperContextParameters::default();
        let context = match model::widened(&file) {
            Some(model) => WhisperContext::new_from_buffer_with_params(&model, parameters),
            None => WhisperContext::new_with_params(&file, parameters),
        };
        let context = context.map_err(damaged)?;
        let prompts = Locale::all().map(|locale| Ok((locale, prompts(&context, locale)?)));
        Ok(Self {
            state: context.create_state().map_err(failed)?,
            prompts: prompts.into_iter().collect::<Result<_, _>>().map_err(failed)?,
        })
    }

    /// The words of one piece of sound.
    fn hear(&mut self, piece: &[f32], locale: Locale, listening: Listening) -> Result<String, WhisperError> {
        let commands = listening == Listening::Commands;
        let known = self.prompts.iter().find(|(known, _)| *known == locale);
        let prompt = known.map_or(&[][..], |(_, prompts)| match listening {
            Listening::Commands => &prompts.commands,
            Listening::Dictation => &prompts.dictation,
        });
        let mut params = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
        params.set_language(Some(language(locale)));
        params.set_tokens(prompt);
        params.set_audio_ctx(if piece.len() > SHORT {
            AUDIO_CONTEXT
        } else {
            SHORT_CONTEXT
        });
        params.set_n_threads(i32::try_from(processors::free()).unwrap_or(1));
        params.set_no_context(true);
        params.set_max_tokens(i32::try_from(most_tokens(piece)).unwrap_or(i32::MAX));
        params.set_single_segment(true);
        params.set_no_timestamps(true);
        params.set_suppress_nst(true);
        // Trying again with other dice takes several times as long, and what is said is read back anyway.
        params.set_temperature_inc(0.0);
        params.set_print_progress(false);
        params.set_print_realtime(false);
        params.set_print_special(false);
        params.set_print_timestamps(false);
        if piece.len() < SHORTEST {
            let mut filled = piece.to_vec();
            filled.resize(SHORTEST, 0.0);
            self.state.full(params, &filled)?;
        } else {
            self.state.full(params, piece)?;
        }
        let mut text = String::new();
        for segment in self
            .state
            .as_iter()
            .filter(|segment| !commands || is_sure(segment))
        {
            text.push_str(&segment.to_str_lossy()?);
        }
        let text = mended(&text);
        Ok(match locale {
            Locale::ZhCn => of_the_mainland(text),
            Locale::En => text.to_owned(),
        })
    }
}

impl Recognizer for Whisper {
    fn recognize(
        &mut self,
        sound: &Sound,
        locale: Locale,
        listening: Listening,
    ) -> Result<String, VoiceError> {
        let mut texts = Vec::new();
        for piece in sound.pieces() {
            texts.push(self.hear(piece, locale, listening).map_err(failed)?);
        }
        Ok(texts.join(match locale {
            Locale::ZhCn => "",
            Locale::En => " ",
        }))
    }
}

fn failed(error: WhisperError) -> VoiceError {
    VoiceError::Failed(error.to_string())
}

/// As Whisper calls it.
fn language(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "zh",
        Locale::En => "en",
    }
}

fn is_sure(segment: &WhisperSegment<'_>) -> bool {
    let tokens = (0..segment.n_tokens()).filter_map(|at| segment.get_token(at));
    let probabilities: Vec<f32> = tokens.map(|token| token.token_probability()).collect();
    probabilities.iter().sum::<f32>() >= SURE * probabilities.len() as f32
}

fn most_tokens(piece: &[f32]) -> usize {
    TOKENS_A_SECOND + piece.len() * TOKENS_A_SECOND / Sound::RATE as usize
}

/// What can be said, as sentences each with its end, and a sentence in the characters that are to be written: there is
/// more than one way to write Chinese.
fn prompts(context: &WhisperContext, locale: Locale) -> Result<Prompts, WhisperError> {
    let full_stop = match locale {
        Locale::ZhCn => "\u{3002}",
        Locale::En => ". ",
    };
    let commands = Commands::new(locale);
    let taught = commands
        .taught()
        .map(|wording| format!("{wording}{full_stop}"))
        .collect::<String>();
    let tokens = |text: &str| -> Result<Vec<i32>, WhisperError> {
        let mut tokens = context.tokenize(text, PROMPT * 4)?;
        tokens.truncate(PROMPT);
        Ok(tokens)
    };
    Ok(Prompts {
        commands: tokens(&taught)?,
        dictation: tokens(commands.manner())?,
    })
}

/// What whisper.cpp is compiled for (`.cargo/config.toml`) has to be there: the first instruction that is not would end
/// the program.
fn check_processor() -> Result<(), VoiceError> {
    #[cfg(target_arch = "x86_64")]
    for (there, feature) in [
        (std::is_x86_feature_detected!("avx2"), "AVX2"),
        (std::is_x86_feature_detected!("fma"), "FMA"),
        (std::is_x86_feature_detected!("f16c"), "F16C"),
        (std::is_x86_feature_detected!("bmi2"), "BMI2"),
    ] {
        if !there {
            return Err(VoiceError::OldProcessor { feature });
        }
    }
    Ok(())
}
