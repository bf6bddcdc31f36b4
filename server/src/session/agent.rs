//! The proof that somebody is signed in. Its fields are private and its constructor is this room's: holding an [`Agent`]
//! means that a session was found and still stands.

use app::structures::{Allowed, roles::Roles};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::store::SessionRow;

/// Who is asking, proven.
#[derive(Clone, Debug)]
pub struct Agent {
    id: Uuid,
    structure: Uuid,
    structure_name: String,
    name: String,
    roles: Roles,
    allowed: Allowed,
    must_change_password: bool,
    protected: bool,
    protection_required: bool,
    token_hash: [u8; 32],
    session_ends: DateTime<Utc>,
}

impl Agent {
    pub(super) fn new(row: SessionRow, token_hash: [u8; 32], session_ends: DateTime<Utc>) -> Self {
        Self {
            id: row.agent,
            structure: row.structure,
            structure_name: row.structure_name,
            name: row.name,
            roles: row.roles,
            allowed: row.allowed,
            must_change_password: row.must_change,
            protected: row.protected,
            protection_required: row.protection_required,
            token_hash,
            session_ends,
        }
    }

    /// The agent's id.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The structure they work in: they reach its bilans.
    pub fn structure(&self) -> Uuid {
        self.structure
    }

    /// That structure's name.
    pub fn structure_name(&self) -> &str {
        &self.structure_name
    }

    /// The name shown.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What they are in that structure.
    pub fn roles(&self) -> Roles {
        self.roles
    }

    /// What that structure may do today: see [`app::structures::Agreement`].
    pub fn allowed(&self) -> Allowed {
        self.allowed
    }

    /// Whether the password was chosen by somebody else.
    pub fn must_change_password(&self) -> bool {
        self.must_change_password
    }

    /// Whether the structure asks everybody for a second factor.
    pub fn protection_required(&self) -> bool {
        self.protection_required
    }

    /// Whether the structure asks for a second factor that the agent does not have.
    pub fn must_protect(&self) -> bool {
        self.protection_required && !self.protected
    }

    /// When the session ends if nothing happens.
    pub fn session_ends(&self) -> DateTime<Utc> {
        self.session_ends
    }

    /// The session in use, for ending it.
    pub(crate) fn token_hash(&self) -> &[u8; 32] {
        &self.token_hash
    }
}
