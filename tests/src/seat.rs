//! Somebody at a screen of theirs, in a story that is told in one language and in one size of text.

use crate::audit;
use crate::browser::{Browser, Profile, Size};
use crate::page::css;
use crate::wait;
use anyhow::Result;
use serde_json::json;
use std::ops::Deref;
use thirtyfour::Key;

/// How a story is told.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// Where its pictures are kept.
    pub folder: &'static str,
    pub language: &'static str,
    pub large: bool,
}

impl Telling {
    pub fn in_chinese(folder: &'static str) -> Self {
        Self {
            folder,
            language: "zh-CN",
            large: false,
        }
    }

    pub fn in_english_and_large_text(folder: &'static str) -> Self {
        Self {
            folder,
            language: "en",
            large: true,
        }
    }

    /// Somebody of the demo city, signed in at a browser of theirs.
    ///
    /// # Errors
    /// Where it does not start, or they are not taken.
    pub async fn seat(self, who: &str, size: Size, url: &str) -> Result<Seat> {
        let profile = Profile::new(who)?;
        let browser = profile.at_home(size, url, self.language).await?;
        browser.set_text(self.large).await?;
        browser.sign_in(who).await?;
        Ok(Seat {
            browser,
            _profile: profile,
            size,
            telling: self,
        })
    }
}

/// Somebody at a screen of theirs.
#[derive(Debug)]
pub struct Seat {
    browser: Browser,
    _profile: Profile,
    size: Size,
    telling: Telling,
}

impl Deref for Seat {
    type Target = Browser;
    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Seat {
    /// Keeps a picture of the page at rest.
    ///
    /// # Errors
    /// When none can be taken or kept.
    pub async fn shot(&self, name: &str) -> Result<()> {
        self.at_rest().await?;
        self.picture(self.telling.folder, name).await
    }

    /// What is wrong with the page that is shown.
    ///
    /// # Errors
    /// Where the page does not answer.
    pub async fn audit(&self) -> Result<Vec<String>> {
        self.at_rest().await?;
        let mut found = audit::form(self, self.telling.language).await?;
        found.extend(audit::sideways(self).await?);
        self.stretch(self.size).await?;
        found.extend(audit::axe(self, self.telling.large).await?);
        self.resize(self.size).await?;
        Ok(found)
    }

    /// Types these.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        Ok(self.driver().action_chain().send_keys(keys).perform().await?)
    }

    /// Presses one key.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn key(&self, key: Key) -> Result<()> {
        self.keys(&key.value().to_string()).await
    }

    async fn is_on(&self, selector: &str) -> Result<bool> {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false";
        Ok(self.script(script, vec![json!(selector)]).await? == json!(true))
    }

    /// Waits until it has the focus.
    ///
    /// # Errors
    /// When it never has.
    pub async fn has_focus(&self, hook: &str) -> Result<()> {
        let selector = css(hook);
        wait::until_true(&format!("the focus on {hook}"), async || {
            self.is_on(&selector).await
        })
        .await
    }

    /// Goes there by the tabulator.
    ///
    /// # Errors
    /// When there is no way.
    pub async fn tab_to(&self, selector: &str) -> Result<()> {
        wait::until_true(&format!("a way by Tab to {selector}"), async || {
            if self.is_on(selector).await? {
                return Ok(true);
            }
            self.key(Key::Tab).await?;
            Ok(false)
        })
        .await
    }

    /// Goes there by the tabulator, backwards.
    ///
    /// # Errors
    /// When there is no way.
    pub async fn back_to(&self, selector: &str) -> Result<()> {
        wait::until_true(&format!("a way back to {selector}"), async || {
            if self.is_on(selector).await? {
                return Ok(true);
            }
            self.with(Key::Shift, Key::Tab).await?;
            Ok(false)
        })
        .await
    }

    /// Presses a key while another is held.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn with(&self, held: Key, key: Key) -> Result<()> {
        let chain = self.driver().action_chain().key_down(held.clone());
        let chain = chain.send_keys(key.value().to_string()).key_up(held);
        Ok(chain.perform().await?)
    }
}
