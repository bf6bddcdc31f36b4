// PostgreSQL is stopped as a crash would stop it, and started again: the server says so meanwhile, and recovers alone.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wait } from '../load/office.mjs';
import { finish } from './crash.mjs';
import { Scene, told } from './rounds.mjs';

/** Seconds a request waits for a connection before it is refused (server/src/store/open.rs), and some more. */
const LONG = 23_000;
const SHORT = 1_500;

export async function away(database, rounds) {
  const scene = new Scene('database away', database);
  const options = startedWith();
  try {
    await scene.open();
    // Whoever gives up sooner than the server does not read what it says.
    for (const session of scene.writers.sessions) session.line.patience = LONG + 10_000;
    for (let round = 0; round < rounds; round += 1) {
      const long = round % 15 === 0;
      scene.writers.start();
      await wait(300);
      postgres(['--mode', 'immediate', 'stop']);
      await wait(long ? LONG : SHORT);
      if (long) await said(scene);
      postgres(['start', '--log', join(data(), 'server.log'), '--options', options]);
      const count = scene.ledger.count;
      for (let waited = 0; scene.ledger.count < count + 10 && waited < 60_000; waited += 50) await wait(50);
      if (scene.ledger.count < count + 10) scene.wrong('a minute after the database came back nothing is saved');
      await scene.writers.stop();
      await scene.look();
      scene.rounds += 1;
    }
    told(scene);
    await finish(scene);
    return scene.row();
  } finally {
    await scene.close();
  }
}

/** While the database is away for long, somebody who asks is told. */
async function said(scene) {
  const { line } = scene.writers.sessions[0];
  for (const path of ['/sante', '/']) {
    const answer = await line.get(path);
    scene.note(`${path} answers ${answer.status} after ${Math.round(answer.ms / 1000)} s while the database is away`);
    if (answer.status !== 503) scene.wrong(`${path} answers ${answer.status} while the database is away`);
  }
}

const data = () => process.env.BILAN_TEST_POSTGRES_DATA ?? '';

/** What scripts/with-postgres started it with, but for the folder, which pg_ctl adds. */
function startedWith() {
  const words = readFileSync(join(data(), 'postmaster.opts'), 'utf8').match(/"[^"]*"/g) ?? [];
  const folder = words.indexOf('"-D"');
  return words.filter((_, at) => folder < 0 || (at !== folder && at !== folder + 1)).join(' ');
}

/** pg_ctl, as the user who owns the server. */
function postgres(words) {
  const command = [join(process.env.BILAN_TEST_POSTGRES_TOOLS ?? '', 'pg_ctl'), '--pgdata', data(), '--silent', '--wait', ...words];
  const owner = process.getuid?.() === 0 ? ['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--init-groups'] : [];
  const [program, ...rest] = [...owner, ...command];
  execFileSync(program, rest, { cwd: '/', stdio: 'ignore' });
}
