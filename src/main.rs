//! x
use staircase_engine::scenario::{Files, load, resolve};
use staircase_engine::{outcome::record::Block, expected::path, simulate::draw::*};
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
    let lay=&m.layout;
    let base=m.plan(&s.options[0]); let opt=m.plan(&s.options[std::env::args().nth(2).map_or(3,|a|a.parse().unwrap())]);
    let n: u64 = std::env::args().nth(1).map_or(100,|a|a.parse().unwrap());
    let t=std::time::Instant::now();
    let tab=m.central(false);
    let mut paths=vec![];
    for w in [12,1] {
    let set=path::Setting::new(&s,&m.space,&tab,w);
    if w==12 { for p in [&base,&opt] { paths.push(path::run(&set,&m.reference.start,p,lay).numbers); } }
    }
    println!("two paths {:?}", t.elapsed());
    let t=std::time::Instant::now();
    let sim=Simulator::new(&m,1,Parameters::Central);
    let recs: Vec<_> = (0..n).map(|d| sim.draw(d,&[base.clone(),opt.clone()])).collect();
    println!("{n} draws {:?}", t.elapsed());
    for month in [0usize,12,36,60,120] {
        println!("month {month}");
        for (which,name) in [(0,"base"),(1,"opt ")] {
        for (l,lev) in s.levels.iter().enumerate() {
            let i=lay.at(Block::Children,l,month);
            let xs: Vec<f64>=recs.iter().map(|r| r[which][i]).collect();
            let mean=xs.iter().sum::<f64>()/n as f64; let sd=(xs.iter().map(|x|(x-mean)*(x-mean)).sum::<f64>()/(n as f64-1.0)).sqrt();
            let ev=paths[which][i];
            let ds: Vec<f64>=recs.iter().map(|r| r[1][i]-r[0][i]).collect(); let dm=ds.iter().sum::<f64>()/n as f64; let dsd=(ds.iter().map(|x|(x-dm)*(x-dm)).sum::<f64>()/(n as f64-1.0)).sqrt();
            println!("{name} {:16} ev {ev:9.2} mean {mean:9.2} sd {sd:7.2} z {:6.2} | diff ev {:7.2} mean {dm:7.2} sd {dsd:6.2} z {:.2}", lev.id,(mean-ev)/(sd/(n as f64).sqrt()), paths[1][i]-paths[0][i], (dm-(paths[1][i]-paths[0][i]))/(dsd/(n as f64).sqrt()));
        }
        for p in 0..2 { for b in [Block::Supported,Block::Waiting] { let i=lay.at(b,p,month); println!("{name} {b:?} {p} ev {:.2} mean {:.2}", paths[which][i], recs.iter().map(|r| r[which][i]).sum::<f64>()/n as f64); } }
        }
    }
    for (f,mi) in lay.flows.iter().enumerate() { for y in [0,1,4,9] {
        let sum=|r:&[f64]| (1..=12).map(|k| r[lay.at(Block::Flow,f,y*12+k)]).sum::<f64>();
        let xs: Vec<f64>=recs.iter().map(|r| sum(&r[0])).collect(); let mean=xs.iter().sum::<f64>()/n as f64; let sd=(xs.iter().map(|x|(x-mean)*(x-mean)).sum::<f64>()/(n as f64-1.0)).sqrt();
        println!("{} y{y} ev {:.1} mean {mean:.1} z {:.2}", s.measures[*mi].id, sum(&paths[0]), (mean-sum(&paths[0]))/(sd/(n as f64).sqrt()));
    }}
}
