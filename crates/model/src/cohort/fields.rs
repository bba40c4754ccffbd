//! Where the numbers of a cell of the cohort model are kept.

use staircase_scenario::Scenario;
use staircase_scenario::resolved::{Course, Lever, Target};

/// Where an effect that runs from the start of support has its numbers besides its dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FromStart {
    /// Dose among families that hold a place.
    pub held: usize,
    /// What is pending: among all families, and among those that hold a place.
    pub pending: Option<(usize, usize)>,
}

/// Where the numbers of a cell stand: families; the dose of each effect; what is
/// pending of each effect with a delay; then supported, waiting and not engaging
/// families of each programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// Effects of all programmes.
    pub effects: usize,
    /// Programmes.
    pub programmes: usize,
    /// Programmes whose families are counted: all, or those that a path has any of.
    pub live: Vec<usize>,
    /// Effects of each programme that have numbers of their own.
    pub kept: Vec<Vec<usize>>,
    dose: Vec<usize>,
    /// Places for each effect that runs from the start of support.
    from_start: Vec<Option<FromStart>>,
    supported: Vec<usize>,
    waiting: Vec<usize>,
    /// Place of the families of each programme that hold a place and do not engage,
    /// if any may.
    idle: Vec<Option<usize>>,
    always: usize,
    width: usize,
}

impl Fields {
    /// The fields of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let effects: usize = scenario.programmes.iter().map(|p| p.effects.len()).sum();
        let like: Vec<Option<usize>> = (0..effects).map(Some).collect();
        Self::placed(scenario, &like, &vec![true; scenario.programmes.len()])
    }

    /// Gives every effect that is like itself a place, and every live programme; the
    /// others have the place of the families, which nothing asks for.
    pub(super) fn placed(scenario: &Scenario, like: &[Option<usize>], live: &[bool]) -> Self {
        let all: Vec<_> = scenario.programmes.iter().flat_map(|p| &p.effects).collect();
        let own = |effect: usize| like[effect] == Some(effect);
        let mut next = 1;
        let mut place = |wanted: bool| {
            let at = next;
            next += usize::from(wanted);
            wanted.then_some(at)
        };
        let effects = 0..all.len();
        let doses: Vec<Option<usize>> = effects.clone().map(|e| place(own(e))).collect();
        let delayed = |e: usize| matches!(all[e].course, Course::FromStart(delay) if delay > 0.0);
        let pending: Vec<Option<usize>> =
            effects.clone().map(|e| place(own(e) && delayed(e))).collect();
        let always = 1 + doses.iter().chain(&pending).flatten().count();
        let supported: Vec<Option<usize>> = live.iter().map(|live| place(*live)).collect();
        let waiting: Vec<Option<usize>> = live.iter().map(|live| place(*live)).collect();
        let from_start: Vec<Option<FromStart>> = effects
            .clone()
            .map(|e| {
                let wanted = own(e) && matches!(all[e].course, Course::FromStart(_));
                place(wanted).map(|held| FromStart {
                    held,
                    pending: pending[e].zip(place(pending[e].is_some())),
                })
            })
            .collect();
        let disengages = |number: usize| {
            scenario.programmes[number].engagement.now < 1.0
                || scenario.options.iter().flat_map(|option| &option.changes).any(|change| {
                    matches!(change.target, Target::Programme(p, Lever::Engagement, _) if p == number)
                })
        };
        let idle = (0..live.len()).map(|p| place(live[p] && disengages(p))).collect();
        let of = |effect: usize| like[effect].unwrap_or(effect);
        let mut first = 0;
        let kept = scenario
            .programmes
            .iter()
            .map(|programme| {
                let its = first..first + programme.effects.len();
                first = its.end;
                its.filter(|e| own(*e)).collect()
            })
            .collect();
        Self {
            effects: all.len(),
            programmes: live.len(),
            live: (0..live.len()).filter(|p| live[*p]).collect(),
            kept,
            dose: effects.clone().map(|e| doses[of(e)].unwrap_or(0)).collect(),
            from_start: effects.map(|e| from_start[of(e)]).collect(),
            supported: supported.into_iter().map(|at| at.unwrap_or(0)).collect(),
            waiting: waiting.into_iter().map(|at| at.unwrap_or(0)).collect(),
            idle,
            always,
            width: next,
        }
    }

    /// Where each number of a cell stands among `all` fields.
    #[must_use]
    pub fn among(&self, all: &Self) -> Vec<usize> {
        let mut from = vec![0; self.width];
        for effect in self.kept.iter().flatten() {
            from[self.dose(*effect)] = all.dose(*effect);
            if let (Some(here), Some(there)) = (self.from_start(*effect), all.from_start(*effect)) {
                from[here.held] = there.held;
                if let (Some(here), Some(there)) = (here.pending, there.pending) {
                    from[here.0] = there.0;
                    from[here.1] = there.1;
                }
            }
        }
        for programme in &self.live {
            from[self.supported(*programme)] = all.supported(*programme);
            from[self.waiting(*programme)] = all.waiting(*programme);
            if let (Some(here), Some(there)) = (self.idle(*programme), all.idle(*programme)) {
                from[here] = there;
            }
        }
        from
    }

    /// Numbers a cell.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Leading fields that families always keep: families, doses, what is pending.
    #[must_use]
    pub fn always(&self) -> usize {
        self.always
    }

    /// Place of the summed dose of an effect.
    #[must_use]
    pub fn dose(&self, effect: usize) -> usize {
        self.dose[effect]
    }

    /// Places of an effect that runs from the start of support.
    #[must_use]
    pub fn from_start(&self, effect: usize) -> Option<FromStart> {
        self.from_start[effect]
    }

    /// Place of the supported families of a programme.
    #[must_use]
    pub fn supported(&self, programme: usize) -> usize {
        self.supported[programme]
    }

    /// Place of the waiting families of a programme.
    #[must_use]
    pub fn waiting(&self, programme: usize) -> usize {
        self.waiting[programme]
    }

    /// Place of the families that hold a place of a programme and do not engage.
    #[must_use]
    pub fn idle(&self, programme: usize) -> Option<usize> {
        self.idle[programme]
    }
}
