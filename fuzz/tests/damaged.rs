//! Former failures and a fixed number of inputs damaged by chance, in the build of the tests, in
//! which every overflow is a panic.

use std::process::Command;

/// Fails if an input is answered with a panic, an overflow, endless work or a full memory.
#[test]
fn damaged_inputs_are_answered_or_refused_in_words() {
    let output = Command::new(env!("CARGO_BIN_EXE_staircase-fuzz")).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
