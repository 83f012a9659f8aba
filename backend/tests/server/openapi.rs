//! The description of the interface: it changes only when somebody means it to.

use crate::support::Server;
use reqwest::Method;
use serde_json::Value;

#[test]
fn the_description_is_as_it_was() {
    insta::assert_json_snapshot!("openapi", backend::http::openapi());
}

#[tokio::test]
async fn the_description_and_a_page_to_read_it_are_served_without_any_other_host() {
    let server = Server::start().await;
    let description: Value = server.get("/api/openapi.json", None).await;
    assert_eq!(
        description,
        serde_json::to_value(backend::http::openapi()).expect("JSON")
    );
    for (path, kind) in [
        ("/api/docs", "text/html; charset=utf-8"),
        ("/api/docs.js", "text/javascript; charset=utf-8"),
        ("/api/docs.css", "text/css; charset=utf-8"),
    ] {
        let answer = server
            .request(Method::GET, path, None)
            .send()
            .await
            .expect("answers");
        assert_eq!(answer.headers()["content-type"], kind);
        assert!(
            answer.headers()["content-security-policy"]
                .to_str()
                .unwrap()
                .starts_with("default-src 'self'")
        );
        let text = answer.text().await.expect("text");
        assert!(!text.contains("://"), "{path} names another host");
    }
    server.stop().await;
}
