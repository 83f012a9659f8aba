//! The page of all screens (`docs/screens.md`) has every route of the app, and every picture that it names.

use std::fs;

use crate::source::root;

/// What stands between `before` and `after`, each time.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let rest = text.split(before).skip(1);
    rest.filter_map(|rest| rest.split_once(after).map(|(found, _)| found))
        .collect()
}

/// Whether a page of this address is what the route leads to. `:name?` may be left out.
fn leads_to(route: &str, address: &str) -> bool {
    let [route, address] = [route, address].map(|path| path.split('/').filter(|part| !part.is_empty()));
    let (route, address): (Vec<_>, Vec<_>) = (route.collect(), address.collect());
    let needed = route.iter().filter(|part| !part.ends_with('?')).count();
    (needed..=route.len()).contains(&address.len())
        && route
            .iter()
            .zip(&address)
            .all(|(part, given)| part.starts_with(':') || part == given)
}

/// Routes that no address is on the page for.
fn missing<'a>(app: &'a str, page: &str) -> Vec<&'a str> {
    let shown = between(page, "\n`", "`\n");
    let routes = between(app, "path!(\"", "\")");
    routes
        .into_iter()
        .filter(|route| !shown.iter().any(|address| leads_to(route, address)))
        .collect()
}

#[test]
fn every_route_is_on_the_page_of_screens() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("a file of the repository");
    let (app, page) = (read("frontend/src/app.rs"), read("docs/screens.md"));
    let missing = missing(&app, &page);
    assert!(
        missing.is_empty(),
        "not in docs/screens.md, which `cargo xtask screens` makes (tests/tests/screens.rs): {missing:?}"
    );
    let gone: Vec<&str> = between(&page, "src=\"", "\"")
        .into_iter()
        .filter(|picture| !root().join("docs").join(picture).is_file())
        .collect();
    assert!(gone.is_empty(), "pictures that are not there: {gone:?}");
}

#[test]
fn a_route_without_a_screen_is_found() {
    let app = r#"path!("/") path!("/votes") path!("/proposals/:id") path!("/desk/:desk?/:id?")"#;
    let page = "## Home\n\n`/`\n\n## A proposal\n\n`/proposals/:id`\n\n## A desk\n\n`/desk/coordinator`\n";
    assert_eq!(missing(app, page), ["/votes"]);
    assert_eq!(
        missing(app, "\n`/votes/1`\n"),
        ["/", "/votes", "/proposals/:id", "/desk/:desk?/:id?"]
    );
}
