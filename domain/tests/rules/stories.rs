//! The rules as a citizen, a coordinator or an officer would tell them.

mod clocks;
mod conflicts;
mod people;
mod the_loop;
mod words;
