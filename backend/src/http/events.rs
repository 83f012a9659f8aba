//! "Something changed": a stream that says where the log stands, so that nobody has to ask all the time.

use crate::http::Shared;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::protocol::HeadMoved;
use futures::{Stream, StreamExt};
use tokio_stream::wrappers::WatchStream;

/// Server-sent events (WHATWG HTML §9.2): `event: head` at once and whenever the log moves.
#[utoipa::path(get, path = "/api/v1/events", tag = "sync",
    responses((status = 200, content_type = "text/event-stream", body = HeadMoved)))]
pub async fn stream(State(app): Shared) -> Sse<impl Stream<Item = Result<Event, axum::Error>>> {
    let mut stop = app.stop.clone();
    let stopped = async move {
        // An error means that the server is gone already.
        let _ = stop.wait_for(|stop| *stop).await;
    };
    let heads = WatchStream::new(app.writer.head()).map(|head| {
        Event::default()
            .event("head")
            .json_data(HeadMoved { head: head.seq })
    });
    Sse::new(heads.take_until(Box::pin(stopped))).keep_alive(KeepAlive::default())
}
