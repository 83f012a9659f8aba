//! The map, by way of `map.js`, which comes with what draws when a map is first opened.

use super::json;
use domain::place::{Bounds, Point};
use domain::refusal::Problem;
use js_sys::{Error, Function, Promise, Reflect};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where it is.
const SCRIPT: &str = "/map.js";

#[wasm_bindgen]
extern "C" {
    /// What a script exports; the browser fetches it once.
    #[wasm_bindgen(js_name = "import")]
    fn fetched(script: &str) -> Promise;
}

/// What a map shows.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub(crate) struct Scene {
    /// BCP 47 tag of the names on it.
    pub language: &'static str,
    /// What screen readers call it.
    pub label: String,
    /// Which colours hold: other ones have it drawn anew.
    pub colours: String,
    /// Whether the person puts the pin.
    pub chooses: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin: Option<Point>,
    /// The picture in that pin.
    pub icon: String,
    pub pins: Vec<Pin>,
    /// The one that is looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
}

/// Something that is somewhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Pin {
    pub id: String,
    pub point: Point,
    /// The picture in it, and the class of its colours.
    pub icon: String,
    pub look: &'static str,
}

/// What a person does with a map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Gesture {
    /// The pin is there now.
    Put(Point),
    /// The thing of this id is looked at.
    Chosen(String),
    /// This part is shown now.
    Moved(Bounds),
}

/// An open map, until it is dropped.
pub(crate) struct OpenMap {
    open: JsValue,
    _on_gesture: Closure<dyn FnMut(String, String)>,
}

impl OpenMap {
    /// Opens a map in an element; it is there when this returns.
    ///
    /// # Errors
    /// `map-no-drawing` where the device can't draw one, `map-none` where the city has none, `map-not-here` where it
    /// can't come now.
    pub(crate) async fn open(
        element: &web_sys::HtmlElement,
        scene: &Scene,
        told: impl Fn(Gesture) + 'static,
    ) -> Result<Self, Problem> {
        let told = Rc::new(told);
        let on_gesture = Closure::new(move |kind: String, what: String| {
            let gesture = match kind.as_str() {
                "pin" => what.parse().ok().map(Gesture::Put),
                "moved" => what.parse().ok().map(Gesture::Moved),
                _ => Some(Gesture::Chosen(what)),
            };
            if let Some(gesture) = gesture {
                told(gesture);
            }
        });
        let open = opened(element, scene, on_gesture.as_ref()).await;
        Ok(Self {
            open: open.map_err(|error| why(&error))?,
            _on_gesture: on_gesture,
        })
    }

    pub(crate) fn show(&self, scene: &Scene) {
        self.call("show", &written(scene));
    }

    /// So many steps nearer.
    pub(crate) fn zoom(&self, steps: i8) {
        self.call("zoom", &JsValue::from(steps));
    }

    fn call(&self, name: &str, with: &JsValue) {
        let function = Reflect::get(&self.open, &name.into()).and_then(JsCast::dyn_into::<Function>);
        if let Ok(function) = function {
            // A map that can't be drawn any more stays as it is; the list has everything.
            let _ = function.call1(&self.open, with);
        }
    }
}

impl Drop for OpenMap {
    fn drop(&mut self) {
        self.call("close", &JsValue::UNDEFINED);
    }
}

fn written(scene: &Scene) -> JsValue {
    json::write(scene).unwrap_or_default().into()
}

async fn opened(element: &JsValue, scene: &Scene, told: &JsValue) -> Result<JsValue, JsValue> {
    let script = JsFuture::from(fetched(SCRIPT)).await?;
    let open: Function = Reflect::get(&script, &"open".into())?.dyn_into()?;
    let map: Promise = open.call3(&script, element, &written(scene), told)?.dyn_into()?;
    JsFuture::from(map).await
}

fn why(error: &JsValue) -> Problem {
    let message = error
        .dyn_ref::<Error>()
        .map(|error| String::from(error.message()));
    match message.as_deref() {
        Some("no-drawing") => Problem::new("map-no-drawing"),
        Some("no-map") => Problem::new("map-none"),
        _ => Problem::new("map-not-here"),
    }
}

/// Where the device is, asked when the person wants it.
///
/// # Errors
/// `place-refused` where the person or the device says no, `place-unknown` where it can't tell.
pub(crate) async fn here() -> Result<Point, Problem> {
    const REFUSED: f64 = 1.0;
    let answer = JsFuture::from(Promise::new(&mut |found, failed| {
        let asked = (|| {
            let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
            let places = Reflect::get(&navigator, &"geolocation".into())?;
            let ask: Function = Reflect::get(&places, &"getCurrentPosition".into())?.dyn_into()?;
            ask.call2(&places, &found, &failed)
        })();
        if let Err(error) = asked {
            // Nobody listens any more where this fails.
            let _ = failed.call1(&JsValue::UNDEFINED, &error);
        }
    }))
    .await;
    let number = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.as_f64();
    let place = answer.map_err(|error| match number(&error, "code") {
        Some(REFUSED) => Problem::new("place-refused"),
        _ => Problem::new("place-unknown"),
    })?;
    let place = Reflect::get(&place, &"coords".into()).unwrap_or_default();
    let (lat, long) = (number(&place, "latitude"), number(&place, "longitude"));
    lat.zip(long)
        .and_then(|(lat, long)| Point::from_degrees(lat, long).ok())
        .ok_or_else(|| Problem::new("place-unknown"))
}
