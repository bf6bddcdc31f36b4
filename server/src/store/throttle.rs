//! Slowing down whoever guesses passwords: failed sign-ins are counted per account and per address, in the database, so
//! that several processes count together and a restart forgets nothing.

use chrono::{DateTime, TimeDelta, Utc};

use super::{BeginWrite as _, Store, StoreError, WriteOnce as _, agents, on_writer};

/// Failed sign-ins to one account within the window before it has to wait.
pub const ATTEMPTS_PER_ACCOUNT: i64 = 8;
/// Failed sign-ins from one address within the window. An office shares one address: the limit is wider.
pub const ATTEMPTS_PER_ADDRESS: i64 = 40;
/// The window, in minutes from the first failure.
pub const WINDOW_MINUTES: i64 = 15;

const CLEAR: &str = "DELETE FROM sign_in_attempts WHERE first_at <= $1";
const COUNT: &str = "INSERT INTO sign_in_attempts (subject, failures, first_at) VALUES ($1, 1, $2)
                     ON CONFLICT (subject) DO UPDATE SET failures = sign_in_attempts.failures + 1
                     RETURNING failures";
const FORGIVE_ADDRESS: &str =
    "UPDATE sign_in_attempts SET failures = failures - 1 WHERE subject = $1 AND failures > 0";

impl Store {
    /// Counts one more attempt before it is tried and says whether it may be. An attempt that succeeds is taken back by
    /// [`Store::forgive_attempt`].
    pub async fn may_attempt(
        &self,
        login: &str,
        address: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (account, address) = self.subjects(login, address);
        let (of_account, of_address): (i64, i64) = on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(CLEAR)
                .bind(now - TimeDelta::minutes(WINDOW_MINUTES))
                .execute(&mut *tx)
                .await?;
            let of_account = sqlx::query_scalar(COUNT)
                .bind(account)
                .bind(now)
                .fetch_one(&mut *tx)
                .await?;
            let of_address = sqlx::query_scalar(COUNT)
                .bind(address)
                .bind(now)
                .fetch_one(&mut *tx)
                .await?;
            tx.commit().await?;
            (of_account, of_address)
        });
        Ok(of_account <= ATTEMPTS_PER_ACCOUNT && of_address <= ATTEMPTS_PER_ADDRESS)
    }

    /// Counts one more attempt from an address, to no account in particular, and says whether it may be tried: see
    /// [`Store::may_attempt`]. One that succeeds is taken back by [`Store::forgive_address`].
    pub async fn may_try_from(
        &self,
        address: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (_, subject) = self.subjects("", address);
        let failures: i64 = on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(CLEAR)
                .bind(now - TimeDelta::minutes(WINDOW_MINUTES))
                .execute(&mut *tx)
                .await?;
            let failures = sqlx::query_scalar(COUNT)
                .bind(subject)
                .bind(now)
                .fetch_one(&mut *tx)
                .await?;
            tx.commit().await?;
            failures
        });
        Ok(failures <= ATTEMPTS_PER_ADDRESS)
    }

    /// The attempt was right: the account starts afresh and the address is given its attempt back.
    pub async fn forgive_attempt(&self, login: &str, address: &str) -> Result<(), StoreError> {
        const ACCOUNT: &str = "DELETE FROM sign_in_attempts WHERE subject = $1";
        let (account, address) = self.subjects(login, address);
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            sqlx::query(ACCOUNT).bind(account).execute(&mut *tx).await?;
            sqlx::query(FORGIVE_ADDRESS)
                .bind(address)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
        });
        Ok(())
    }

    /// The password was right and a code is awaited: the address is given its attempt back, the account is not.
    pub async fn forgive_address(&self, address: &str) -> Result<(), StoreError> {
        let (_, address) = self.subjects("", address);
        on_writer!(self.pools, |writer| writer
            .write_once(sqlx::query(FORGIVE_ADDRESS).bind(address))
            .await)?;
        Ok(())
    }

    fn subjects(&self, login: &str, address: &str) -> (Vec<u8>, Vec<u8>) {
        (
            self.vault
                .index("attempt.account", &[agents::fold(login).as_bytes()]),
            self.vault.index("attempt.address", &[address.as_bytes()]),
        )
    }
}
