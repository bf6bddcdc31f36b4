-- Why: one agent may work in several structures, as something else in each, and leaves one without their name leaving what they
-- wrote. `roles` are the words of app/src/structures/roles.rs with a space between. A session works in one structure at a time.
-- `agents.structure_id` stays what it was: where the account was made.
CREATE TABLE memberships (
    agent_id     UUID NOT NULL REFERENCES agents (id),
    structure_id UUID NOT NULL REFERENCES structures (id),
    roles        TEXT NOT NULL,
    since        TIMESTAMPTZ NOT NULL,
    ended_at     TIMESTAMPTZ,
    PRIMARY KEY (agent_id, structure_id)
);

CREATE INDEX memberships_by_structure ON memberships (structure_id);

INSERT INTO memberships (agent_id, structure_id, roles, since)
SELECT id, structure_id,
       CASE role WHEN 'administrator' THEN 'assistant social_worker referent manager administrator'
                 ELSE 'assistant social_worker' END,
       created_at
FROM agents;

ALTER TABLE agents DROP COLUMN role;

-- Every session ends: none yet says where its agent works.
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN structure_id UUID REFERENCES structures (id);
