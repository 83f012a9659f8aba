//! Whatever is retired: the directory holds together or is refused, and nothing new comes to what is not in use.

use crate::town::{Town, accept, administrator, assign, citizen, city, coordinator, lamp, proposal, refusal};
use domain::city::City;
use domain::proposal::{Action, Draft};
use proptest::prelude::*;

/// The directory with these out of use.
fn with(areas: &[bool], departments: &[bool], categories: &[bool]) -> City {
    let mut city = city();
    for (area, retired) in city.areas.iter_mut().zip(areas) {
        area.retired = *retired;
    }
    for (department, retired) in city.departments.iter_mut().zip(departments) {
        department.retired = *retired;
    }
    for (category, retired) in city.categories.iter_mut().zip(categories) {
        category.retired = *retired;
    }
    city
}

proptest! {
    #[test]
    fn something_new_comes_to_what_is_in_use_alone(
        areas in prop::collection::vec(prop::bool::weighted(0.3), 6),
        departments in prop::collection::vec(any::<bool>(), 3),
        categories in prop::collection::vec(any::<bool>(), 2),
        (area, category, lead, joint) in (0..6_usize, 0..2_usize, 0..3_usize, 0..3_usize),
    ) {
        let next = with(&areas, &departments, &categories);
        let mut town = Town::at("2026-03-18 10:00");
        town.does_to(9, &citizen(1), lamp()).does_to(9, &coordinator("town"), accept());
        let published = town.publishes(&administrator(), next.clone());

        // It is in order while everybody in use has somebody in use above.
        let in_order = next.areas_in_use().all(|area| {
            next.lineage(&area.id).all(|above| !above.retired)
        }) && !next.areas[0].retired;
        prop_assert_eq!(refusal(&published).is_empty(), in_order, "{:?}", refusal(&published));
        if !in_order {
            prop_assert_eq!(&town.world.city, &city(), "a refusal changes nothing");
            return Ok(());
        }

        let draft = Draft {
            text: "路灯不亮。".to_owned(),
            area: Some(next.areas[area].id.clone()),
            category: Some(next.categories[category].id.clone()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        };
        let submitted = town.asks(&citizen(1), proposal(1), Action::Submit { draft });
        let is_free = !areas[area] && !categories[category];
        prop_assert_eq!(refusal(&submitted), if is_free { "" } else { "retired" });

        let ids: Vec<&str> = next.departments.iter().map(|found| found.id.as_str()).collect();
        let given = town.asks(&coordinator("town"), proposal(9), assign(ids[lead], &[ids[joint]]));
        let is_free = !departments[lead] && !departments[joint];
        prop_assert_eq!(refusal(&given), if is_free { "" } else { "retired" });

        // Whatever was retired is told, and told back.
        let changes = next.changes_since(&city());
        let count = [&areas, &departments, &categories].iter().flat_map(|all| all.iter()).filter(|on| **on).count();
        prop_assert_eq!(changes.len(), count);
        prop_assert_eq!(city().changes_since(&next).len(), count);
    }
}
