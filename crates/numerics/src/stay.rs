//! Sojourn time: how long someone stays, as the distribution of the time until they leave.
//!
//! Everything follows from the summed hazard `H(t)`: whoever has come is still there
//! after `t` with probability `S(t) = e^(−H(t))`, and leaves between `s` and `t`, if
//! still there at `s`, with probability `1 − e^(H(s) − H(t))`. Memoryless stays have a
//! straight `H`; where it bends down, those who have stayed long stay longer.

use crate::maths;

/// Distribution of a length of stay. Times have whatever unit it was made with.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay(Shape);

#[derive(Debug, Clone, PartialEq)]
enum Shape {
    Weibull {
        shape: f64,
        scale: f64,
    },
    /// Hazard from each time on; the first time is 0.
    Piecewise(Vec<(f64, f64)>),
    /// Shortest and longest length, evenly spread between, with shares that add up to one.
    Spread(Vec<(f64, f64, f64)>),
}

impl Stay {
    /// A stay that ends with the same hazard at any time. `None` unless `hazard` is
    /// positive and finite.
    #[must_use]
    pub fn memoryless(hazard: f64) -> Option<Self> {
        (hazard > 0.0).then(|| Self::piecewise(&[(0.0, hazard)])).flatten()
    }

    /// A Weibull stay. `None` unless both numbers are positive and finite.
    #[must_use]
    pub fn weibull(shape: f64, scale: f64) -> Option<Self> {
        let good = |x: f64| x > 0.0 && x.is_finite();
        (good(shape) && good(scale)).then_some(Self(Shape::Weibull { shape, scale }))
    }

    /// A hazard that is constant between given times: `(from, hazard)`, the first from 0,
    /// times rising. `None` if they do not, or a hazard is negative or not finite.
    #[must_use]
    pub fn piecewise(steps: &[(f64, f64)]) -> Option<Self> {
        let start = steps.first().is_some_and(|(from, _)| from.abs() < f64::MIN_POSITIVE);
        let rising = steps.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let good = steps.iter().all(|(_, hazard)| *hazard >= 0.0 && hazard.is_finite());
        (start && rising && good).then(|| Self(Shape::Piecewise(steps.to_vec())))
    }

    /// A stay until a given age, for people who come at `ages`: `(from, to, weight)`,
    /// evenly spread within each band. `None` if nobody comes, a band is empty or
    /// reversed, or anyone is too old on arrival.
    #[must_use]
    pub fn until_age(leaving_at: f64, ages: &[(f64, f64, f64)]) -> Option<Self> {
        let total: f64 = ages.iter().map(|(_, _, weight)| weight).sum();
        let good = ages.iter().all(|(from, to, weight)| {
            from.is_finite() && from < to && *to <= leaving_at && *weight >= 0.0
        });
        if !(good && total > 0.0 && total.is_finite()) {
            return None;
        }
        let mut bands: Vec<(f64, f64, f64)> = ages
            .iter()
            .map(|(from, to, weight)| (leaving_at - to, leaving_at - from, weight / total))
            .collect();
        bands.sort_by(|a, b| a.0.total_cmp(&b.0));
        Some(Self(Shape::Spread(bands)))
    }

    /// Summed hazard `H(t)`.
    #[must_use]
    pub fn summed_hazard(&self, time: f64) -> f64 {
        match &self.0 {
            _ if time <= 0.0 => 0.0,
            Shape::Weibull { shape, scale } => maths::pow(time / scale, *shape),
            Shape::Piecewise(steps) => pieces(steps)
                .map(|(from, to, hazard)| hazard * (to.min(time) - from).max(0.0))
                .sum(),
            Shape::Spread(_) => -maths::ln(self.still_there(time)),
        }
    }

    /// Probability of being there after `time`: `S(t)`.
    #[must_use]
    pub fn still_there(&self, time: f64) -> f64 {
        match &self.0 {
            Shape::Spread(bands) => bands
                .iter()
                .map(|(low, high, share)| share * ((high - time) / (high - low)).clamp(0.0, 1.0))
                .sum(),
            _ => maths::exp(-self.summed_hazard(time)),
        }
    }

    /// Probability of leaving after `from` and by `to`, of those still there at `from`.
    #[must_use]
    pub fn leaving(&self, from: f64, to: f64) -> f64 {
        match &self.0 {
            Shape::Spread(_) => 1.0 - self.still_there(to) / self.still_there(from),
            _ => maths::leave_probability(self.summed_hazard(to) - self.summed_hazard(from)),
        }
    }

    /// Mean time spent by `time`: `∫₀ᵗ S`. Arrivals at rate λ leave a mean of λ times
    /// this there, `time` after the first.
    #[must_use]
    pub fn mean_until(&self, time: f64) -> f64 {
        match &self.0 {
            _ if time <= 0.0 => 0.0,
            Shape::Weibull { shape, scale } => {
                let share = maths::gamma::sides(1.0 / shape, maths::pow(time / scale, *shape)).0;
                scale * maths::gamma(1.0 + 1.0 / shape) * share
            }
            Shape::Piecewise(steps) => moments(steps, time).0,
            Shape::Spread(bands) => bands
                .iter()
                .map(|(low, high, share)| {
                    let inside = (time.min(*high) - low).max(0.0);
                    share * (time.min(*low) + inside - inside * inside / (2.0 * (high - low)))
                })
                .sum(),
        }
    }

    /// Mean length.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match &self.0 {
            Shape::Weibull { shape, scale } => scale * maths::gamma(1.0 + 1.0 / shape),
            _ => self.mean_until(f64::INFINITY),
        }
    }

    /// Variance of the length.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        let square = match &self.0 {
            Shape::Weibull { shape, scale } => scale * scale * maths::gamma(1.0 + 2.0 / shape),
            Shape::Piecewise(steps) => 2.0 * moments(steps, f64::INFINITY).1,
            Shape::Spread(bands) => bands
                .iter()
                .map(|(low, high, share)| share * (low * low + low * high + high * high) / 3.0)
                .sum(),
        };
        square - mean * mean
    }

    /// Mean time still to come of those there after `time`.
    #[must_use]
    pub fn mean_residual(&self, time: f64) -> f64 {
        (self.mean() - self.mean_until(time)) / self.still_there(time)
    }

    /// The length that belongs to a uniform number: longer for a larger one.
    #[must_use]
    pub fn length(&self, uniform: f64) -> f64 {
        self.remaining(0.0, uniform)
    }

    /// Time still to come of someone who has been there for `elapsed`.
    #[must_use]
    pub fn remaining(&self, elapsed: f64, uniform: f64) -> f64 {
        let reached = self.summed_hazard(elapsed) + maths::hazard_of(uniform);
        let end = match &self.0 {
            Shape::Weibull { shape, scale } => scale * maths::pow(reached, 1.0 / shape),
            Shape::Piecewise(steps) => piecewise_end(steps, reached),
            Shape::Spread(bands) => {
                let gone = 1.0 - self.still_there(elapsed) * (1.0 - uniform);
                let mut before = 0.0;
                bands.iter().fold(elapsed, |end, (low, high, share)| {
                    let part = (gone - before) / share;
                    before += share;
                    if part >= 0.0 && *share > 0.0 {
                        low + (high - low) * part.min(1.0)
                    } else {
                        end
                    }
                })
            }
        };
        (end - elapsed).max(0.0)
    }

    /// The stay that ends with the first of two like this one: `S²`. It gives the
    /// variance of arrivals in groups. `None` for a stay until an age.
    #[must_use]
    pub fn shorter_of_two(&self) -> Option<Self> {
        match &self.0 {
            Shape::Weibull { shape, scale } => {
                Self::weibull(*shape, scale / maths::pow(2.0, 1.0 / shape))
            }
            Shape::Piecewise(steps) => {
                let steps: Vec<_> = steps.iter().map(|(from, h)| (*from, 2.0 * h)).collect();
                Self::piecewise(&steps)
            }
            Shape::Spread(_) => None,
        }
    }
}

/// Steps with the time they end.
fn pieces(steps: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
    let ends = steps.iter().skip(1).map(|(from, _)| *from).chain([f64::INFINITY]);
    steps.iter().zip(ends).map(|((from, hazard), end)| (*from, end, *hazard))
}

/// `∫₀ᵗ S` and `∫₀ᵗ u·S(u) du`.
fn moments(steps: &[(f64, f64)], time: f64) -> (f64, f64) {
    let (mut there, mut first, mut second) = (1.0, 0.0, 0.0);
    for (from, to, hazard) in pieces(steps) {
        let to = to.min(time);
        if to <= from {
            break;
        }
        let length = to - from;
        if hazard > 0.0 {
            // What is left of an endless step is nothing, not infinity times nothing.
            let (left, end) =
                if to.is_finite() { (maths::exp(-hazard * length), to) } else { (0.0, 0.0) };
            first += there * (1.0 - left) / hazard;
            let at = |t: f64| t / hazard + 1.0 / (hazard * hazard);
            second += there * (at(from) - left * at(end));
            there *= left;
        } else {
            first += there * length;
            second += there * length * f64::midpoint(from, to);
        }
    }
    (first, second)
}

fn piecewise_end(steps: &[(f64, f64)], reached: f64) -> f64 {
    let mut left = reached;
    for (from, to, hazard) in pieces(steps) {
        let all = hazard * (to - from);
        if left <= all && hazard > 0.0 {
            return from + left / hazard;
        }
        left -= if hazard > 0.0 { all } else { 0.0 };
    }
    f64::INFINITY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Stay> {
        let made = [
            Stay::memoryless(0.3),
            Stay::weibull(0.7, 12.0),
            Stay::weibull(1.5, 10.0),
            Stay::piecewise(&[(0.0, 0.05), (3.0, 0.4), (8.0, 0.1)]),
            Stay::until_age(216.0, &[(192.0, 204.0, 1.0), (204.0, 216.0, 3.0)]),
        ];
        made.into_iter().map(|stay| stay.expect("good numbers")).collect()
    }

    /// Two routes to mean, variance and residual: closed form, and the mean over evenly
    /// spread uniform numbers. Fails if a length is not the inverse of its survival.
    #[test]
    fn lengths_have_the_mean_and_variance_of_their_distribution() {
        for stay in all() {
            let n = 400_000;
            let lengths = |elapsed: f64| -> Vec<f64> {
                (0..n)
                    .map(|i| stay.remaining(elapsed, (f64::from(i) + 0.5) / f64::from(n)))
                    .collect()
            };
            let mean = |values: &[f64]| values.iter().sum::<f64>() / f64::from(n);
            let values = lengths(0.0);
            let (found, expected) = (mean(&values), stay.mean());
            assert!((found / expected - 1.0).abs() < 2e-4, "{stay:?}: {found}, {expected}");
            let squares: Vec<f64> = values.iter().map(|v| (v - found) * (v - found)).collect();
            let (found, expected) = (mean(&squares), stay.variance());
            assert!((found / expected - 1.0).abs() < 3e-3, "{stay:?}: {found}, {expected}");
            let (found, expected) = (mean(&lengths(5.0)), stay.mean_residual(5.0));
            assert!((found / expected - 1.0).abs() < 2e-4, "{stay:?}: {found}, {expected}");
        }
    }

    /// Fails if survival, conditional leaving and its integral are not of one distribution.
    #[test]
    fn survival_leaving_and_mean_agree() {
        for stay in all() {
            for time in [0.5, 2.9, 3.1, 7.0, 15.0] {
                let (there, later) = (stay.still_there(time), stay.still_there(time + 1.0));
                assert!((stay.leaving(time, time + 1.0) - (1.0 - later / there)).abs() < 1e-12);
                let steps = 4000;
                let area: f64 = (0..steps)
                    .map(|i| time * (f64::from(i) + 0.5) / f64::from(steps))
                    .map(|t| stay.still_there(t) * time / f64::from(steps))
                    .sum();
                assert!((area - stay.mean_until(time)).abs() < 1e-5, "{stay:?} at {time}");
                if let Some(pair) = stay.shorter_of_two() {
                    assert!((pair.still_there(time) - there * there).abs() < 1e-12);
                }
            }
        }
    }

    /// Fails if numbers that make no distribution are let in.
    #[test]
    fn what_is_no_stay_is_refused() {
        assert!(Stay::memoryless(0.0).is_none());
        assert!(Stay::weibull(f64::NAN, 1.0).is_none());
        assert!(Stay::piecewise(&[]).is_none());
        assert!(Stay::piecewise(&[(0.0, 1.0), (0.0, 2.0)]).is_none());
        assert!(Stay::piecewise(&[(0.0, -1.0)]).is_none());
        assert!(Stay::until_age(18.0, &[(17.0, 19.0, 1.0)]).is_none());
        assert!(Stay::until_age(18.0, &[(16.0, 17.0, 0.0)]).is_none());
    }
}
