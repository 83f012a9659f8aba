//! Working days, as the State Council publishes them each year: the weekends, the holidays, and the
//! weekend days that are worked to make up for a bridge.

mod notice;

use crate::time::{Day, Timestamp};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One year's departures from "Monday to Friday are worked".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Year {
    /// Days off that the weekday alone would not tell.
    pub holidays: BTreeSet<Day>,
    /// Saturdays and Sundays that are worked (调休).
    pub makeup: BTreeSet<Day>,
}

/// The calendar of a city: the years that were published, and where its local day begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Calendar {
    /// Local time, in minutes east of UTC (Beijing: 480).
    pub utc_offset: i16,
    /// The published years.
    #[serde(deserialize_with = "years")]
    pub years: BTreeMap<i32, Year>,
}

/// Keys of a JSON object are texts, and inside a tagged message serde leaves them so.
fn years<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<i32, Year>, D::Error> {
    BTreeMap::<String, Year>::deserialize(deserializer)?
        .into_iter()
        .map(|(year, days)| Ok((year.parse().map_err(serde::de::Error::custom)?, days)))
        .collect()
}

/// The end of a number of working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The midnight that ends the last working day.
    pub at: Timestamp,
    /// True where a day fell in a year not yet published: only weekends are known of it, so the
    /// administrator is warned and the citizen is told that the date may move.
    pub provisional: bool,
}

impl Calendar {
    /// A calendar that knows weekends only.
    pub fn weekends_only(utc_offset: i16) -> Self {
        Self {
            utc_offset,
            years: BTreeMap::new(),
        }
    }

    /// Whether people work on this day, and whether its year was published.
    pub fn is_working(&self, day: Day) -> (bool, bool) {
        match self.years.get(&day.year()) {
            Some(year) if year.holidays.contains(&day) => (false, true),
            Some(year) if year.makeup.contains(&day) => (true, true),
            Some(_) => (!day.is_weekend(), true),
            None => (!day.is_weekend(), false),
        }
    }

    /// The end of the `count`th working day after the day of `from`. The day of `from` itself is not
    /// counted, so that somebody who writes late in the evening loses nothing.
    pub fn after_working_days(&self, from: Timestamp, count: u16) -> Due {
        let mut day = from.day(self.utc_offset);
        let mut left = count;
        let mut provisional = false;
        while left > 0 {
            let next = day.next();
            if next == day {
                break; // the last day there is
            }
            day = next;
            let (working, known) = self.is_working(day);
            provisional |= !known;
            if working {
                left -= 1;
            }
        }
        Due {
            at: day.end(self.utc_offset),
            provisional,
        }
    }

    /// Working days from now until `due`: today counts as none, the day that `due` ends counts as one
    /// (so a case due tonight has 0 left). Negative once past: the working days it is late.
    pub fn working_days_left(&self, now: Timestamp, due: Timestamp) -> i32 {
        let last = Timestamp(due.0 - 1).day(self.utc_offset);
        let today = now.day(self.utc_offset);
        if now >= due {
            -self.count(last, today).max(1)
        } else {
            self.count(today, last)
        }
    }

    /// Working days after `from` up to and including `to`.
    fn count(&self, from: Day, to: Day) -> i32 {
        const FAR: i64 = 3660; // ten years: past that nobody counts days
        let mut day = from;
        let mut count = 0;
        for _ in 0..from.days_until(to).clamp(0, FAR) {
            day = day.next();
            count += i32::from(self.is_working(day).0);
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    /// National Day and Mid-autumn 2025, as published: off from 1 to 8 October, worked on 28 September and 11 October.
    fn calendar() -> Calendar {
        let year = Year {
            holidays: (1..=8).map(|d| Day::new(2025, 10, d).expect("a day")).collect(),
            makeup: [day("2025-09-28"), day("2025-10-11")].into(),
        };
        Calendar {
            utc_offset: 480,
            years: [(2025, year)].into(),
        }
    }

    fn at(text: &str, hour: i64) -> Timestamp {
        Timestamp(day(text).start(480).0 + hour * 3_600_000)
    }

    #[test]
    fn a_proposal_of_the_last_evening_before_national_day_waits_for_the_ninth() {
        let due = calendar().after_working_days(at("2025-09-30", 23), 2);
        assert_eq!(
            due,
            Due {
                at: day("2025-10-10").end(480),
                provisional: false
            }
        );
        let due = calendar().after_working_days(at("2025-09-30", 23), 3);
        assert_eq!(
            due.at,
            day("2025-10-11").end(480),
            "the make-up Saturday is worked"
        );
    }

    #[test]
    fn a_year_not_published_is_said_to_be_provisional() {
        assert!(calendar().after_working_days(at("2025-12-30", 9), 5).provisional);
        assert!(!calendar().after_working_days(at("2025-12-25", 9), 4).provisional);
    }

    #[test]
    fn days_left_and_days_late_count_working_days() {
        let calendar = calendar();
        let due = day("2025-10-10").end(480);
        assert_eq!(calendar.working_days_left(at("2025-09-30", 9), due), 2);
        assert_eq!(calendar.working_days_left(at("2025-10-10", 9), due), 0);
        assert_eq!(calendar.working_days_left(at("2025-10-11", 9), due), -1);
        assert_eq!(calendar.working_days_left(at("2025-10-12", 9), due), -1);
        assert_eq!(calendar.working_days_left(at("2025-10-13", 9), due), -2);
    }
}
