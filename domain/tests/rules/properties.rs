//! What holds for every history, every list, every calendar and every text.

mod calendars;
mod draws;
mod histories;
mod lists;
mod places;
mod retiring;
mod search;
