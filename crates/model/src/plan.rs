//! An option as staff, capacity (places), rates and money, month by month.
//!
//! Everything an option can change is here as a series over months 0 (the day
//! before) to the last. Paths and draws read the series; they never ask what the
//! option is.
//!
//! ```text
//! staff(t)  = min(planned(t), planned(t − lag))            more come late, fewer go at once
//! places(t) = (staff(t) × caseload(t) + places given) × (1 − dip, for some months after a change)
//! open(t)   = places(t) × (1 − leakage(t))
//! referral a month = rate a year × identified ÷ 12;   support ends with 1 ÷ length a month
//! ```
//!
//! What a source pays less, over the cost of a worker or of a place for a year, is what
//! goes of the staff or places. Decisions 0005, 0030, 0031.

use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::resolved::{
    Adjust, Change, DoorLever, FrontDoor, Lever, PolicyOption, Programme, Target,
};

/// One option in the parameters of one draw, or of the path.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Whether support has no effect in this option.
    pub null_effect: bool,
    /// Every programme, in the scenario's order.
    pub programmes: Vec<Provided>,
    /// The front door, if there is one.
    pub door: Option<DoorPlan>,
    /// Every fixed cost, in the scenario's order, pounds a year by month.
    pub fixed_costs: Vec<Vec<f64>>,
    /// First month with any change; `None` for the current offer.
    pub first_change: Option<usize>,
}

/// What one programme provides, by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Provided {
    /// Full-time equivalents in post and paid.
    pub staff: Vec<f64>,
    /// Places that are run and paid for.
    pub places: Vec<f64>,
    /// Those of them that families with the need can take up.
    pub open: Vec<f64>,
    /// Rate of referral of families with the need and no place, a month.
    pub referral: Vec<f64>,
    /// Whether that rate is the same in every month.
    pub steady_referral: bool,
    /// Chance that support ends in a month.
    pub ends: Vec<f64>,
    /// Chance of dropping out while waiting in a month.
    pub drops: Vec<f64>,
    /// Share of families given a place who engage.
    pub engagement: Vec<f64>,
    /// Pounds a year from named sources: `[source][month]`; empty for a source that never
    /// pays for it.
    pub funding: Vec<Vec<f64>>,
    /// Month in which places first pass those of the first day.
    pub set_up: Option<usize>,
}

/// Sources that pay for a programme under either of two plans: those of its file first.
#[must_use]
pub fn payers(programme: &Programme, plans: [&Provided; 2]) -> Vec<usize> {
    let mut sources: Vec<usize> = Vec::new();
    let paying = plans
        .into_iter()
        .flat_map(|plan| plan.funding.iter().enumerate().filter(|(_, series)| !series.is_empty()));
    let written = programme.funding.iter().map(|(source, _)| *source);
    for source in written.chain(paying.map(|(source, _)| source)) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

impl Provided {
    /// What a source pays in a month, pounds a year.
    #[must_use]
    pub fn paid(&self, source: usize, month: usize) -> f64 {
        self.funding.get(source).and_then(|series| series.get(month)).copied().unwrap_or(0.0)
    }

    /// Share of the places of a month that were added within the last `window` months.
    #[must_use]
    pub fn added_share(&self, month: usize, window: usize) -> f64 {
        let (now, before) = (self.open[month], self.open[month.saturating_sub(window)]);
        if now > before && now > 0.0 { (now - before) / now } else { 0.0 }
    }
}

/// The front door by month.
#[derive(Debug, Clone, PartialEq)]
pub struct DoorPlan {
    /// Contacts a month from below the threshold.
    pub contacts_below: Vec<f64>,
    /// Contacts that can be screened in a month.
    pub screening: Vec<f64>,
    /// Assessments that can be under way at a time.
    pub assessments: Vec<f64>,
}

impl Plan {
    /// The plan of an option. `renewed` is, for each source of money with an end, how
    /// far it is renewed: 0 or 1 in a draw, the probability on the path.
    #[must_use]
    pub fn new(scenario: &Scenario, option: &PolicyOption, renewed: &[f64]) -> Self {
        let mut renewed = renewed.to_vec();
        for change in &option.changes {
            if let Target::FundingRenewed(source) = change.target {
                renewed.iter_mut().skip(source).take(1).for_each(|part| *part = 1.0);
            }
        }
        let programmes = scenario
            .programmes
            .iter()
            .enumerate()
            .map(|(number, programme)| {
                Draft::new(scenario, programme, &renewed).carry_out(scenario, number, option)
            })
            .collect();
        Self {
            null_effect: option.null_effect,
            programmes,
            fixed_costs: fixed_costs(scenario, option),
            door: scenario.door.as_ref().map(|door| door_plan(scenario, door, option)),
            first_change: option.changes.iter().map(|change| change.start).min(),
        }
    }
}

/// The numbers of a programme before lag and dip, as options change them.
struct Draft<'a> {
    programme: &'a Programme,
    staff: Vec<f64>,
    caseload: Vec<f64>,
    places: Vec<f64>,
    referral: Vec<f64>,
    length: Vec<f64>,
    engagement: Vec<f64>,
    leakage: Vec<f64>,
    drop_out: Vec<f64>,
    funding: Vec<Vec<f64>>,
    /// What a source paid for that a change takes away: kept apart, since staff have gone
    /// already and do not follow this money.
    lost: Vec<Vec<f64>>,
}

impl<'a> Draft<'a> {
    fn new(scenario: &Scenario, programme: &'a Programme, renewed: &[f64]) -> Self {
        let months = scenario.calendar.months + 1;
        let runs =
            |month: usize| programme.offered && month >= programme.from && month < programme.until;
        let while_run = |value: f64| -> Vec<f64> {
            (0..months).map(|month| if runs(month) { value } else { 0.0 }).collect()
        };
        let mut draft = Self {
            programme,
            staff: while_run(programme.staff),
            caseload: vec![programme.caseload; months],
            places: while_run(programme.places),
            referral: vec![programme.referral.now; months],
            length: vec![programme.length.now; months],
            engagement: vec![programme.engagement.now; months],
            leakage: vec![programme.leakage.now; months],
            drop_out: vec![programme.drop_out.now; months],
            funding: vec![Vec::new(); scenario.funding.len()],
            lost: vec![Vec::new(); scenario.funding.len()],
        };
        for (source, amount) in &programme.funding {
            add(&mut draft.funding[*source], &while_run(*amount));
        }
        for (source, it) in scenario.funding.iter().enumerate() {
            if let Some(end) = it.ends {
                let lost = 1.0 - renewed.get(source).copied().unwrap_or(0.0);
                let left = |month, paid| if month >= end { paid * (1.0 - lost) } else { paid };
                draft.pay(source, left);
            }
        }
        draft
    }

    fn carry_out(mut self, scenario: &Scenario, number: usize, option: &PolicyOption) -> Provided {
        for change in &option.changes {
            let cost = |draft: &Self| change.paid_by.map(|source| (source, draft.cost()));
            let before = cost(&self);
            match change.target {
                Target::Programme(p, lever, adjust) if p == number => {
                    ramp(self.series(lever), change, |value| adjust.apply(value));
                }
                Target::Starts(p) if p == number => {
                    let (staff, places) = (self.programme.staff, self.programme.places);
                    ramp(&mut self.staff, change, |_| staff);
                    ramp(&mut self.places, change, |_| places);
                    for (source, amount) in &self.programme.funding {
                        ramp(&mut self.funding[*source], change, |_| *amount);
                    }
                }
                Target::Closes(p) if p == number => {
                    ramp(&mut self.staff, change, |_| 0.0);
                    ramp(&mut self.places, change, |_| 0.0);
                    self.funding.iter_mut().for_each(|line| ramp(line, change, |_| 0.0));
                }
                Target::FundingEnds(source) => {
                    self.change_funding(source, change, |paid| paid * 0.0);
                }
                Target::Funding(source, adjust) => {
                    let total = scenario.funding[source].total.max(1.0);
                    let ratio = adjust.apply(total) / total;
                    self.change_funding(source, change, |paid| paid * ratio);
                }
                _ => {}
            }
            if let Some((source, before)) =
                before.filter(|_| change.target.programme() == Some(number))
            {
                let now = self.cost();
                let change = || now.iter().zip(&before).map(|(now, was)| now - was);
                let more: Vec<f64> = change().map(|change| change.max(0.0)).collect();
                let paid: Vec<f64> =
                    (0..more.len()).map(|month| self.lagged(&more, month)).collect();
                add(&mut self.funding[source], &paid);
                let less: Vec<f64> = change().map(|change| change.min(0.0)).collect();
                if less.iter().any(|change| *change < 0.0) {
                    add(&mut self.lost[source], &less);
                }
            }
        }
        self.finish()
    }

    /// Full cost of a year at the strength of each month, pounds, at central values.
    fn cost(&self) -> Vec<f64> {
        let (worker, place) =
            (self.programme.staff_cost.central, self.programme.place_cost.central);
        let strength = self.staff.iter().zip(&self.caseload).zip(&self.places);
        strength
            .map(|((staff, caseload), places)| {
                staff * worker + 12.0 * (staff * caseload + places) * place
            })
            .collect()
    }

    /// More come late, fewer go at once.
    fn lagged(&self, series: &[f64], month: usize) -> f64 {
        series[month].min(series[month.saturating_sub(self.programme.recruitment_lag)])
    }

    fn series(&mut self, lever: Lever) -> &mut Vec<f64> {
        match lever {
            Lever::Staff => &mut self.staff,
            Lever::Caseload => &mut self.caseload,
            Lever::Places => &mut self.places,
            Lever::Referral => &mut self.referral,
            Lever::Length => &mut self.length,
            Lever::Engagement => &mut self.engagement,
            Lever::Leakage => &mut self.leakage,
            Lever::DropOut => &mut self.drop_out,
        }
    }

    fn change_funding(&mut self, source: usize, change: &Change, to: impl Fn(f64) -> f64) {
        if !self.funding[source].is_empty() {
            let mut changed = self.funding[source].clone();
            ramp(&mut changed, change, &to);
            self.pay(source, |month, _| changed[month]);
        }
    }

    /// Changes what a source pays; staff, or places, follow the money.
    fn pay(&mut self, source: usize, to: impl Fn(usize, f64) -> f64) {
        let (worker, place) =
            (self.programme.staff_cost.central, self.programme.place_cost.central);
        for month in 0..self.funding[source].len() {
            let before = self.funding[source][month];
            let after = to(month, before);
            let more = after - before;
            if self.programme.staff > 0.0 && worker > 0.0 {
                self.staff[month] = (self.staff[month] + more / worker).max(0.0);
            } else if place > 0.0 {
                self.places[month] = (self.places[month] + more / place / 12.0).max(0.0);
            }
            self.funding[source][month] = after;
        }
    }

    fn finish(mut self) -> Provided {
        let programme = self.programme;
        for (paid, lost) in self.funding.iter_mut().zip(&self.lost) {
            if !lost.is_empty() {
                add(paid, lost);
            }
        }
        let months = 0..self.staff.len();
        let staff: Vec<f64> = months.clone().map(|month| self.lagged(&self.staff, month)).collect();
        let planned: Vec<f64> = months
            .clone()
            .map(|month| staff[month] * self.caseload[month] + self.lagged(&self.places, month))
            .collect();
        let places = dipped(&planned, programme.dip);
        let open =
            months.clone().map(|month| places[month] * (1.0 - self.leakage[month])).collect();
        let identified = programme.identified.now / 12.0;
        // Nobody is referred to a programme that does not run, and its queue disperses.
        let runs = |month: usize| planned[month] > 0.0;
        let referral: Vec<f64> = months
            .clone()
            .map(|month| if runs(month) { self.referral[month] * identified } else { 0.0 })
            .collect();
        let drop = |month: usize| maths::leave_probability(self.drop_out[month] / 12.0);
        Provided {
            staff,
            open,
            steady_referral: referral.iter().all(|rate| rate.to_bits() == referral[0].to_bits()),
            referral,
            ends: self.length.iter().map(|length| 1.0 / length.max(1.0)).collect(),
            drops: months
                .clone()
                .map(|month| if runs(month) { drop(month) } else { 1.0 })
                .collect(),
            engagement: self.engagement,
            funding: self.funding,
            set_up: months.clone().find(|month| planned[*month] > planned[0] * (1.0 + 1e-12)),
            places,
        }
    }
}

/// Adds a series to one that may still be empty.
fn add(series: &mut Vec<f64>, more: &[f64]) {
    if series.is_empty() {
        series.resize(more.len(), 0.0);
    }
    series.iter_mut().zip(more).for_each(|(sum, one)| *sum += one);
}

/// A share of places is lost for some months after any change.
fn dipped(planned: &[f64], (share, length): (f64, usize)) -> Vec<f64> {
    let changed =
        |month: usize| month > 0 && planned[month].to_bits() != planned[month - 1].to_bits();
    (0..planned.len())
        .map(|month| {
            let first = (month + 1).saturating_sub(length);
            let dips = share > 0.0 && (first..=month).any(changed);
            if dips { planned[month] * (1.0 - share) } else { planned[month] }
        })
        .collect()
}

fn fixed_costs(scenario: &Scenario, option: &PolicyOption) -> Vec<Vec<f64>> {
    let months = scenario.calendar.months + 1;
    let mut costs: Vec<Vec<f64>> =
        scenario.fixed_costs.iter().map(|(_, amount)| vec![*amount; months]).collect();
    for change in &option.changes {
        if let Target::FixedCost(cost, adjust) = change.target {
            ramp(&mut costs[cost], change, |value| adjust.apply(value));
        }
    }
    costs
}

fn door_plan(scenario: &Scenario, door: &FrontDoor, option: &PolicyOption) -> DoorPlan {
    let months = scenario.calendar.months + 1;
    let mut plan = DoorPlan {
        contacts_below: vec![door.contacts_below; months],
        screening: vec![door.screening; months],
        assessments: vec![door.assessments; months],
    };
    for change in &option.changes {
        if let Target::Door(lever, adjust) = change.target {
            let series = match lever {
                DoorLever::ContactsBelow => &mut plan.contacts_below,
                DoorLever::Screening => &mut plan.screening,
                DoorLever::Assessments => &mut plan.assessments,
            };
            // A capacity that was never given does not bind, whatever is added to it.
            let from = |value: f64| match adjust {
                Adjust::Set(to) => to,
                _ if value.is_infinite() => value,
                _ => adjust.apply(value),
            };
            ramp(series, change, from);
        }
    }
    plan
}

/// Applies a change from its start, linearly over its ramp, until it is over: the
/// first month of a ramp of n months has 1/n of the change, the n-th has all of it.
fn ramp(series: &mut [f64], change: &Change, adjusted: impl Fn(f64) -> f64) {
    let end = change.until.min(series.len());
    for (month, value) in series.iter_mut().enumerate().take(end).skip(change.start) {
        let since = (month - change.start + 1) as f64;
        let part = if change.ramp <= 1.0 { 1.0 } else { (since / change.ramp).min(1.0) };
        let to = adjusted(*value);
        *value = if part < 1.0 && value.is_finite() { *value + (to - *value) * part } else { to };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(start: usize, until: usize, ramp: f64) -> Change {
        Change {
            target: Target::Closes(0),
            start,
            until,
            ramp,
            paid_by: None,
            words: String::new(),
            source: String::new(),
            references: Vec::new(),
            grade: staircase_scenario::Grade::Assumed,
        }
    }

    /// Fails if a ramp starts late, overshoots, or outlasts its end.
    #[test]
    fn a_change_builds_up_evenly_and_ends_on_its_day() {
        let mut series = vec![10.0; 8];
        ramp(&mut series, &change(2, 6, 2.0), |value| value + 4.0);
        assert_eq!(series, [10.0, 10.0, 12.0, 14.0, 14.0, 14.0, 10.0, 10.0]);
    }

    /// Fails if places dip before a change, or for longer than stated.
    #[test]
    fn places_dip_after_any_change_for_the_months_stated() {
        let planned = [10.0, 10.0, 20.0, 20.0, 20.0, 20.0];
        assert_eq!(dipped(&planned, (0.5, 2)), [10.0, 10.0, 10.0, 10.0, 20.0, 20.0]);
        assert_eq!(dipped(&planned, (0.0, 2)), planned);
    }
}
