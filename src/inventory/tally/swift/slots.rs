//! Where the stretches of time belong, by activity.

use crate::activity::Slot;

/// Places of the table, at two bytes each; what finds none is asked for again, of a slower reader.
const MOST: usize = 1 << 21;

/// Where a stretch belongs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Belongs {
    To(Slot),
    /// The activity has no such period.
    Nowhere,
}

/// A row of the table for each activity, a column for each stretch.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// 0: not known; 1: the activity has no such period; from 2 on: a place in the list.
    table: Vec<u16>,
    /// Columns of a row.
    width: usize,
    list: Vec<Slot>,
}

impl Slots {
    /// Where a stretch belongs, if that is known.
    #[inline]
    pub(super) fn find(&self, activity: u32, stretch: u32) -> Option<Belongs> {
        let (activity, stretch) = (usize::try_from(activity).ok()?, usize::try_from(stretch).ok()?);
        if stretch >= self.width {
            return None;
        }
        let at = *self.table.get(activity.checked_mul(self.width)?.checked_add(stretch)?)?;
        match usize::from(at).checked_sub(1)? {
            0 => Some(Belongs::Nowhere),
            listed => Some(Belongs::To(*self.list.get(listed.wrapping_sub(1))?)),
        }
    }

    pub(super) fn learn(&mut self, activity: u32, stretch: u32, slot: Option<Slot>) {
        let (Ok(activity), Ok(stretch)) = (usize::try_from(activity), usize::try_from(stretch)) else { return };
        let value = match slot {
            None => 1,
            Some(slot) => self.listed(slot).saturating_add(2),
        };
        let Ok(value) = u16::try_from(value) else { return };
        let width = if stretch < self.width { self.width } else { stretch.saturating_add(1).next_power_of_two().max(16) };
        let rows = self.table.len().checked_div(self.width).unwrap_or(0).max(activity.saturating_add(1));
        let size = rows.saturating_mul(width);
        if size > MOST {
            return;
        }
        if width > self.width {
            let mut wider = vec![0; size];
            for (to, from) in wider.chunks_mut(width).zip(self.table.chunks(self.width.max(1))) {
                for (to, from) in to.iter_mut().zip(from) {
                    *to = *from;
                }
            }
            (self.table, self.width) = (wider, width);
        } else if size > self.table.len() {
            self.table.resize(size, 0);
        }
        if let Some(place) = activity.checked_mul(width).and_then(|row| self.table.get_mut(row.checked_add(stretch)?)) {
            *place = value;
        }
    }

    fn listed(&mut self, slot: Slot) -> usize {
        self.list.iter().position(|held| *held == slot).unwrap_or_else(|| {
            self.list.push(slot);
            self.list.len().wrapping_sub(1)
        })
    }
}
