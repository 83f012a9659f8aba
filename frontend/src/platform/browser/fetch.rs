//! Requests by `fetch` and news by `EventSource`, to where the page came from.

use super::event::Wait;
use crate::platform::json;
use client::transport::{Request, Response, Transport, Unreachable};
use domain::protocol::HeadMoved;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use futures::future::{Either, poll_fn, select};
use futures::{FutureExt, StreamExt};
use leptos::prelude::{document, window};
use std::cell::RefCell;
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, EventSource, Headers, MessageEvent, RequestInit};

/// After so long there will be no answer.
const TIME_LIMIT_MS: u32 = 30_000;

/// The way to the city from a browser.
#[derive(Debug, Default)]
pub(super) struct Fetch {
    /// One stream for all calls of `head_moved`.
    news: RefCell<Option<News>>,
}

impl Transport for Fetch {
    async fn send(&self, request: Request) -> Result<Response, Unreachable> {
        let controller = Aborting(AbortController::new().map_err(|_| Unreachable)?);
        let exchange = exchange(request, &controller.0);
        let limit = gloo_timers::future::TimeoutFuture::new(TIME_LIMIT_MS);
        match select(pin!(exchange), limit).await {
            Either::Left((answer, _)) => answer.map_err(|_| Unreachable),
            Either::Right(_) => Err(Unreachable),
        }
    }

    async fn head_moved(&self, since: u64) -> Result<u64, Unreachable> {
        if self.news.borrow().is_none() {
            let news = News::open().map_err(|_| Unreachable)?;
            self.news.replace(Some(news));
        }
        // Borrowed for one poll at a time: whoever stops waiting leaves the stream open for the next call.
        poll_fn(|context| {
            let mut news = self.news.borrow_mut();
            loop {
                let Some(open) = news.as_mut() else {
                    return Poll::Ready(Err(Unreachable));
                };
                match open.heads.poll_next_unpin(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(Some(Some(head))) if head > since => return Poll::Ready(Ok(head)),
                    Poll::Ready(Some(Some(_))) => {}
                    Poll::Ready(Some(None) | None) => {
                        *news = None;
                        return Poll::Ready(Err(Unreachable));
                    }
                }
            }
        })
        .await
    }

    async fn woken(&self) {
        let online = Wait::new(&window(), &["online"], |_| true);
        let seen = Wait::new(&document(), &["visibilitychange"], |_| !document().hidden());
        futures::select! {
            _ = online.first().boxed_local().fuse() => (),
            _ = seen.first().boxed_local().fuse() => (),
        }
    }

    fn server(&self) -> String {
        window().location().origin().unwrap_or_default()
    }
}

async fn exchange(request: Request, controller: &AbortController) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    if let Some(token) = &request.token {
        headers.set("authorization", &format!("Bearer {token}"))?;
    }
    let init = RequestInit::new();
    init.set_method(request.method);
    if let Some(upload) = &request.upload {
        for (name, value) in &upload.headers {
            headers.set(name, value)?;
        }
        if !upload.piece.is_empty() {
            init.set_body(&js_sys::Uint8Array::from(&upload.piece[..]));
        }
    } else if let Some(body) = &request.body {
        headers.set("content-type", "application/json")?;
        init.set_body(&body.as_str().into());
    }
    init.set_headers(&headers);
    init.set_signal(Some(&controller.signal()));
    let answer: web_sys::Response = JsFuture::from(window().fetch_with_str_and_init(&request.path, &init))
        .await?
        .dyn_into()?;
    let header = |name| answer.headers().get(name);
    let (retry_after, location) = (header("retry-after")?, header("location")?);
    let offset = header("upload-offset")?.and_then(|offset| offset.parse().ok());
    let body = JsFuture::from(answer.text()?).await?;
    Ok(Response {
        status: answer.status(),
        body: body.as_string().unwrap_or_default(),
        retry_after_ms: retry_after.as_deref().and_then(milliseconds),
        location,
        offset,
    })
}

/// `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3).
fn milliseconds(retry_after: &str) -> Option<u64> {
    if let Ok(seconds) = retry_after.trim().parse::<u64>() {
        return Some(seconds.saturating_mul(1_000));
    }
    let left = js_sys::Date::parse(retry_after) - js_sys::Date::now();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "finite and not negative"
    )]
    left.is_finite().then(|| left.max(0.0) as u64)
}

/// Gives up a request that nobody waits for any more; after its end this does nothing.
struct Aborting(AbortController);

impl Drop for Aborting {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The open stream of server-sent events.
#[derive(Debug)]
struct News {
    source: EventSource,
    /// Each new head; `None` when the stream broke.
    heads: UnboundedReceiver<Option<u64>>,
    _on_head: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut()>,
}

impl News {
    fn open() -> Result<Self, JsValue> {
        let source = EventSource::new("/api/v1/events")?;
        let (tell, heads) = unbounded();
        let broke = tell.clone();
        let on_head = Closure::new(move |event: MessageEvent| {
            let moved = event.data().as_string().and_then(|text| json::read(&text));
            if let Some(HeadMoved { head }) = moved {
                let _ = tell.unbounded_send(Some(head));
            }
        });
        let on_error = Closure::new(move || {
            let _ = broke.unbounded_send(None);
        });
        source.add_event_listener_with_callback("head", on_head.as_ref().unchecked_ref())?;
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            source,
            heads,
            _on_head: on_head,
            _on_error: on_error,
        })
    }
}

impl Drop for News {
    /// The browser would try again by itself, but when to try is the client's to say.
    fn drop(&mut self) {
        self.source.close();
    }
}
