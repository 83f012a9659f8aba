//! The plan of the city, as it is written down: names, and places in columns east and rows south.

use anyhow::{Context, Result};
use serde_json::Value;

/// A name by language.
pub(super) type Names = Vec<(String, String)>;

/// Columns and rows of the grid of main roads.
pub(super) const COLUMNS: usize = 12;
pub(super) const ROWS: usize = 6;

/// A district is so many columns and rows.
const ACROSS: usize = COLUMNS / 2;
const DOWN: usize = ROWS / 2;

/// A place in columns from the west and rows from the north.
pub(super) type At = (f64, f64);

pub(super) struct Community {
    pub(super) id: String,
    pub(super) names: Names,
    /// First column, row, and how many columns; it is one row high.
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) width: usize,
}

pub(super) struct Plan {
    pub(super) communities: Vec<Community>,
    /// Names of districts, and where they are written.
    pub(super) districts: Vec<(Names, At)>,
    /// Of each line between rows, its west and its east.
    pub(super) rows: Vec<[Names; 2]>,
    /// Of each line between columns, its north and its south.
    pub(super) columns: Vec<[Names; 2]>,
    pub(super) river: Names,
    pub(super) lake: (Names, At, At),
    /// West, north, east, south.
    pub(super) hills: Vec<[f64; 4]>,
    pub(super) parks: Vec<[f64; 4]>,
    pub(super) landmarks: Vec<(Names, At)>,
}

impl Plan {
    /// `plan` is `plan.json`, `city` the directory, which names areas.
    pub(super) fn of(plan: &Value, city: &Value) -> Result<Self> {
        let called = |id: &str| -> Result<Names> {
            let areas = city["areas"].as_array().context("the city has areas")?;
            let area = areas.iter().find(|area| area["id"] == id);
            Ok(names(&area.with_context(|| format!("no area {id}"))?["names"]))
        };
        let mut communities = Vec::new();
        let mut districts = Vec::new();
        let corners = [
            ("bailu", 0, 0),
            ("wutong", 1, 0),
            ("qingshi", 0, 1),
            ("songhu", 1, 1),
        ];
        for (district, east, south) in corners {
            let middle = |half: usize, size: usize| (half * size) as f64 + size as f64 / 2.0;
            districts.push((called(district)?, (middle(east, ACROSS), middle(south, DOWN))));
            for (down, row) in list(&plan["districts"][district])?.iter().enumerate() {
                let row_of = list(row)?;
                let width = ACROSS / row_of.len();
                for (place, id) in row_of.iter().enumerate() {
                    let id = id.as_str().context("an id")?;
                    communities.push(Community {
                        id: id.to_owned(),
                        names: called(id)?,
                        column: east * ACROSS + place * width,
                        row: south * DOWN + down,
                        width,
                    });
                }
            }
        }
        let lines = |lines: &Value| -> Result<Vec<[Names; 2]>> {
            let both = |line: &Value| [names(&line[0]), names(&line[1])];
            Ok(list(lines)?.iter().map(both).collect())
        };
        let boxes = |boxes: &Value| -> Result<Vec<[f64; 4]>> {
            let sides = |sides: &Value| [0, 1, 2, 3].map(|side| sides[side].as_f64().unwrap_or_default());
            Ok(list(boxes)?.iter().map(sides).collect())
        };
        let landmarks = list(&plan["landmarks"])?;
        let lake = &plan["lake"];
        Ok(Self {
            communities,
            districts,
            rows: lines(&plan["roads"]["rows"])?,
            columns: lines(&plan["roads"]["columns"])?,
            river: names(&plan["river"]),
            lake: (names(&lake["names"]), at(&lake["at"]), at(&lake["radii"])),
            hills: boxes(&plan["hills"])?,
            parks: boxes(&plan["parks"])?,
            landmarks: landmarks
                .iter()
                .map(|it| (names(&it["names"]), at(&it["at"])))
                .collect(),
        })
    }
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().context("a list in the plan")
}

fn names(value: &Value) -> Names {
    let entries = value.as_object().into_iter().flatten();
    let mut names: Names = entries
        .map(|(tag, name)| (tag.clone(), name.as_str().unwrap_or_default().to_owned()))
        .collect();
    // Whether JSON keeps its order is for other crates to say; the map is the same either way.
    names.sort();
    names
}

fn at(value: &Value) -> At {
    let number = |place: usize| value[place].as_f64().unwrap_or_default();
    (number(0), number(1))
}
