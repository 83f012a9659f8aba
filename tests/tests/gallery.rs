//! Every component in all its states: in both languages, both text sizes, light, dark and high contrast. Each is held to
//! what must hold for every page, and is as it was when it was last looked at.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;
use system_tests::audit::{self, Faults};
use system_tests::browser::{Browser, Profile, Size};
use system_tests::colours::{Colours, DARK, HIGH, LIGHT};
use system_tests::photograph::{Kept, ONE_FACE, Part, Screenshot};
use system_tests::server::Server;

/// The page is opened on 18 March 2026, a Wednesday, at 10:20 in Beijing, and its clock goes on from there.
const ON_A_WEDNESDAY: &str = "
const Real = Date;
const ahead = Real.UTC(2026, 2, 18, 2, 20) - Real.now();
Date = class extends Real {
  constructor(...told) { told.length > 0 ? super(...told) : super(Real.now() + ahead); }
  static now() { return Real.now() + ahead; }
};";

/// What waits for its cards makes a page at least as high as the screen, which is here made as high as the page.
const NO_HIGHER: &str = "
const sheet = new CSSStyleSheet();
sheet.replaceSync(`.page { min-height: 0 !important; }`);
document.adoptedStyleSheets.push(sheet);
";

const SECTIONS: &str = r#"
return [...document.querySelectorAll('[data-testid="gallery-section"]')].map((section) => {
  const { x, y, width, height } = section.getBoundingClientRect();
  const part = { x: x + scrollX, y: y + scrollY, width, height };
  for (const side in part) part[side] = Math.floor(part[side]);
  return [section.dataset.name, part];
});
"#;

#[tokio::test(flavor = "multi_thread")]
async fn every_component_is_as_it_was_in_chinese() -> Result<()> {
    every_component("zh-CN").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_component_is_as_it_was_in_english() -> Result<()> {
    every_component("en").await
}

async fn every_component(language: &'static str) -> Result<()> {
    let server = Server::demo().await?;
    let profile = Profile::new("gallery")?;
    let browser = profile.open(Size::PHONE, &server.url()).await?;
    let then = json!({ "source": ON_A_WEDNESDAY });
    browser
        .tell("Page.addScriptToEvaluateOnNewDocument", then)
        .await?;
    browser.home(language).await?;
    browser.visit("/gallery").await?;
    browser.sees("gallery-section[data-name=\"icons\"]").await?;
    browser.script(ONE_FACE, Vec::new()).await?;
    browser.script(NO_HIGHER, Vec::new()).await?;
    let mut faults = Faults::default();
    let mut kept = Kept::of(&format!("gallery/{language}"));
    for large in [false, true] {
        browser.set_text(large).await?;
        for colours in [LIGHT, DARK, HIGH] {
            browser.set_colours(colours).await?;
            let found = look(&browser, &mut kept, language, large, colours).await?;
            let text = if large { "large" } else { "normal" };
            faults.add(found, &format!("{text} {}", colours.name));
        }
    }
    faults.add(kept.left_over()?, "kept");
    faults.add(browser.complaints().await?, "the browser");
    faults.ensure_none()
}

async fn look(
    browser: &Browser,
    kept: &mut Kept,
    language: &str,
    large: bool,
    colours: Colours,
) -> Result<Vec<String>> {
    let text = if large { "large" } else { "normal" };
    browser.resize(Size::PHONE).await?;
    let mut found = audit::form(browser, language).await?;
    found.extend(audit::sideways(browser).await?);
    found.extend(audit::sideways_when_narrow(browser, Size::PHONE).await?);
    browser.stretch(Size::PHONE).await?;
    let asked = if large { 7.0 } else { colours.asked };
    found.extend(audit::measured(browser, large, asked).await?);
    found.extend(audit::axe(browser, asked >= 7.0).await?);
    let form = format!("{text}-{}", colours.name);
    browser.picture(&format!("gallery/{language}"), &form).await?;
    let sections = browser.script(SECTIONS, Vec::new()).await?;
    let screen = Screenshot::of(&browser.driver().screenshot_as_png().await?)?;
    for (name, part) in Vec::<(String, Part)>::deserialize(sections)? {
        let name = format!("{form}/{name}");
        let photograph = screen.part(part).with_context(|| name.clone())?;
        let fault = kept.compare(&name, &photograph)?;
        found.extend(fault.map(|fault| format!("{name}: {fault}")));
    }
    Ok(found)
}
