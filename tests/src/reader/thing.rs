use std::collections::HashMap;

/// One thing in the tree, with what lies in it.
#[derive(Debug, Clone)]
pub struct Thing {
    /// As the interface calls it: `push button`, `entry`, `heading`; `role NUMBER` where it has no name here.
    pub role: String,
    pub name: String,
    /// What is said after the name: a hint, an error.
    pub description: String,
    states: Vec<u32>,
    attributes: HashMap<String, String>,
    pub children: Vec<Thing>,
}

/// The states that matter here, by their number in the interface.
const STATES: [(&str, u32); 12] = [
    ("checked", 4),
    ("collapsed", 5),
    ("enabled", 8),
    ("expandable", 9),
    ("expanded", 10),
    ("focusable", 11),
    ("focused", 12),
    ("modal", 16),
    ("pressed", 20),
    ("selected", 23),
    ("required", 33),
    ("invalid", 36),
];

/// The roles that matter here, by their number in the interface. (The window has no names for them.)
const ROLES: [(u32, &str); 36] = [
    (2, "alert"),
    (7, "check box"),
    (11, "combo box"),
    (16, "dialog"),
    (27, "image"),
    (29, "label"),
    (31, "list"),
    (32, "list item"),
    (33, "menu"),
    (35, "menu item"),
    (37, "page tab"),
    (38, "page tab list"),
    (39, "panel"),
    (40, "password text"),
    (43, "push button"),
    (44, "radio button"),
    (51, "slider"),
    (54, "status bar"),
    (55, "table"),
    (56, "table cell"),
    (62, "toggle button"),
    (67, "unknown"),
    (72, "footer"),
    (73, "paragraph"),
    (79, "entry"),
    (83, "heading"),
    (85, "section"),
    (87, "form"),
    (88, "link"),
    (95, "document web"),
    (98, "list box"),
    (99, "grouping"),
    (101, "notification"),
    (105, "block quote"),
    (110, "landmark"),
    (116, "static"),
];

impl Thing {
    pub(super) fn new(
        role: u32,
        name: String,
        description: String,
        states: Vec<u32>,
        attributes: HashMap<String, String>,
        children: Vec<Thing>,
    ) -> Self {
        let known = ROLES.iter().find(|(number, _)| *number == role);
        Self {
            role: known.map_or_else(|| format!("role {role}"), |(_, name)| (*name).to_owned()),
            name,
            description,
            states,
            attributes,
            children,
        }
    }

    /// Whether it is in this state.
    ///
    /// # Panics
    /// Where the state is none that is known here: a test that asks for it can't fail.
    pub fn is(&self, state: &str) -> bool {
        let (_, bit) = STATES
            .iter()
            .find(|(name, _)| *name == state)
            .unwrap_or_else(|| panic!("no state is called {state}"));
        // Two words of 32 bits.
        let word = self.states.get(*bit as usize / 32).copied().unwrap_or_default();
        word & (1 << (bit % 32)) != 0
    }

    /// An attribute, such as `level` of a heading and `live` of a region.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// It and all that lies in it, in the order in which it is read.
    pub fn all(&self) -> Vec<&Thing> {
        std::iter::once(self)
            .chain(self.children.iter().flat_map(Thing::all))
            .collect()
    }

    /// The first within it that is wanted, itself included.
    pub fn find(&self, wanted: impl Fn(&Thing) -> bool) -> Option<&Thing> {
        self.all().into_iter().find(|thing| wanted(thing))
    }

    /// As a line of what is heard: role, name, and what else is said of it.
    pub fn line(&self) -> String {
        let level = self.attribute("level").map(|level| format!(" {level}"));
        let live = self.attribute("live").map(|live| format!(" [live {live}]"));
        let states: Vec<&str> = STATES
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| *name != "enabled" && self.is(name))
            .collect();
        format!(
            "{}{} “{}” {states:?}{}{}",
            self.role,
            level.unwrap_or_default(),
            self.name,
            live.unwrap_or_default(),
            if self.description.is_empty() {
                String::new()
            } else {
                format!(" ({})", self.description)
            }
        )
    }

    /// The whole of it, one line for each thing, for a person who wonders.
    pub fn transcript(&self) -> String {
        let mut lines = Vec::new();
        self.write(0, &mut lines);
        lines.join("\n")
    }

    fn write(&self, depth: usize, lines: &mut Vec<String>) {
        lines.push(format!("{}{}", "  ".repeat(depth), self.line()));
        for child in &self.children {
            child.write(depth + 1, lines);
        }
    }
}
