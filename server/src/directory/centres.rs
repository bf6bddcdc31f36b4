//! Where a commune is: the middle of what the directory holds there, or of what it holds around.
//!
//! No map is embedded: what is imported is where people can go, and a distance of a kilometre more or less orders it well enough.

use std::collections::HashMap;

use crate::geography::{Commune, france};

/// A place on Earth, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    longitude: f64,
    latitude: f64,
}

impl Point {
    /// From millionths of a degree.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a few hundred millions are exact"
    )]
    pub fn of(longitude: Option<i64>, latitude: Option<i64>) -> Option<Self> {
        Some(Self {
            longitude: longitude? as f64 / 1e6,
            latitude: latitude? as f64 / 1e6,
        })
    }

    /// The distance, in whole kilometres, as the crow flies: exact enough below some hundreds.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the Earth is 40 000 km around"
    )]
    pub fn kilometres(self, other: Self) -> u32 {
        let north = (self.latitude - other.latitude).to_radians();
        let middle = ((self.latitude + other.latitude) / 2.0).to_radians();
        let east = (self.longitude - other.longitude).to_radians() * middle.cos();
        (north.hypot(east) * 6371.0).round() as u32
    }
}

/// Sums of coordinates, on their way to means.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    longitude: f64,
    latitude: f64,
    count: f64,
}

impl Sum {
    fn add(&mut self, point: Point) {
        self.longitude += point.longitude;
        self.latitude += point.latitude;
        self.count += 1.0;
    }

    fn mean(self) -> Option<Point> {
        (self.count > 0.0).then(|| Point {
            longitude: self.longitude / self.count,
            latitude: self.latitude / self.count,
        })
    }
}

/// The middles of communes, of postcodes and of intercommunalités.
#[derive(Debug, Default)]
pub struct Centres {
    sums: HashMap<&'static str, Sum>,
    around: HashMap<&'static str, Sum>,
}

impl Centres {
    /// Counts something that is in a commune.
    pub fn add(&mut self, commune: Option<&'static Commune>, point: Option<Point>) {
        if let (Some(commune), Some(point)) = (commune, point) {
            self.sums.entry(commune.insee).or_default().add(point);
        }
    }

    /// Once everything is counted: the middles of wider territories, each commune counting once.
    pub fn settle(&mut self) {
        for (insee, sum) in &self.sums {
            let (Some(commune), Some(point)) = (france().commune(insee), sum.mean()) else {
                continue;
            };
            for wider in commune
                .postcodes
                .iter()
                .chain(&commune.groups)
                .chain(&commune.part_of)
            {
                self.around.entry(wider).or_default().add(point);
            }
        }
    }

    /// The middle of a commune; of its neighbours when nothing is known to be there.
    pub fn of(&self, commune: &Commune) -> Option<Point> {
        let own = self.sums.get(commune.insee).and_then(|sum| sum.mean());
        // The narrowest intercommunalité comes last.
        let mut wider = [commune.insee]
            .into_iter()
            .chain(commune.postcodes.iter().copied())
            .chain(commune.groups.iter().rev().copied());
        own.or_else(|| wider.find_map(|wider| self.around.get(wider)?.mean()))
    }
}
