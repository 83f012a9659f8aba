//! What a person has in front of them: a computer with the desktop window, or a browser. A story told on one is told
//! on the other in the same words.

use crate::browser::{Browser, Profile, Size};
use crate::display::Display;
use crate::page::Page;
use crate::window::{self, Computer};
use anyhow::Result;
use std::path::PathBuf;
use std::sync::Arc;

/// A device of one person. It keeps what the app keeps, also while the app is closed.
#[derive(Debug)]
pub enum Device {
    Computer {
        computer: Computer,
        display: Arc<Display>,
    },
    Browser {
        profile: Profile,
        size: Size,
        server: String,
    },
}

impl Device {
    /// A new computer whose shell looks for the city at `server`.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn computer(who: &str, display: &Arc<Display>, server: &str) -> Result<Self> {
        Ok(Self::Computer {
            computer: Computer::new(who, server)?,
            display: Arc::clone(display),
        })
    }

    /// A new browser profile; the app is loaded from `server`.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn browser(who: &str, size: Size, server: &str) -> Result<Self> {
        Ok(Self::Browser {
            profile: Profile::new(who)?,
            size,
            server: server.to_owned(),
        })
    }

    /// Opens the app. A browser shows an empty page until an address is visited; the window shows home.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn open(&self) -> Result<Page> {
        match self {
            Self::Computer { computer, display } => computer.open(display).await,
            Self::Browser {
                profile,
                size,
                server,
            } => Ok(profile.open(*size, server).await?.page()),
        }
    }

    /// The browser that shows this page, for what only a browser can do; none where it is a window.
    pub fn browser_of(&self, page: &Page) -> Option<Browser> {
        matches!(self, Self::Browser { .. }).then(|| Browser::showing(page.clone()))
    }

    /// Where its person keeps what they save.
    pub fn downloads(&self) -> PathBuf {
        match self {
            Self::Computer { computer, .. } => computer.downloads(),
            Self::Browser { profile, .. } => profile.downloads(),
        }
    }

    /// Waits until the app is on the device, so that it starts without a network. A computer has it from the start.
    ///
    /// # Errors
    /// Where it does not get there.
    pub async fn installed(&self, page: &Page) -> Result<()> {
        if let Self::Browser { .. } = self {
            let ready = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done(true))";
            page.driver().execute_async(ready, Vec::new()).await?;
        }
        Ok(())
    }

    /// Ends the app at once, as a power cut would.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&self, page: Page) -> Result<()> {
        match self {
            Self::Computer { .. } => window::kill(page).await,
            Self::Browser { .. } => {
                page.program().kill();
                Ok(())
            }
        }
    }
}
