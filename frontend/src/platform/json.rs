//! JSON, always by way of [`Value`]: each type is then read and written in one way only, and what a phone downloads
//! has half of that code.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What the text says; `None` where it says no such thing.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value: Value = serde_json::from_str(text).ok()?;
    serde_json::from_value(value).ok()
}

/// The value as text. `None` never happens to types with texts for keys, which are all of ours.
pub fn write(value: &impl Serialize) -> Option<String> {
    serde_json::to_value(value).ok().map(|value| value.to_string())
}
