//! Points on the earth, how far apart they are, and what lies between four sides.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Parts of a degree.
const MILLION: f64 = 1e6;
/// Metres: the mean radius of the earth (IUGG).
const EARTH: f64 = 6_371_008.8;

/// A point: latitude and longitude by WGS 84, the one that RFC 7946 (§4) knows, in millionths of a degree. That is a
/// tenth of a metre, and the same point is the same number everywhere. Written `LAT,LONG` in degrees, as in RFC 5870.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Point {
    lat: i32,
    long: i32,
}

/// The text or the numbers are no point on the earth.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a place on the earth")]
pub struct NotAPlace;

impl Point {
    /// The point at so many degrees, to the nearest millionth.
    ///
    /// # Errors
    /// [`NotAPlace`] past 90 degrees of latitude or 180 of longitude.
    pub fn from_degrees(lat: f64, long: f64) -> Result<Self, NotAPlace> {
        let within = |degrees: f64, most: f64| (-most..=most).contains(&degrees);
        if !within(lat, 90.0) || !within(long, 180.0) {
            return Err(NotAPlace);
        }
        #[allow(clippy::cast_possible_truncation, reason = "at most 180 million")]
        let millionths = |degrees: f64| (degrees * MILLION).round() as i32;
        Ok(Self {
            lat: millionths(lat),
            long: millionths(long),
        })
    }

    /// Degrees north.
    pub fn lat(self) -> f64 {
        f64::from(self.lat) / MILLION
    }

    /// Degrees east.
    pub fn long(self) -> f64 {
        f64::from(self.long) / MILLION
    }

    /// Millionths of a degree north and east.
    pub fn millionths(self) -> (i32, i32) {
        (self.lat, self.long)
    }

    /// Whole metres along the ground to the other point (haversine; within half a percent).
    pub fn metres_to(self, other: Point) -> u32 {
        let (here, there) = (self.lat().to_radians(), other.lat().to_radians());
        let up = ((there - here) / 2.0).sin();
        let along = ((other.long() - self.long()).to_radians() / 2.0).sin();
        let half = up * up + here.cos() * there.cos() * along * along;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "half round the earth is twenty million metres"
        )]
        let metres = (2.0 * EARTH * half.sqrt().min(1.0).asin()).round() as u32;
        metres
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6},{:.6}", self.lat(), self.long())
    }
}

impl FromStr for Point {
    type Err = NotAPlace;
    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (lat, long) = text.split_once(',').ok_or(NotAPlace)?;
        let degrees = |text: &str| text.trim().parse::<f64>().map_err(|_| NotAPlace);
        Self::from_degrees(degrees(lat)?, degrees(long)?)
    }
}

/// What lies between two parallels and two meridians. Written `SOUTH,WEST,NORTH,EAST` in degrees. None crosses the
/// 180th meridian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    south_west: Point,
    north_east: Point,
}

impl Bounds {
    /// Between two corners.
    ///
    /// # Errors
    /// [`NotAPlace`] where the second is not north and east of the first.
    pub fn between(south_west: Point, north_east: Point) -> Result<Self, NotAPlace> {
        if south_west.lat > north_east.lat || south_west.long > north_east.long {
            return Err(NotAPlace);
        }
        Ok(Self {
            south_west,
            north_east,
        })
    }

    /// All that is so many metres around a point, and its corners.
    pub fn around(point: Point, metres: u32) -> Self {
        // A little more than it takes: who asks for a circle looks at the distance as well.
        let up = (f64::from(metres) / EARTH).to_degrees() * 1.01 + 1.0 / MILLION;
        let along = up / point.lat().to_radians().cos().max(up / 360.0);
        let corner = |sign: f64| {
            let lat = (point.lat() + sign * up).clamp(-90.0, 90.0);
            let long = (point.long() + sign * along).clamp(-180.0, 180.0);
            Point::from_degrees(lat, long).unwrap_or(point)
        };
        Self {
            south_west: corner(-1.0),
            north_east: corner(1.0),
        }
    }

    /// The least that has all of these points; `None` where there are none.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |bounds: Option<Self>, point| {
            let (low, high) = bounds.map_or((point, point), |it| (it.south_west, it.north_east));
            Some(Self {
                south_west: Point {
                    lat: low.lat.min(point.lat),
                    long: low.long.min(point.long),
                },
                north_east: Point {
                    lat: high.lat.max(point.lat),
                    long: high.long.max(point.long),
                },
            })
        })
    }

    pub fn south_west(&self) -> Point {
        self.south_west
    }

    pub fn north_east(&self) -> Point {
        self.north_east
    }

    /// Whether the point lies in it, or on a side.
    pub fn contains(&self, point: Point) -> bool {
        (self.south_west.lat..=self.north_east.lat).contains(&point.lat)
            && (self.south_west.long..=self.north_east.long).contains(&point.long)
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.south_west, self.north_east)
    }
}

impl FromStr for Bounds {
    type Err = NotAPlace;
    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (middle, _) = text.match_indices(',').nth(1).ok_or(NotAPlace)?;
        let (south_west, north_east) = text.split_at(middle);
        Self::between(south_west.parse()?, north_east[1..].parse()?)
    }
}

/// What is at most so far from a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Near {
    pub point: Point,
    /// Metres: 1 to [`Near::FARTHEST`].
    pub metres: u32,
}

impl Near {
    /// So far unless told.
    pub const USUAL: u32 = 2_000;
    /// The farthest that can be asked for.
    pub const FARTHEST: u32 = 50_000;

    /// How far the point is, where it is near enough.
    pub fn metres_to(&self, point: Point) -> Option<u32> {
        let metres = self.point.metres_to(point);
        (metres <= self.metres).then_some(metres)
    }
}

/// What is written as one text.
macro_rules! as_text {
    ($($name:ident)+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    )+};
}
as_text!(Point Bounds);
