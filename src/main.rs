//! x
use staircase_engine::scenario::{Files, load, resolve};
fn main() {
    let mut files = Files::new();
    for n in ["rotherham-2019.toml","frameworks/rotherham.toml","councils/rotherham-2019.toml","options/rotherham-2019.toml"] {
        files.insert(n.to_owned(), std::fs::read_to_string(format!("scenarios/{n}")).unwrap());
    }
    let l = match load("rotherham-2019.toml",&files) { Ok(l)=>l, Err(p)=>{ for p in p {println!("{p}")} return;} };
    let s = match resolve::resolve(&l,&files) { Ok(l)=>l, Err(p)=>{ for p in p {println!("{p}")} return;} };
    let t=std::time::Instant::now();
    let m = staircase_engine::model::Model::new(s.clone());
    println!("cells {} {:?}", m.space.cells.len(), t.elapsed());
    for (l,x) in s.levels.iter().zip(&m.reference.stocks) { println!("{} {x:.1}", l.id); }
    println!("{:#?}", m.reference.doses.iter().map(|d| d[0..5].to_vec()).collect::<Vec<_>>());
    for r in staircase_engine::explore::fit::fit(&s) { println!("{} target {:.1} before {:.1} after {:.1} factor {:.6}", r.label,r.target,r.before,r.after,r.factor); }
    println!("{:?}", t.elapsed());
}
