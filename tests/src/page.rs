//! What a person does at a screen and sees on it, the same in the window and in a browser. Controls are named by
//! their hook (`data-testid`), with anything a CSS selector may add: `outbox-item[data-state="queued"] button`.

use crate::people::PASSWORD;
use crate::process::{self, Program};
use crate::{programs, wait};
use anyhow::{Context, Result, anyhow, ensure};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use thirtyfour::{By, Capabilities, Key, WebDriver, WebElement};

/// One open page. A copy is the same page.
#[derive(Debug, Clone)]
pub struct Page {
    driver: WebDriver,
    /// Where `/` is.
    base: String,
    /// Named in messages and in the names of pictures.
    who: String,
    program: Arc<Program>,
}

impl Page {
    /// Opens a page through a WebDriver server that `program` runs at `port`. It closes with the last copy.
    ///
    /// # Errors
    /// Where what is driven does not start.
    pub(crate) async fn open(
        program: Program,
        port: u16,
        capabilities: Value,
        base: &str,
        who: &str,
    ) -> Result<Self> {
        let mut wanted = Capabilities::new();
        for (name, value) in capabilities.as_object().context("capabilities are an object")? {
            wanted.set(name, value)?;
        }
        let address = format!("http://127.0.0.1:{port}");
        wait::until_true("a WebDriver server", async || {
            ensure!(program.ended()?.is_none(), "it ended:\n{}", program.last_words());
            Ok(reqwest::get(format!("{address}/status"))
                .await?
                .status()
                .is_success())
        })
        .await?;
        let driver = WebDriver::new(address, wanted)
            .await
            .with_context(|| format!("the log says:\n{}", program.last_words()))?;
        // The programs are ended together, whatever state they are in: there is no session to say goodbye to.
        driver.clone().leak()?;
        Ok(Self {
            driver,
            base: base.to_owned(),
            who: who.to_owned(),
            program: Arc::new(program),
        })
    }

    /// The WebDriver session, for what only one kind of screen can do.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// The program that drives the screen, and with it everything on it.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Opens an address of the interface, such as `/say`, as if it was typed.
    ///
    /// # Errors
    /// Where it can't be loaded.
    pub async fn visit(&self, path: &str) -> Result<()> {
        let address = format!("{}{path}", self.base);
        self.driver
            .goto(&address)
            .await
            .with_context(|| format!("{} can't open {address}", self.who))
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// Where it can't be loaded.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// Path of the address that is shown.
    ///
    /// # Errors
    /// Where the page does not answer.
    pub async fn path(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.path().to_owned())
    }

    /// Waits until it is to be seen.
    ///
    /// # Errors
    /// When it is not.
    pub async fn sees(&self, hook: &str) -> Result<WebElement> {
        self.watch(hook, "to be seen", async |found| {
            found.is_displayed().await.map(|shown| shown.then_some(found))
        })
        .await
    }

    /// Waits until it is to be seen with this text in it.
    ///
    /// # Errors
    /// When it is not.
    pub async fn sees_text(&self, hook: &str, text: &str) -> Result<()> {
        let has = async |found: WebElement| Ok(found.text().await?.contains(text).then_some(()));
        self.watch(hook, &format!("to say “{text}”"), has).await
    }

    /// Waits until there is none of it.
    ///
    /// # Errors
    /// When there still is.
    pub async fn misses(&self, hook: &str) -> Result<()> {
        wait::until_true(&format!("{}: no {hook}", self.who), async || {
            Ok(self.count(hook).await? == 0)
        })
        .await
    }

    /// How many there are now.
    ///
    /// # Errors
    /// Where the page does not answer.
    pub async fn count(&self, hook: &str) -> Result<usize> {
        Ok(self.driver.find_all(By::Css(css(hook))).await?.len())
    }

    /// Presses it.
    ///
    /// # Errors
    /// When it can't be pressed.
    pub async fn press(&self, hook: &str) -> Result<()> {
        let press = async |found: WebElement| {
            // What moves while a finger comes down is not what it meets.
            let stands = self.driver.execute_async(STANDS, vec![found.to_json()?]).await?;
            if stands.json().as_bool() != Some(true) {
                return Ok(None);
            }
            found.click().await.map(Some)
        };
        self.watch(hook, "to be pressed", press).await
    }

    /// Types into it; what was in it goes.
    ///
    /// # Errors
    /// When it does not take the text.
    pub async fn fill(&self, hook: &str, text: &str) -> Result<()> {
        // A line ends by a key.
        let keys = text.replace('\n', &Key::Enter.value().to_string());
        let fill = async |found: WebElement| {
            // The window's driver does not scroll up to what it is to clear.
            found.scroll_into_view().await?;
            found.clear().await?;
            found.send_keys(keys.as_str()).await?;
            Ok((found.prop("value").await?.as_deref() == Some(text)).then_some(()))
        };
        self.watch(hook, "to be written in", fill).await
    }

    /// Picks a day (`2026-03-18`) as the browser's own calendar does; how one is typed differs from country to country.
    ///
    /// # Errors
    /// When there is no field for a day.
    pub async fn pick_day(&self, hook: &str, day: &str) -> Result<()> {
        const PICK: &str = "arguments[0].value = arguments[1]; \
            arguments[0].dispatchEvent(new Event('input', { bubbles: true })); return arguments[0].value";
        let pick = async |found: WebElement| {
            let arguments = vec![found.to_json()?, day.into()];
            let picked = self.driver.execute(PICK, arguments).await?;
            Ok((picked.json() == day).then_some(()))
        };
        self.watch(hook, &format!("to have {day} picked"), pick).await
    }

    /// Chooses the line of a list that has this value.
    ///
    /// # Errors
    /// When there is no such line.
    pub async fn choose(&self, hook: &str, value: &str) -> Result<()> {
        let choose = async |found: WebElement| {
            found
                .find(By::Css(format!("option[value=\"{value}\"]")))
                .await?
                .click()
                .await?;
            Ok((found.prop("value").await?.as_deref() == Some(value)).then_some(()))
        };
        self.watch(hook, &format!("to be set to {value}"), choose).await
    }

    /// Signs in somebody of the demo city, by the form.
    ///
    /// # Errors
    /// When it is not taken.
    pub async fn sign_in(&self, login: &str) -> Result<()> {
        self.visit("/sign-in").await?;
        self.fill("sign-in-login", login).await?;
        self.fill("sign-in-password", PASSWORD).await?;
        self.press("sign-in-submit").await?;
        self.misses("sign-in-submit").await
    }

    /// Opens home in this language, and waits for what others said.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn home(&self, language: &str) -> Result<()> {
        self.visit(&format!("/?lang={language}")).await?;
        let card = self.sees("home-latest [data-testid=\"proposal-card\"]");
        card.await.map(drop)
    }

    /// Signs out whoever is signed in.
    ///
    /// # Errors
    /// When something waits that would be lost.
    pub async fn sign_out(&self) -> Result<()> {
        self.visit("/settings").await?;
        self.press("sign-out").await?;
        self.sees("settings-sign-in").await.map(drop)
    }

    /// Goes to large text or back by the switch that every page has.
    ///
    /// # Errors
    /// When the page keeps its size.
    pub async fn set_text(&self, large: bool) -> Result<()> {
        let wanted = if large { "large" } else { "normal" };
        // Before the switch is there, the page has no size yet.
        self.sees("large-text-switch").await?;
        if self.look("data-text").await? != wanted {
            self.press("large-text-switch").await?;
        }
        self.looks("data-text", wanted).await?;
        // What was said in passing goes with the next key, even one that does nothing.
        let keys = self.driver.action_chain();
        Ok(keys.key_down(Key::Shift).key_up(Key::Shift).perform().await?)
    }

    /// Waits until the page's own element is marked so: `data-text`, `data-theme`, `data-contrast`.
    ///
    /// # Errors
    /// When it never is.
    pub async fn looks(&self, mark: &str, wanted: &str) -> Result<()> {
        wait::until_true(&format!("{mark} to be {wanted}"), async || {
            Ok(self.look(mark).await? == wanted)
        })
        .await
    }

    async fn look(&self, mark: &str) -> Result<String> {
        let script = "return document.documentElement.getAttribute(arguments[0])";
        let shown = self.script(script, vec![json!(mark)]).await?;
        Ok(shown.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until nothing is being read any more.
    ///
    /// # Errors
    /// When it never comes to rest.
    pub async fn at_rest(&self) -> Result<()> {
        let script =
            "return document.querySelector('.skeleton') === null && document.fonts.status === 'loaded'";
        wait::until_true("the page at rest", async || {
            Ok(self.script(script, Vec::new()).await? == json!(true))
        })
        .await
    }

    /// An attribute of the first of these.
    ///
    /// # Errors
    /// When it has none.
    pub async fn attribute(&self, hook: &str, name: &str) -> Result<String> {
        self.watch(hook, &format!("to have {name}"), async |found| {
            found.attr(name).await
        })
        .await
    }

    /// What a script in the page gives back.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// Writes onto the page what a reload would wipe away.
    ///
    /// # Errors
    /// Where the page does not answer.
    pub async fn mark(&self) -> Result<()> {
        self.script("window.huishengMark = true", Vec::new())
            .await
            .map(drop)
    }

    /// Whether it is still the page that was marked.
    ///
    /// # Errors
    /// Where the page does not answer.
    pub async fn is_marked(&self) -> Result<bool> {
        Ok(self
            .script("return window.huishengMark === true", Vec::new())
            .await?
            == json!(true))
    }

    /// Keeps a picture of what is to be seen as `FOLDER/NAME.png`, to be looked at after the test.
    ///
    /// # Errors
    /// When none can be taken or kept.
    pub async fn picture(&self, folder: &str, name: &str) -> Result<()> {
        let path = programs::pictures().join(folder).join(format!("{name}.png"));
        fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        Ok(fs::write(path, self.driver.screenshot_as_png().await?)?)
    }

    async fn watch<T>(
        &self,
        hook: &str,
        what: &str,
        look: impl AsyncFn(WebElement) -> WebDriverResult<Option<T>>,
    ) -> Result<T> {
        let attempt = async || look(self.driver.find(By::Css(css(hook))).await?).await;
        let look = async || match attempt().await {
            Ok(found) => Ok(found.map(Ok)),
            Err(error) if passes(&error) => Err(brief(&error)),
            // Nothing more is to be hoped for from a page that is gone.
            Err(error) => Ok(Some(Err(brief(&error)))),
        };
        let what = format!("{}: {hook} {what}", self.who);
        let found = wait::until(&what, look)
            .await
            .and_then(|found| found.context(what));
        if found.is_err() {
            // What was to be seen instead tells more than the error; without it the error still tells something.
            let _ = self
                .picture("failed", &format!("{}-{}", process::test_name(), self.who))
                .await;
        }
        found
    }
}

/// Brings it to the middle (bars at the edges may lie over what was only just scrolled into view), and tells whether it is
/// still there three frames later.
const STANDS: &str = r#"
const [element, done] = arguments;
element.scrollIntoView({ block: "center" });
const top = () => element.getBoundingClientRect().top;
const before = top();
const later = (frames) =>
  frames === 0 ? done(element.isConnected && top() === before) : requestAnimationFrame(() => later(frames - 1));
later(3);
"#;

/// Whether it may be different in a moment: a page that is being drawn anew.
fn passes(error: &WebDriverError) -> bool {
    use WebDriverErrorInner as Kind;
    matches!(
        error.as_inner(),
        Kind::NoSuchElement(_)
            | Kind::StaleElementReference(_)
            | Kind::ElementNotInteractable(_)
            | Kind::ElementClickIntercepted(_)
            | Kind::InvalidElementState(_)
    )
}

/// Without the driver's own stack.
fn brief(error: &WebDriverError) -> anyhow::Error {
    let whole = error.to_string();
    anyhow!(
        "{}",
        whole.split("#0 ").next().unwrap_or(&whole).trim().to_owned()
    )
}

/// The hook of a step of a timeline that the city has received.
pub fn entry(did: &str) -> String {
    format!("timeline-entry[data-did=\"{did}\"][data-pending=\"false\"]")
}

/// The CSS selector of a hook.
pub fn css(hook: &str) -> String {
    let end = hook
        .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
        .unwrap_or(hook.len());
    let (id, rest) = hook.split_at(end);
    format!("[data-testid=\"{id}\"]{rest}")
}

#[cfg(test)]
mod tests {
    use super::css;

    #[test]
    fn a_hook_is_a_selector() {
        assert_eq!(css("say-send"), "[data-testid=\"say-send\"]");
        assert_eq!(
            css("outbox-item[data-state=\"queued\"] a"),
            "[data-testid=\"outbox-item\"][data-state=\"queued\"] a"
        );
    }
}
