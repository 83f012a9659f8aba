//! The rules, told and held: as stories, cell by cell, by properties, and as they travel.

mod authority;
mod calendar_days;
mod directory;
mod kept_views;
mod properties;
mod stories;
mod town;
mod vacancies;
mod wire;
