use crate::components::{Attachments, FileField, Progress};
use crate::text;
use client::files::{Chosen, Way};
use domain::attachment::{FileHash, FileKind, KeptFile};
use leptos::prelude::*;
use uuid::Uuid;

/// A file of this kind that is so far on its way; its bytes are nowhere.
fn chosen(number: u128, kind: FileKind, way: Way) -> Chosen {
    Chosen {
        id: Uuid::from_u128(number),
        name: format!("{number}.{}", kind.ending()),
        kind: kind.media_type().to_owned(),
        bytes: 3 << 20,
        alt: (kind == FileKind::Jpeg).then(|| untrack(|| text!("gallery-sample"))),
        keeps_place: false,
        way,
    }
}

/// Files that are being chosen, are on their way, and have come with a proposal. Their signs stand in for what they show.
pub(super) fn all() -> AnyView {
    let going = Way::Going {
        upload: String::new(),
        offset: 2 << 20,
    };
    let there = Way::There(KeptFile {
        hash: FileHash([7; 32]),
        kind: FileKind::Wav,
        bytes: 3 << 20,
    });
    let photo = chosen(1, FileKind::Jpeg, Way::Here);
    let document = chosen(2, FileKind::Pdf, Way::Here);
    let both = vec![photo.clone(), document.clone()];
    let on_their_way = vec![
        chosen(3, FileKind::Wav, there),
        chosen(4, FileKind::Jpeg, going),
        document.clone(),
    ];
    let cited: Vec<_> = both.iter().map(Chosen::attachment).collect();
    view! {
        <FileField files=RwSignal::new(both.clone()) on_change=|()| {}/>
        <Progress files=Signal::stored(on_their_way)/>
        <Attachments of=Signal::stored(cited) chosen=Signal::stored(both)/>
    }
    .into_any()
}
