//! The financial case of an option, and its break-even (threshold analysis).

use super::Study;
use crate::outcome::appraisal::Appraisal;
use crate::outcome::appraisal::asked::{Ask, Chosen};
use crate::outcome::band::pence;
use crate::outcome::break_even::{self, BreakEven, OnRoute, Point};
use crate::outcome::run_pairs::RunPairs;
use crate::outcome::sensitivity::{Input, One, Sensitivity, inputs};
use serde::Serialize;
use staircase_appraisal::flows::Basis;
use staircase_appraisal::waterfall::Waterfall;
use staircase_model::Model;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::record::Block;
use staircase_scenario::resolved::{Change, Money, PolicyOption};
use staircase_scenario::{Fault, Problem, Scenario};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What each change of an option is worth alone and all together.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Parts {
    /// Each change in words, and the present value of the net cost that it adds alone, pounds.
    pub alone: Vec<(String, f64)>,
    /// Together, less each alone.
    pub interaction: f64,
    /// All changes together.
    pub together: f64,
}

impl Study {
    /// The money rules and the choices among them.
    ///
    /// # Errors
    /// A scenario without money rules, and choices that they do not have.
    fn rules(&self, ask: &Ask) -> Result<(&Money, Chosen), Vec<Problem>> {
        let scenario = &self.model.scenario;
        let Some(money) = &scenario.money else {
            let fault = Fault::Missing { key: "money".to_owned() };
            return Err(vec![Problem::new(&scenario.file, "parts", fault)]);
        };
        Ok((money, ask.check(money)?))
    }

    /// The financial case over pairs of records, baseline and option, in draw order; along
    /// the path without chance if there are none.
    ///
    /// # Errors
    /// A scenario without money rules, and choices that they do not have.
    pub fn appraisal(
        &self,
        option: &PolicyOption,
        pairs: Vec<(&[f64], &[f64])>,
        seed: u64,
        ask: &Ask,
    ) -> Result<Appraisal, Vec<Problem>> {
        let (_, chosen) = self.rules(ask)?;
        let (baseline, changed) = self.paths(option);
        let path = (&*baseline, changed.as_slice());
        let expected = pairs.is_empty();
        let pairs = if expected { vec![path] } else { pairs };
        let evidence = RunPairs { pairs, expected, seed, parameters: Parameters::Sampled, path };
        Appraisal::new(&self.model, option, &evidence, &chosen).ok_or_else(Vec::new)
    }

    /// What each change of an option is worth alone, and their interaction, as net present
    /// values along the path.
    ///
    /// # Errors
    /// As [`Study::appraisal`].
    pub fn parts(&self, option: &PolicyOption, ask: &Ask) -> Result<Parts, Vec<Problem>> {
        let (_, chosen) = self.rules(ask)?;
        let alone = |change: &Change| {
            let only = PolicyOption { changes: vec![change.clone()], ..option.clone() };
            value(self, &only, &chosen)
        };
        let each: Vec<f64> = option.changes.iter().map(alone).collect();
        let parts = Waterfall::of(0.0, &each, value(self, option, &chosen));
        let words = option.changes.iter().map(|change| change.words.clone());
        Ok(Parts {
            interaction: pence(parts.interaction()),
            together: pence(parts.together),
            alone: words.zip(parts.alone).map(|(words, value)| (words, pence(value))).collect(),
        })
    }

    /// By what factor effects would have to be multiplied, on the log scale, for the net
    /// present value to be nothing along the path.
    ///
    /// # Errors
    /// As [`Study::appraisal`].
    pub fn break_even(&self, option: &PolicyOption, ask: &Ask) -> Result<BreakEven, Vec<Problem>> {
        let (money, chosen) = self.rules(ask)?;
        let scenario = &self.model.scenario;
        let plans = self.pair(option).map(|it| self.model.plan(&it));
        let (baseline, changed) = self.paths(option);
        let path = (&*baseline, changed.as_slice());
        let basis = Basis::new(&self.model, money, chosen.choices, [&plans[0], &plans[1]], path);
        let point = |times: f64, route: Option<usize>| -> Option<Point> {
            let scaled = break_even::scaled(scenario, times);
            let path = |side: usize| match route {
                Some(route) => self.path_of(&scaled, route, &plans[side]),
                None => self.path_in(&scaled, &plans[side]),
            };
            let account = basis.account(&path(0)?, &path(1)?);
            Some(Point {
                times,
                avoided: basis.present(&account.avoided),
                net: basis.present(&basis.net(&account)),
            })
        };
        if option.null_effect || scenario.routes.len() < 2 {
            return Ok(break_even::search(scenario, option, &|times| point(times, None)));
        }
        // Money is linear in records once the basis is given, so the mean over routes is
        // the mean of their points; those that both searches ask for are found once.
        let known = RefCell::new(BTreeMap::<(usize, u64), Option<Point>>::new());
        let on = |route: usize, times: f64| {
            let key = (route, times.to_bits());
            let found = known.borrow().get(&key).copied();
            found.unwrap_or_else(|| {
                let own = point(times, Some(route));
                known.borrow_mut().insert(key, own);
                own
            })
        };
        let mean = |times: f64| {
            let mut sum = Point { times, avoided: 0.0, net: 0.0 };
            for (route, it) in scenario.routes.iter().enumerate() {
                let own = on(route, times)?;
                sum.avoided += it.weight * own.avoided;
                sum.net += it.weight * own.net;
            }
            Some(sum)
        };
        let mut answer = break_even::search(scenario, option, &mean);
        if !option.changes.is_empty() {
            for (route, it) in scenario.routes.iter().enumerate() {
                let own = |times| on(route, times);
                let found = break_even::search(scenario, option, &own);
                answer.routes.push(OnRoute { name: it.name.clone(), found });
            }
        }
        Ok(answer)
    }

    /// How much the present value of the net cost moves, along the path, when each main input is one
    /// part in a hundred higher or lower.
    ///
    /// # Errors
    /// As [`Study::appraisal`].
    pub fn one_percent(
        &self,
        option: &PolicyOption,
        ask: &Ask,
    ) -> Result<Sensitivity, Vec<Problem>> {
        let (money, chosen) = self.rules(ask)?;
        let (baseline, changed) = self.paths(option);
        let plans = self.pair(option).map(|it| self.model.plan(&it));
        let path = (&*baseline, changed.as_slice());
        let net = |money: &Money, path: (&[f64], &[f64])| {
            -Basis::new(&self.model, money, chosen.choices, [&plans[0], &plans[1]], path)
                .net_present(path.0, path.1)
        };
        let here = net(money, path);
        let moved = |input: &Input, times: f64| -> Option<f64> {
            match input {
                Input::Line(place, _) => {
                    let scaled = |record: &[f64]| {
                        let mut copy = record.to_vec();
                        let start = self.model.layout.at(Block::Cost, *place, 0);
                        let end = start + self.model.layout.months + 1;
                        copy[start..end].iter_mut().for_each(|cost| *cost *= times);
                        copy
                    };
                    Some(net(money, (&scaled(path.0), &scaled(path.1))))
                }
                Input::DiscountRate => {
                    let mut money = money.clone();
                    let schedule = &mut money.schedules[chosen.choices.schedule];
                    schedule.bands.iter_mut().for_each(|band| band.1 *= times);
                    Some(net(&money, path))
                }
                Input::Effects => {
                    let scaled = break_even::scaled(&self.model.scenario, times);
                    let [a, b] = [0, 1].map(|side: usize| self.path_in(&scaled, &plans[side]));
                    Some(net(money, (&a?, &b?)))
                }
                Input::Model(one) => {
                    let scenario = one.scaled(&self.model.scenario, times);
                    let study = Self::of(Model::new(scenario));
                    let option =
                        if *one == One::Size { one.sized(option, times) } else { option.clone() };
                    Some(value(&study, &option, &chosen))
                }
            }
        };
        let rows = inputs(&self.model, option, path);
        Ok(Sensitivity::of(here, rows, &moved))
    }

    /// The path with the effects of `scenario`, natural hazards recovered accordingly.
    /// `None` where effects leave too little of a rate.
    fn path_in(&self, scenario: &Scenario, plan: &staircase_model::plan::Plan) -> Option<Vec<f64>> {
        if plan.null_effect {
            return Some(self.path(plan));
        }
        let routes: Vec<f64> = scenario.routes.iter().map(|route| route.weight).collect();
        let mut mean = vec![0.0; self.model.layout.len()];
        for route in 0..routes.len().max(1) {
            let path = self.path_of(scenario, route, plan)?;
            let weight = routes.get(route).copied().unwrap_or(1.0);
            mean.iter_mut().zip(path).for_each(|(sum, one)| *sum += weight * one);
        }
        Some(mean)
    }
}

/// Present value of the net cost of an option along a study's path.
fn value(study: &Study, option: &PolicyOption, chosen: &Chosen) -> f64 {
    let Some(money) = &study.model.scenario.money else { return 0.0 };
    let plans = study.pair(option).map(|it| study.model.plan(&it));
    let (before, after) = study.paths(option);
    let both = [&plans[0], &plans[1]];
    let basis = Basis::new(&study.model, money, chosen.choices, both, (&before, &after));
    -basis.net_present(&before, &after)
}
