//! The colours of a page, as a device asks for them.

use crate::browser::Browser;
use anyhow::Result;
use serde_json::json;

/// Colours as a device asks for them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colours {
    pub name: &'static str,
    /// `prefers-color-scheme`
    scheme: &'static str,
    /// `prefers-contrast`
    contrast: &'static str,
    /// `forced-colors`
    forced: &'static str,
    /// The contrast that texts need then.
    pub asked: f64,
}

pub const LIGHT: Colours = Colours {
    name: "light",
    scheme: "light",
    contrast: "no-preference",
    forced: "none",
    asked: 4.5,
};
pub const DARK: Colours = Colours {
    name: "dark",
    scheme: "dark",
    ..LIGHT
};
pub const HIGH: Colours = Colours {
    name: "contrast",
    contrast: "more",
    asked: 7.0,
    ..LIGHT
};
pub const HIGH_DARK: Colours = Colours {
    name: "contrast-dark",
    scheme: "dark",
    ..HIGH
};
/// The system paints, in the few colours that its owner chose.
pub const FORCED: Colours = Colours {
    name: "forced",
    forced: "active",
    ..HIGH
};

impl Browser {
    /// The device asks for these colours; nothing is set in the app.
    ///
    /// # Errors
    /// Where the page does not follow.
    pub async fn set_colours(&self, colours: Colours) -> Result<()> {
        let Colours {
            scheme,
            contrast,
            forced,
            ..
        } = colours;
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-contrast", "value": contrast },
            { "name": "forced-colors", "value": forced },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.tell("Emulation.setEmulatedMedia", features).await?;
        self.looks("data-theme", scheme).await?;
        let contrast = if contrast == "more" { "more" } else { "normal" };
        self.looks("data-contrast", contrast).await
    }
}
