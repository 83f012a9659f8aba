//! The rules as a citizen, a coordinator or an officer would tell them.

mod appeals;
mod arguments;
mod attachments;
mod clocks;
mod conflicts;
mod escalation;
mod handing_over;
mod hearings;
mod joint;
mod leaving;
mod merging;
mod milestones;
mod opinions;
mod people;
mod places;
mod preparing;
mod questions;
mod retiring;
mod supervision;
mod the_loop;
mod words;
