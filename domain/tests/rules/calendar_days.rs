//! The State Council's calendar of 2025 and 2026, as published; nothing is published of the year after.

use domain::calendar::{Calendar, Year};
use domain::time::Day;

/// First and last day off.
const HOLIDAYS: [(&str, &str); 13] = [
    ("2025-01-01", "2025-01-01"),
    ("2025-01-28", "2025-02-04"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
];

/// Saturdays and Sundays that are worked.
const MAKEUP: [&str; 11] = [
    "2025-01-26",
    "2025-02-08",
    "2025-04-27",
    "2025-09-28",
    "2025-10-11",
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
];

/// A day written `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Beijing time, with the published years.
pub(crate) fn calendar() -> Calendar {
    let mut calendar = Calendar::weekends_only(480);
    for (first, last) in HOLIDAYS {
        let (mut here, last) = (day(first), day(last));
        let year: &mut Year = calendar.years.entry(here.year()).or_default();
        while here <= last {
            year.holidays.insert(here);
            here = here.next();
        }
    }
    for text in MAKEUP {
        let here = day(text);
        calendar.years.entry(here.year()).or_default().makeup.insert(here);
    }
    calendar
}
