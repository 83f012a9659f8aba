//! Parts of the program that come when they are needed. What `xtask` builds is cut at the functions marked with
//! `wasm_split`: all that only the functions of one part need lies in files of their own, fetched when the first of
//! them is called.

use crate::components::{Button, ErrorNote, PageHead, Skeleton};
use crate::t;
use domain::refusal::Problem;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
pub(super) use leptos::wasm_split::SplitLoaderError;
use leptos::wasm_split::wasm_split;
use locales::Later;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Draws a page.
pub(crate) type Draw = fn() -> AnyView;

/// `PART { NAME: PAGE }` gives a function `NAME` for [`page`]. Pages of one part come together.
macro_rules! parts {
    ($($part:ident { $($name:ident: $Page:ident),+ $(,)? })+) => {$($(
        #[::leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $name() -> Result<$crate::app::lazy::Draw, $crate::app::lazy::SplitLoaderError> {
            Ok(|| ::leptos::view! { <$Page/> }.into_any())
        }
    )+)+};
}
pub(super) use parts;

/// The page that `load` brings.
pub(super) fn page<Loading>(load: fn() -> Loading) -> AnyView
where
    Loading: Future<Output = Result<Draw, SplitLoaderError>> + 'static,
{
    let head = || view! { <PageHead title=t!("broken-title")/> }.into_any();
    part(load, |draw: Draw| draw(), head)
}

/// The words of every page but home.
#[wasm_split(words, wasm_split_path = ::leptos::wasm_split, fallible)]
fn words() -> Result<Later, SplitLoaderError> {
    Ok(Later::words())
}

/// Brings the words of every page but home.
///
/// # Errors
/// Where they can't come.
pub(crate) async fn bring_words() -> Result<(), SplitLoaderError> {
    words().await?.add();
    Ok(())
}

/// Brings what pages other than home look like; `boot.js` knows where from.
async fn bring_styles() -> Result<(), JsValue> {
    let bring: Function = Reflect::get(&window(), &"pageStyles".into())?.dyn_into()?;
    let coming: Promise = bring.call0(&JsValue::UNDEFINED)?.dyn_into()?;
    JsFuture::from(coming).await.map(drop)
}

/// What `load` brings, with its words and styles, drawn by `draw`. Its place is kept until it is there; where it can't come, that is said below
/// `head`, and it can be tried again.
pub(crate) fn part<Part, Loading>(
    load: fn() -> Loading,
    draw: impl Fn(Part) -> AnyView + Send + 'static,
    head: fn() -> AnyView,
) -> AnyView
where
    Part: Copy + Send + Sync + 'static,
    Loading: Future<Output = Result<Part, SplitLoaderError>> + 'static,
{
    let loaded = RwSignal::new(None);
    let start = move || {
        loaded.set(None);
        spawn_local(async move {
            let part = match futures::join!(bring_words(), bring_styles(), load()) {
                (Ok(()), Ok(()), Ok(part)) => Some(part),
                _ => None,
            };
            // Somebody may have gone elsewhere meanwhile.
            let _ = loaded.try_set(Some(part));
        });
    };
    start();
    let view = move || match loaded.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Some(part)) => draw(part),
        Some(None) => view! {
            {head()}
            <ErrorNote problem=Problem::new("page-missing")>
                <Button testid="page-again" on_press=start>{t!("link-try-now")}</Button>
            </ErrorNote>
        }
        .into_any(),
    };
    view.into_any()
}
