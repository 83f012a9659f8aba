//! A point and an address as one text, and back: a proposal says where in words, and a point is written behind them.

/// Degrees of latitude and longitude (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) lat: f64,
    pub(super) long: f64,
}

impl Point {
    /// The point, where it is one on the earth.
    pub(super) fn new(lat: f64, long: f64) -> Option<Self> {
        let there = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&long);
        there.then_some(Self { lat, long })
    }
}

/// The address with the point behind it: a ten-thousandth of a degree is about ten metres, so six digits tell a lamp post
/// from the next one.
pub(super) fn in_words(address: Option<&str>, point: Option<Point>) -> Option<String> {
    let point = point.map(|Point { lat, long }| format!("({lat:.6}, {long:.6})"));
    match (address, point) {
        (Some(address), Some(point)) => Some(format!("{address} {point}")),
        (Some(address), None) => Some(address.to_owned()),
        (None, point) => point,
    }
}

/// What such a text was made of.
pub(super) fn apart(place: &str) -> (Option<&str>, Option<Point>) {
    let point = |text: &str| {
        let (lat, long) = text.strip_suffix(')')?.split_once(", ")?;
        Point::new(lat.parse().ok()?, long.parse().ok()?)
    };
    match place
        .rsplit_once('(')
        .map(|(address, rest)| (address, point(rest)))
    {
        Some((address, Some(point))) => {
            let address = address.trim_end();
            (Some(address).filter(|address| !address.is_empty()), Some(point))
        }
        _ => (Some(place), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_a_point_are_found_again() {
        let point = Point::new(31.230_416, 121.473_701);
        for (address, point) in [
            (Some("人民路 12 号 (东门)"), point),
            (Some("人民路 12 号 (东门)"), None),
            (None, point),
        ] {
            let place = in_words(address, point).expect("a place");
            assert_eq!(apart(&place), (address, point), "{place}");
        }
        assert_eq!(in_words(None, None), None);
        assert_eq!(
            apart("x (91, 5)"),
            (Some("x (91, 5)"), None),
            "no such place on the earth"
        );
    }
}
