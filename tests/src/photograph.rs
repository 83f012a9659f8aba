//! Photographs of the interface that are kept in the repository and compared with what it looks like now.
//!
//! They are kept at half their size: a cell is the mean of four pixels. A cell is as it was where its colour lies among those
//! that the other photograph has around it, so that letters drawn a little softer or sharper by another machine are the
//! same, while another colour, and what has moved by three pixels or more, is not.

mod codec;
mod kept;

pub use kept::Kept;

use anyhow::Result;

/// A script: machines have different faces for Latin letters, and this one comes with what `cargo xtask setup` installs.
pub const ONE_FACE: &str = r#"
const sheet = new CSSStyleSheet();
sheet.replaceSync(`:root, :root:lang(en) { --type: "Noto Sans CJK SC" !important; }
  :root:lang(en) { font-variant-east-asian: proportional-width; }`);
document.adoptedStyleSheets = [sheet];
"#;

/// How far a colour may lie outside those around it where they are all alike, in each of red, green and blue. Keeping
/// takes a part of it: there are no more than 256 colours in a kept photograph.
const NEAR: u8 = 10;

/// One of so many cells may differ: nobody sees a few dots.
const FEW: usize = 4000;

type Colour = [u8; 3];

/// What was photographed, at half its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photograph {
    width: usize,
    height: usize,
    cells: Vec<Colour>,
}

/// A part of a page, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub struct Part {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
}

/// A whole screenshot, at its own size.
#[derive(Debug)]
pub struct Screenshot(Photograph);

impl Screenshot {
    /// # Errors
    /// Where it is no picture in colours.
    pub fn of(png: &[u8]) -> Result<Self> {
        codec::read(png).map(Self)
    }

    /// A part of it.
    ///
    /// # Errors
    /// Where the part does not lie in it.
    pub fn part(&self, part: Part) -> Result<Photograph> {
        let whole = &self.0;
        let (width, height) = (part.width / 2, part.height / 2);
        let mut cells = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let (x, y) = (part.x + 2 * x, part.y + 2 * y);
                let four = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)];
                let four = four.map(|(x, y)| whole.at(x, y));
                let [Some(a), Some(b), Some(c), Some(d)] = four else {
                    anyhow::bail!("{part:?} does not lie in the picture");
                };
                cells.push(std::array::from_fn(|of| mean([a[of], b[of], c[of], d[of]])));
            }
        }
        Ok(Photograph { width, height, cells })
    }
}

impl Photograph {
    /// The cells that are not as they were, in either of the two; `None` where the two have no common size.
    fn changed(&self, other: &Self) -> Option<Vec<bool>> {
        if (self.width, self.height) != (other.width, other.height) {
            return None;
        }
        let all = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        Some(
            all.map(|(x, y)| !(self.has_near(other, x, y) && other.has_near(self, x, y)))
                .collect(),
        )
    }

    /// Whether the colour that `other` has there lies among those that this one has around it.
    fn has_near(&self, other: &Self, x: usize, y: usize) -> bool {
        let Some(colour) = other.at(x, y) else {
            return false;
        };
        let (mut least, mut most) = ([u8::MAX; 3], [u8::MIN; 3]);
        for y in y.saturating_sub(1)..=(y + 1) {
            for x in x.saturating_sub(1)..=(x + 1) {
                let Some(around) = self.at(x, y) else { continue };
                for of in 0..3 {
                    least[of] = least[of].min(around[of]);
                    most[of] = most[of].max(around[of]);
                }
            }
        }
        (0..3).all(|of| {
            // At an edge, such as a letter's, machines agree less.
            let near = NEAR + (most[of] - least[of]) / 4;
            (least[of].saturating_sub(near)..=most[of].saturating_add(near)).contains(&colour[of])
        })
    }

    fn at(&self, x: usize, y: usize) -> Option<Colour> {
        (x < self.width).then(|| self.cells.get(y * self.width + x).copied())?
    }
}

fn mean(four: [u8; 4]) -> u8 {
    let sum: u16 = four.iter().copied().map(u16::from).sum();
    u8::try_from(sum / 4).unwrap_or(u8::MAX)
}

/// How two photographs differ, in words; nothing where nobody would see it.
fn told(was: &Photograph, is: &Photograph) -> Option<String> {
    match was.changed(is) {
        None => Some(format!(
            "was {}×{}, is {}×{}",
            2 * was.width,
            2 * was.height,
            2 * is.width,
            2 * is.height
        )),
        Some(changed) => {
            let count = changed.iter().filter(|changed| **changed).count();
            (count > changed.len() / FEW).then(|| format!("{count} of {} cells differ", changed.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: Colour = [0xfa, 0xf8, 0xf4];
    const INK: Colour = [0x1c, 0x24, 0x30];
    const AMBER_SOFT: Colour = [0xfd, 0xf1, 0xd8];
    const GREY_SOFT: Colour = [0xef, 0xed, 0xe8];

    /// A chip of this colour at this place of a page, with strokes like letters, drawn so much softer.
    fn page(left: usize, chip: Colour, softer: u8) -> Photograph {
        let (width, height) = (360, 120);
        let mut pixels = vec![PAPER; width * height];
        for y in 30..70 {
            for x in left..left + 160 {
                pixels[y * width + x] = chip;
                // A stroke of two pixels every eight, with an edge on each side.
                if (40..60).contains(&y) {
                    pixels[y * width + x] = match (x - left) % 8 {
                        3 | 4 => between(INK, chip, softer),
                        2 | 5 => between(chip, INK, softer / 2),
                        _ => chip,
                    };
                }
            }
        }
        let png = codec::write(width, height, &pixels).expect("a picture");
        let part = Part {
            x: 0,
            y: 0,
            width,
            height,
        };
        let screen = Screenshot::of(&png).expect("a screenshot");
        screen.part(part).expect("a photograph")
    }

    /// So many 255ths of the way from one colour to the other.
    fn between(from: Colour, to: Colour, way: u8) -> Colour {
        std::array::from_fn(|of| {
            let (from, to, way) = (i32::from(from[of]), i32::from(to[of]), i32::from(way));
            u8::try_from(from + (to - from) * way / 255).expect("between two")
        })
    }

    #[test]
    fn letters_drawn_softer_or_sharper_are_the_same() {
        let was = page(40, AMBER_SOFT, 0);
        assert_eq!(told(&was, &was), None);
        assert_eq!(told(&was, &page(40, AMBER_SOFT, 40)), None);
        assert_eq!(told(&page(40, AMBER_SOFT, 40), &was), None);
    }

    #[test]
    fn another_colour_is_a_change() {
        let was = page(40, AMBER_SOFT, 0);
        assert!(told(&was, &page(40, GREY_SOFT, 0)).is_some());
        assert!(told(&page(40, PAPER, 0), &page(40, AMBER_SOFT, 0)).is_some());
    }

    #[test]
    fn what_has_moved_or_grown_is_a_change() {
        let was = page(40, AMBER_SOFT, 0);
        assert!(told(&was, &page(44, AMBER_SOFT, 0)).is_some());
        let wider = Photograph {
            width: was.width + 1,
            height: was.height,
            cells: vec![PAPER; (was.width + 1) * was.height],
        };
        assert!(told(&was, &wider).is_some());
    }

    #[test]
    fn what_is_kept_is_what_was_photographed() -> Result<()> {
        let mut was = page(40, AMBER_SOFT, 10);
        // Every shade of a sky, and one small sign in a colour of its own.
        let (width, height) = (was.width, was.height);
        for x in 0..width {
            for y in 40..height {
                let [x, y] = [x, y].map(|it| u8::try_from(it).expect("a small picture"));
                was.cells[usize::from(y) * width + usize::from(x)] = [x, 2 * y, 200];
            }
        }
        for x in 20..24 {
            was.cells[10 * width + x] = [0xb3, 0x26, 0x1e];
        }
        let kept = codec::read(&codec::write(was.width, was.height, &was.cells)?)?;
        assert_eq!(told(&was, &kept), None);
        assert!(told(&kept, &page(44, AMBER_SOFT, 10)).is_some());
        Ok(())
    }
}
