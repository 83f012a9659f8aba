//! A sound system of a test's own: what the test says comes in by its microphone, what is played can be heard. It is
//! PulseAudio, which ALSA's programs reach as on any desktop; nothing of it needs a sound card.

use crate::process::Program;
use crate::{programs, wait};
use anyhow::{Context, Result, ensure};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A running sound system, ended on drop.
#[derive(Debug)]
pub struct SoundSystem {
    folder: TempDir,
    _server: Program,
}

/// What comes out of the loudspeaker, written down as it comes.
#[derive(Debug)]
pub struct Ear {
    heard: PathBuf,
    _recorder: Program,
}

impl SoundSystem {
    /// Starts one with a microphone and a loudspeaker, both silent.
    ///
    /// # Errors
    /// Where PulseAudio is not installed or does not start.
    pub async fn start() -> Result<Self> {
        let folder = TempDir::with_prefix("huisheng-sound-")?;
        let at = |name: &str| folder.path().join(name);
        let socket = at("socket");
        let script = format!(
            "load-module module-native-protocol-unix socket={} auth-anonymous=1\n\
             load-module module-null-sink sink_name=mouth rate=16000 channels=1\n\
             load-module module-null-sink sink_name=loudspeaker\n\
             set-default-source mouth.monitor\n\
             set-default-sink loudspeaker\n",
            socket.display()
        );
        fs::write(at("script"), script)?;
        let alsa = format!(
            "</usr/share/alsa/alsa.conf>\n\
             pcm.!default {{ type pulse server \"unix:{0}\" }}\n\
             ctl.!default {{ type pulse server \"unix:{0}\" }}\n",
            socket.display()
        );
        fs::write(at("alsa.conf"), alsa)?;
        let mut command = Command::new(programs::tool("pulseaudio")?);
        command
            .args([
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "--disable-shm=yes",
                "-F",
            ])
            .arg(at("script"))
            .env("HOME", folder.path())
            .env("XDG_RUNTIME_DIR", folder.path());
        let server = Program::start("sound", &mut command)?;
        let system = Self {
            folder,
            _server: server,
        };
        wait::until_true("a sound system", async || {
            Ok(system.tell(&["info"])?.contains("loudspeaker"))
        })
        .await?;
        Ok(system)
    }

    /// What makes a program use it.
    pub fn environment(&self) -> [(&'static str, OsString); 1] {
        [("ALSA_CONFIG_PATH", self.folder.path().join("alsa.conf").into())]
    }

    /// Says what is in this file into the microphone; it goes on while what comes back is there.
    ///
    /// # Errors
    /// Where it can't be played.
    pub fn say(&self, file: &Path) -> Result<Program> {
        let mut command = self.client("paplay")?;
        command.arg("--device=mouth").arg(file);
        Program::start("mouth", &mut command)
    }

    /// Says it and waits until it is said.
    ///
    /// # Errors
    /// Where it can't be played.
    pub async fn say_all(&self, file: &Path) -> Result<()> {
        let saying = self.say(file)?;
        let status = wait::until("the end of what is said", async || saying.ended()).await?;
        ensure!(status.success(), "it was not said: {}", saying.last_words());
        Ok(())
    }

    /// How many programs listen to the microphone now.
    ///
    /// # Errors
    /// Where the system does not answer.
    pub fn listeners(&self) -> Result<usize> {
        Ok(self.tell(&["list", "short", "source-outputs"])?.lines().count())
    }

    /// Begins to listen to what is played.
    ///
    /// # Errors
    /// Where that can't be heard.
    pub async fn ear(&self) -> Result<Ear> {
        let heard = self.folder.path().join("heard");
        let mut command = self.client("parecord")?;
        command
            .args(["--raw", "--format=s16le", "--device=loudspeaker.monitor"])
            .arg(&heard);
        let recorder = Program::start("ear", &mut command)?;
        wait::until_true("an ear", async || {
            Ok(fs::metadata(&heard).is_ok_and(|file| file.len() > 0))
        })
        .await?;
        Ok(Ear {
            heard,
            _recorder: recorder,
        })
    }

    fn client(&self, name: &str) -> Result<Command> {
        let mut command = Command::new(programs::tool(name)?);
        command
            .env(
                "PULSE_SERVER",
                format!("unix:{}", self.folder.path().join("socket").display()),
            )
            .env("HOME", self.folder.path());
        Ok(command)
    }

    fn tell(&self, arguments: &[&str]) -> Result<String> {
        let output = self
            .client("pactl")?
            .args(arguments)
            .stdin(Stdio::null())
            .output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?)
    }
}

impl Ear {
    /// The loudest that was heard so far, of 32,767.
    ///
    /// # Errors
    /// Where nothing was written down.
    pub fn loudest(&self) -> Result<u16> {
        let bytes = fs::read(&self.heard)?;
        let samples = bytes
            .chunks_exact(2)
            .map(|sample| i16::from_le_bytes([sample[0], sample[1]]));
        samples.map(i16::unsigned_abs).max().context("nothing was heard")
    }
}

/// How eSpeak speaks a language.
#[derive(Debug, Clone, Copy)]
pub struct Tongue {
    voice: &'static str,
    /// Words a minute.
    speed: &'static str,
}

/// As clear as it gets.
pub const ENGLISH: Tongue = Tongue {
    voice: "en",
    speed: "140",
};
/// Hard to make out, even for people: it is a sound, and no test of what is understood.
pub const MANDARIN: Tongue = Tongue {
    voice: "cmn-latn-pinyin",
    speed: "140",
};

/// A file in which a machine says these words.
///
/// # Errors
/// Where eSpeak is not installed.
pub fn spoken(folder: &Path, tongue: Tongue, words: &str) -> Result<PathBuf> {
    let file = folder.join("spoken.wav");
    let status = Command::new(programs::tool("espeak-ng")?)
        .args(["-v", tongue.voice, "-s", tongue.speed, "-w"])
        .arg(&file)
        .arg(words)
        .stdin(Stdio::null())
        .status()?;
    ensure!(status.success(), "nothing was spoken");
    Ok(file)
}
