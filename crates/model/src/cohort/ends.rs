//! What a month does to capacity, queues and effect weights (doses) of a cell.

use super::fields::{Fields, FromStart};
use super::lanes::Lanes;
use super::path::{MonthFlows, Setting, When};
use crate::plan::Plan;
use crate::tables::Tables;

/// Planned ends and drop-outs of a month; then every dose takes its course.
#[derive(Debug)]
pub(super) struct SupportEnds<'a> {
    programmes: Vec<(Ends<'a>, Ended)>,
}

impl<'a> SupportEnds<'a> {
    /// What a month of a plan ends.
    pub fn new(setting: &'a Setting<'_>, when: When, plan: &Plan) -> Self {
        let live = setting.fields.live.iter();
        let ends = live.map(|it| (Ends::new(setting, *it, when, plan), Ended::default()));
        Self { programmes: ends.collect() }
    }

    /// Ends it in a block.
    pub fn of_block(&mut self, setting: &Setting<'_>, rows: &mut [Lanes]) {
        let cells = rows.chunks_exact_mut(setting.fields.width()).zip(&setting.space.cells);
        for (here, cell) in cells.filter(|(here, _)| here[0].any()) {
            if setting.carries[cell.level] {
                self.programmes.iter_mut().for_each(|(it, ended)| it.of_month(here, ended));
            } else {
                setting.fading.iter().flatten().for_each(|fading| fading.without_places(here));
            }
        }
    }

    /// Counts what ended.
    pub fn count(self, setting: &Setting<'_>, flows: &mut MonthFlows) {
        for (it, ended) in self.programmes {
            let flow = &mut flows.support[it.programme];
            let completion = setting.scenario.programmes[it.programme].completion.now;
            flow.finished += ended.planned.sum() * completion;
            flow.dropped_out += ended.dropped_out.sum();
        }
    }
}

/// What a month does to those who hold a place of a programme or wait for one.
#[derive(Debug)]
struct Ends<'a> {
    programme: usize,
    /// Share of places that end in the month, and of families that drop out of the queue.
    ends: f64,
    drops: f64,
    /// Part of the places that are not used that end.
    unused: f64,
    supported: usize,
    waiting: usize,
    idle: Option<usize>,
    fading: &'a [Fading],
}

/// Places that end as planned, and families who drop out of the queue.
#[derive(Debug, Clone, Copy, Default)]
struct Ended {
    planned: Lanes,
    dropped_out: Lanes,
}

impl<'a> Ends<'a> {
    fn new(setting: &'a Setting<'_>, programme: usize, when: When, plan: &Plan) -> Self {
        let (it, fields) = (&setting.scenario.programmes[programme], &setting.fields);
        let provided = &plan.programmes[programme];
        Self {
            programme,
            ends: provided.ends[when.at],
            drops: provided.drops[when.at],
            unused: 1.0 / it.unused.now.max(1.0),
            supported: fields.supported(programme),
            waiting: fields.waiting(programme),
            idle: fields.idle(programme),
            fading: &setting.fading[programme],
        }
    }

    /// Planned ends and drop-outs in a cell; then every dose takes its course.
    #[inline]
    fn of_month(&self, here: &mut [Lanes], ended: &mut Ended) {
        let supported = here[self.supported].at_least(0.0);
        if supported.any() {
            let idle = self.idle.map_or(Lanes::NONE, |place| here[place]);
            let planned = (supported - idle) * self.ends;
            ended.planned += planned;
            let left = supported - planned - idle * self.unused;
            here[self.supported] = left;
            if let Some(place) = self.idle {
                here[place] = idle * (1.0 - self.unused);
            }
            if self.fading.iter().any(|fading| fading.from_start.is_some()) {
                let still = left * supported.inverse();
                for (_, place) in self.fading.iter().filter_map(|fading| fading.from_start) {
                    here[place.held] *= still;
                    place.pending.iter().for_each(|(_, held)| here[*held] *= still);
                }
            }
        }
        let dropped = here[self.waiting] * self.drops;
        here[self.waiting] -= dropped;
        ended.dropped_out += dropped;
        self.fading.iter().for_each(|fading| fading.with_places(here));
    }
}

/// A month of an effect's course in a cell.
#[derive(Debug)]
pub struct Fading {
    dose: usize,
    keep: f64,
    /// From the start of support: what of the pending sets in, and where it all stands.
    from_start: Option<(f64, FromStart)>,
    supported: usize,
    /// Those who do not engage, where they have no effect.
    idle: Option<usize>,
}

impl Fading {
    /// Courses of the effects of a programme.
    #[must_use]
    pub fn of(fields: &Fields, tables: &Tables, programme: usize) -> Vec<Self> {
        let course = |effect: &usize| {
            let table = &tables.effects[*effect];
            Self {
                dose: fields.dose(*effect),
                keep: table.keep,
                from_start: table.onset.zip(fields.from_start(*effect)),
                supported: fields.supported(programme),
                idle: fields.idle(programme).filter(|_| table.engaged_only),
            }
        };
        fields.kept[programme].iter().map(course).collect()
    }

    #[inline]
    fn with_places(&self, here: &mut [Lanes]) {
        if self.from_start.is_some() {
            self.since_start(here);
        } else {
            let on = here[self.supported] - self.idle.map_or(Lanes::NONE, |place| here[place]);
            here[self.dose] = on + (here[self.dose] - on).at_least(0.0) * self.keep;
        }
    }

    /// Where nobody holds a place.
    #[inline]
    fn without_places(&self, here: &mut [Lanes]) {
        if self.from_start.is_some() {
            self.since_start(here);
        } else {
            here[self.dose] = here[self.dose].at_least(0.0) * self.keep;
        }
    }

    #[inline]
    fn since_start(&self, here: &mut [Lanes]) {
        let Some((onset, place)) = self.from_start else { return };
        here[self.dose] = here[self.dose] * self.keep;
        here[place.held] = here[place.held] * self.keep;
        if let Some((pending, held)) = place.pending {
            let (all, theirs) = (here[pending], here[held]);
            here[self.dose] += all * onset;
            here[place.held] += theirs * onset;
            here[pending] = all * (1.0 - onset);
            here[held] = theirs * (1.0 - onset);
        }
    }
}
