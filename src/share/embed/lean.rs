//! The JSON of a payload, as short as JSON can say it: no key for what there is none of, and no
//! point after a whole number. Reading needs none of this: a missing key is none.

use serde_json::{Number, Value};

/// Whole numbers up to here are the same as a float and as an integer.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

pub(super) fn lean(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key, lean(value)))
                .collect(),
        ),
        Value::Array(values) => Value::Array(values.into_iter().map(lean).collect()),
        Value::Number(number) => Value::Number(whole(&number).unwrap_or(number)),
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}

fn whole(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|_| number.is_f64())?;
    (float.fract() == 0.0 && float.abs() < LARGEST_WHOLE).then(|| Number::from(float as i64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_is_said_of_nothing() {
        let said = json!({"a": null, "b": [null, 4.0, 0.5, {"c": null, "d": -3.0}], "e": "null"});
        assert_eq!(lean(said).to_string(), r#"{"b":[null,4,0.5,{"d":-3}],"e":"null"}"#);
    }
}
