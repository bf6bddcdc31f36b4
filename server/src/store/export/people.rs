//! The tables of persons: themselves, their bilans, and everything of these. Trainings are nobody's, and stay.

use super::{
    made,
    table::{
        Kind::{Day, Id, Made, Number, Parent, Sealed, Structure, Text, Time},
        Table,
    },
};

pub(super) const PERSONS: Table = Table {
    name: "persons",
    select: "SELECT p.id, p.identity, p.created_at, p.id AS person FROM persons p
             WHERE p.structure_id = $1 AND p.id > $2
               AND EXISTS (SELECT 1 FROM bilans b WHERE b.person_id = p.id AND b.kind = 'real')
             ORDER BY p.id LIMIT $3",
    insert: "INSERT INTO persons (id, structure_id, identity, name_index, created_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("structure_id", Structure),
        ("identity", Sealed),
        ("name_index", Made(made::name_index)),
        ("created_at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const BILANS: Table = Table {
    name: "bilans",
    select: "SELECT id, person_id, agent_id, opening, opened_on, law_date, state, kind, created_at, changed_at,
                    person_id AS person
             FROM bilans WHERE structure_id = $1 AND kind = 'real' AND id > $2 ORDER BY id LIMIT $3",
    insert: "INSERT INTO bilans
             (id, structure_id, person_id, agent_id, opening, reference_index, opened_on, law_date, state, kind,
              created_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("structure_id", Structure),
        ("person_id", Parent("persons")),
        ("agent_id", Parent("agents")),
        ("opening", Sealed),
        ("reference_index", Made(made::reference_index)),
        ("opened_on", Day),
        ("law_date", Day),
        ("state", Text),
        ("kind", Text),
        ("created_at", Time),
        ("changed_at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const ANSWERS: Table = Table {
    name: "answers",
    select: "SELECT t.id, t.bilan_id, t.content, t.version, t.agent_id, t.structure_id, t.at, b.person_id AS person
             FROM answers t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO answers (id, bilan_id, path_index, content, version, agent_id, structure_id, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("path_index", Made(made::path_index)),
        ("content", Sealed),
        ("version", Number),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const ISSUED: Table = Table {
    name: "issued",
    select:
        "SELECT t.id, t.bilan_id, t.agent_id, t.catalogue, t.findings, t.at, t.number, b.person_id AS person
             FROM issued t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO issued (id, bilan_id, agent_id, catalogue, findings, at, number)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("agent_id", Parent("agents")),
        ("catalogue", Text),
        ("findings", Sealed),
        ("at", Time),
        ("number", Number),
    ],
    of_person: true,
    stands: false,
};

pub(super) const FOLLOW_UPS: Table = Table {
    name: "follow_ups",
    select: "SELECT t.id, t.bilan_id, t.content, t.version, t.due_on, t.agent_id, t.structure_id, t.at, b.person_id AS person
             FROM follow_ups t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO follow_ups (id, bilan_id, right_index, content, version, due_on, agent_id, structure_id, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("right_index", Made(made::right_index)),
        ("content", Sealed),
        ("version", Number),
        ("due_on", Day),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const FOLLOW_UP_STEPS: Table = Table {
    name: "follow_up_steps",
    select: "SELECT t.id, t.follow_up_id, t.content, t.agent_id, t.structure_id, t.at, b.person_id AS person
             FROM follow_up_steps t JOIN follow_ups f ON f.id = t.follow_up_id JOIN bilans b ON b.id = f.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO follow_up_steps (id, follow_up_id, content, agent_id, structure_id, at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("follow_up_id", Parent("follow_ups")),
        ("content", Sealed),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const NOTES: Table = Table {
    name: "notes",
    select: "SELECT t.id, t.bilan_id, t.content, t.version, t.agent_id, t.structure_id, t.at, b.person_id AS person
             FROM notes t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO notes (id, bilan_id, content, version, agent_id, structure_id, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("content", Sealed),
        ("version", Number),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const NOTE_VERSIONS: Table = Table {
    name: "note_versions",
    select: "SELECT t.id, t.note_id, t.content, t.at, b.person_id AS person
             FROM note_versions t JOIN notes n ON n.id = t.note_id JOIN bilans b ON b.id = n.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO note_versions (id, note_id, content, at)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("note_id", Parent("notes")),
        ("content", Sealed),
        ("at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const FOLLOWERS: Table = Table {
    name: "followers",
    select: "SELECT t.id, t.bilan_id, t.agent_id, t.structure_id, t.since, b.person_id AS person
             FROM followers t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO followers (id, bilan_id, agent_id, structure_id, since)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("since", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const ORIENTATIONS: Table = Table {
    name: "orientations",
    select: "SELECT t.id, t.bilan_id, t.to_structure_id, t.content, t.standing, t.version, t.due_on, t.over_at,
                    t.withdrawn_at, t.agent_id, t.structure_id, t.made_at, t.at, b.person_id AS person
             FROM orientations t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO orientations
             (id, bilan_id, to_structure_id, content, standing, version, due_on, over_at, withdrawn_at, agent_id,
              structure_id, made_at, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("to_structure_id", Parent("structures")),
        ("content", Sealed),
        ("standing", Sealed),
        ("version", Number),
        ("due_on", Day),
        ("over_at", Time),
        ("withdrawn_at", Time),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("made_at", Time),
        ("at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const ORIENTATION_STEPS: Table = Table {
    name: "orientation_steps",
    select: "SELECT t.id, t.orientation_id, t.content, t.agent_id, t.structure_id, t.at, b.person_id AS person
             FROM orientation_steps t JOIN orientations o ON o.id = t.orientation_id JOIN bilans b ON b.id = o.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO orientation_steps (id, orientation_id, content, agent_id, structure_id, at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("orientation_id", Parent("orientations")),
        ("content", Sealed),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const MANDATES: Table = Table {
    name: "mandates",
    select: "SELECT t.id, t.bilan_id, t.content, t.ends_on, t.revoked_at, t.agent_id, t.structure_id, t.at, b.person_id AS person
             FROM mandates t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO mandates (id, bilan_id, content, ends_on, revoked_at, agent_id, structure_id, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("content", Sealed),
        ("ends_on", Day),
        ("revoked_at", Time),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const SHARES: Table = Table {
    name: "shares",
    select: "SELECT t.id, t.bilan_id, t.to_structure_id, t.content, t.agent_id, t.at, t.expires_at, t.taken_at,
                    t.revoked_at, b.person_id AS person
             FROM shares t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO shares
             (id, bilan_id, to_structure_id, code_index, content, agent_id, at, expires_at, taken_at, revoked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("to_structure_id", Parent("structures")),
        ("code_index", Made(made::code_index)),
        ("content", Sealed),
        ("agent_id", Parent("agents")),
        ("at", Time),
        ("expires_at", Time),
        ("taken_at", Time),
        ("revoked_at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const EMERGENCIES: Table = Table {
    name: "emergencies",
    select: "SELECT t.id, t.bilan_id, t.agent_id, t.structure_id, t.reason, t.at, t.until_at, b.person_id AS person
             FROM emergencies t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO emergencies (id, bilan_id, agent_id, structure_id, reason, at, until_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("agent_id", Parent("agents")),
        ("structure_id", Parent("structures")),
        ("reason", Sealed),
        ("at", Time),
        ("until_at", Time),
    ],
    of_person: true,
    stands: false,
};

pub(super) const ERASURES: Table = Table {
    name: "erasures",
    select:
        "SELECT t.id, t.bilan_id, t.content, t.agent_id, t.at, t.refused_at, b.person_id AS person
             FROM erasures t JOIN bilans b ON b.id = t.bilan_id
             WHERE b.structure_id = $1 AND b.kind = 'real' AND t.id > $2 ORDER BY t.id LIMIT $3",
    insert: "INSERT INTO erasures (id, bilan_id, content, agent_id, at, refused_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    columns: &[
        ("id", Id),
        ("bilan_id", Parent("bilans")),
        ("content", Sealed),
        ("agent_id", Parent("agents")),
        ("at", Time),
        ("refused_at", Time),
    ],
    of_person: true,
    stands: false,
};
