//! Prints the TypeScript of what crosses the door: `cargo xtask types` keeps it.

fn main() {
    print!("{}", staircase_page::typescript::text());
}
