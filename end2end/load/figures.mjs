// What was measured: latencies by kind of request, errors, and what processes took.
import { readFileSync, readdirSync } from 'node:fs';

/** Requests that write an answer, as the island does; everything else is a page. */
const ANSWERS = ['answer'];
const EXPECTED = new Set([200, 302, 303]);
const TICKS = 100;

export class Figures {
  constructor() {
    /** @type {Map<string, number[]>} */
    this.times = new Map();
    /** @type {Map<string, number>} */
    this.faults = new Map();
    this.conflicts = 0;
    this.bytes = 0;
    this.started = performance.now();
  }

  /** One request and what came of it. @param {string} kind @param {import('./line.mjs').Answer} answer */
  add(kind, answer) {
    const list = this.times.get(kind) ?? [];
    this.times.set(kind, list);
    list.push(answer.ms);
    this.bytes += answer.bytes.length;
    if (answer.status === 409 && kind === 'continue') return;
    if (!EXPECTED.has(answer.status)) this.fault(kind, `status ${answer.status} ${answer.why ?? sentence(answer.text)}`.trim());
    else if ((answer.headers.location ?? '').startsWith('/connexion')) this.fault(kind, 'led to the door');
  }

  fault(kind, sentence) {
    const said = `${kind}: ${sentence}`;
    this.faults.set(said, (this.faults.get(said) ?? 0) + 1);
  }

  get errors() {
    return [...this.faults.values()].reduce((sum, count) => sum + count, 0);
  }

  get requests() {
    return [...this.times.values()].reduce((sum, list) => sum + list.length, 0);
  }

  get seconds() {
    return (performance.now() - this.started) / 1000;
  }

  answers() {
    return spread(ANSWERS.flatMap((kind) => this.times.get(kind) ?? []));
  }

  pages() {
    return spread([...this.times].filter(([kind]) => !ANSWERS.includes(kind)).flatMap(([, list]) => list));
  }

  /** A table: answers, pages, and each kind of page. */
  print() {
    const rows = [['', 'count', 'p50', 'p90', 'p95', 'p99', 'max ms']];
    const row = (name, spread) => rows.push([name, spread.count, ...[spread.p50, spread.p90, spread.p95, spread.p99, spread.max].map(milliseconds)].map(String));
    row('answers', this.answers());
    row('pages, all', this.pages());
    for (const [kind, list] of [...this.times].sort()) if (!ANSWERS.includes(kind)) row(`  ${kind}`, spread(list));
    table(rows);
  }
}

/** What a page of an error, or its JSON, says to whoever reads it. */
const sentence = (text) => /"error":"([^"]*)"/.exec(text)?.[1] ?? /<main.*?<p(?: class="lead")?>(.*?)<\/p>/s.exec(text)?.[1] ?? '';

export const milliseconds = (value) => (Number.isNaN(value) ? '–' : value < 10 ? value.toFixed(1) : String(Math.round(value)));

/** @param {number[]} list */
export function spread(list) {
  const sorted = Float64Array.from(list).sort();
  const at = (part) => (sorted.length === 0 ? Number.NaN : sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]);
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Prints rows in columns, the first to the left and the others to the right. @param {string[][]} rows */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows) console.log(row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]))).join('  '));
}

/** What some processes of this machine take. `roots` are their ids; what they start counts with them. Nothing is looked at while requests are
 * counted: adding up the memory of a server holds up whatever it does for some twenty milliseconds. */
export class Watch {
  /** @param {Record<string, number>} roots by name */
  constructor(roots) {
    this.roots = roots;
    this.restart();
  }

  restart() {
    this.since = performance.now();
    this.cpu = this.taken();
    this.own = process.cpuUsage();
    this.machine = busy();
  }

  taken() {
    return Object.fromEntries(Object.entries(this.roots).map(([name, root]) => [name, family(root).reduce((sum, id) => sum + cpuOf(id), 0)]));
  }

  /** The cores that each used, and what the rest of the machine did meanwhile; the megabytes that each holds by now. */
  read() {
    const seconds = (performance.now() - this.since) / 1000;
    const now = this.taken();
    const used = Object.fromEntries(Object.keys(this.roots).map((name) => [name, (now[name] - this.cpu[name]) / seconds]));
    const own = process.cpuUsage(this.own);
    used.client = (own.user + own.system) / 1e6 / seconds;
    const all = (busy() - this.machine) / seconds;
    used.others = Math.max(0, all - Object.values(used).reduce((sum, cores) => sum + cores, 0));
    const held = Object.fromEntries(Object.entries(this.roots).map(([name, root]) => [name, family(root).reduce((sum, id) => sum + memoryOf(id), 0)]));
    return { used, held };
  }
}

const stat = (id) => readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');

function family(root) {
  const parents = new Map();
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)) {
    try {
      parents.set(id, Number(stat(id)[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const members = [root];
  for (const member of members) for (const [id, parent] of parents) if (parent === member) members.push(id);
  return members.filter((id) => parents.has(id));
}

function cpuOf(id) {
  try {
    // Of its own, then of those it started and that ended: in user mode, in the system.
    return stat(id).slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
  } catch {
    return 0;
  }
}

/** Megabytes of its own: what PostgreSQL's processes share is counted once, with the part each has touched. */
function memoryOf(id) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Seconds of processor that the whole machine has used. */
function busy() {
  const [user, nice, system, , , irq, soft] = readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + soft) / TICKS;
}
