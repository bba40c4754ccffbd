//! The root of a rising function.

/// Where `function`, which gives its value and slope, crosses zero between `low` and
/// `high`: Newton's steps, halving the bracket whenever a step would leave it.
pub(super) fn rising(
    start: f64,
    (mut low, mut high): (f64, f64),
    function: impl Fn(f64) -> (f64, f64),
) -> f64 {
    let mut at = start.clamp(low, high);
    for _ in 0..200 {
        let (value, slope) = function(at);
        if value < 0.0 {
            low = at;
        } else {
            high = at;
        }
        let newton = at - value / slope;
        let next = if newton > low && newton < high { newton } else { (low + high) / 2.0 };
        if (next - at).abs() <= 1e-15 * (1.0 + at.abs()) {
            return next;
        }
        at = next;
    }
    at
}
