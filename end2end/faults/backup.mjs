// `bilan backup` while the server runs: the copy of a quiet moment is the database, row for row; the copy of a busy one holds every answer
// that was acknowledged before it began, no half of anything, and a journal whose chains hold.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tokensOf } from '../load/form.mjs';
import { newPostgresDatabase, wait } from '../load/office.mjs';
import { finish } from './crash.mjs';
import { Scene, disagreements } from './rounds.mjs';

export async function backup(database, rounds) {
  const scene = new Scene('backup, quiet', database);
  try {
    await scene.open();
    for (let round = 0; round < rounds; round += 1) {
      await scene.writers.during(400);
      scene.office.command(['backup', fileOf(scene, round)]);
      const copy = copied(scene, round);
      const { rows, tables, different } = compared(scene.office, copy);
      for (const table of different) scene.ledger.lost.push(`${table} is not the same in the copy`);
      scene.note(`row of ${tables} tables compared`, rows);
      const journal = scene.office.journal(copy);
      if (journal !== 'whole') scene.journal = `copy: ${journal}`;
      thrown(scene, round, copy);
      await scene.look();
      scene.rounds += 1;
    }
    await finish(scene);
    return scene.row();
  } finally {
    await scene.close();
  }
}

export async function backupUnderLoad(database, rounds) {
  const scene = new Scene('backup, busy', database);
  try {
    await scene.open();
    for (let round = 0; round < rounds; round += 1) {
      scene.writers.start();
      await wait(300);
      const before = new Map([...scene.ledger.bilans].map(([bilan, lines]) => [bilan, new Map(lines)]));
      await scene.office.commandMeanwhile(['backup', fileOf(scene, round)]);
      await scene.writers.stop();
      const copy = copied(scene, round);
      await holds(scene, copy, before);
      for (const sentence of disagreements(scene.office, copy)) scene.halves.add(`copy: ${sentence}`);
      const journal = scene.office.journal(copy);
      if (journal !== 'whole') scene.journal = `copy: ${journal}`;
      thrown(scene, round, copy);
      await scene.look();
      scene.rounds += 1;
    }
    await finish(scene);
    return scene.row();
  } finally {
    await scene.close();
  }
}

export const fileOf = (scene, round) => join(scene.office.home, `copy-${round}`);

/** The address of the database that a copy opens as. */
export function copied(scene, round) {
  const file = fileOf(scene, round);
  if (scene.database === 'sqlite') return `sqlite:${file}`;
  const address = newPostgresDatabase();
  execFileSync('pg_restore', ['--no-owner', '--exit-on-error', '--dbname', address, file]);
  return address;
}

export function thrown(scene, round, copy) {
  if (scene.database === 'postgres') scene.office.query(`DROP DATABASE ${new URL(copy).pathname.slice(1)} WITH (FORCE)`, process.env.BILAN_TEST_POSTGRES);
  for (const end of ['', '-wal', '-shm']) rmSync(`${fileOf(scene, round)}${end}`, { force: true });
}

/** Every row of every table of two databases. @param {import('../load/office.mjs').Office} office */
export function compared(office, copy) {
  const tables = tablesOf(office, office.database);
  const different = tables.join() === tablesOf(office, copy).join() ? [] : ['the list of tables'];
  let rows = 0;
  for (const table of tables) {
    const [here, there] = [office.database, copy].map((database) => rowsOf(office, database, table));
    rows += here.length;
    if (here.join('\n') !== there.join('\n')) different.push(table);
  }
  return { rows, tables: tables.length, different };
}

function tablesOf(office, database) {
  return office
    .query(
      database.startsWith('sqlite:')
        ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`
        : `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
      database,
    );
}

function rowsOf(office, database, table) {
  if (!database.startsWith('sqlite:')) return office.query(`COPY (SELECT * FROM ${table}) TO STDOUT`, database).sort();
  const columns = office.query(`SELECT name FROM pragma_table_info('${table}')`, database);
  return office.query(`SELECT ${columns.map((column) => `quote("${column}")`).join(` || ',' || `)} FROM ${table}`, database).sort();
}

/** A server opened on the copy shows what was acknowledged before the copy began, or what followed. */
async function holds(scene, copy, before) {
  const address = await scene.office.start('', { database: copy });
  for (const session of scene.writers.sessions) {
    const own = session.line.address;
    session.line.address = address;
    for (const bilan of session.held) {
      const lines = before.get(bilan) ?? new Map();
      for (const path of new Set([...lines.values()].map((line) => line.path.split('?')[0]))) {
        const page = await session.line.get(`${path}?tout=oui&seul=oui`);
        const shown = tokensOf(page.text);
        if (page.status !== 200) scene.ledger.lost.push(`copy: ${path} can not be read: status ${page.status}`);
        for (const [token, line] of lines) {
          const found = shown.get(token);
          if (found && (found.version < line.version || (found.version === line.version && found.text !== line.text))) {
            scene.ledger.lost.push(`copy: ${token} was acknowledged as version ${line.version} before the copy began, version ${found.version} is in it`);
          }
        }
      }
    }
    session.line.address = own;
  }
  await scene.office.kill(address);
}
