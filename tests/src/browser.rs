//! Chromium, with a profile of its own.

use crate::page::Page;
use crate::process::Program;
use crate::programs;
use crate::wait;
use anyhow::Result;
use domain::place::Point;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs;
use std::ops::Deref;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// What every browser is told.
const ARGUMENTS: [&str; 13] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--accept-lang=zh-CN",
    // Maps are drawn by WebGL, here by the processor.
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
];

/// A screen's size in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
    /// Held in a hand, and touched.
    pub phone: bool,
}

impl Size {
    /// A phone of today.
    pub const PHONE: Size = Size {
        width: 390,
        height: 844,
        phone: true,
    };
    /// The narrowest phone that has to do.
    pub const NARROW: Size = Size {
        width: 320,
        height: 640,
        phone: true,
    };
    /// A computer's screen.
    pub const DESKTOP: Size = Size {
        width: 1280,
        height: 900,
        phone: false,
    };
}

/// What a browser has for a microphone, where its computer has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Microphone {
    /// It hears this file over and over, from when somebody begins to listen; nobody is asked whether they may.
    Hears(PathBuf),
    /// There is one, and who wants to listen has to be allowed to (see [`Browser::allow_listening`]).
    Asks,
}

/// One person's browser profile: what the app keeps lies here, also while no browser runs.
#[derive(Debug)]
pub struct Profile {
    who: String,
    folder: TempDir,
    microphone: Option<Microphone>,
    draws: bool,
}

/// A running browser with one tab. It ends, by being killed, with the last copy of its page.
#[derive(Debug)]
pub struct Browser(Page);

impl Deref for Browser {
    type Target = Page;
    fn deref(&self) -> &Page {
        &self.0
    }
}

impl Profile {
    /// A new profile of somebody.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn new(who: &str) -> Result<Self> {
        Ok(Self {
            who: who.to_owned(),
            folder: TempDir::with_prefix("huisheng-profile-")?,
            microphone: None,
            draws: true,
        })
    }

    /// The same, on a device that has no Chinese letters.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn without_chinese_letters(who: &str) -> Result<Self> {
        let profile = Self::new(who)?;
        let cache = profile.folder.path().join("letters");
        let letters = format!(
            "<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{}</cachedir></fontconfig>",
            cache.display()
        );
        fs::write(profile.fontconfig(), letters)?;
        Ok(profile)
    }

    /// Where its person keeps what they save.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// The same, on a device that can't draw maps.
    #[must_use]
    pub fn without_drawing(mut self) -> Self {
        self.draws = false;
        self
    }

    /// The same, with a microphone.
    #[must_use]
    pub fn with(mut self, microphone: Microphone) -> Self {
        self.microphone = Some(microphone);
        self
    }

    /// What Chromium is told of the microphone.
    fn microphone(&self) -> Vec<String> {
        let stands_in = "--use-fake-device-for-media-stream".to_owned();
        match &self.microphone {
            None => Vec::new(),
            Some(Microphone::Asks) => vec![stands_in],
            Some(Microphone::Hears(file)) => vec![
                stands_in,
                "--use-fake-ui-for-media-stream".to_owned(),
                format!("--use-file-for-fake-audio-capture={}", file.display()),
            ],
        }
    }

    /// Which fonts the device has, where it isn't all of this machine's.
    fn fontconfig(&self) -> PathBuf {
        self.folder.path().join("fonts.conf")
    }

    /// Starts the browser; `base` is where the app is.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn open(&self, size: Size, base: &str) -> Result<Browser> {
        let (program, port) = self.driver().await?;
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).into();
        arguments.push(format!(
            "--user-data-dir={}",
            self.folder.path().join("chromium").display()
        ));
        arguments.extend(self.microphone());
        if !self.draws {
            arguments.push("--disable-3d-apis".to_owned());
        }
        let options = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": programs::tool("chromium")?,
                "args": arguments,
            },
        });
        let browser = Browser(Page::open(program, port, options, base, &self.who).await?);
        browser.resize(size).await?;
        Ok(browser)
    }

    /// Starts what drives the browser, and says at which port. It takes a free one of IPv4 and then asks for the same of
    /// IPv6, which somebody else may have: then it ends, and is started anew.
    async fn driver(&self) -> Result<(Program, u16)> {
        let mut command = Command::new(programs::tool("chromedriver")?);
        command.arg("--port=0").env("HOME", self.folder.path());
        if self.fontconfig().is_file() {
            command.env("FONTCONFIG_FILE", self.fontconfig());
        }
        let port = |line: &str| {
            line.split_once("successfully on port ")?
                .1
                .trim_end_matches('.')
                .parse()
                .ok()
        };
        let mut tries = 0;
        loop {
            let program = Program::start(&format!("browser-{}", self.who), &mut command)?;
            tries += 1;
            match program.says(port).await {
                Ok(port) => return Ok((program, port)),
                Err(_) if tries < 5 && program.ended()?.is_some() => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Starts the browser and opens home in this language.
    ///
    /// # Errors
    /// Where home does not come.
    pub async fn at_home(&self, size: Size, base: &str, language: &str) -> Result<Browser> {
        let browser = self.open(size, base).await?;
        browser.home(language).await?;
        Ok(browser)
    }
}

impl Browser {
    /// The browser in whose one tab this page is.
    pub(crate) fn showing(page: Page) -> Self {
        Self(page)
    }

    /// The page in its one tab.
    pub fn page(&self) -> Page {
        self.0.clone()
    }

    /// Becomes a screen of this size.
    ///
    /// # Errors
    /// Where the browser won't.
    pub async fn resize(&self, size: Size) -> Result<()> {
        let metrics = json!({
            "width": size.width,
            "height": size.height,
            "screenWidth": size.width,
            "screenHeight": size.height,
            "deviceScaleFactor": 1,
            "mobile": size.phone,
        });
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await?;
        let touch = json!({ "enabled": size.phone });
        self.tell("Emulation.setTouchEmulationEnabled", touch).await?;
        // The browser answers before the page has heard of it.
        let screen = json!([size.width, size.height]);
        wait::until_true("the page on the new screen", async || {
            Ok(self
                .script("return [screen.width, screen.height]", Vec::new())
                .await?
                == screen)
        })
        .await
    }

    /// The person lets pages listen, or doesn't.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn allow_listening(&self, allowed: bool) -> Result<()> {
        let setting = if allowed { "granted" } else { "denied" };
        let permission = json!({ "permission": { "name": "microphone" }, "setting": setting });
        self.tell("Browser.setPermission", permission).await.map(drop)
    }

    /// The device is there, and pages may know it.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn stand_at(&self, point: Point) -> Result<()> {
        let permission = json!({ "permission": { "name": "geolocation" }, "setting": "granted" });
        self.tell("Browser.setPermission", permission).await?;
        let place = json!({ "latitude": point.lat(), "longitude": point.long(), "accuracy": 5 });
        self.tell("Emulation.setGeolocationOverride", place)
            .await
            .map(drop)
    }

    /// Sends a command of the Chrome DevTools Protocol; its answer.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn tell(&self, method: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver().cdp().send_raw(method, parameters).await?)
    }

    /// Nothing moves from now on.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn still(&self) -> Result<()> {
        let still = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        self.tell("Emulation.setEmulatedMedia", still).await.map(drop)
    }

    /// Becomes as high as the page is, so that nothing lies below the edge or under a bar; otherwise of this size.
    ///
    /// # Errors
    /// Where the browser won't.
    pub async fn stretch(&self, size: Size) -> Result<()> {
        let mut height = size.height;
        // What is laid out anew on the larger screen may need more of it.
        wait::until_true("the whole page on the screen", async || {
            let whole = self
                .script("return document.documentElement.scrollHeight", Vec::new())
                .await?;
            let whole = u32::deserialize(whole)?;
            let fits = whole <= height;
            height = whole.max(size.height);
            self.resize(Size { height, ..size }).await?;
            Ok(fits)
        })
        .await
    }

    /// What the page complained of since it was last asked: errors of scripts, refused files, broken policies.
    ///
    /// # Errors
    /// Where the browser won't say.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let log = self.driver().browser_log().await?;
        let severe = log.into_iter().filter(|entry| entry.level == "SEVERE");
        Ok(severe.map(|entry| entry.message).collect())
    }
}
