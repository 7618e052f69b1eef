//! Seconds on their way to another process, without fractions.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::time::Duration;

/// As a [`Duration`]; more than that is without bound.
pub(crate) fn serialize<S: Serializer>(seconds: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).serialize(to)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    Ok(Option::<Duration>::deserialize(from)?.map(|duration| duration.as_secs_f64()))
}
