//! Somebody who speaks to the line in which one talks, by the microphone of a sound system, or types into it.

use crate::clips::Clip;
use crate::page::Page;
use crate::sound::{SoundSystem, Tongue, spoken};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Its field, what says what is in it, and its microphone.
const FIELD: &str = "talk-field";
const DO: &str = "talk-do";
const MICROPHONE: &str = "talk-microphone";

/// How often somebody says the same: three times.
const PATIENCE: usize = 3;

/// A voice before a page.
pub struct Voice<'a> {
    page: &'a Page,
    sound: &'a SoundSystem,
    /// Without one, what is in no clip is typed.
    tongue: Option<Tongue>,
    /// What a better voice has said.
    clips: Vec<Clip>,
    folder: TempDir,
}

/// What came of what was said.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Reaction {
    /// As the line calls it: `done`, `asked`, `not-here`…
    pub reply: String,
    /// The command that was understood, if one was.
    pub command: Option<String>,
    /// What the person is told that was heard.
    pub heard: String,
    /// From the end of what was said until then.
    pub seconds: f64,
}

impl<'a> Voice<'a> {
    /// Says with these clips what is in them; everything else is said by eSpeak, or typed where that is not understood.
    ///
    /// # Errors
    /// Where there is no room for what is spoken.
    pub fn new(
        page: &'a Page,
        sound: &'a SoundSystem,
        tongue: Option<Tongue>,
        clips: Vec<Clip>,
    ) -> Result<Self> {
        Ok(Self {
            page,
            sound,
            tongue,
            clips,
            folder: TempDir::with_prefix("huisheng-voice-")?,
        })
    }

    /// Says these words into the line.
    ///
    /// # Errors
    /// Where nothing comes of it.
    pub async fn say(&self, words: &str) -> Result<Reaction> {
        let came = match self.file(words)? {
            Some(file) => self.play(&file).await,
            None => self.write(words).await,
        };
        came.with_context(|| format!("said: {words}"))
    }

    /// The words as sound, if this voice can say them.
    ///
    /// # Errors
    /// Where eSpeak is not installed.
    pub fn file(&self, words: &str) -> Result<Option<PathBuf>> {
        match (self.clips.iter().find(|clip| clip.text == words), self.tongue) {
            (Some(clip), _) => Ok(Some(clip.file.clone())),
            (None, Some(tongue)) => spoken(self.folder.path(), tongue, words).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// Types them into the line.
    async fn write(&self, words: &str) -> Result<Reaction> {
        self.page.fill(FIELD, words).await?;
        self.press(DO).await
    }

    async fn press(&self, button: &str) -> Result<Reaction> {
        let press = self
            .page
            .driver()
            .execute_async(PRESS, vec![json!(MICROPHONE), json!(button)]);
        Ok(serde_json::from_value(press.await?.json().clone())?)
    }

    /// Says them, and finds that what came of them is this.
    ///
    /// # Errors
    /// Where it is something else.
    pub async fn says(&self, words: &str, reply: &str) -> Result<()> {
        let came = self.say(words).await?;
        ensure!(came.reply == reply, "“{words}” is {reply}: {came:?}");
        Ok(())
    }

    /// Answers what is asked, and finds that what came of it is this. An answer that was not understood leaves the question
    /// as it is: then it is said again, as people do.
    ///
    /// # Errors
    /// Where something else comes of it, or it is not understood three times.
    pub async fn answers(&self, word: &str, reply: &str) -> Result<()> {
        for _ in 1..PATIENCE {
            let came = self.say(word).await?;
            if came.reply != "asked" {
                ensure!(came.reply == reply, "“{word}” is {reply}: {came:?}");
                return Ok(());
            }
        }
        self.says(word, reply).await
    }

    /// Plays this file into the line.
    ///
    /// # Errors
    /// Where nothing comes of it.
    pub async fn play(&self, file: &Path) -> Result<Reaction> {
        let page = self.page;
        page.sees(&format!("{MICROPHONE}[data-phase=\"ready\"]")).await?;
        page.press(MICROPHONE).await?;
        page.sees(&format!("{MICROPHONE}[data-phase=\"listening\"]"))
            .await?;
        self.sound.say_all(file).await?;
        self.press(MICROPHONE).await
    }
}

/// Presses the button, and tells what came of it and when: measured in the page, so that it is what a person waits for.
const PRESS: &str = r#"
const [microphone, button, done] = arguments;
const hook = (name) => document.querySelector(`[data-testid="${name}"]`);
const began = performance.now();
const look = () => {
  const reply = hook("talk-reply");
  if (hook(microphone)?.dataset.phase !== "ready" || !reply || reply.dataset.reply === "listening") {
    return requestAnimationFrame(look);
  }
  done({
    reply: reply.dataset.reply,
    command: reply.dataset.command ?? null,
    heard: hook(`${microphone}-state`)?.textContent ?? "",
    seconds: (performance.now() - began) / 1000,
  });
};
hook(button).click();
requestAnimationFrame(look);
"#;
