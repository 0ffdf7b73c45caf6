//! Which parts states have: at each spot, every part that was seen there has a number.

use interleave_engine::World;
use interleave_engine::world::parts::{Part, Spot};
use rustc_hash::FxHashMap;

/// Bytes of a part that was seen, more or less: a task or an object of average size.
const PART_BYTES: u64 = 400;

/// A spot at which something was looked at or changed.
struct Known {
    spot: Spot,
    /// What was seen here, beginning with what is there in the first state.
    parts: Vec<Part>,
    ids: FxHashMap<u64, u32>,
    /// Its place in states, once it differs between them.
    place: Option<u32>,
}

/// All parts that were seen.
#[derive(Default)]
pub struct Parts {
    spots: FxHashMap<Spot, u32>,
    known: Vec<Known>,
    /// The spots that have places in states.
    places: Vec<u32>,
    /// What each part adds to a fingerprint, by place and number.
    prints: Vec<Vec<u64>>,
    count: u64,
}

impl Parts {
    /// The spot's number; whether it was known.
    fn spot(&mut self, spot: Spot, origin: &World, timed: bool) -> (usize, bool) {
        if let Some(&at) = self.spots.get(&spot) {
            return (at as usize, true);
        }
        let first = origin.part(spot, timed);
        let at = self.known.len();
        self.spots.insert(spot, at as u32);
        self.known.push(Known {
            spot,
            ids: [(first.key, 0)].into_iter().collect(),
            parts: vec![first],
            place: None,
        });
        (at, false)
    }

    /// The place in states of a spot that is looked at; `None` as long as all states have the same there.
    pub fn place(&mut self, spot: Spot, origin: &World, timed: bool) -> Option<u32> {
        let (at, _) = self.spot(spot, origin, timed);
        self.known.get(at)?.place
    }

    /// The place in states and the number of a part; `None` where all states have that. `news` is set if so far all
    /// states had the same where somebody may have looked.
    pub fn intern(
        &mut self,
        spot: Spot,
        part: Part,
        origin: &World,
        timed: bool,
        news: &mut bool,
    ) -> Option<(u32, u32)> {
        let (at, was_known) = self.spot(spot, origin, timed);
        let known = self.known.get_mut(at)?;
        let new = known.parts.len() as u32;
        let id = *known.ids.entry(part.key).or_insert(new);
        if id != new {
            return known.place.map(|place| (place, id));
        }
        let place = match known.place {
            Some(place) => place,
            None => {
                let place = self.places.len() as u32;
                known.place = Some(place);
                self.places.push(at as u32);
                let first = known.parts.first().map_or(0, |part| part.print);
                self.prints.push(vec![first]);
                *news |= was_known;
                place
            }
        };
        if let Some(prints) = self.prints.get_mut(place as usize) {
            prints.push(part.print);
        }
        known.parts.push(part);
        self.count += 1;
        Some((place, id))
    }

    /// What a part adds to a fingerprint.
    #[inline]
    pub fn print(&self, place: u32, id: u32) -> u64 {
        let prints = self.prints.get(place as usize);
        let print = prints.and_then(|prints| prints.get(id as usize));
        print.copied().unwrap_or(0)
    }

    /// The parts of a state in which it differs from the first one.
    pub fn of<'a>(&'a self, values: &'a [u32]) -> impl Iterator<Item = (Spot, &'a Part)> {
        let pairs = values.iter().zip(&self.places).filter(|(id, _)| **id != 0);
        pairs.filter_map(|(&id, &at)| {
            let known = self.known.get(at as usize)?;
            Some((known.spot, known.parts.get(id as usize)?))
        })
    }

    /// The part that a state has at a spot, if it is not the first state's.
    pub fn at(&self, spot: Spot, values: &[u32]) -> Option<&Part> {
        let known = self.known.get(*self.spots.get(&spot)? as usize)?;
        let id = super::trie::value_at(values, known.place?);
        known.parts.get(id as usize)
    }

    /// About how many bytes all take.
    pub fn bytes(&self) -> u64 {
        self.count * PART_BYTES
    }
}
