//! A failing input made smaller: parts are left out as long as it fails in the same way.

use crate::target::Target;
use crate::watch::{self, Failure, Work};

/// Most tries; each starts a process.
const TRIES: usize = 250;

/// A smaller input with the same failure.
pub fn smaller(target: &Target, bytes: Vec<u8>, failure: &Failure) -> Vec<u8> {
    // Each try would take as long as the failure itself.
    if matches!(failure, Failure::Slow) {
        return bytes;
    }
    let path = std::env::temp_dir().join(format!("staircase-fuzz-{}", std::process::id()));
    let fails = |bytes: &[u8]| {
        std::fs::write(&path, bytes).is_ok()
            && watch::one(target, &Work::File(&path)).is_some_and(|found| found.like(failure))
    };
    let mut best = bytes;
    let mut tries = 0;
    if fails(&best) {
        // Halves, quarters … single parts: parts anew once those are as small as they get.
        for _ in 0..3 {
            let mut parts = (target.parts)(&best);
            let mut size = parts.len().div_ceil(2);
            while size > 0 && tries < TRIES {
                let mut at = 0;
                while at < parts.len() && tries < TRIES {
                    let mut fewer = parts.clone();
                    fewer.drain(at..(at + size).min(parts.len()));
                    tries += 1;
                    if fails(&fewer.concat()) {
                        parts = fewer;
                    } else {
                        at += size;
                    }
                }
                size /= 2;
            }
            best = parts.concat();
        }
    }
    let _ = std::fs::remove_file(&path);
    best
}
