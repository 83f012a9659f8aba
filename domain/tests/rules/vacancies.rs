//! The last one of an office goes: who has the cases then.

use crate::town::{account, city};
use domain::actor::Role;
use domain::protocol::Colleague;
use domain::vacancy::{Vacancy, vacancies};

fn coordinator(area: &str) -> Role {
    Role::Coordinator { area: area.into() }
}

fn officer(department: &str) -> Role {
    Role::Officer {
        department: department.into(),
    }
}

fn works(number: u128, roles: &[Role]) -> Colleague {
    Colleague {
        account: account(number),
        name: None,
        roles: roles.to_vec(),
    }
}

fn of_area(area: &str, above: Option<&str>) -> Vacancy {
    Vacancy::Area {
        area: area.into(),
        above: above.map(Into::into),
    }
}

#[test]
fn the_cases_of_an_area_go_to_the_nearest_one_above_that_has_somebody() {
    let city = city();
    let goes = |staff: &[Colleague], roles: &[Role]| vacancies(&city, staff, account(1), roles);
    let canal = works(1, &[coordinator("canal")]);
    assert_eq!(
        goes(std::slice::from_ref(&canal), &[]),
        [of_area("canal", None)],
        "to nobody"
    );
    let whole = works(2, &[coordinator("town")]);
    let elsewhere = works(4, &[coordinator("south"), coordinator("harbour")]);
    let staff = [canal.clone(), whole.clone(), elsewhere.clone()];
    assert_eq!(goes(&staff, &[]), [of_area("canal", Some("town"))]);
    let north = works(3, &[coordinator("north")]);
    let staff = [canal.clone(), whole, north, elsewhere];
    assert_eq!(goes(&staff, &[]), [of_area("canal", Some("north"))]);
    // Who goes up goes on having them.
    let up = [coordinator("north-gate")];
    assert_eq!(goes(&staff, &up), [of_area("canal", Some("north-gate"))]);
    let staff = [canal, works(5, &[coordinator("canal")])];
    assert_eq!(goes(&staff, &[]), [], "a colleague is there");
    let both = [works(1, &[coordinator("canal"), coordinator("town")])];
    assert_eq!(
        goes(&both, &[]),
        [of_area("canal", None), of_area("town", None)],
        "one who was everything"
    );
}

#[test]
fn a_department_is_empty_when_its_last_one_goes() {
    let city = city();
    let staff = [
        works(1, &[officer("traffic"), officer("lights")]),
        works(2, &[officer("lights"), Role::Administrator {}]),
    ];
    let department = "traffic".into();
    assert_eq!(
        vacancies(&city, &staff, account(1), &[]),
        [Vacancy::Department { department }]
    );
    assert_eq!(vacancies(&city, &staff, account(1), &[officer("traffic")]), []);
    assert_eq!(vacancies(&city, &staff, account(2), &[]), []);
    assert_eq!(
        vacancies(&city, &staff, account(9), &[]),
        [],
        "nobody of the city's"
    );
}
