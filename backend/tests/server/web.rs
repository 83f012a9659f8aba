//! The built web app: what is kept for ever, what is asked for anew, and what a page may do.

use crate::support::Server;
use reqwest::header::HeaderMap;
use reqwest::{Method, Response, StatusCode};
use std::path::Path;

fn build(folder: &Path) {
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("has one")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    file("index.html", "<!doctype html><title>回声</title>");
    file("index.html.br", "index in brotli");
    file("index.html.gz", "index in gzip");
    file("sw.js", "// service worker");
    file("manifest.webmanifest", "{}");
    file("app.0123456789abcdef.js", "plain");
    file("app.0123456789abcdef.js.br", "in brotli");
    file("app.0123456789abcdef.js.gz", "in gzip");
    file("app.fedcba9876543210.wasm", "\0asm");
    file("icons/192.png", "png");
}

async fn start() -> Server {
    Server::with(|config| {
        let web = config.data.with_file_name("web");
        build(&web);
        config.web = Some(web);
    })
    .await
}

async fn get(server: &Server, path: &str, accept: &str) -> Response {
    let request = server
        .request(Method::GET, path, None)
        .header("accept-encoding", accept);
    request.send().await.expect("answers")
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get(name)
        .map_or("", |value| value.to_str().expect("ASCII"))
}

#[tokio::test]
async fn names_with_a_hash_are_kept_for_ever_and_the_others_asked_for_anew() {
    let server = start().await;
    let ever = "public, max-age=31536000, immutable";
    for (path, kind, cache) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        (
            "/proposals/01941f31-8698-733f-837e-689813938fc3",
            "text/html; charset=utf-8",
            "no-cache",
        ),
        ("/desk/coordinator", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/icons/192.png", "image/png", "no-cache"),
        ("/app.0123456789abcdef.js", "text/javascript; charset=utf-8", ever),
        ("/app.fedcba9876543210.wasm", "application/wasm", ever),
    ] {
        let answer = get(&server, path, "identity").await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(header(answer.headers(), "content-type"), kind, "{path}");
        assert_eq!(header(answer.headers(), "cache-control"), cache, "{path}");
        let tag = header(answer.headers(), "etag").to_owned();
        let again = server
            .request(Method::GET, path, None)
            .header("if-none-match", tag);
        let again = again
            .header("accept-encoding", "identity")
            .send()
            .await
            .expect("answers");
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_was_compressed_goes_out_compressed_to_whoever_takes_it() {
    let server = start().await;
    let client = reqwest::Client::builder()
        .no_proxy()
        .no_gzip()
        .build()
        .expect("a client");
    for (accept, coding, body) in [
        ("gzip, deflate, br", "br", "in brotli"),
        ("gzip", "gzip", "in gzip"),
        ("br;q=0, gzip", "gzip", "in gzip"),
        ("identity", "", "plain"),
    ] {
        let request = client
            .get(server.url("/app.0123456789abcdef.js"))
            .header("accept-encoding", accept);
        let answer = request.send().await.expect("answers");
        assert_eq!(header(answer.headers(), "content-encoding"), coding, "{accept}");
        assert_eq!(header(answer.headers(), "vary"), "accept-encoding");
        assert_eq!(answer.text().await.expect("text"), body);
    }
    let twin = server.request(Method::GET, "/app.0123456789abcdef.js.br", None);
    assert_eq!(server.error(twin).await.1, "no-such-route");
    server.stop().await;
}

#[tokio::test]
async fn a_page_may_load_what_came_from_here_and_nothing_else() {
    let server = start().await;
    for path in ["/", "/sw.js", "/api/v1/city", "/nothing.js"] {
        let answer = get(&server, path, "identity").await;
        let policy = header(answer.headers(), "content-security-policy");
        for part in [
            "default-src 'self'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "connect-src 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(
                policy.split("; ").any(|one| one.trim() == part),
                "{path}: {part} in {policy}"
            );
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        assert_eq!(header(answer.headers(), "x-content-type-options"), "nosniff");
        assert_eq!(header(answer.headers(), "referrer-policy"), "no-referrer");
        assert!(answer.headers().contains_key("permissions-policy"));
    }
    server.stop().await;
}

#[tokio::test]
async fn only_looking_is_possible_and_only_below_the_directory() {
    let server = start().await;
    let head = server
        .request(Method::HEAD, "/", None)
        .send()
        .await
        .expect("answers");
    assert_eq!(head.status(), StatusCode::OK);
    assert_eq!(
        server.error(server.request(Method::POST, "/", None)).await.1,
        "method-not-allowed"
    );
    for path in [
        "/%2e%2e/data/keys/login.key",
        "/..%2fdata%2fkeys%2flogin.key",
        "/data.key",
    ] {
        assert_eq!(
            server.error(server.request(Method::GET, path, None)).await.1,
            "no-such-route",
            "{path}"
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn it_says_that_it_lives_and_that_it_is_ready() {
    let server = start().await;
    assert_eq!(
        server.get::<serde_json::Value>("/health/live", None).await["live"],
        true
    );
    assert_eq!(
        server.get::<serde_json::Value>("/health/ready", None).await["head"],
        1
    );
    server.stop().await;
}

#[tokio::test]
async fn the_map_goes_out_by_ranges() {
    const BROUGHT: &[u8] = b"PMTiles that the app brings";
    const OWN: &[u8] = b"PMTiles of the city";
    let server = Server::with(|config| {
        let web = config.data.with_file_name("web");
        build(&web);
        std::fs::create_dir_all(web.join("map")).expect("made");
        std::fs::write(web.join("map/city.pmtiles"), BROUGHT).expect("written");
        config.map = Some(web.with_file_name("city.pmtiles"));
        config.web = Some(web);
    })
    .await;
    let path = "/map/city.pmtiles";
    let range = |range: &'static str| {
        server
            .request(Method::GET, path, None)
            .header("range", range)
            .send()
    };
    let whole = get(&server, path, "gzip").await;
    assert_eq!(whole.status(), StatusCode::OK);
    assert_eq!(header(whole.headers(), "content-type"), "application/vnd.pmtiles");
    assert_eq!(header(whole.headers(), "cache-control"), "no-cache");
    assert_eq!(header(whole.headers(), "accept-ranges"), "bytes");
    assert_eq!(
        header(whole.headers(), "content-length"),
        BROUGHT.len().to_string()
    );
    let since = header(whole.headers(), "last-modified").to_owned();
    assert_eq!(whole.bytes().await.expect("bytes"), BROUGHT);
    let again = server
        .request(Method::GET, path, None)
        .header("if-modified-since", since);
    assert_eq!(
        again.send().await.expect("answers").status(),
        StatusCode::NOT_MODIFIED
    );

    let part = range("bytes=3-6").await.expect("answers");
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        header(part.headers(), "content-range"),
        format!("bytes 3-6/{}", BROUGHT.len())
    );
    assert_eq!(part.bytes().await.expect("bytes"), &BROUGHT[3..=6]);
    let last = range("bytes=-5").await.expect("answers");
    assert_eq!(last.bytes().await.expect("bytes"), &BROUGHT[BROUGHT.len() - 5..]);
    let beyond = range("bytes=1000-").await.expect("answers");
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);

    // The city's own, put there while the server runs, goes before what the app brings.
    std::fs::write(server.folder.path().join("city.pmtiles"), OWN).expect("written");
    let own = get(&server, path, "identity").await;
    assert_eq!(own.bytes().await.expect("bytes"), OWN);
    server.stop().await;
}

#[tokio::test]
async fn a_city_without_a_map_says_so() {
    let server = start().await;
    let request = server.request(Method::GET, "/map/city.pmtiles", None);
    assert_eq!(
        server.error(request).await,
        (StatusCode::NOT_FOUND, "no-such-route".to_owned())
    );
    let other = server.request(Method::POST, "/map/city.pmtiles", None);
    assert_eq!(server.error(other).await.1, "method-not-allowed");
    server.stop().await;
}
