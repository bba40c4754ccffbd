//! The front door.

use super::super::Checker;
use super::super::framework::Framework;
use crate::figure::{Figure, Uncertain};
use crate::problem::Fault;
use crate::quantity::{self, Quantity};
use crate::resolved::FrontDoor;
use crate::written;

pub(super) fn door(
    desk: &mut Checker,
    written: &written::CouncilFile,
    framework: &Framework,
) -> Option<FrontDoor> {
    let it = written.front_door.as_ref()?;
    let flags = |moves: Vec<usize>| -> Vec<bool> {
        (0..framework.moves.len()).map(|mv| moves.contains(&mv)).collect()
    };
    let moves = flags(framework.tagged_any(desk, &it.tags, "front_door.tags"));
    let escalates = it.escalates.as_deref().unwrap_or_default();
    let escalates = flags(framework.tagged_any(desk, escalates, "front_door.escalates"));
    if it.escalation.is_some() != it.escalates.is_some() {
        let statement = "`escalation` and `escalates` belong together.".to_owned();
        desk.report("front_door", Fault::Contradiction { statement });
    }
    if it.assessments.is_some() && it.assessment_length.is_none() {
        desk.report("front_door", Fault::Missing { key: "assessment_length".to_owned() });
    }
    for (place, passes) in moves.iter().enumerate().filter(|(_, passes)| **passes) {
        let mv = &framework.moves[place];
        let enters = framework.levels[mv.to].statutory() && !framework.levels[mv.from].statutory();
        if *passes && !enters {
            let statement = format!(
                "Only entries from below the threshold pass the front door; {:?} to {:?} is none.",
                framework.levels[mv.from].id, framework.levels[mv.to].id
            );
            desk.report("front_door.tags", Fault::Contradiction { statement });
        }
    }
    let mut number = |figure: &Option<Figure>, quantity: &Quantity, key: &str, absent: f64| {
        figure.as_ref().map_or_else(
            || Uncertain::fixed(absent),
            |figure| {
                let label = format!("Front door: {}", quantity.phrase);
                desk.figure(figure, quantity, &format!("front_door.{key}"), &label)
            },
        )
    };
    let never = f64::INFINITY;
    Some(FrontDoor {
        moves,
        contacts_below: number(&it.contacts_below, &quantity::CONTACTS, "contacts_below", 0.0).now,
        screening: number(&it.screening, &quantity::CONTACTS, "screening", never).now,
        not_in_need: number(&it.not_in_need, &quantity::ASSESSED, "not_in_need", 0.0).now,
        assessments: number(&it.assessments, &quantity::ASSESSMENTS, "assessments", never).now,
        assessment_length: number(
            &it.assessment_length,
            &quantity::ASSESSMENT_LENGTH,
            "assessment_length",
            1.0,
        ),
        urgent: number(&it.urgent, &quantity::SHARE, "urgent", 0.0),
        drop_out: number(&it.drop_out, &quantity::DROP_OUT, "drop_out", 0.0),
        escalation: (number(&it.escalation, &quantity::FACTOR, "escalation", 1.0), escalates),
        misrouted: number(&it.misrouted, &quantity::SHARE, "misrouted", 0.0),
        bounce: number(&it.bounce, &quantity::BOUNCE, "bounce", 1.0),
        partner_held: number(&it.partner_held, &quantity::SHARE, "partner_held", 0.0),
    })
}
