//! What is to be seen on a page, in its order, as sentences: words of text, of buttons and links, and what stands in
//! fields. What is hidden, or is there for screen readers alone, is passed by.

use super::sentences::sentences;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use locales::Locale;
use std::mem;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Node, Range, Text};

/// A sentence of the page.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) language: Locale,
    /// Where it stands. It moves along with the page, and is empty once its text is gone.
    pub(super) place: Range,
}

/// The sentences that are to be seen in `root`, which is written in this language.
pub(super) fn walk(root: &Element, language: Locale) -> Vec<Sentence> {
    let mut walk = Walk {
        found: Vec::new(),
        text: String::new(),
        letters: Vec::new(),
        language,
    };
    walk.element(
        root,
        Flow {
            language,
            lines: false,
        },
    );
    walk.found
}

/// What an element hands on to what is in it.
#[derive(Clone, Copy)]
struct Flow {
    language: Locale,
    /// Whether the end of a line in the text is one on the screen.
    lines: bool,
}

struct Walk {
    found: Vec<Sentence>,
    /// What runs on from one element into the next, with single spaces.
    text: String,
    /// Where each character of `text` comes from.
    letters: Vec<(Text, u32)>,
    language: Locale,
}

impl Walk {
    fn element(&mut self, element: &Element, mut flow: Flow) {
        let Some(style) = seen(element) else { return };
        let of = |name| style.get_property_value(name).unwrap_or_default();
        if let Some(language) = element.get_attribute("lang").and_then(|tag| tag.parse().ok()) {
            flow.language = language;
        }
        flow.lines = of("white-space").starts_with("pre");
        let runs_on = matches!(of("display").as_str(), "inline" | "contents" | "ruby");
        if !runs_on {
            self.cut();
        }
        if let Some(value) = value(element) {
            self.cut();
            self.field(element, &value, flow.language);
        } else {
            self.children(element, flow);
        }
        if !runs_on {
            self.cut();
        }
    }

    fn children(&mut self, element: &Element, flow: Flow) {
        // Of what is folded away only its name is to be seen.
        let folded = element.tag_name() == "DETAILS" && !element.has_attribute("open");
        let mut next = element.first_child();
        while let Some(child) = next {
            next = child.next_sibling();
            if let Some(text) = child.dyn_ref::<Text>() {
                if !folded {
                    self.run(text, flow);
                }
            } else if let Some(child) = child.dyn_ref::<Element>()
                && (!folded || child.tag_name() == "SUMMARY")
            {
                self.element(child, flow);
            }
        }
    }

    fn run(&mut self, node: &Text, flow: Flow) {
        if self.language != flow.language {
            self.cut();
            self.language = flow.language;
        }
        let mut at = 0;
        for letter in node.data().chars() {
            if letter == '\n' && flow.lines {
                self.cut();
            } else if !letter.is_whitespace() {
                self.push(letter, node, at);
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.push(' ', node, at);
            }
            at += letter.len_utf16() as u32;
        }
    }

    fn push(&mut self, letter: char, node: &Text, at: u32) {
        self.text.push(letter);
        self.letters.push((node.clone(), at));
    }

    /// What ran on so far ends here.
    fn cut(&mut self) {
        let (text, letters) = (mem::take(&mut self.text), mem::take(&mut self.letters));
        for range in sentences(&text) {
            let first = text[..range.start].chars().count();
            let said = &text[range];
            let last = first + said.chars().count() - 1;
            let width = said.chars().next_back().map_or(0, char::len_utf16) as u32;
            if let Some(place) = between(&letters[first], &letters[last], width) {
                self.found.push(Sentence {
                    text: said.to_owned(),
                    language: self.language,
                    place,
                });
            }
        }
    }

    fn field(&mut self, element: &Element, value: &str, language: Locale) {
        for range in sentences(value) {
            if let Some(place) = around(element) {
                let text = value[range].replace(['\r', '\n'], " ");
                self.found.push(Sentence {
                    text,
                    language,
                    place,
                });
            }
        }
    }
}

/// How the element looks; none where it is not seen.
fn seen(element: &Element) -> Option<web_sys::CssStyleDeclaration> {
    let unseen = element.get_attribute("aria-hidden").as_deref() == Some("true")
        || element.class_list().contains("unseen")
        || matches!(
            element.tag_name().as_str(),
            "SCRIPT" | "STYLE" | "TEMPLATE" | "svg"
        );
    if unseen {
        return None;
    }
    let style = window().get_computed_style(element).ok().flatten()?;
    let is = |name, value| style.get_property_value(name).is_ok_and(|it| it == value);
    (!is("display", "none") && !is("visibility", "hidden")).then_some(style)
}

/// What a field shows; none where the element is no field. What is secret or drawn shows no words.
fn value(element: &Element) -> Option<String> {
    let or_hint = |value: String, hint: String| if value.is_empty() { hint } else { value };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return Some(match input.type_().as_str() {
            "text" | "search" | "tel" | "email" | "url" | "number" | "date" => {
                or_hint(input.value(), input.placeholder())
            }
            _ => String::new(),
        });
    }
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return Some(or_hint(area.value(), area.placeholder()));
    }
    let select = element.dyn_ref::<HtmlSelectElement>()?;
    let chosen = select.selected_options().item(0);
    Some(
        chosen
            .and_then(|option| option.text_content())
            .unwrap_or_default(),
    )
}

fn between(first: &(Text, u32), last: &(Text, u32), width: u32) -> Option<Range> {
    let range = document().create_range().ok()?;
    range.set_start(&first.0, first.1).ok()?;
    range.set_end(&last.0, last.1 + width).ok()?;
    Some(range)
}

fn around(element: &Node) -> Option<Range> {
    let range = document().create_range().ok()?;
    range.select_node(element).ok()?;
    Some(range)
}
