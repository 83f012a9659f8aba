//! The shape of what travels: a change in a snapshot is a change that some device in the field has never heard of.

mod old_messages;
mod problems;
mod shapes;
