//! Rules that hold for the source as a whole. Each checker is tried on small examples too: one that can't fail says
//! nothing.

mod access;
mod arrows;
mod catalogue;
mod codes;
mod glossary;
mod messages;
mod names;
mod pure;
mod registries;
mod screens;
mod source;
mod timers;
mod words;
