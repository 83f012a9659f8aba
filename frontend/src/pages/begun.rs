//! A draft that is begun elsewhere than in Say it.

use crate::state::{language, use_device, use_now, use_preferences};
use client::api::KeptDraft;
use domain::id::CategoryId;
use domain::proposal::Draft;
use domain::refusal::Problem;
use leptos::prelude::*;
use uuid::Uuid;

/// Keeps what somebody said as a draft; the address at which they go on with it.
pub(crate) async fn begin(said: String, category: Option<CategoryId>) -> Result<String, Problem> {
    let preferences = use_preferences().get_untracked();
    let kept = KeptDraft {
        id: Uuid::now_v7(),
        draft: Draft {
            category,
            area: preferences.area,
            signature: preferences.signature,
            language: language_of(&said),
            text: said,
            ..Draft::default()
        },
        files: Vec::new(),
        saved_at: use_now().get_untracked(),
    };
    let address = format!("/say?draft={}", kept.id);
    use_device().save_draft(kept).await?;
    Ok(address)
}

/// Han characters tell Chinese, other letters English; the language of the interface decides where neither is there.
pub(crate) fn language_of(text: &str) -> String {
    let han = text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}'));
    let latin = text.chars().any(|c| c.is_ascii_alphabetic());
    let tag = match (han, latin) {
        (true, _) => locales::Locale::ZhCn.tag(),
        (false, true) => locales::Locale::En.tag(),
        (false, false) => language().tag(),
    };
    tag.to_owned()
}
