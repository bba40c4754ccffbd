//! What a month does to capacity, queues and effect weights (doses) of a cell.

use crate::cohort::fading::Fading;
use crate::cohort::flows::MonthFlows;
use crate::cohort::lanes::Lanes;
use crate::cohort::month::Month;
use crate::cohort::setting::{CohortInputs, When};
use crate::plan::Plan;

/// Planned ends and drop-outs of a month; then every dose takes its course.
#[derive(Debug)]
pub struct Ends<'a> {
    setting: &'a CohortInputs<'a>,
    programmes: Vec<(EndsOf<'a>, Ended)>,
}

impl<'a> Ends<'a> {
    /// What a month ends: nothing where nothing is offered.
    #[must_use]
    pub fn new(month: &Month<'a>) -> Self {
        let Month { setting, when, plan, .. } = *month;
        let all = |plan| {
            let live = setting.fields.live.iter();
            live.map(|it| (EndsOf::new(setting, *it, when, plan), Ended::default())).collect()
        };
        Self { setting, programmes: plan.map(all).unwrap_or_default() }
    }

    /// Ends it in a block.
    pub fn of_block(&mut self, rows: &mut [Lanes]) {
        if self.programmes.is_empty() {
            return;
        }
        let setting = self.setting;
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
    pub fn count(self, flows: &mut MonthFlows) {
        let setting = self.setting;
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
struct EndsOf<'a> {
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

impl<'a> EndsOf<'a> {
    fn new(setting: &'a CohortInputs<'_>, programme: usize, when: When, plan: &Plan) -> Self {
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
