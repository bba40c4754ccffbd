//! What each column of a table is.

use super::measures::{Measure, words};
use super::naming::Named;
use super::period::{self, When};
use super::unit::{self, Unit};
use super::words::tokens;

/// What a column is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// Years.
    Year,
    /// What years are counted, or a part of the year: goes with the year.
    Period,
    /// Which measure a row is about; or its unit, where another column names the measure.
    Measure,
    /// Numbers, in a unit.
    Value(Unit),
    /// Name of the area.
    Area,
    /// Code of the area.
    Code,
    /// Country, region or authority.
    Level,
    /// Names and codes of the region and the country that an area is in.
    Wider(Wider),
    /// What the numbers count.
    Unit,
    /// Ages.
    Age,
    /// Sex, ethnicity and other parts of a whole.
    Part,
    /// Where a number comes from.
    Source,
    /// A measure, with its unit, and its date where the heading names one.
    Of(&'static Measure, Unit, Option<When>),
    /// People, of what ages is not said.
    Population(Option<When>),
    /// A year.
    In(When),
    /// Close to a measure, and none.
    Slip(&'static str),
    /// Notes and remarks, which say nothing of the numbers.
    Remark,
    /// Another one, and the measure it is nearest to.
    Other(Option<&'static str>),
}

/// A name or a code of what is wider than an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wider {
    /// Name of the region.
    RegionName,
    /// Code of the region.
    RegionCode,
    /// Name of the country.
    CountryName,
    /// Code of the country.
    CountryCode,
}

/// The role of a column by its heading.
#[must_use]
pub fn role(heading: &str) -> Role {
    match words(heading).as_str() {
        "" => return Role::Other(None),
        "time identifier" | "quarter" | "month" | "period type" | "year type" | "date type"
        | "term" | "half" | "half year" => return Role::Period,
        "measure" | "indicator" | "measure id" | "indicator id" | "series" | "component"
        | "metric" | "measure name" | "indicator name" | "population count" | "cla group" => {
            return Role::Measure;
        }
        "value" | "number" | "figure" | "count" | "values" | "figures" | "numbers"
        | "headcount" | "observation" | "total" => return Role::Value(Unit::Unsaid),
        "area"
        | "area name"
        | "la name"
        | "la"
        | "local authority"
        | "local authority name"
        | "authority"
        | "authority name"
        | "council"
        | "council name"
        | "name"
        | "geography"
        | "geography name"
        | "geog n"
        | "utla name"
        | "lad name" => return Role::Area,
        "area code"
        | "new la code"
        | "la code"
        | "code"
        | "new geog code"
        | "ons code"
        | "gss code"
        | "geography code"
        | "local authority code"
        | "utla code"
        | "lad code" => {
            return Role::Code;
        }
        "geographic level" | "geog l" | "level" | "geography level" | "area type" => {
            return Role::Level;
        }
        "region" | "region name" => return Role::Wider(Wider::RegionName),
        "region code" => return Role::Wider(Wider::RegionCode),
        "country" | "country name" => return Role::Wider(Wider::CountryName),
        "country code" => return Role::Wider(Wider::CountryCode),
        "unit" | "units" | "basis" | "unit of measure" | "measure unit" | "value type" => {
            return Role::Unit;
        }
        "age" | "ages" | "age group" | "age band" | "age range" => return Role::Age,
        "characteristic" | "gender" | "sex" | "ethnicity" | "ethnic group" | "breakdown"
        | "category of abuse" | "primary need" | "placement" | "placement type" | "disability"
        | "legal status" => return Role::Part,
        "source" => return Role::Source,
        "note" | "notes" | "footnote" | "footnotes" | "comment" | "comments" | "remarks"
        | "definition" | "description" => return Role::Remark,
        _ => {}
    }
    if period::heads_years(heading) {
        return Role::Year;
    }
    if let Some(when) = period::when("", heading) {
        return Role::In(when);
    }
    match Named::of(heading) {
        Named::Used(name) => Role::Of(name.measure, name.unit, own(name.when, name.dated)),
        Named::Population(when) => Role::Population(when),
        Named::Slip(near) => Role::Slip(near),
        Named::Other(near) => match unit::of(&tokens(heading)) {
            unit @ (Unit::Rate(_) | Unit::Percent) => Role::Value(unit),
            unit @ Unit::Unclear(_) if words(heading) == "rate" => Role::Value(unit),
            _ => Role::Other(near),
        },
    }
}

/// The date of a heading where it is more than "at 31 March".
fn own(when: Option<When>, dated: bool) -> Option<When> {
    when.filter(|when| dated || !matches!(when, When::March(_)))
}

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A row a number.
    Tall,
    /// A row a year, or a row an area with years in the headings of the measures.
    Wide,
    /// A row a measure, a column a year.
    Across,
}

/// The shape that headings make, if they are headings.
#[must_use]
pub fn shape(roles: &[Role], names: &[String]) -> Option<Shape> {
    let count = |wanted: fn(&Role) -> bool| roles.iter().filter(|role| wanted(role)).count();
    let year = count(|role| matches!(role, Role::Year)) > 0;
    let of = count(|role| matches!(role, Role::Of(..) | Role::Slip(_) | Role::Population(_)));
    let dated = count(|role| matches!(role, Role::Of(_, _, Some(_)) | Role::Population(Some(_))));
    let years = count(|role| matches!(role, Role::In(_)));
    let value = count(|role| matches!(role, Role::Value(_))) > 0;
    let measure = count(|role| matches!(role, Role::Measure)) > 0;
    let named = roles
        .iter()
        .zip(names)
        .any(|(role, name)| !matches!(role, Role::In(_)) && !name.is_empty());
    if year && measure && value {
        Some(Shape::Tall)
    } else if (year && of > 0) || dated > 0 {
        Some(Shape::Wide)
    } else if of == 0 && roles.len() > 1 && (years > 1 || (years == 1 && named)) {
        Some(Shape::Across)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a column of a published table is taken for another.
    #[test]
    fn columns_of_published_tables() {
        let of = |heading: &str| role(heading);
        assert_eq!(of("time_period"), Role::Year);
        assert_eq!(of("time_identifier"), Role::Period);
        assert_eq!(of("new_la_code"), Role::Code);
        assert_eq!(of("old_la_code"), Role::Other(None));
        assert_eq!(of("la_name"), Role::Area);
        assert_eq!(of("AREA_NAME"), Role::Area);
        assert_eq!(of("population_count"), Role::Measure);
        assert_eq!(of("rate_per_10000"), Role::Value(Unit::Rate(10_000)));
        assert_eq!(of("percentage"), Role::Value(Unit::Percent));
        assert_eq!(of("population_estimate"), Role::Population(None));
        assert_eq!(of("2018-19"), Role::In(When::March(2019)));
        assert_eq!(of("30 September 2018"), Role::In(When::Elsewhere));
        assert_eq!(of("Calendar year"), Role::Year);
        assert!(matches!(of("CLA_Mar2019"), Role::Of(_, _, Some(When::March(2019)))));
        assert!(matches!(of("CLA_Pop2018"), Role::Of(_, _, Some(When::Middle(2018)))));
    }
}
