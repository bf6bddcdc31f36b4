// The disk of an SQLite database is full, or its file can not be written to, under a server that goes on running: whoever types is told,
// nothing acknowledged is lost, and once there is room again everything that waited is saved, without a restart.
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wait } from '../load/office.mjs';
import { finish } from './crash.mjs';
import { Scene, told } from './rounds.mjs';

/** At first, then for what is written in each round: a disk that the database itself has filled is not repaired by making room. */
const MEGABYTES = 24;
const OF_A_ROUND = 3;

export async function fullDisk(database, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'bilan-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES + rounds * OF_A_ROUND}m`, 'none', folder]);
  const scene = new Scene('full disk', database, { folder });
  const filler = join(folder, 'something-else');
  try {
    // Copies are large: the disk is kept for answers.
    await scene.open({ prints: false });
    await hurt(scene, rounds, () => fillUp(filler), () => rmSync(filler, { force: true }));
    return scene.row();
  } finally {
    await scene.close();
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** No permission stops root, nor a file that is open already: the immutable mark of ext4 does. The shared index of the log (-shm) is
 * left alone: it is memory mapped from a file, and the kernel ends (SIGBUS) whoever touches memory whose file became immutable. */
export async function readOnly(database, rounds) {
  const scene = new Scene('read-only file', database);
  const files = () => ['', '-wal'].map((end) => join(scene.office.folder, `bilan.sqlite${end}`)).filter((file) => existsSync(file));
  const mark = (sign) => execFileSync('chattr', [sign, ...files()]);
  try {
    await scene.open();
    await hurt(scene, rounds, () => mark('+i'), () => mark('-i'));
    return scene.row();
  } finally {
    mark('-i');
    await scene.close();
  }
}

/** Harm and repair, under writers that never stop. */
async function hurt(scene, rounds, harm, repair) {
  for (let round = 0; round < rounds; round += 1) {
    scene.writers.start();
    await wait(200);
    const before = scene.writers.figures.errors;
    // Harm goes on until it is felt: SQLite has room of its own in its log.
    for (let waited = 0; scene.writers.figures.errors === before && waited < 15_000; waited += 20) {
      harm();
      await wait(20);
    }
    if (scene.writers.figures.errors === before) scene.wrong('writing went on');
    for (let times = 0; times < 15; times += 1) {
      harm();
      await wait(20);
    }
    const page = await scene.writers.sessions[0].line.get('/');
    scene.note(`the list of bilans answers ${page.status} meanwhile`);
    const count = scene.ledger.count;
    repair();
    for (let waited = 0; scene.ledger.count < count + 10 && waited < 30_000; waited += 50) await wait(50);
    if (scene.ledger.count < count + 10) scene.wrong('thirty seconds after the repair nothing is saved: only a restart would help');
    await scene.writers.stop();
    await scene.look();
    scene.rounds += 1;
  }
  told(scene);
  await finish(scene);
}

function fillUp(file) {
  const open = openSync(file, 'a');
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeSync(open, block);
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  } finally {
    closeSync(open);
  }
}
