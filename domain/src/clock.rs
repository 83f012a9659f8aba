//! A public deadline that is running.

use crate::calendar::{Calendar, Due};
use crate::tier::Tier;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What the clock is waiting for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// A coordinator accepts or declines.
    Triage,
    /// A coordinator finds the department.
    Assign,
    /// The department takes it.
    Take,
    /// The department answers.
    Answer,
    /// The department does what it promised.
    Work,
    /// The department answers again after a reopening.
    Rework,
    /// The author judges; the city waits.
    Verdict,
    /// The author may appeal; nothing waits.
    Appeal,
    /// Another coordinator decides on the appeal.
    Review,
    /// The author replies to a question; the city waits.
    Reply,
    /// A coordinator calls a hearing and tells what it came to.
    Hearing,
}

impl ClockKind {
    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            ClockKind::Triage => "triage",
            ClockKind::Assign => "assign",
            ClockKind::Take => "take",
            ClockKind::Answer => "answer",
            ClockKind::Work => "work",
            ClockKind::Rework => "rework",
            ClockKind::Verdict => "verdict",
            ClockKind::Appeal => "appeal",
            ClockKind::Review => "review",
            ClockKind::Reply => "reply",
            ClockKind::Hearing => "hearing",
        }
    }

    /// Whether the city is the one who must move.
    pub fn is_on_city(self) -> bool {
        !matches!(self, ClockKind::Verdict | ClockKind::Appeal | ClockKind::Reply)
    }

    /// Whether it is a department that must move.
    pub fn is_on_department(self) -> bool {
        matches!(
            self,
            ClockKind::Take | ClockKind::Answer | ClockKind::Work | ClockKind::Rework
        )
    }
}

/// A running deadline. It starts with the receipt of what began it, never with a device's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clock {
    pub kind: ClockKind,
    pub started: Timestamp,
    /// The midnight that ends the last day.
    pub due: Timestamp,
    /// True where the year's holidays were not published when it started: the date may move.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    /// To whom it went up when it had run out: once, and a new clock begins without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalated: Option<Tier>,
}

/// How pressing a clock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Calm,
    /// 80% of the time is gone.
    Amber,
    /// Past its end.
    Red,
}

impl Clock {
    /// A clock that ends with `due`.
    pub fn new(kind: ClockKind, started: Timestamp, due: Due) -> Self {
        Self {
            kind,
            started,
            due: due.at,
            provisional: due.provisional,
            escalated: None,
        }
    }

    /// Whether the city is late: it must move, and its time is over.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.kind.is_on_city() && now >= self.due
    }

    /// The clock that stood still since `asked` and goes on at `now`: it has as many working days left as it had then.
    /// Where it had none left but the day itself, it has the next one that is worked.
    pub fn resumed(&self, asked: Timestamp, now: Timestamp, calendar: &Calendar) -> Self {
        let left = calendar.working_days_left(asked, self.due).max(0);
        let is_off = !calendar.is_working(now.day(calendar.utc_offset)).0;
        let due = calendar.after_working_days(now, left.max(i32::from(is_off)) as u16);
        Self {
            // As if it had begun so much later: what was gone of it stays gone.
            started: Timestamp(now.0 - (asked.0 - self.started.0)),
            due: due.at,
            provisional: self.provisional | due.provisional,
            escalated: None,
            ..*self
        }
    }

    /// The clock with so many working days more.
    pub fn extended(&self, days: u16, calendar: &Calendar) -> Self {
        let due = calendar.after_working_days(Timestamp(self.due.0 - 1), days);
        Self {
            due: due.at,
            provisional: self.provisional | due.provisional,
            escalated: None,
            ..*self
        }
    }

    /// How pressing it is at `now`.
    pub fn tone(&self, now: Timestamp) -> Tone {
        let (gone, whole) = (now.0 - self.started.0, self.due.0 - self.started.0);
        if now >= self.due {
            Tone::Red
        } else if i128::from(gone) * 5 >= i128::from(whole) * 4 {
            Tone::Amber
        } else {
            Tone::Calm
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amber_begins_at_four_fifths_and_red_at_the_end() {
        let due = Due {
            at: Timestamp(1_000),
            provisional: false,
        };
        let clock = Clock::new(ClockKind::Answer, Timestamp(0), due);
        assert_eq!(clock.tone(Timestamp(799)), Tone::Calm);
        assert_eq!(clock.tone(Timestamp(800)), Tone::Amber);
        assert_eq!(clock.tone(Timestamp(999)), Tone::Amber);
        assert_eq!(clock.tone(Timestamp(1_000)), Tone::Red);
    }
}
