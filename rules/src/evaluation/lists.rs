//! Looking through lists, row by row. An open list has one more row nobody named, of which nothing is known:
//! whatever it could add is unknown. Months of incomes are open one by one, for each holder.

use super::compute::{Computer, Env};
use super::resolve::{NEW_CHILD, NEW_INCOME, PARTNER, PERSON};
use crate::Truth;
use crate::language::syntax::ListName;
use crate::path::Holder;

/// A row being looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Whom names mean within the row.
    pub(super) env: Env,
    /// Whether the row is there.
    pub(super) presence: Truth,
    /// Whether somebody named it; else it stands for any number of rows to come.
    pub(super) named: bool,
}

/// The rows of a list, in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    list: ListName,
    next: usize,
}

impl Rows {
    pub(super) const fn of(list: ListName) -> Self {
        Self { list, next: 0 }
    }

    /// The next row that may be there.
    pub(super) fn next(&mut self, computer: &Computer<'_>, env: Env) -> Option<Row> {
        loop {
            let index = self.next;
            self.next = index.saturating_add(1);
            match self.at(computer, env, index)? {
                Row {
                    presence: Truth::No,
                    ..
                } => {}
                row => return Some(row),
            }
        }
    }

    fn at(&self, computer: &Computer<'_>, env: Env, index: usize) -> Option<Row> {
        let frames = &computer.frames;
        match self.list {
            ListName::Adults => match index {
                0 => Some(Row {
                    env: Env {
                        adult: PERSON,
                        ..env
                    },
                    presence: Truth::Yes,
                    named: true,
                }),
                1 => Some(Row {
                    env: Env {
                        adult: PARTNER,
                        ..env
                    },
                    presence: frames.partner,
                    named: true,
                }),
                _ => None,
            },
            ListName::Partner => (index == 0).then_some(Row {
                env: Env {
                    adult: PARTNER,
                    ..env
                },
                presence: frames.partner,
                named: true,
            }),
            ListName::Children => {
                let count = frames.children().len();
                if index < count {
                    let child = frames.child_frame(index);
                    return Some(Row {
                        env: Env { child, ..env },
                        presence: Truth::Yes,
                        named: true,
                    });
                }
                let open = index == count && !frames.children_closed;
                open.then_some(Row {
                    env: Env {
                        child: NEW_CHILD,
                        ..env
                    },
                    presence: Truth::Unknown,
                    named: false,
                })
            }
            ListName::Incomes { first, last } => {
                let this_month = computer.law.this_month;
                let (from, to) = (
                    this_month.saturating_add(i64::from(first)),
                    this_month.saturating_add(i64::from(last)),
                );
                if let Some(presence) = frames.income_presence.get(index).copied() {
                    let income = frames.income_frame(index);
                    let presence = presence.and(frames.falls_within(
                        &computer.law.incomes,
                        income,
                        (from, to),
                    ));
                    return Some(Row {
                        env: Env { income, ..env },
                        presence,
                        named: true,
                    });
                }
                let unnamed = index.saturating_sub(frames.incomes().len());
                let (holder, month) = month_at(from, to, unnamed)?;
                let closed = frames.is_closed(holder, month);
                let presence = if closed { Truth::No } else { Truth::Unknown };
                let env = Env {
                    income: NEW_INCOME,
                    supposed: (holder, month),
                    ..env
                };
                Some(Row {
                    env,
                    presence,
                    named: false,
                })
            }
        }
    }
}

/// The holder and month of one of the unnamed rows: every month of the person, then of the partner.
fn month_at(from: i64, to: i64, index: usize) -> Option<(Holder, i64)> {
    let months = usize::try_from(to.saturating_sub(from).saturating_add(1)).ok()?;
    let holder = *Holder::ALL.get(index.checked_div(months)?)?;
    Some((
        holder,
        from.saturating_add(i64::try_from(index.checked_rem(months)?).ok()?),
    ))
}
