// What breaks, many times over, and whether anything acknowledged is lost: node end2end/faults/faults.mjs --rounds 30.
// scripts/faults runs it beside PostgreSQL; docs/faults.md says what each fault is and what was found.
//
// To add a fault: a function that returns the row of its scene (rounds.mjs), and its line in FAULTS.
import { parseArgs } from 'node:util';
import { table } from '../load/figures.mjs';
import { backup, backupUnderLoad } from './backup.mjs';
import { away } from './away.mjs';
import { clock } from './clock.mjs';
import { killed, twoServers } from './crash.mjs';
import { fullDisk, readOnly } from './disk.mjs';
import { prove } from './prove.mjs';

const SQLITE = ['sqlite'];
const POSTGRES = ['postgres'];
const BOTH = ['sqlite', 'postgres'];

/** By the name that --only takes. @type {Record<string, [(database: any, rounds: number) => Promise<import('./rounds.mjs').Row>, string[]]>} */
const FAULTS = {
  kill: [killed, BOTH],
  disk: [fullDisk, SQLITE],
  'read-only': [readOnly, SQLITE],
  away: [away, POSTGRES],
  clock: [clock, BOTH],
  two: [twoServers, POSTGRES],
  backup: [backup, BOTH],
  'backup-load': [backupUnderLoad, BOTH],
};

const { values: told } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    only: { type: 'string' },
    database: { type: 'string' },
    prove: { type: 'boolean', default: false },
  },
});

if (told.prove) process.exit((await prove()) ? 0 : 1);

const chosen = told.only?.split(',') ?? Object.keys(FAULTS);
const unknown = chosen.filter((name) => !(name in FAULTS));
if (unknown.length > 0) throw new Error(`no fault is called ${unknown.join(', ')}: ${Object.keys(FAULTS).join(', ')}`);
const rows = [];
for (const name of chosen) {
  const [fault, databases] = FAULTS[name];
  for (const database of databases.filter((database) => !told.database || database === told.database)) {
    const started = performance.now();
    const row = await fault(database, Number(told.rounds)).catch((error) => failed(name, database, error));
    console.log(`${row.fault} on ${database}: ${Math.round((performance.now() - started) / 1000)} s`);
    rows.push(row);
  }
}

const bad = (row) => row.lost + row.half + row.wrong > 0 || row.journal !== 'whole' || row.acknowledged === 0;
console.log('');
table([
  ['fault', 'database', 'rounds', 'answers acknowledged', 'lost', 'half-written', 'otherwise wrong', 'journal'],
  ...rows.map((row) => [row.fault, row.database, row.rounds, row.acknowledged, row.lost, row.half, row.wrong, row.journal].map(String)),
]);
for (const row of rows) for (const note of row.notes) console.log(`  ${row.fault}, ${row.database}: ${note}`);
process.exit(rows.some(bad) ? 1 : 0);

/** A fault that could not be played to its end is no success. */
function failed(name, database, error) {
  console.error(error);
  return { fault: name, database, rounds: 0, acknowledged: 0, lost: 0, half: 0, wrong: 1, journal: 'not looked at', notes: [`stopped: ${error.message}`] };
}
