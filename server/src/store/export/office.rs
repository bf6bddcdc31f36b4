//! The tables of the office: the structure itself, its team, its rooms and its day, its lists.

use super::{
    made,
    table::{
        Kind::{Day, Flag, Id, Made, Number, Parent, Sealed, Structure, Text, Time},
        Table,
    },
};

/// One that other files only named (`named.rs`) becomes what it is.
pub(super) const STRUCTURES: Table = Table {
    name: "structures",
    select: "SELECT id, name, kind, contact, territory, created_at, closed_at, handed_to, second_factor, retention_months
             FROM structures WHERE id = $1 AND id > $2 ORDER BY id LIMIT $3",
    insert: "INSERT INTO structures
             (id, name, kind, contact, territory, created_at, closed_at, handed_to, second_factor, retention_months)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, contact = excluded.contact,
                 territory = excluded.territory, closed_at = excluded.closed_at, handed_to = excluded.handed_to,
                 second_factor = excluded.second_factor, retention_months = excluded.retention_months
             WHERE structures.closed_at = structures.created_at AND structures.handed_to IS NULL",
    columns: &[
        ("id", Id),
        ("name", Text),
        ("kind", Text),
        ("contact", Text),
        ("territory", Text),
        ("created_at", Time),
        ("closed_at", Time),
        ("handed_to", Parent("structures")),
        ("second_factor", Flag),
        ("retention_months", Number),
    ],
    of_person: false,
    stands: false,
};

pub(super) const LEGAL_FRAMES: Table = Table {
    name: "legal_frames",
    select: "SELECT content FROM legal_frames WHERE structure_id = $1 AND structure_id > $2 LIMIT $3",
    insert: "INSERT INTO legal_frames (structure_id, content) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    columns: &[("structure_id", Structure), ("content", Text)],
    of_person: false,
    stands: true,
};

pub(super) const MEMBERSHIPS: Table = Table {
    name: "memberships",
    select: "SELECT agent_id, roles, since, ended_at FROM memberships
             WHERE structure_id = $1 AND agent_id > $2 ORDER BY agent_id LIMIT $3",
    insert: "INSERT INTO memberships (agent_id, structure_id, roles, since, ended_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    columns: &[
        ("agent_id", Parent("agents")),
        ("structure_id", Structure),
        ("roles", Text),
        ("since", Time),
        ("ended_at", Time),
    ],
    of_person: false,
    stands: false,
};

pub(super) const AGREEMENTS: Table = Table {
    name: "agreements",
    select: "SELECT id, since, until, allows FROM agreements
             WHERE structure_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    insert: "INSERT INTO agreements (id, structure_id, since, until, allows)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("structure_id", Structure),
        ("since", Day),
        ("until", Day),
        ("allows", Text),
    ],
    of_person: false,
    stands: false,
};

/// With the rooms of slots that came from an office which closed: they are used no more.
pub(super) const ROOMS: Table = Table {
    name: "rooms",
    select: "SELECT id, name, CASE WHEN structure_id = $1 THEN closed ELSE TRUE END FROM rooms
             WHERE (structure_id = $1 OR id IN (SELECT room_id FROM appointments WHERE structure_id = $1))
               AND id > $2 ORDER BY id LIMIT $3",
    insert: "INSERT INTO rooms (id, structure_id, name, closed)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("structure_id", Structure),
        ("name", Text),
        ("closed", Flag),
    ],
    of_person: false,
    stands: false,
};

pub(super) const ROOM_HOURS: Table = Table {
    name: "room_hours",
    select: "SELECT h.id, h.room_id, h.weekday, h.from_minute, h.to_minute, h.since
             FROM room_hours h JOIN rooms r ON r.id = h.room_id
             WHERE r.structure_id = $1 AND h.id > $2 ORDER BY h.id LIMIT $3",
    insert: "INSERT INTO room_hours (id, room_id, weekday, from_minute, to_minute, since)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("room_id", Parent("rooms")),
        ("weekday", Number),
        ("from_minute", Number),
        ("to_minute", Number),
        ("since", Day),
    ],
    of_person: false,
    stands: false,
};

pub(super) const CLOSED_DAYS: Table = Table {
    name: "closed_days",
    select: "SELECT day FROM closed_days WHERE structure_id = $1 AND day > $2 ORDER BY day LIMIT $3",
    insert: "INSERT INTO closed_days (day, structure_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    columns: &[("day", Day), ("structure_id", Structure)],
    of_person: false,
    stands: false,
};

pub(super) const APPOINTMENTS: Table = Table {
    name: "appointments",
    select: "SELECT id, room_id, agent_id, starts_at, ends_at, state, details FROM appointments
             WHERE structure_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    insert: "INSERT INTO appointments (id, structure_id, room_id, agent_id, starts_at, ends_at, state, details)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("structure_id", Structure),
        ("room_id", Parent("rooms")),
        ("agent_id", Parent("agents")),
        ("starts_at", Time),
        ("ends_at", Time),
        ("state", Text),
        ("details", Sealed),
    ],
    of_person: false,
    stands: false,
};

pub(super) const CONTACTS: Table = Table {
    name: "contacts",
    select: "SELECT id, organisation, name, phone, note, closed FROM contacts
             WHERE structure_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    insert: "INSERT INTO contacts (id, structure_id, organisation, name, phone, note, closed)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("structure_id", Structure),
        ("organisation", Text),
        ("name", Sealed),
        ("phone", Sealed),
        ("note", Sealed),
        ("closed", Flag),
    ],
    of_person: false,
    stands: false,
};

pub(super) const REMARKS: Table = Table {
    name: "remarks",
    select: "SELECT id, catalogue, kind, subject, reason, words, state, answer, at, settled_at FROM remarks
             WHERE structure_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    insert: "INSERT INTO remarks
             (id, structure_id, catalogue, kind, subject, reason, words, state, answer, at, settled_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("structure_id", Structure),
        ("catalogue", Text),
        ("kind", Text),
        ("subject", Text),
        ("reason", Text),
        ("words", Sealed),
        ("state", Text),
        ("answer", Sealed),
        ("at", Time),
        ("settled_at", Time),
    ],
    of_person: false,
    stands: false,
};

pub(super) const OFFERS: Table = Table {
    name: "offers",
    select: "SELECT id, content, state, listed_on, bilan_id, at FROM offers
             WHERE structure_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    insert: "INSERT INTO offers (id, structure_id, person_index, content, state, listed_on, bilan_id, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("structure_id", Structure),
        ("person_index", Made(made::offer_index)),
        ("content", Sealed),
        ("state", Text),
        ("listed_on", Day),
        ("bilan_id", Parent("bilans")),
        ("at", Time),
    ],
    of_person: false,
    stands: false,
};
