//! Answers in the two formats. What JSON has as a list, XML has as an element of elements: `services` of `service`.

use crate::error::Error;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use indexmap::IndexMap;
use locales::Words;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An error as GeoReport tells it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Fault {
    /// The HTTP status.
    code: u16,
    /// In words.
    description: String,
    /// The city's own code, which stays the same; GeoReport has no place for one.
    problem: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Xml,
}

impl Format {
    pub(super) fn of_name(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Format::Json),
            "xml" => Some(Format::Xml),
            _ => None,
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Format::Json => "application/json; charset=utf-8",
            Format::Xml => "text/xml; charset=utf-8",
        }
    }

    /// An answer; `root` is what XML calls it.
    pub(super) fn write(self, root: &str, answer: &impl Serialize) -> Response {
        let written = match self {
            Format::Json => serde_json::to_vec(answer).map_err(Error::from),
            Format::Xml => xml(root, answer),
        };
        match written {
            Err(error) => error.into_response(),
            Ok(written) => {
                let mut response = Response::new(Body::from(written));
                let headers = response.headers_mut();
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type()));
                headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
                // It is public: any page may read it.
                headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                response
            }
        }
    }
}

pub(super) fn refuse(format: Format, error: &Error, words: Words) -> Response {
    let problem = error.problem();
    let status = error.status();
    let what = words.problem(&problem.code, &problem.arguments).what;
    let arguments = problem
        .arguments
        .iter()
        .map(|(name, value)| match value.as_str() {
            Some(text) => format!("{name}={text}"),
            None => format!("{name}={value}"),
        });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let fault = Fault {
        code: status.as_u16(),
        // Who reads it makes programs: they need what it is about.
        description: if arguments.is_empty() {
            what
        } else {
            format!("{what} ({arguments})")
        },
        problem: problem.code,
    };
    let mut response = format.write("errors", &[fault]);
    error.tell(&mut response);
    response
}

/// JSON, read again in its order.
#[derive(Deserialize)]
#[serde(untagged)]
enum Tree {
    None(()),
    Flag(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Tree>),
    Fields(IndexMap<String, Tree>),
}

fn xml(root: &str, answer: &impl Serialize) -> Result<Vec<u8>, Error> {
    let tree: Tree = serde_json::from_str(&serde_json::to_string(answer)?)?;
    let mut writer = Writer::new(Vec::new());
    let failed = |error: std::io::Error| Error::Internal(error.to_string());
    writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| element(&mut writer, root, &tree))
        .map_err(failed)?;
    Ok(writer.into_inner())
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, tree: &Tree) -> std::io::Result<()> {
    writer.write_event(Event::Start(BytesStart::new(name)))?;
    match tree {
        Tree::None(()) => {}
        Tree::Flag(flag) => text(writer, &flag.to_string())?,
        Tree::Number(number) => text(writer, &number.to_string())?,
        Tree::Text(words) => text(writer, words)?,
        Tree::List(list) => {
            // `service_requests` has `request`s, every other list has what its name is the plural of.
            let one = name.strip_prefix("service_").unwrap_or(name);
            let one = one.strip_suffix('s').unwrap_or(one);
            list.iter().try_for_each(|tree| element(writer, one, tree))?;
        }
        Tree::Fields(fields) => {
            let mut fields = fields.iter();
            fields.try_for_each(|(name, tree)| element(writer, name, tree))?;
        }
    }
    writer.write_event(Event::End(BytesEnd::new(name)))
}

fn text(writer: &mut Writer<Vec<u8>>, words: &str) -> std::io::Result<()> {
    writer.write_event(Event::Text(BytesText::new(&speakable(words))))
}

/// Without the few letters that XML 1.0 (§2.2) can't have at all.
fn speakable(words: &str) -> String {
    let has_place = |letter: &char| match letter {
        '\t' | '\n' | '\r' => true,
        letter => *letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'),
    };
    words.chars().filter(has_place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use serde_json::json;

    #[test]
    fn lists_become_elements_of_elements_and_every_letter_is_kept_or_escaped() {
        let answer = json!([{ "id": 7, "none": null, "said": "a<b & \"c\"\u{ffff}\n中", "values": [{ "key": true }] }]);
        let written = xml("service_requests", &answer).expect("written");
        assert_eq!(
            String::from_utf8(written).expect("text"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><service_requests><request><id>7</id><none></none>\
             <said>a&lt;b &amp; &quot;c&quot;\n中</said><values><value><key>true</key></value></values>\
             </request></service_requests>"
        );
    }

    #[test]
    fn an_error_waits_as_long_as_it_says() {
        let error = Error::TooManyAttempts { after_ms: 1_500 };
        let told = refuse(Format::Json, &error, Words::new(locales::Locale::En));
        assert_eq!(told.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(told.headers()[header::RETRY_AFTER], "2");
    }
}
