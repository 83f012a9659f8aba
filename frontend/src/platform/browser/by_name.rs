//! What only later parts of the program call of the browser, by its name: a binding of its own would come with the first
//! load of everybody.

use wasm_bindgen::{JsCast, JsValue};

/// Calls a function of an object; what is not given is `undefined`.
///
/// # Errors
/// What it throws, or that there is none.
pub(super) fn call(of: &JsValue, name: &str, first: &JsValue, second: &JsValue) -> Result<JsValue, JsValue> {
    let function: js_sys::Function = js_sys::Reflect::get(of, &name.into())?.dyn_into()?;
    function.call3(of, first, second, &JsValue::UNDEFINED)
}
