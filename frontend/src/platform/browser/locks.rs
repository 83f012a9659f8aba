//! The Web Locks of a browser (W3C Web Locks API): of all tabs of this site, one holds the lock.

use futures::channel::oneshot;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

const NAME: &str = "huisheng";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], catch)]
    fn request(
        name: &str,
        options: &JsValue,
        granted: &Closure<dyn FnMut(JsValue) -> js_sys::Promise>,
    ) -> Result<js_sys::Promise, JsValue>;
}

/// How to ask for the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Now or not at all.
    IfFree,
    /// When it is our turn.
    InTurn,
    /// From whoever holds it.
    Take,
}

/// The lock, held. `lost` resolves when another tab took it; otherwise it is held as long as the page lives.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) lost: oneshot::Receiver<()>,
}

/// Whether this browser has locks; it has none where a page came over a connection that is not safe.
pub(super) fn are_here() -> bool {
    let navigator = leptos::prelude::window().navigator();
    js_sys::Reflect::get(&navigator, &"locks".into()).is_ok_and(|locks| locks.is_object())
}

/// Asks for the lock; `None` where it was to be had at once and was not.
pub(super) async fn hold(how: How) -> Option<Held> {
    let options = js_sys::Object::new();
    let option = match how {
        How::IfFree => Some("ifAvailable"),
        How::InTurn => None,
        How::Take => Some("steal"),
    };
    if let Some(option) = option {
        js_sys::Reflect::set(&options, &option.into(), &JsValue::TRUE).ok()?;
    }
    let (tell, told) = oneshot::channel();
    let mut tell = Some(tell);
    let granted = Closure::new(move |lock: JsValue| {
        if let Some(tell) = tell.take() {
            let _ = tell.send(lock.is_object());
        }
        if lock.is_object() {
            // Held until this promise ends, which it never does.
            js_sys::Promise::new(&mut |_, _| ())
        } else {
            js_sys::Promise::resolve(&JsValue::NULL)
        }
    });
    let ended = request(NAME, &options, &granted).ok()?;
    let (lose, lost) = oneshot::channel();
    spawn_local(async move {
        // It ends by being taken away; the closure is needed until then.
        let _ = JsFuture::from(ended).await;
        drop(granted);
        let _ = lose.send(());
    });
    told.await.ok()?.then_some(Held { lost })
}
