//! Where the marks of a drawn chart are: one search for mouse and touch, one order for the keys.

use crate::figure::Pointed;

/// A box in CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub fn new(left: f64, top: f64, right: f64, bottom: f64) -> Rect {
        Rect {
            left: left.min(right),
            top: top.min(bottom),
            right: left.max(right),
            bottom: top.max(bottom),
        }
    }

    /// How far a point lies outside, along each axis.
    fn distance(&self, x: f64, y: f64) -> (f64, f64) {
        let gap = |low: f64, at: f64, high: f64| (low - at).max(at - high).max(0.0);
        (gap(self.left, x, self.right), gap(self.top, y, self.bottom))
    }

    pub fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub fn centre(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }
}

/// A mark that can be pointed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkRegion {
    pub pointed: Pointed,
    pub rect: Rect,
    /// The slot of the chart it stands in, for the cursor and the tooltip beside it.
    pub slot: Rect,
}

/// Which axis counts first in looking for the nearest mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Squash {
    /// Marks stand in columns: left and right decide.
    Columns,
    /// Marks stand in rows: up and down decide.
    Rows,
    /// Marks lie anywhere.
    Neither,
}

/// A key of the keyboard, as a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Left,
    Right,
    Up,
    Down,
    First,
    Last,
}

/// What was drawn where.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// CSS px.
    pub size: (u32, u32),
    /// The plot within the gutters.
    pub plot: Rect,
    pub squash: Squash,
    pub marks: Vec<MarkRegion>,
    /// The middles of the schools of a scatter, by index of point; none where not drawn.
    pub schools: Vec<Option<(f32, f32)>>,
}

/// How far from a mark a pointer still means it, px.
const REACH: f64 = 40.0;

impl Scene {
    /// The mark that a pointer at (x, y) means.
    pub fn nearest(&self, x: f64, y: f64) -> Option<Pointed> {
        let (wx, wy) = match self.squash {
            Squash::Columns => (1.0, 0.01),
            Squash::Rows => (0.01, 1.0),
            Squash::Neither => (1.0, 1.0),
        };
        let marks = self.marks.iter().map(|mark| {
            let (dx, dy) = mark.rect.distance(x, y);
            (mark.pointed, dx * wx, dy * wy)
        });
        let schools = self.schools.iter().enumerate().filter_map(|(point, at)| {
            let (sx, sy) = (*at)?;
            Some((Pointed::School { point }, f64::from(sx) - x, f64::from(sy) - y))
        });
        marks
            .chain(schools)
            .map(|(pointed, dx, dy)| (pointed, dx * dx + dy * dy))
            .filter(|(_, distance)| *distance <= REACH * REACH)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(pointed, _)| pointed)
    }

    /// The schools of a scatter whose middles lie in a box, by index of point.
    pub fn schools_within(&self, area: &Rect) -> Vec<usize> {
        let inside = |at: &Option<(f32, f32)>| {
            at.is_some_and(|(x, y)| area.distance(f64::from(x), f64::from(y)) == (0.0, 0.0))
        };
        let all = self.schools.iter().enumerate();
        all.filter(|(_, at)| inside(at)).map(|(point, _)| point).collect()
    }

    /// Where a mark is.
    pub fn region(&self, pointed: Pointed) -> Option<MarkRegion> {
        if let Pointed::School { point } = pointed {
            let (x, y) = (*self.schools.get(point)?)?;
            let (x, y) = (f64::from(x), f64::from(y));
            let rect = Rect::new(x - 6.0, y - 6.0, x + 6.0, y + 6.0);
            return Some(MarkRegion { pointed, rect, slot: rect });
        }
        self.marks.iter().find(|mark| mark.pointed == pointed).copied()
    }

    /// The mark that a key leads to: along the slots one way, through the marks of a slot the
    /// other; the first mark where none was pointed at. It stays where there is no further one.
    pub fn step(&self, from: Option<Pointed>, step: Step) -> Option<Pointed> {
        if !self.schools.is_empty() {
            return self.step_schools(from, step);
        }
        let first = self.marks.first()?.pointed;
        let last = self.marks.last()?.pointed;
        let Some(here) = from.and_then(|from| self.marks.iter().position(|m| m.pointed == from))
        else {
            return Some(if step == Step::Last { last } else { first });
        };
        let slots = self.slots();
        let slot = slots.iter().position(|slot| slot.contains(&here)).unwrap_or(0);
        let rank = slots.get(slot).and_then(|marks| marks.iter().position(|m| *m == here));
        // In columns left and right change the slot; elsewhere up and down do.
        let (along, within) = match (self.squash == Squash::Columns, step) {
            (_, Step::First) => return Some(first),
            (_, Step::Last) => return Some(last),
            (true, Step::Left) | (false, Step::Up) => (-1, 0),
            (true, Step::Right) | (false, Step::Down) => (1, 0),
            (true, Step::Down) | (false, Step::Left) => (0, -1),
            (true, Step::Up) | (false, Step::Right) => (0, 1),
        };
        let marks = slots.get(slot.saturating_add_signed(along).min(slots.len() - 1))?;
        let mark = if self.squash == Squash::Neither && along != 0 {
            *marks
                .iter()
                .min_by(|a, b| self.across(here, **a).total_cmp(&self.across(here, **b)))?
        } else {
            let rank = rank.unwrap_or(0).saturating_add_signed(within);
            *marks.get(rank.min(marks.len().saturating_sub(1)))?
        };
        self.marks.get(mark).map(|mark| mark.pointed)
    }

    /// How far two marks are apart from left to right.
    fn across(&self, a: usize, b: usize) -> f64 {
        let x = |mark: usize| self.marks.get(mark).map_or(0.0, |mark| mark.rect.centre().0);
        (x(a) - x(b)).abs()
    }

    /// The marks of each slot, by index, in the order drawn.
    fn slots(&self) -> Vec<Vec<usize>> {
        let mut slots: Vec<(Rect, Vec<usize>)> = Vec::new();
        for (index, mark) in self.marks.iter().enumerate() {
            match slots.iter_mut().find(|(slot, _)| *slot == mark.slot) {
                Some((_, marks)) => marks.push(index),
                None => slots.push((mark.slot, vec![index])),
            }
        }
        slots.into_iter().map(|(_, marks)| marks).collect()
    }

    /// Left and right go through the schools by x, up and down by y.
    fn step_schools(&self, from: Option<Pointed>, step: Step) -> Option<Pointed> {
        let upright = matches!(step, Step::Up | Step::Down);
        let rank = |point: usize| -> Option<(f32, usize)> {
            let (x, y) = (*self.schools.get(point)?)?;
            Some((if upright { -y } else { x }, point))
        };
        let all = || (0..self.schools.len()).filter_map(rank);
        let order = |a: &(f32, usize), b: &(f32, usize)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        let here = match from {
            Some(Pointed::School { point }) => rank(point),
            _ => None,
        };
        let found = match (here, step) {
            (None, Step::Last) | (_, Step::Last) => all().max_by(order),
            (None, _) | (_, Step::First) => all().min_by(order),
            (Some(here), Step::Right | Step::Up) => {
                all().filter(|other| order(other, &here).is_gt()).min_by(order).or(Some(here))
            }
            (Some(here), Step::Left | Step::Down) => {
                all().filter(|other| order(other, &here).is_lt()).max_by(order).or(Some(here))
            }
        };
        found.map(|(_, point)| Pointed::School { point })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: usize, wave: usize) -> Pointed {
        Pointed::Cell { row, wave, part: None }
    }

    /// Two columns of two bars each: 2016 and 2018 of tenths 1 and 2.
    fn columns() -> Scene {
        let bar = |row, wave, x: f64| MarkRegion {
            pointed: cell(row, wave),
            rect: Rect::new(x, 50.0, x + 10.0, 100.0),
            slot: if row == 0 {
                Rect::new(0.0, 0.0, 30.0, 100.0)
            } else {
                Rect::new(30.0, 0.0, 60.0, 100.0)
            },
        };
        Scene {
            size: (60, 120),
            plot: Rect::new(0.0, 0.0, 60.0, 100.0),
            squash: Squash::Columns,
            marks: vec![bar(0, 0, 4.0), bar(0, 1, 16.0), bar(1, 0, 34.0), bar(1, 1, 46.0)],
            schools: Vec::new(),
        }
    }

    #[test]
    fn the_pointer_means_the_column_it_is_over() {
        let scene = columns();
        assert_eq!(scene.nearest(5.0, 2.0), Some(cell(0, 0)));
        assert_eq!(scene.nearest(47.0, 99.0), Some(cell(1, 1)));
        assert_eq!(scene.nearest(90.0, 60.0), Some(cell(1, 1)));
        assert_eq!(scene.nearest(97.0, 60.0), None);
    }

    #[test]
    fn arrow_keys_reach_every_mark() {
        let scene = columns();
        let mut at = scene.step(None, Step::Right);
        assert_eq!(at, Some(cell(0, 0)));
        at = scene.step(at, Step::Up);
        assert_eq!(at, Some(cell(0, 1)));
        at = scene.step(at, Step::Right);
        assert_eq!(at, Some(cell(1, 1)));
        at = scene.step(at, Step::Right);
        assert_eq!(at, Some(cell(1, 1)));
        at = scene.step(at, Step::Down);
        assert_eq!(at, Some(cell(1, 0)));
        assert_eq!(scene.step(at, Step::First), Some(cell(0, 0)));
        assert_eq!(scene.step(at, Step::Last), Some(cell(1, 1)));
    }

    #[test]
    fn schools_are_walked_by_x_and_by_y() {
        let mut scene = columns();
        scene.marks.clear();
        scene.squash = Squash::Neither;
        scene.schools = vec![Some((30.0, 10.0)), None, Some((10.0, 50.0)), Some((20.0, 90.0))];
        let school = |point| Some(Pointed::School { point });
        assert_eq!(scene.step(None, Step::Right), school(2));
        assert_eq!(scene.step(school(2), Step::Right), school(3));
        assert_eq!(scene.step(school(2), Step::Up), school(0));
        assert_eq!(scene.step(school(0), Step::Up), school(0));
        assert_eq!(scene.nearest(22.0, 88.0), school(3));
        assert_eq!(scene.nearest(22.0, 140.0), None);
        assert_eq!(scene.schools_within(&Rect::new(10.0, 40.0, 25.0, 95.0)), [2, 3]);
        assert!(scene.schools_within(&Rect::new(11.0, 40.0, 19.0, 95.0)).is_empty());
    }
}
