//! What the page fetches before the program asks for it. A part is asked for once the program runs; inside the shell
//! everybody needs the part that speaks with it, so that the page fetches that one beside the program.

use anyhow::{Context, Result, ensure};

/// How the loader fetches a file.
const FETCH: &str = "fetch(new URL(\"";
const FETCHED: &str = "\",import.meta.url))";
/// Hands out, once, what was fetched early.
const EARLY: &str =
    "const early=at=>{const all=globalThis.early??{},it=all[at]??fetch(at);delete all[at];return it};";

/// The addresses of a part and of all that the loader fetches with it.
pub(super) fn needs<'a>(loader: &'a str, part: &str) -> Result<Vec<&'a str>> {
    let mut files = Vec::new();
    let mut found = None;
    let mut name = "";
    for piece in loader.split_inclusive(FETCH) {
        if let Some((address, rest)) = piece.split_once(FETCHED) {
            let (_, rest) = rest.split_once(",[").context("a part without what it needs")?;
            let (names, _) = rest.split_once(']').context("a part without what it needs")?;
            files.push((name, address));
            if address.contains(part) {
                found = Some((address, names));
            }
        }
        // A file is called by what the next piece fetches: `const NAME=…fetch(…`.
        let call = piece.rsplit_once("const ").map_or("", |(before, _)| before);
        let call = call.rsplit_once("const ").map_or("", |(_, call)| call);
        name = call.split('=').next().unwrap_or_default();
    }
    let (part, names) = found.with_context(|| format!("the loader knows no {part}"))?;
    let of = |wanted: &str| {
        let file = files.iter().find(|(name, _)| *name == wanted);
        file.map(|(_, address)| *address)
            .with_context(|| format!("the loader knows no {wanted}"))
    };
    let names = names.split(',').filter(|name| !name.is_empty());
    std::iter::once(Ok(part)).chain(names.map(of)).collect()
}

/// A loader that takes what the page has fetched already.
pub(super) fn takes_early(loader: &str) -> Result<String> {
    ensure!(loader.contains(FETCH), "the loader fetches nothing");
    let pieces = loader.split(FETCH).map(|piece| piece.replacen(FETCHED, "\")", 1));
    let (imports, rest) = loader.split_once(';').context("the loader imports nothing")?;
    ensure!(
        imports.starts_with("import") && !rest.contains("import{"),
        "the loader begins otherwise"
    );
    let taken = pieces.collect::<Vec<_>>().join("early(\"");
    let rest = taken
        .strip_prefix(imports)
        .context("the loader fetches before it imports")?;
    Ok(format!("{imports};{EARLY}{}", rest.trim_start_matches(';')))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: &str = r#"import{i as t}from"./app.js";let n=1;const c=a(()=>{const t=fetch(new URL("/assets/one.wasm",import.meta.url));t.catch(()=>{});return async n=>f(t,n)},[]);const d_1=a(()=>{const t=fetch(new URL("/assets/two.wasm",import.meta.url));return t},[]);export const load_x=s(a(()=>{const t=fetch(new URL("/assets/split_x.1.wasm",import.meta.url));return t},[d_1]));export const load_y=s(a(()=>{const t=fetch(new URL("/assets/split_y.2.wasm",import.meta.url));return t},[c,d_1]));"#;

    #[test]
    fn a_part_comes_with_what_it_needs() {
        let x = needs(LOADER, "split_x").expect("is there");
        assert_eq!(x, ["/assets/split_x.1.wasm", "/assets/two.wasm"]);
        let y = needs(LOADER, "split_y").expect("is there");
        assert_eq!(
            y,
            ["/assets/split_y.2.wasm", "/assets/one.wasm", "/assets/two.wasm"]
        );
        assert!(needs(LOADER, "split_z").is_err());
    }

    #[test]
    fn the_loader_takes_what_is_there() {
        let loader = takes_early(LOADER).expect("a loader");
        assert!(!loader.contains("new URL"), "{loader}");
        assert!(
            loader.starts_with("import{i as t}from\"./app.js\";const early="),
            "{loader}"
        );
        assert!(
            loader.contains("const t=early(\"/assets/two.wasm\");return t},[]);"),
            "{loader}"
        );
        assert!(takes_early("import{a}from\"b\";").is_err());
    }
}
