// Many interviews at once, over HTTP, as agents would hold them: node end2end/load/load.mjs --database sqlite. scripts/load runs it on
// both databases; docs/load.md says what is aimed at and what was measured.
//
// Each session waits about --every seconds (half of it to one and a half) between two answers. Agents, sessions and the screens that
// were answered already are made before anything is counted. At the end every acknowledged answer is read back through the pages.
import { setPriority } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { chance } from './answers.mjs';
import { Figures, Watch, milliseconds, table } from './figures.mjs';
import { Interview } from './interview.mjs';
import { Ledger } from './ledger.mjs';
import { Office, atOnce, postmaster, wait } from './office.mjs';

/** An answer is to be acknowledged within these milliseconds, ninety-nine times in a hundred. */
const AIM = 50;
const { values: told } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    interviews: { type: 'string' },
    seconds: { type: 'string' },
    every: { type: 'string', default: '5' },
    ahead: { type: 'string' },
    quick: { type: 'boolean', default: false },
    'no-ceiling': { type: 'boolean', default: false },
  },
});
const interviews = Number(told.interviews ?? (told.quick ? 20 : 500));
const seconds = Number(told.seconds ?? (told.quick ? 10 : 120));
const every = Number(told.every);
/** At most so many screens are answered before the beginning: sessions are then all along the interview. */
const ahead = Number(told.ahead ?? (told.quick ? 3 : 20));
const PER_AGENT = 10;
const HANDS = 4;

const lag = monitorEventLoopDelay({ resolution: 5 });
const office = new Office(told.database);
const address = await office.start();
const roots = { server: office.process(address), ...(told.database === 'postgres' && { postgres: postmaster() }) };
const watch = new Watch(roots);
goFirst();
const ledger = new Ledger();
let status = 0;
try {
  console.log(`${told.database}: ${interviews} interviews, an answer each every ${every} s`);
  const sessions = await prepare();
  const { figures } = await hold(sessions, seconds, every, true);
  if (figures.errors > 0) status = 1;
  if (!told['no-ceiling']) await ceiling(sessions);
  if (!(await everythingIsThere(sessions))) status = 1;
} finally {
  await office.close();
}
process.exit(status);

/** The client shares the cores with what it measures: it takes little, and runs when it is due, as if it were elsewhere. */
function goFirst() {
  try {
    setPriority(-10);
  } catch {
    console.log('the client may not go before the others here (only root may say so): its own lateness is in the figures');
  }
}

async function prepare() {
  const started = performance.now();
  const lines = await office.sessions(address, interviews, PER_AGENT);
  const figures = new Figures();
  const sessions = lines.map((line, at) => new Interview(line, chance(20_261_127 + at), ledger, figures));
  await atOnce(HANDS, sessions, async (session) => {
    await session.begin();
    for (let screens = session.luck.below(ahead + 1); screens > 0 && session.form; screens -= 1) await session.fillScreen();
  });
  console.log(`prepared in ${Math.round((performance.now() - started) / 1000)} s: ${ledger.count} answers given`);
  faults(figures);
  return sessions;
}

/** Holds every interview for some seconds and says what came of it. */
async function hold(sessions, seconds, every, tell) {
  const figures = new Figures();
  for (const session of sessions) session.figures = figures;
  watch.restart();
  lag.reset();
  lag.enable();
  const end = performance.now() + seconds * 1000;
  const think = (session) => every * 1000 * (0.5 + session.luck.next());
  await Promise.all(
    sessions.map(async (session) => {
      // Nobody begins at the same instant.
      await wait(session.luck.next() * every * 1000);
      let due = performance.now();
      while (due < end) {
        await session.turn();
        due = Math.max(due + think(session), performance.now());
        await wait(Math.max(0, Math.min(due, end) - performance.now()));
      }
    }),
  );
  lag.disable();
  const took = watch.read();
  if (tell) say(figures, took);
  return { figures, took };
}

function say(figures, { used, held }) {
  figures.print();
  const rate = (count) => (count / figures.seconds).toFixed(1);
  console.log(`${Math.round(figures.seconds)} s, ${figures.requests} requests (${rate(figures.requests)}/s, ${rate(figures.answers().count)} answers/s), ${(figures.bytes / 1e6).toFixed(1)} MB received`);
  console.log(`errors ${figures.errors}, conflicts ${figures.conflicts}`);
  faults(figures);
  console.log(`cores used: ${Object.entries(used).map(([name, cores]) => `${name} ${cores.toFixed(2)}`).join(', ')}; client late by ${milliseconds(lag.percentile(99) / 1e6)} ms at p99`);
  console.log(`memory then: ${Object.entries(held).map(([name, megabytes]) => `${name} ${Math.round(megabytes)} MB`).join(', ')}`);
  const { p99 } = figures.answers();
  console.log(`answers acknowledged within ${AIM} ms at p99: ${p99 < AIM ? 'yes' : 'NO'} (${milliseconds(p99)} ms)`);
}

function faults(figures) {
  for (const [sentence, count] of figures.faults) console.log(`  ${count} × ${sentence}`);
}

/** Answers faster and faster, until one in a hundred waits longer than the aim, or something fails. */
async function ceiling(sessions) {
  const length = told.quick ? 5 : 30;
  const rows = [['asked answers/s', 'answers/s', 'pages/s', 'p50', 'p99 ms', 'errors', 'server', 'client cores', 'client late ms']];
  for (let pace = 1.5; ; pace *= 1.5) {
    const { figures, took } = await hold(sessions, length, every / pace, false);
    const { count, p50, p99 } = figures.answers();
    const server = Object.keys(roots).reduce((sum, name) => sum + took.used[name], 0);
    const late = lag.percentile(99) / 1e6;
    const cells = [(sessions.length / every) * pace, count / figures.seconds, figures.pages().count / figures.seconds];
    rows.push([...cells.map((cell) => cell.toFixed(0)), milliseconds(p50), milliseconds(p99), figures.errors, server.toFixed(2), took.used.client.toFixed(2), milliseconds(late)].map(String));
    faults(figures);
    if (p99 >= AIM || figures.errors > 0 || pace > 100) break;
  }
  console.log('the ceiling:');
  table(rows);
}

async function everythingIsThere(sessions) {
  // Only what stands at the end counts, and what was seen to be wrong on the way.
  ledger.read = 0;
  await atOnce(HANDS, sessions, (session) => ledger.readBack(session.line, session.held));
  const journal = office.journal();
  const { count, read, lost, half, unread, unseen } = ledger;
  console.log(`read back: ${count} saves acknowledged, ${read} answers read, ${lost.length} lost, ${half.length} in part, ${unread.length} pages that did not come, ${unseen.length} on no page any more; journal ${journal}`);
  for (const line of [...lost, ...half, ...unread].slice(0, 20)) console.log(`  ${line}`);
  const handed = office.handedOver();
  if (handed > 0) console.log(`  ${handed} connections were handed over in the middle of a transaction`);
  return lost.length + half.length + unread.length + handed === 0 && journal === 'whole';
}
