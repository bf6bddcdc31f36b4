// The server is killed while everybody writes, and started again; or one of two servers on one database.
import { wait } from '../load/office.mjs';
import { Scene } from './rounds.mjs';

/** Milliseconds of writing before the blow: never the same moment. */
const before = (round) => 300 + ((round * 137) % 900);

/** `kill -9` of the only server. */
export async function killed(database, rounds) {
  const scene = new Scene('server killed', database);
  try {
    await scene.open();
    for (let round = 0; round < rounds; round += 1) {
      scene.writers.start();
      await wait(before(round));
      await scene.office.kill(scene.address);
      // Everybody tries again meanwhile, and reaches nobody.
      await wait(100);
      await scene.writers.stop();
      await scene.office.start(scene.address);
      await scene.look();
      scene.rounds += 1;
    }
    await finish(scene);
    return scene.row();
  } finally {
    await scene.close();
  }
}

/** Two servers on one PostgreSQL; one is killed while the other goes on, and its sessions go to the other. */
export async function twoServers(database, rounds) {
  const scene = new Scene('one of two killed', database);
  try {
    await scene.open();
    const other = await scene.office.start();
    const half = scene.writers.sessions.filter((_, at) => at % 2 === 1);
    for (let round = 0; round < rounds; round += 1) {
      const [falls, stays] = round % 2 === 0 ? [scene.address, other] : [other, scene.address];
      for (const [at, session] of scene.writers.sessions.entries()) session.line.address = at % 2 === 0 ? stays : falls;
      scene.writers.start();
      await wait(before(round));
      const lostBefore = errorsOf(scene);
      // What is on its way to the one that falls is lost; what follows goes to the other.
      for (const session of half) session.line.address = stays;
      await scene.office.kill(falls);
      const saved = scene.ledger.count;
      await wait(500);
      await scene.writers.stop();
      if (scene.ledger.count === saved) scene.wrong('nothing was saved after one of two servers was killed');
      // Each of its sessions may have lost what was on its way, and nothing else.
      if (errorsOf(scene) - lostBefore > half.length) scene.wrong(`${errorsOf(scene) - lostBefore} requests failed where ${half.length} were on their way`);
      await scene.look();
      await scene.office.start(falls);
      scene.rounds += 1;
    }
    await finish(scene);
    return scene.row();
  } finally {
    await scene.close();
  }
}

const errorsOf = (scene) => scene.writers.figures.errors;

/** After the last round everybody writes again, what was waiting first. */
export async function finish(scene) {
  if (!(await scene.writers.until(20))) scene.wrong('the sessions could not write any more');
  if (scene.writers.figures.conflicts > 0) scene.wrong(`${scene.writers.figures.conflicts} conflicts, though nobody shares a bilan`);
  await scene.look();
}
