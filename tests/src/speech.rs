//! A computer's own speech, caught: the real dispatcher, started by the shell as on any desktop, with an engine that
//! writes down what it is given instead of sounding.

use anyhow::Result;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// What an engine was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    pub voice: String,
    /// 0 is the usual one.
    pub rate: f64,
    pub text: String,
}

/// What was spoken on one computer.
#[derive(Debug)]
pub struct Speech {
    folder: PathBuf,
}

impl Speech {
    /// Sets up the speech of the person whose settings are in `config`. A sentence lasts for as long as
    /// [`Speech::hold`] says.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub(crate) fn set_up(config: &Path) -> Result<Self> {
        let folder = config.join("speech-dispatcher");
        fs::create_dir_all(folder.join("modules"))?;
        let speech = Self { folder };
        let engine = speech.folder.join("engine");
        fs::write(&engine, speech.engine())?;
        fs::set_permissions(&engine, fs::Permissions::from_mode(0o755))?;
        fs::write(speech.folder.join("speechd.conf"), DISPATCHER)?;
        let module = MODULE.replace("ENGINE", &engine.display().to_string());
        fs::write(speech.folder.join("modules/caught.conf"), module)?;
        fs::write(Self::sound(config), "pcm.!default { type null }\n")?;
        Ok(speech)
    }

    /// Settings of the system's sound, by which there is none.
    pub(crate) fn sound(config: &Path) -> PathBuf {
        config.join("speech-dispatcher/sound.conf")
    }

    /// From now on sentences don't end by themselves, or do again.
    ///
    /// # Errors
    /// Where it can't be told to the engine.
    pub fn hold(&self, holds: bool) -> Result<()> {
        let file = self.folder.join("hold");
        if holds {
            return Ok(fs::write(file, "")?);
        }
        match fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// The dispatcher may not be started any more, as where there is none.
    ///
    /// # Errors
    /// Where its settings can't be written.
    pub fn forbid(&self) -> Result<()> {
        let settings = format!("{DISPATCHER}DisableAutoSpawn\n");
        Ok(fs::write(self.folder.join("speechd.conf"), settings)?)
    }

    /// The computer speaks English and nothing else.
    ///
    /// # Errors
    /// Where its settings can't be written.
    pub fn forget_chinese(&self) -> Result<()> {
        let file = self.folder.join("modules/caught.conf");
        let module = fs::read_to_string(&file)?;
        let english = module
            .lines()
            .filter(|line| !line.starts_with("AddVoice \"cmn\""));
        Ok(fs::write(file, english.collect::<Vec<_>>().join("\n"))?)
    }

    /// All that was spoken, in order.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn spoken(&self) -> Result<Vec<Spoken>> {
        let said = fs::read_to_string(self.folder.join("spoken")).unwrap_or_default();
        let line = |line: &str| {
            let mut parts = line.splitn(3, '\t');
            let (voice, rate, text) = (parts.next()?, parts.next()?, parts.next()?);
            Some(Spoken {
                voice: voice.to_owned(),
                rate: rate.parse().ok()?,
                text: text.to_owned(),
            })
        };
        Ok(said.lines().filter_map(line).collect())
    }

    /// Whether a sentence is being spoken now.
    pub fn is_speaking(&self) -> bool {
        fs::read_to_string(self.folder.join("speaking")).is_ok_and(|pid| {
            let pid = pid.trim();
            !pid.is_empty() && Path::new("/proc").join(pid).exists()
        })
    }

    /// The engine. The dispatcher stops it by a signal to its shell; it notes its own number and lasts while it is held.
    fn engine(&self) -> String {
        let folder = self.folder.display();
        format!(
            "#!/bin/sh\necho $$ > '{folder}/speaking'\nprintf '%s\\t%s\\t%s\\n' \"$1\" \"$2\" \"$3\" >> '{folder}/spoken'\n\
             while [ -e '{folder}/hold' ]; do sleep 0.05; done\n"
        )
    }
}

const DISPATCHER: &str = "\
LogLevel 1
AudioOutputMethod \"alsa\"
AddModule \"caught\" \"sd_generic\" \"caught.conf\"
DefaultModule caught
DefaultLanguage \"en\"
";

/// Its voices are named as those of espeak-ng are, the wrong one for Mandarin first.
const MODULE: &str = "\
GenericExecuteSynth \"exec ENGINE \\'$VOICE\\' \\'$RATE\\' \\'$DATA\\'\"
GenericMaxChunkLength 100000
GenericDelimiters \"\\n\"
GenericLanguage \"cmn\" \"cmn\" \"utf-8\"
GenericLanguage \"en\" \"en\" \"utf-8\"
AddVoice \"cmn\" \"MALE1\" \"cmn\"
AddVoice \"cmn\" \"MALE2\" \"cmn-latn-pinyin\"
AddVoice \"en\" \"MALE1\" \"en-us\"
";
