//! The map of the city: one file of tiles (PMTiles), of which devices read ranges, or all of it where it is small.

use crate::config::Config;
use crate::error::Error;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::path::PathBuf;
use std::sync::Arc;
use tower_http::services::ServeFile;

/// Where the interface looks for it.
const PATH: &str = "/map/city.pmtiles";

/// The files that may be the map; the first that is there is.
#[derive(Debug, Clone)]
pub struct Maps(Vec<PathBuf>);

impl Maps {
    pub fn of(config: &Config) -> Self {
        let brought = config.web.as_ref().map(|web| web.join(&PATH[1..]));
        let files = [config.map.clone(), Some(config.data.join("map.pmtiles")), brought];
        Self(files.into_iter().flatten().collect())
    }
}

/// The one route. A map that is put there while the server runs is handed out from then on.
pub(super) fn router<S: Clone + Send + Sync + 'static>(maps: Maps) -> Router<S> {
    Router::new().route(PATH, get(map)).with_state(Arc::new(maps))
}

async fn map(State(maps): State<Arc<Maps>>, request: Request) -> Response {
    let Some(file) = maps.0.iter().find(|file| file.is_file()) else {
        return Error::NoSuchRoute.into_response();
    };
    match ServeFile::new(file).try_call(request).await {
        Ok(mut found) => {
            let kind = HeaderValue::from_static("application/vnd.pmtiles");
            let asked_again = HeaderValue::from_static("no-cache");
            found.headers_mut().insert(header::CONTENT_TYPE, kind);
            found.headers_mut().insert(header::CACHE_CONTROL, asked_again);
            found.map(axum::body::Body::new)
        }
        Err(error) => Error::Internal(error.to_string()).into_response(),
    }
}
