// The clock of the machine jumps under a running server: two hours on, two hours back, over the end of summer time. Sessions end when
// they should and open again, versions go on, and the chains of the journal hold whatever the dates say. The server's clock is the one
// of libfaketime, which reads how far it is off from a file; the clock that only counts seconds is left alone, as in a real jump.
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish } from './crash.mjs';
import { Scene } from './rounds.mjs';

const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
const HOUR = 3600;
/** Two seconds before 3 o'clock becomes 2 o'clock in Paris. */
const END_OF_SUMMER = Date.parse('2026-10-25T00:59:58Z') / 1000;
const STEPS = [
  ['two hours on', () => 2 * HOUR, 700],
  ['back to the hour', () => 0, 700],
  ['two hours back', () => -2 * HOUR, 700],
  ['over the end of summer time', () => Math.round(END_OF_SUMMER - Date.now() / 1000), 4000],
  ['back to the day', () => 0, 700],
];

export async function clock(database, rounds) {
  if (!existsSync(LIBRARY)) throw new Error(`the clock is moved by ${LIBRARY}: install faketime`);
  const scene = new Scene('clock jumps', database);
  const file = join(scene.office.home, 'clock');
  const set = (seconds) => {
    // The server never reads half a file.
    writeFileSync(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}`);
    renameSync(`${file}.new`, file);
  };
  try {
    set(0);
    const more = { LD_PRELOAD: LIBRARY, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1' };
    await scene.open({ more });
    for (let round = 0; round < rounds; round += 1) {
      const [name, offset, length] = STEPS[round % STEPS.length];
      const off = offset();
      set(off);
      const before = scene.ledger.count;
      await scene.writers.during(length);
      if (scene.ledger.count === before && !(await scene.writers.until(5))) scene.wrong(`${name}: nothing is saved`);
      await moved(scene, name, off);
      await scene.look();
      scene.rounds += 1;
    }
    const refused = [...scene.writers.figures.faults].filter(([fault]) => !/status 401|led to the door/.test(fault));
    for (const [fault] of refused) scene.wrong(fault);
    for (const [fault, count] of scene.writers.figures.faults) scene.note(fault, count);
    await finish(scene);
    await printedTwice(scene, set);
    outOfDate(scene);
    return scene.row();
  } finally {
    await scene.close();
  }
}

/** The last line of the journal says whether the server's clock was moved at all. (The date of its answers would not: hyper makes a
 * new one each second of the clock, and waits two hours when it went back by two.) */
function moved(scene, name, off) {
  // Everybody is of one structure: its chain is the longest.
  const [at] = scene.office.query('SELECT at FROM journal WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1');
  const shown = (Date.parse(at) - Date.now()) / 1000;
  if (Math.abs(shown - off) > 20) scene.wrong(`${name}: the clock is off by ${Math.round(shown)} s where ${off} s were asked`);
}

/** A copy is handed out, the clock goes back, an answer changes, another copy is handed out, the bilan is closed: it is the second that
 * a closed bilan prints again (server/src/store/issued.rs). */
async function printedTwice(scene, set) {
  const [session] = scene.writers.sessions;
  const frozen = (order) => scene.office.query(`SELECT ${scene.database === 'sqlite' ? 'hex(id)' : 'id'} FROM issued ${order}`);
  set(HOUR);
  await session.begin();
  await session.print();
  const first = new Set(frozen(''));
  set(0);
  await session.answer();
  await session.print();
  if (scene.ledger.printed.get(session.bilan) !== 2) return scene.wrong('two copies were asked for and not handed out');
  const bilan = session.bilan.slice('/bilans/'.length).replaceAll('-', '');
  const [last] = frozen(`WHERE bilan_id = ${scene.database === 'sqlite' ? `X'${bilan}'` : `'${bilan}'`} ORDER BY number DESC LIMIT 1`);
  await session.close();
  if (first.has(last)) scene.wrong('a bilan printed again after the clock went back keeps the first copy as its last');
}

/** Lines of the journal dated before the one they follow: the chain says their true order. */
function outOfDate(scene) {
  const sql = `SELECT COUNT(*) FROM journal j JOIN journal k ON k.structure_id = j.structure_id AND k.seq = j.seq + 1 WHERE k.at < j.at`;
  scene.note('line of the journal dated before the one it follows', Number(scene.office.query(sql)[0]));
}
