//! Reproducible random numbers: the values depend on the seed only.

/// A generator of random numbers, which are the same for the same seed.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A generator with a seed and the names of a trial, so that adding a trial does not change the
    /// numbers of the others.
    pub fn of(seed: u64, names: &[&str]) -> Self {
        // FNV-1a distributes short texts well enough.
        let bytes = names.iter().flat_map(|name| name.bytes().chain([0]));
        let hash = bytes.fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash)
    }

    /// The next number, by SplitMix64.
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`. 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        match end as u64 {
            0 => 0,
            end => (self.draw() % end) as usize,
        }
    }

    /// A random item. `None` if there are no items.
    pub fn choose<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        of.get(self.below(of.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_every_side_comes_up() {
        let throws = |mut random: Random| (0..200).map(|_| random.below(6)).collect::<Vec<_>>();
        let first = throws(Random::of(1, &["a", "b"]));
        assert_eq!(first, throws(Random::of(1, &["a", "b"])));
        assert_ne!(first, throws(Random::of(1, &["ab"])));
        assert!((0..6).all(|side| first.contains(&side)), "{first:?}");
        assert_eq!(Random::new(7).choose::<u8>(&[]), None);
    }
}
