//! Tables of published or own figures: what is read, what is said, what is refused.

use staircase_scenario::observe::{LARGEST, Observations, read, too_large};

fn good(text: &str) -> Observations {
    read("own.csv", text.as_bytes()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn refused(text: &str) -> String {
    let problems = read("own.csv", text.as_bytes()).expect_err("should be refused");
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

fn noted(read: &Observations, words: &str) -> bool {
    read.notes(&read.areas[0]).iter().any(|note| note.contains(words))
}

/// Fails if a byte-order mark, line ends, separators between thousands or an order of years
/// changes what is read, or if a sign for a missing number becomes zero.
#[test]
fn one_table_in_many_hands_reads_alike() {
    let plain =
        good("year,population_0_17,cla_stock\n2018,56706,1620\n2019,56735,\n2020,56887,595\n");
    for text in [
        "\u{feff}year,population_0_17,cla_stock\r\n2018,\"56,706\",\"1,620\"\r\n2019,\"56,735\",c\r\n2020,\"56,887\",595\r\n",
        "Year;population_0_17;Looked-after children\n2018;56 706;1 620\n2019;56 735;..\n2020;56 887;595\n",
        "Financial year\tpopulation_0_17\tcla_stock\n2019-20\t56887\t595\n2017-18\t56706\t1620\n2018-19\t56735\t-\n",
        "measure,2018,2019,2020\npopulation_0_17,56706,56735,56887\ncla_stock,1620,x,595\n",
        "Own figures of the council\n\nyear,measure,value\n2018,population_0_17,56706\n2019,population_0_17,56735\n2020,population_0_17,56887\n2018,cla_stock,1620\n2019,cla_stock,[c]\n2020,cla_stock,595\n",
    ] {
        let read = good(text);
        let area = &read.areas[0];
        assert_eq!(area.at("cla_stock", 2018), Some(1620.0), "{text}");
        assert_eq!(area.at("cla_stock", 2019), None, "{text}");
        assert_eq!(area.at("population_0_17", 2019), Some(56735.0), "{text}");
        assert_eq!(area.series, plain.areas[0].series, "{text}");
        assert!(noted(&read, "none is read as zero"), "{text}");
        assert!(noted(&read, "cla_stock has no figure for 2019"), "{text}");
    }
    assert!(noted(&good("year,cla_stock\n2020,595\n2019,642\n"), "were sorted"));
}

/// Fails if a rate is taken for a count, or is converted without a word.
#[test]
fn rates_are_recognised_and_said() {
    let text = "year,population_0_17,cin_stock\n2018,50000,345.4\n2019,50000,339.8\n";
    let read = good(text);
    assert!((read.areas[0].at("cin_stock", 2018).expect("read") - 1727.0).abs() < 1e-9);
    assert!(noted(&read, "by its size"));
    let text = "year,measure,value,unit\n2018,population_0_17,50000,children\n2018,cla_stock,64,\"per 10,000 aged 0-17\"\n";
    let read = good(text);
    assert_eq!(read.areas[0].at("cla_stock", 2018), Some(320.0));
    assert!(noted(&read, "as its unit says"));
    let read = good("year,cla_stock,population_0_17 (thousands)\n2018,320,50\n");
    assert_eq!(read.areas[0].at("population_0_17", 2018), Some(50000.0));
    let read = good("year,cla_stock,rereferral_12m_pct\n2018,320,0.226\n2019,310,0.22\n");
    assert!((read.areas[0].at("rereferral_12m_pct", 2018).expect("read") - 22.6).abs() < 1e-9);
    let text = "year,measure,value,unit\n2018,cla_stock,64,per 10000 children\n";
    assert!(refused(text).contains("only be turned into a count with population_0_17 for 2018"));
    let text = "year,population_0_17,cla_stock\n2018,5000,1620\n";
    assert!(refused(text).contains("more than is ever seen"));
}

/// Fails if nonsense is read, or if the message does not name line, column and value.
#[test]
fn nonsense_is_refused_by_place() {
    // Lines are counted as an editor does, however they end.
    let slip = "year,cla_stock\n2018,many\n";
    assert!(refused(slip).contains("line 2"), "{}", refused(slip));
    assert_eq!(refused(slip), refused(&slip.replace('\n', "\r\n")));
    for value in ["abc", "NaN", "inf", "-5", "1,23,4", "12..3", "1e400"] {
        let said = refused(&format!("year,cla_stock\n2018,320\n2019,\"{value}\"\n"));
        assert!(said.contains("line 3, column cla_stock") && said.contains(value), "{said}");
    }
    let said = refused("year,cla_stock\n2018,320\nlast year,300\n");
    assert!(said.contains("line 3, column year") && said.contains("is not a year"), "{said}");
    let said = refused("year,cla_stok\n2018,320\n");
    assert!(said.contains("Did you mean cla_stock?"), "{said}");
    let said = refused("year,measure,value\n2018,cpp_strts,320\n");
    assert!(said.contains("Did you mean cpp_starts?"), "{said}");
    let said = refused("year,measure,value\n2018,cla_stock,320\n2018,cla_stock,330\n");
    assert!(said.contains("line 3") && said.contains("in line 2"), "{said}");
    assert!(noted(
        &good("year,measure,value\n2018,cla_stock,320\n2018,cla_stock,320\n"),
        "repeat another"
    ));
    assert!(refused("").contains("empty"));
    assert!(refused("hello\nworld\n").contains("No row of headings"));
    assert!(refused("year,measure,value\n2018,weather,3\n").contains("no figure of a measure"));
}

/// Fails if an area is chosen by chance.
#[test]
fn areas_are_chosen_by_name_or_code() {
    let text = "area_code,area,year,measure,value\nE1,Leeds,2018,cla_stock,1200\nE2,York,2018,cla_stock,200\n";
    let read = good(text);
    assert_eq!(read.area(Some("york"), "").expect("found").code, "E2");
    assert_eq!(read.area(Some("E1"), "").expect("found").name, "Leeds");
    assert_eq!(read.area(None, "City of York Council").expect("found").code, "E2");
    let why = read.area(None, "Hull").expect_err("ambiguous");
    assert!(why.contains("Leeds (E1), York (E2)"), "{why}");
    let why = read.area(Some("Yorkk"), "").expect_err("unknown");
    assert!(why.contains("Did you mean York?"), "{why}");
}

/// Fails if a file is read whatever its size.
#[test]
fn fifty_megabytes_are_refused_before_they_are_read() {
    let said = too_large("big.csv", 50_000_000).expect_err("too large")[0].to_string();
    assert!(said.contains("50.0 million bytes"), "{said}");
    assert!(too_large("fits.csv", LARGEST).is_ok());
    assert!(read("big.csv", &vec![b'7'; LARGEST as usize + 1]).is_err());
}

/// Fails if any bytes make the reader panic: rubbish, and good tables with bytes changed.
#[test]
fn no_bytes_make_it_panic() {
    let table = "area,year,measure,value,unit\nYork,2018,cla_stock,\"1,200\",children\nYork,2019,cla_stock,64,\"per 10,000\"\nYork,2018,population_0_17,36000,children\n;\t\"\n2019-20;1 234;%\n";
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for round in 0..4000 {
        let bytes: Vec<u8> = if round % 2 == 0 {
            (0..next() % 300).map(|_| (next() >> 24) as u8).collect()
        } else {
            let mut bytes = table.as_bytes().to_vec();
            for _ in 0..next() % 6 {
                let at = (next() % bytes.len() as u64) as usize;
                match next() % 3 {
                    0 => bytes[at] = (next() >> 24) as u8,
                    1 => {
                        bytes.remove(at);
                    }
                    _ => bytes.insert(at, b",;\t\"\n-9%"[(next() % 8) as usize]),
                }
            }
            bytes
        };
        if let Ok(read) = read("rubbish.csv", &bytes) {
            let all = read.areas.iter().flat_map(|area| area.series.values());
            assert!(all.flat_map(|s| s.points.values()).all(|v| v.is_finite() && *v >= 0.0));
        }
    }
}

/// Fails if the table that ships is not what its statement says.
#[test]
fn the_table_that_ships_holds_six_areas() {
    let bytes = include_bytes!("../scenarios/observed/england-and-five.csv");
    let read = read("england-and-five.csv", bytes).expect("good");
    let names: Vec<&str> = read.areas.iter().map(|area| area.name.as_str()).collect();
    assert_eq!(
        names,
        ["Buckinghamshire", "County Durham", "Coventry", "Croydon", "England", "Rotherham"]
    );
    assert_eq!(read.areas[5].at("cla_stock", 2019), Some(642.0));
    assert_eq!(read.areas[1].at("cin_stock", 2013), None);
}
