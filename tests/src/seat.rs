//! Somebody at a screen of theirs, in a story that is told in one language and in one size of text.

use crate::audit;
use crate::browser::{Browser, Size};
use crate::device::Device;
use crate::display::Display;
use crate::page::{Page, css};
use crate::wait;
use anyhow::{Context, Result};
use serde_json::json;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use thirtyfour::Key;

/// How a story is told.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// Where its pictures are kept.
    pub folder: &'static str,
    pub language: &'static str,
    pub large: bool,
    /// Who sits at a computer has the desktop window there, not a browser.
    pub window: bool,
}

impl Telling {
    pub fn in_chinese(folder: &'static str) -> Self {
        Self {
            folder,
            language: "zh-CN",
            large: false,
            window: false,
        }
    }

    /// In Chinese, too, and in the desktop window for all who are not on a phone.
    pub fn in_the_window(folder: &'static str) -> Self {
        Self {
            window: true,
            ..Self::in_chinese(folder)
        }
    }

    pub fn in_english_and_large_text(folder: &'static str) -> Self {
        Self {
            folder,
            language: "en",
            large: true,
            window: false,
        }
    }

    /// Somebody of the demo city, signed in at a screen of theirs.
    ///
    /// # Errors
    /// Where it does not start, or they are not taken.
    pub async fn seat(self, who: &str, size: Size, url: &str) -> Result<Seat> {
        let device = if self.window && !size.phone {
            Device::computer(who, &Arc::new(Display::start().await?), url)?
        } else {
            Device::browser(who, size, url)?
        };
        let page = device.open().await?;
        page.home(self.language).await?;
        page.set_text(self.large).await?;
        page.sign_in(who).await?;
        Ok(Seat {
            device,
            page,
            size,
            telling: self,
        })
    }
}

/// Somebody at a screen of theirs.
#[derive(Debug)]
pub struct Seat {
    device: Device,
    page: Page,
    size: Size,
    telling: Telling,
}

impl Deref for Seat {
    type Target = Page;
    fn deref(&self) -> &Page {
        &self.page
    }
}

impl Seat {
    /// The browser, for what only a browser can do.
    ///
    /// # Errors
    /// Where it is a window.
    pub fn browser(&self) -> Result<Browser> {
        self.device.browser_of(&self.page).context("it is a window")
    }

    /// Where what is saved from now on lies.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn downloads(&self) -> Result<PathBuf> {
        let folder = self.device.downloads();
        if let Some(browser) = self.device.browser_of(&self.page) {
            let downloads = json!({ "behavior": "allow", "downloadPath": folder });
            browser.tell("Browser.setDownloadBehavior", downloads).await?;
        }
        Ok(folder)
    }

    /// The power goes, and comes back: they sit down again where they sat.
    ///
    /// # Errors
    /// Where it does not start again.
    pub async fn cut_off(self) -> Result<Self> {
        self.device.kill(self.page).await?;
        let page = self.device.open().await?;
        Ok(Self { page, ..self })
    }

    /// Keeps a picture of the page at rest.
    ///
    /// # Errors
    /// When none can be taken or kept.
    pub async fn shot(&self, name: &str) -> Result<()> {
        self.at_rest().await?;
        self.picture(self.telling.folder, name).await
    }

    /// What is wrong with the page that is shown. A window can't be stretched: what lies under a bar is looked at in a browser.
    ///
    /// # Errors
    /// Where the page does not answer.
    pub async fn audit(&self) -> Result<Vec<String>> {
        self.at_rest().await?;
        let mut found = audit::form(self, self.telling.language).await?;
        found.extend(audit::sideways(self).await?);
        let browser = self.device.browser_of(&self.page);
        if let Some(browser) = &browser {
            browser.stretch(self.size).await?;
        }
        found.extend(audit::axe(self, self.telling.large).await?);
        if let Some(browser) = &browser {
            browser.resize(self.size).await?;
        }
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
