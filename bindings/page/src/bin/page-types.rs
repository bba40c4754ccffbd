//! Prints what is made from the engine's types and kept: the TypeScript of what crosses the door,
//! or with `shape` the keys of scenario files. `cargo xtask types` keeps them.

fn main() {
    if std::env::args().nth(1).as_deref() == Some("shape") {
        println!("{:#}", staircase_scenario::shape::generated());
    } else {
        print!("{}", staircase_page::typescript::text());
    }
}
