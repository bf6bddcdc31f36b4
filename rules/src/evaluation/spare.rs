//! What evaluators of one law leave to those that come after them. A server judges one household at a time, each for another request:
//! asking for this memory anew, and having it emptied, took a sixth of judging.
//!
//! What is left stays in memory until it is written over; stamps and resets tell the next household from it, as they do within one evaluator.

use std::mem::take;
use std::sync::Mutex;

use super::cells::Cells;
use super::compute::Computer;
use super::evaluator::Evaluator;
use super::findings::Judged;
use super::law::Law;
use super::lists::Listed;
use super::looks::Looked;
use super::places::Paths;
use super::relevance::Waiting;
use super::resolve::Frames;
use super::telling::Scratch;
use super::trace::Trace;

/// How many are kept: as many households as are judged at once.
const MOST: usize = 8;

/// The memory that waits for the next evaluators of a law.
#[derive(Debug, Default)]
pub(super) struct Spare(Mutex<Vec<Memory>>);

/// What one evaluator works with.
#[derive(Debug)]
struct Memory {
    cells: Cells,
    frames: Frames,
    listed: Listed,
    trace: Trace,
    judged: Judged,
    blind: Judged,
    scratch: Scratch,
    waiting: Waiting,
    paths: Paths,
    looked: Looked,
}

impl Clone for Spare {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Law<'_> {
    /// Someone to apply this law.
    #[must_use]
    pub fn evaluator(&self) -> Evaluator<'_> {
        let left = self.spare.0.lock().ok().and_then(|mut left| left.pop());
        let Some(memory) = left else {
            return Evaluator::new(Computer::new(self));
        };
        let mut computer = Computer::with_cells(self, memory.cells);
        computer.frames = memory.frames;
        computer.listed = memory.listed;
        computer.trace = memory.trace;
        let mut evaluator = Evaluator::new(computer);
        evaluator.judged = memory.judged;
        evaluator.blind = memory.blind;
        evaluator.scratch = memory.scratch;
        evaluator.waiting = memory.waiting;
        evaluator.paths = memory.paths;
        evaluator.looked = memory.looked;
        evaluator
    }
}

impl Drop for Evaluator<'_> {
    fn drop(&mut self) {
        // What was interrupted is nobody's to go on with.
        if std::thread::panicking() {
            return;
        }
        let computer = &mut self.computer;
        let Ok(mut left) = computer.law.spare.0.lock() else {
            return;
        };
        if left.len() < MOST {
            left.push(Memory {
                cells: take(&mut computer.cells),
                frames: take(&mut computer.frames),
                listed: take(&mut computer.listed),
                trace: take(&mut computer.trace),
                judged: take(&mut self.judged),
                blind: take(&mut self.blind),
                scratch: take(&mut self.scratch),
                waiting: take(&mut self.waiting),
                paths: take(&mut self.paths),
                looked: take(&mut self.looked),
            });
        }
    }
}
