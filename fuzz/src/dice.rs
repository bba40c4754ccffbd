//! Chance of the mutations: a function of seed and number of the input, so that an input can be
//! made again.

use staircase_numerics::chance::mix;

/// A sequence of random numbers.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// The sequence of one input.
    pub fn of(seed: u64, input: u64) -> Self {
        Self(mix(seed ^ mix(input)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number below `below`; 0 if there is none.
    pub fn below(&mut self, below: usize) -> usize {
        (self.next() % below.max(1) as u64) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn one<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        several.get(self.below(several.len()))
    }
}
