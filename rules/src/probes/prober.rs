//! One condition being probed: situations that pass, fail, stay open, and stand on each side of its thresholds.

use super::sandbox::{Place, Sandbox};
use super::steer::Fuel;
use super::{Gap, Probe, ProbeKind, Probes};
use crate::language::program::NodeId;
use crate::{Answer, Entity, Path, Situation, Truth, Verdict};

/// How much is tried for one situation; enough for every condition one can reach.
const TRIES: u32 = 600;

/// One condition being probed.
pub(super) struct Prober<'a, 'c> {
    pub(super) sandbox: &'a Sandbox<'c>,
    pub(super) right: &'a str,
    pub(super) condition: usize,
    pub(super) root: NodeId,
    pub(super) starts: Vec<Situation>,
}

impl Prober<'_, '_> {
    /// Adds what the condition gives.
    pub(super) fn probe(&self, made: &mut Probes) {
        let passes = self.decided(true);
        let fails = self.decided(false);
        let from: Vec<&Situation> = passes.iter().chain(&fails).collect();
        let unknown = self.unknown(&from);
        self.note(
            made,
            ProbeKind::Passes,
            passes.clone().map(|one| (one, None)),
        );
        self.note(made, ProbeKind::Fails, fails.clone().map(|one| (one, None)));
        self.note(made, ProbeKind::Unknown, unknown);
        let mut missing: usize = 0;
        for (_, routes) in self.sandbox.comparisons(self.root) {
            made.comparisons = made.comparisons.saturating_add(1);
            let starts = from.iter().copied().chain(&self.starts).take(4);
            let ways = starts.flat_map(|start| {
                let routes = routes.iter().take(3);
                routes.flat_map(move |route| [false, true].map(|back| (start, route, back)))
            });
            let sides = ways.into_iter().find_map(|(start, route, backwards)| {
                let mut fuel = Fuel::new(TRIES, backwards);
                self.sandbox.sides(start, self.root, route, &mut fuel)
            });
            match sides {
                Some(sides) => {
                    for (verdict, situation) in
                        [(Verdict::Met, sides.holds), (Verdict::NotMet, sides.fails)]
                    {
                        let about = Some(sides.moved.clone());
                        made.probes.push(self.made(
                            ProbeKind::Threshold,
                            verdict,
                            situation,
                            about,
                        ));
                    }
                }
                None => missing = missing.saturating_add(1),
            }
        }
        if missing > 0 {
            self.gap(made, ProbeKind::Threshold, missing);
        }
    }

    /// A situation where the condition is decided so.
    fn decided(&self, holds: bool) -> Option<Situation> {
        let (root, top) = (self.root, &Place::TOP);
        let as_it_is = self
            .starts
            .iter()
            .find(|start| self.sandbox.truth(start, root, top) == Truth::of(holds));
        if let Some(found) = as_it_is {
            return Some(found.clone());
        }
        let empty = Situation::new();
        self.starts
            .iter()
            .take(3)
            .chain(std::iter::once(&empty))
            .find_map(|start| {
                let mut steered = start.clone();
                let mut fuel = Fuel::new(TRIES, false);
                self.sandbox
                    .steer(&mut steered, root, top, holds, &mut fuel)
                    .then_some(steered)
            })
    }

    /// A situation where exactly one answer is missing; the empty one when every answer leaves others.
    fn unknown(&self, from: &[&Situation]) -> Option<(Situation, Option<Path>)> {
        let is_open = |situation: &Situation| {
            self.sandbox.truth(situation, self.root, &Place::TOP) == Truth::Unknown
        };
        for start in from {
            for (path, _) in start.answers() {
                let mut without = (*start).clone();
                without.set(path, Answer::NotAsked);
                // A row whose last answer goes is no longer there: that is a change, not a silence.
                let same_rows = Entity::Child;
                if without.rows(same_rows) == start.rows(same_rows) && is_open(&without) {
                    return Some((without, Some(path.clone())));
                }
            }
        }
        let empty = Situation::new();
        is_open(&empty).then_some((empty, None))
    }

    fn note(&self, made: &mut Probes, kind: ProbeKind, found: Option<(Situation, Option<Path>)>) {
        let verdict = match kind {
            ProbeKind::Passes => Verdict::Met,
            ProbeKind::Fails => Verdict::NotMet,
            ProbeKind::Unknown | ProbeKind::Threshold => Verdict::Unknown,
        };
        match found {
            Some((situation, about)) => {
                made.probes.push(self.made(kind, verdict, situation, about));
            }
            None => self.gap(made, kind, 1),
        }
    }

    fn made(
        &self,
        kind: ProbeKind,
        verdict: Verdict,
        situation: Situation,
        about: Option<Path>,
    ) -> Probe {
        Probe {
            right: self.right.to_owned(),
            condition: self.condition,
            kind,
            verdict,
            situation,
            about,
        }
    }

    fn gap(&self, made: &mut Probes, kind: ProbeKind, count: usize) {
        made.gaps.push(Gap {
            right: self.right.to_owned(),
            condition: self.condition,
            kind,
            count,
        });
    }
}
