//! Counting: elections of the literature by example, what holds for every election, and files, right and wrong.

mod budgets;
mod files;
mod making;
mod properties;
mod rankings;
