//! The same model with numbers of eight bits in place of four or five. It lies smaller in the folder with the latter, but
//! the engine has a way for eight that is twice as quick.

use super::{HEADER, block};
use half::f16;

/// Numbers that share a scale.
const TOGETHER: usize = 32;
/// `ggml_type` of what comes out.
const Q8_0: u32 = 8;
/// `ggml_ftype` of a model made of it.
const MOSTLY_Q8_0: u32 = 7;
/// What is above this in a model's kind of numbers is the version of how they are packed.
const VERSION: u32 = 1_000;

/// How four or five bits become a number.
#[derive(Clone, Copy)]
struct Narrow {
    /// A fifth bit of each, all of them before the other four.
    fifth: bool,
    /// The least of them is told rather than half below nothing.
    least: bool,
}

fn narrow(kind: u32) -> Option<Narrow> {
    let (fifth, least) = match kind {
        2 => (false, false), // Q4_0
        3 => (false, true),  // Q4_1
        6 => (true, false),  // Q5_0
        7 => (true, true),   // Q5_1
        _ => return None,
    };
    Some(Narrow { fifth, least })
}

/// `model`, which was found to be whole, with every tensor of four or five bits made one of eight; `None` where it has
/// none of them, or is none.
pub(crate) fn widened(model: &[u8]) -> Option<Vec<u8>> {
    let mut rest = Cursor(model);
    let header = rest.take(4 * (1 + HEADER))?;
    let (sizes, packing) = header.split_at(4 * HEADER);
    let packing = u32::from_le_bytes(packing.try_into().ok()?);
    let mut wide = Vec::with_capacity(model.len() * 3 / 2);
    wide.extend(sizes);
    wide.extend((packing / VERSION * VERSION + MOSTLY_Q8_0).to_le_bytes());
    let words = rest.0;
    let filters = rest.number()? as usize * rest.number()? as usize;
    rest.take(4 * filters)?;
    for _ in 0..rest.number()? {
        let word = rest.number()?;
        rest.take(word as usize)?;
    }
    wide.extend(&words[..words.len() - rest.0.len()]);
    let mut any = false;
    while !rest.0.is_empty() {
        any |= rest.tensor(&mut wide)?;
    }
    any.then_some(wide)
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    /// Writes the next tensor to `wide`; whether it was a narrow one.
    fn tensor(&mut self, wide: &mut Vec<u8>) -> Option<bool> {
        let (dimensions, name, kind) = (self.number()?, self.number()?, self.number()?);
        let sizes = self.take(4 * dimensions as usize)?;
        let elements: u64 = sizes
            .chunks_exact(4)
            .map(|size| u64::from(u32::from_le_bytes([size[0], size[1], size[2], size[3]])))
            .product();
        let (together, bytes) = block(kind)?;
        let bytes = usize::try_from(bytes).ok()?;
        let (name_bytes, data) = (
            self.take(name as usize)?,
            self.take(usize::try_from(elements / together).ok()? * bytes)?,
        );
        let narrow = narrow(kind);
        for number in [dimensions, name, narrow.map_or(kind, |_| Q8_0)] {
            wide.extend(number.to_le_bytes());
        }
        wide.extend(sizes);
        wide.extend(name_bytes);
        match narrow {
            None => wide.extend(data),
            Some(narrow) => data
                .chunks_exact(bytes)
                .for_each(|block| pack(&numbers(block, narrow), wide)),
        }
        Some(narrow.is_some())
    }
}

/// The numbers of a block: scale, least, fifth bits, and then four bits each, the second half of them above the first.
fn numbers(block: &[u8], Narrow { fifth, least }: Narrow) -> [f32; TOGETHER] {
    let float = |at: usize| f16::from_le_bytes([block[at], block[at + 1]]).to_f32();
    let (scale, at) = (float(0), if least { 4 } else { 2 });
    let half = if fifth { 16.0 } else { 8.0 };
    let base = if least { float(2) } else { -half * scale };
    let (high, at) = if fifth {
        let bits = [block[at], block[at + 1], block[at + 2], block[at + 3]];
        (u32::from_le_bytes(bits), at + 4)
    } else {
        (0, at)
    };
    std::array::from_fn(|number| {
        let pair = block[at + number % 16];
        let four = if number < 16 { pair & 15 } else { pair >> 4 };
        let five = ((high >> number & 1) as u8) << 4 | four;
        f32::from(five) * scale + base
    })
}

/// Writes a block of eight bits: scale, then the numbers.
fn pack(numbers: &[f32; TOGETHER], wide: &mut Vec<u8>) {
    let most = numbers
        .iter()
        .fold(0.0_f32, |most, number| most.max(number.abs()));
    let scale = most / 127.0;
    wide.extend(f16::from_f32(scale).to_le_bytes());
    let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
    #[allow(clippy::cast_possible_truncation, reason = "from -127 to 127")]
    wide.extend(
        numbers
            .iter()
            .map(|number| (number * inverse).round() as i8 as u8),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block_of(kind: u32, scale: f32, least: f32, five: [u8; TOGETHER]) -> Vec<u8> {
        let narrow = narrow(kind).expect("a narrow kind");
        let mut block = f16::from_f32(scale).to_le_bytes().to_vec();
        if narrow.least {
            block.extend(f16::from_f32(least).to_le_bytes());
        }
        if narrow.fifth {
            let high = (0..TOGETHER).fold(0_u32, |bits, at| bits | u32::from(five[at] >> 4) << at);
            block.extend(high.to_le_bytes());
        }
        block.extend((0..16).map(|at| five[at] & 15 | (five[at + 16] & 15) << 4));
        block
    }

    #[test]
    fn each_kind_is_read_as_it_was_packed() {
        for (kind, most, base) in [(2, 16, -4.0), (3, 16, 0.25), (6, 32, -8.0), (7, 32, 0.25)] {
            let five: [u8; TOGETHER] = std::array::from_fn(|at| (at * 7 % most) as u8);
            let read = numbers(&block_of(kind, 0.5, 0.25, five), narrow(kind).expect("narrow"));
            let meant = five.map(|number| f32::from(number) * 0.5 + base);
            assert_eq!(read, meant, "kind {kind}");
        }
    }

    #[test]
    fn eight_bits_are_as_good_as_five() {
        let meant: [f32; TOGETHER] = std::array::from_fn(|at| (at as f32 - 11.0) * 0.37);
        let mut wide = Vec::new();
        pack(&meant, &mut wide);
        assert_eq!(wide.len(), 34);
        let scale = f16::from_le_bytes([wide[0], wide[1]]).to_f32();
        for (byte, number) in wide[2..].iter().zip(meant) {
            let error = (f32::from(*byte as i8) * scale - number).abs();
            assert!(error < 0.04, "{number}: off by {error}");
        }
        wide.clear();
        pack(&[0.0; TOGETHER], &mut wide);
        assert_eq!(wide, [0; 34]);
    }

    #[test]
    fn only_what_is_narrow_changes() {
        let model = super::super::tests::model();
        let wide = widened(&model).expect("it has a tensor of five bits");
        // 2 blocks of 24 bytes became 34 each.
        assert_eq!(wide.len(), model.len() + 2 * (34 - 24));
        assert_eq!(wide[..4 * HEADER], model[..4 * HEADER]);
        assert_eq!(wide[wide.len() - 29..], model[model.len() - 29..]);
        assert_eq!(super::super::tests::checked(&wide), Ok(()));
        assert_eq!(widened(&wide), None, "there is nothing left to widen");
        for length in 0..model.len() {
            // Never asked of what is not whole; it must not panic all the same.
            let _ = widened(&model[..length]);
        }
    }
}
