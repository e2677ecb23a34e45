//! Messages as bytes: one array, its first element the encoded message, then what cannot be encoded.

use js_sys::{Array, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};

/// What `postMessage` takes: the array, and the buffers it hands over rather than copies.
pub struct Parcel {
    pub message: Array,
    pub transfer: Array,
}

/// Packs a message and, beside it, values that only the browser can copy, such as a `File`.
pub fn pack<M: Serialize>(message: &M, beside: &[JsValue]) -> Result<Parcel, postcard::Error> {
    let bytes = Uint8Array::from(postcard::to_allocvec(message)?.as_slice());
    let transfer = Array::of1(&bytes.buffer());
    let array = Array::of1(&bytes);
    for value in beside {
        array.push(value);
    }
    Ok(Parcel { message: array, transfer })
}

/// What a message event held: the message and the value beside it, if it is one of ours.
pub fn unpack<M: DeserializeOwned>(data: &JsValue) -> Option<(M, JsValue)> {
    let array = data.dyn_ref::<Array>()?;
    let bytes = array.get(0).dyn_into::<Uint8Array>().ok()?.to_vec();
    Some((postcard::from_bytes(&bytes).ok()?, array.get(1)))
}
