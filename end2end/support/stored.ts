// What lies on the disk of an office: the sealed values of one person, and everything that is stored, to be searched as a thief would.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Office } from './office.ts';

/** The sealed values a bilan and its person have: what they are called, what they said, what was found. */
const SEALED = (bilan: string) =>
  [
    `SELECT content AS sealed FROM answers WHERE bilan_id = ${bilan}`,
    `SELECT opening FROM bilans WHERE id = ${bilan}`,
    `SELECT findings FROM issued WHERE bilan_id = ${bilan}`,
    `SELECT identity FROM persons WHERE id = (SELECT person_id FROM bilans WHERE id = ${bilan}) AND identity IS NOT NULL`,
  ].join(' UNION ALL ');

/** Those of a bilan, in hexadecimal. */
export function sealedOf(office: Office, bilan: string): string[] {
  const id = bilan.replaceAll('-', '');
  const lines = isFile(office)
    ? execFileSync('sqlite3', [fileOf(office), `SELECT lower(hex(sealed)) FROM (${SEALED(`x'${id}'`)})`], { encoding: 'utf8' })
    : execFileSync('psql', ['--no-psqlrc', '-At', office.database, '-c', `SELECT encode(sealed, 'hex') FROM (${SEALED(`'${bilan}'`)}) AS told`], { encoding: 'utf8' });
  return lines.split('\n').filter((line) => line.length > 0);
}

/** Database, log and a new backup, as text in which hexadecimal and plain words can both be searched. */
export function everythingStored(office: Office, name: string): string {
  const copy = join(office.folder, name);
  office.command(['backup', copy]);
  if (!isFile(office)) {
    const dump = ['pg_dump', 'pg_restore'].map((tool) =>
      execFileSync(tool, tool === 'pg_dump' ? ['--no-owner', office.database] : ['--file', '-', copy], { encoding: 'latin1', maxBuffer: 1 << 29 }),
    );
    return dump.join('\n');
  }
  const files = [fileOf(office), `${fileOf(office)}-wal`, copy].filter((file) => existsSync(file)).map((file) => readFileSync(file));
  return files.map((file) => `${file.toString('hex')}\n${file.toString('latin1')}`).join('\n');
}

function isFile(office: Office): boolean {
  return office.database.startsWith('sqlite:');
}

function fileOf(office: Office): string {
  return office.database.slice('sqlite:'.length);
}
