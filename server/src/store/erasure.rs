//! What is erased of a person. One list serves trainings, what a person asked for, and what was kept long enough.
//!
//! To add a table that points at bilans or persons: its line in [`ERASE`], rows that point at others first. A test fails while one
//! is missing.

/// What is erased of a person, of all their bilans. The lines of the journal stay, because its chain holds; what they were about is
/// emptied.
pub(super) const ERASE: [&str; 13] = [
    "DELETE FROM answers WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM form_keys WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM issued WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM follow_up_steps WHERE follow_up_id IN (SELECT f.id FROM follow_ups f JOIN bilans b ON b.id = f.bilan_id
                                                        WHERE b.person_id = $1)",
    "DELETE FROM follow_ups WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM mandates WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM shares WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM emergencies WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    // And wherever they were listed in the structure under the same name and day of birth.
    "DELETE FROM offers WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)
        OR person_index IN (SELECT o.person_index FROM offers o JOIN bilans b ON b.id = o.bilan_id
                            WHERE b.person_id = $1 AND b.structure_id = offers.structure_id)",
    "DELETE FROM findable WHERE person_id = $1",
    "UPDATE journal SET details = SUBSTR(details, 1, 0)
     WHERE bilan_id IN (SELECT id FROM bilans WHERE person_id = $1)",
    "DELETE FROM bilans WHERE person_id = $1",
    "DELETE FROM persons WHERE id = $1",
];
