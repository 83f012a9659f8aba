//! What the city takes on, as GeoReport lists it.

use super::Asked;
use crate::error::{Error, Result};
use domain::id::CategoryId;
use locales::args;
use serde::Serialize;
use utoipa::ToSchema;

/// The service of what has no category yet: the city finds it.
pub(super) const UNSORTED: &str = "unsorted";

/// A category.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Service)]
pub(super) struct Service {
    service_code: String,
    service_name: String,
    description: String,
    /// Always: see the definition.
    metadata: bool,
    /// `realtime`: the id is there at once.
    #[serde(rename = "type")]
    kind: &'static str,
    keywords: String,
    /// The department that usually handles it.
    group: String,
}

/// What can be said with a request, as `attribute[CODE]`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311ServiceDefinition)]
pub(super) struct Definition {
    service_code: String,
    attributes: Vec<Attribute>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Attribute)]
struct Attribute {
    variable: bool,
    code: &'static str,
    datatype: &'static str,
    required: bool,
    datatype_description: String,
    order: u8,
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<AttributeValue>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311AttributeValue)]
struct AttributeValue {
    key: String,
    name: String,
}

/// Where the service is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Discovery)]
pub(super) struct Discovery {
    contact: String,
    key_service: String,
    endpoints: Vec<Endpoint>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Endpoint)]
struct Endpoint {
    specification: &'static str,
    url: String,
    #[serde(rename = "type")]
    kind: &'static str,
    formats: [&'static str; 2],
}

/// What the city takes on.
#[utoipa::path(get, path = "/open311/v2/services.{format}", tag = "open311",
    params(("format" = String, Path, description = "json or xml"), ("jurisdiction_id" = Option<String>, Query), ("locale" = Option<String>, Query, description = "zh-CN or en")),
    responses((status = 200, body = Vec<Service>), (status = 404, body = Vec<super::written::Fault>, description = "no-such-jurisdiction")))]
pub(super) fn services(asked: &Asked) -> Vec<Service> {
    let categories = asked.city.categories_in_use().map(|category| {
        let department = asked.city.usual(&category.id);
        service(
            category.id.as_str(),
            category.names.get(asked.tag()).to_owned(),
            category.examples.get(asked.tag()).to_owned(),
            department.map_or("", |department| department.names.get(asked.tag())),
        )
    });
    let words = asked.words;
    let unsorted = service(
        UNSORTED,
        words.text("open311-unsorted", &args! {}),
        words.text("open311-unsorted.detail", &args! {}),
        "",
    );
    categories.chain([unsorted]).collect()
}

fn service(code: &str, name: String, description: String, group: &str) -> Service {
    Service {
        service_code: code.to_owned(),
        service_name: name,
        description,
        metadata: true,
        kind: "realtime",
        keywords: String::new(),
        group: group.to_owned(),
    }
}

/// What can be said with a request of this service.
#[utoipa::path(get, path = "/open311/v2/services/{service_code}.{format}", tag = "open311",
    params(("service_code" = String, Path), ("format" = String, Path, description = "json or xml"), ("jurisdiction_id" = Option<String>, Query), ("locale" = Option<String>, Query, description = "zh-CN or en")),
    responses((status = 200, body = Definition), (status = 404, body = Vec<super::written::Fault>, description = "no-such-category, no-such-jurisdiction")))]
pub(super) fn definition(asked: &Asked) -> Result<Definition> {
    category(asked, &asked.name)?;
    let words = asked.words;
    let attribute = |order, code, datatype, values| {
        let id = format!("open311-attribute-{code}");
        Attribute {
            variable: true,
            code,
            datatype,
            required: false,
            datatype_description: words.text(&format!("{id}.detail"), &args! {}),
            order,
            description: words.text(&id, &args! {}),
            values,
        }
    };
    let areas = asked.city.areas_in_use().map(|area| AttributeValue {
        key: area.id.to_string(),
        name: area.names.get(asked.tag()).to_owned(),
    });
    Ok(Definition {
        service_code: asked.name.clone(),
        attributes: vec![
            attribute(1, "title", "string", Vec::new()),
            attribute(2, "area", "singlevaluelist", areas.collect()),
            attribute(3, "client", "string", Vec::new()),
        ],
    })
}

/// The category of a service.
///
/// # Errors
/// [`Error::NoSuchService`]
pub(super) fn category(asked: &Asked, code: &str) -> Result<Option<CategoryId>> {
    let id = CategoryId::from(code);
    if asked.city.category(&id).is_some() {
        Ok(Some(id))
    } else if code == UNSORTED {
        Ok(None)
    } else {
        Err(Error::NoSuchService {
            code: code.to_owned(),
        })
    }
}

/// Where the service is, for who knows the city's address alone.
#[utoipa::path(get, path = "/open311/discovery.{format}", tag = "open311",
    params(("format" = String, Path, description = "json or xml")),
    responses((status = 200, body = Discovery)))]
pub(super) fn discovery(asked: &Asked, host: &str) -> Discovery {
    Discovery {
        contact: asked.city.names.get(asked.tag()).to_owned(),
        key_service: asked.words.text("open311-key", &args! {}),
        endpoints: vec![Endpoint {
            specification: "http://wiki.open311.org/GeoReport_v2",
            url: format!("//{host}/open311/v2"),
            kind: "production",
            formats: ["text/xml", "application/json"],
        }],
    }
}
