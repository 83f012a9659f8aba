//! Boundaries from a file of GeoJSON (RFC 7946), as surveyors and geographic systems give them out.

use super::{Boundary, City, Imported, LineProblem};
use crate::id::AreaId;
use crate::place::Point;
use crate::refusal::{Problem, Refusal};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A FeatureCollection. What it has besides is left alone.
#[derive(Deserialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: String,
    features: Vec<Value>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Geometry,
}

/// Longitude, latitude, and perhaps a height.
type Position = Vec<f64>;

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<Position>>),
    MultiPolygon(Vec<Vec<Vec<Position>>>),
}

impl City {
    /// Whether a text is GeoJSON rather than a table of areas.
    pub fn is_geojson(text: &str) -> bool {
        text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
    }

    /// The directory with the boundaries of a FeatureCollection. Each feature carries the id of an area, as its `id` or
    /// in its properties, and a Polygon or MultiPolygon. An area of which it says nothing keeps its boundary.
    ///
    /// # Errors
    /// Every feature that does not fit, in order; the first is number 1: `geojson-unreadable` (for 0: it is no
    /// FeatureCollection), `geojson-id`, `geojson-area`, `geojson-twice`, `geojson-shape`, `boundary-broken`,
    /// `boundary-too-fine`; or what [`City::check`] says of the whole, for 0.
    pub fn with_boundaries(&self, text: &str) -> Result<Imported, Vec<LineProblem>> {
        let whole = |problem: Problem| vec![LineProblem { line: 0, problem }];
        let text = text.trim_start_matches('\u{feff}');
        let collection = serde_json::from_str::<Collection>(text)
            .ok()
            .filter(|collection| collection.kind == "FeatureCollection")
            .ok_or_else(|| whole(Problem::new("geojson-unreadable")))?;
        let mut problems = Vec::new();
        let mut found: BTreeMap<AreaId, Boundary> = BTreeMap::new();
        for (line, feature) in (1..).zip(collection.features) {
            let read = self.boundary_of(feature).and_then(|(id, boundary)| {
                let twice = Problem::new("geojson-twice").with("id", id.as_str());
                found.insert(id, boundary).map_or(Ok(()), |_| Err(twice))
            });
            if let Err(problem) = read {
                problems.push(LineProblem { line, problem });
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut city = self.clone();
        let mut changed = 0;
        for area in &mut city.areas {
            if let Some(boundary) = found.remove(&area.id)
                && area.boundary.as_ref() != Some(&boundary)
            {
                area.boundary = Some(boundary);
                changed += 1;
            }
        }
        city.check().map_err(|refusal| whole(refusal.problem()))?;
        Ok(Imported {
            city,
            added: 0,
            changed,
        })
    }

    fn boundary_of(&self, feature: Value) -> Result<(AreaId, Boundary), Problem> {
        // Which area it is says more about what is wrong with its shape.
        let id = feature.get("id").filter(|id| !id.is_null());
        let id = id.or_else(|| feature.get("properties")?.get("id"));
        let id = id.and_then(Value::as_str).map(AreaId::from);
        let id = id.ok_or_else(|| Problem::new("geojson-id"))?;
        if self.area(&id).is_none() {
            return Err(Problem::new("geojson-area").with("id", id.as_str()));
        }
        let shape = || Problem::new("geojson-shape").with("id", id.as_str());
        let feature: Feature = serde_json::from_value(feature).map_err(|_| shape())?;
        let pieces = match feature.geometry {
            Geometry::Polygon(rings) => vec![rings],
            Geometry::MultiPolygon(pieces) => pieces,
        };
        let point = |position: &Position| match position.as_slice() {
            [long, lat, ..] => Point::from_degrees(*lat, *long).map_err(|_| shape()),
            _ => Err(shape()),
        };
        let ring = |ring: &Vec<Position>| ring.iter().map(point).collect::<Result<_, _>>();
        let piece = |rings: &Vec<Vec<Position>>| rings.iter().map(ring).collect::<Result<_, _>>();
        let boundary = Boundary(pieces.iter().map(piece).collect::<Result<_, _>>()?);
        boundary
            .check(&id)
            .map_err(|refusal: Refusal| refusal.problem())?;
        Ok((id, boundary))
    }
}
