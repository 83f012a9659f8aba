//! The reading bar, told what is read now.

use super::{Now, reader, shared};
use crate::components::{Reading, ReadingBar};
use leptos::prelude::*;

pub(super) fn draw() -> AnyView {
    let sentence = Signal::derive(|| now(|now| (now.sentence.clone(), now.language)).unwrap_or_default());
    let paused = Memo::new(|_| now(|now| now.paused).unwrap_or_default());
    let problem = Memo::new(|_| now(|now| now.problem.clone()).flatten());
    let fulfil = |wish| match wish {
        Reading::Pause => super::pause(),
        Reading::Resume => super::resume(),
        Reading::Repeat => super::repeat(),
        Reading::Slower => super::slower(),
        Reading::Faster => super::faster(),
        Reading::End => super::stop(),
    };
    view! {
        <ReadingBar
            sentence=sentence
            paused=paused
            problem=problem
            slowest=Signal::derive(reader::is_slowest)
            quickest=Signal::derive(reader::is_quickest)
            on_wish=fulfil
        />
    }
    .into_any()
}

fn now<T>(of: impl FnOnce(&Now) -> T) -> Option<T> {
    shared().now.with(|now| now.as_ref().map(of))
}
