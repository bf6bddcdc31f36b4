// An office to be loaded or hurt: the real binary over a database of its own, its agents, and sessions opened for them.
// BILAN_BINARY names the binary; PostgreSQL is the server that scripts/with-postgres tells of.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Line } from './line.mjs';

const run = promisify(execFile);
const BINARY = process.env.BILAN_BINARY ?? '';
/** Passwords are slow on purpose: as many at once as there are cores here. */
const DOORS = 2;

/** @typedef {'sqlite' | 'postgres'} Database */

export class Office {
  /** An office without data yet. @param {Database} kind @param {{ folder?: string }} where another folder for SQLite */
  constructor(kind, { folder } = {}) {
    this.kind = kind;
    this.home = mkdtempSync(join(tmpdir(), 'bilan-load-'));
    this.folder = folder ?? this.home;
    this.database = kind === 'sqlite' ? `sqlite:${this.folder}/bilan.sqlite` : newPostgresDatabase();
    this.key = join(this.home, 'bilan.key');
    /** @type {Map<string, import('node:child_process').ChildProcess>} by address */
    this.servers = new Map();
    this.log = join(this.home, 'log');
    /** Servers that ended without being asked to. @type {string[]} */
    this.fallen = [];
  }

  /** Starts a server, at the address it had or at a new one; returns the address. `more` is added to its
   * environment. @returns {Promise<string>} */
  async start(address = '', { more = {}, database = this.database } = {}) {
    const listen = address ? new URL(address).host : '127.0.0.1:0';
    const words = ['serve', '--database', database, '--key', this.key, '--listen', listen];
    const server = spawn(BINARY, words, { cwd: this.home, env: { PATH: process.env.PATH, HOME: this.home, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
    server.stderr.on('data', (piece) => appendFileSync(this.log, piece));
    const said = await new Promise((resolve, reject) => {
      let heard = '';
      server.stdout.on('data', (piece) => {
        heard += piece;
        const found = /Open (http:\/\/\S+)/.exec(heard);
        if (found) resolve(found[1]);
      });
      server.on('exit', (status) => reject(new Error(`the server did not start (${status}); it said:\n${heard}${tail(this.log)}`)));
    });
    server.removeAllListeners('exit');
    // Nobody asked it to: whatever is measured or proved is worth nothing after that.
    server.on('exit', (status, signal) => {
      if (this.servers.get(said) === server) this.fallen.push(`the server at ${said} ended by itself: ${signal ?? `status ${status}`}`);
    });
    this.servers.set(said, server);
    return said;
  }

  process(address) {
    return this.servers.get(address)?.pid ?? 0;
  }

  /** Ends a server as a power cut of the machine would end it, and waits until it is gone. */
  async kill(address) {
    const server = this.servers.get(address);
    this.servers.delete(address);
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  }

  /** Runs a `bilan` command on this database; returns what it prints, or throws with what it said. @param {string[]} words */
  command(words, { input = '', database = this.database } = {}) {
    return execFileSync(BINARY, [...words, '--database', database, '--key', this.key], { input, encoding: 'utf8', stdio: 'pipe' });
  }

  /** The same, while the servers go on being used. */
  async commandMeanwhile(words) {
    return (await run(BINARY, [...words, '--database', this.database, '--key', this.key])).stdout;
  }

  /** What the journal's chains are: « whole », or what is wrong. */
  journal(database = this.database) {
    try {
      this.command(['journal', 'verify'], { database });
      return 'whole';
    } catch (error) {
      return String(error.stderr || error.message).trim().split('\n').slice(-1)[0];
    }
  }

  /** Rows of a query, one text per row; for what no page or command tells. */
  query(sql, database = this.database) {
    const words = database.startsWith('sqlite:')
      ? ['sqlite3', '-cmd', '.timeout 5000', database.slice('sqlite:'.length), sql]
      : ['psql', '--quiet', '--no-psqlrc', '--tuples-only', '--no-align', '-v', 'ON_ERROR_STOP=1', database, '-c', sql];
    return execFileSync(words[0], words.slice(1), { encoding: 'utf8', maxBuffer: 1 << 30 }).split('\n').filter(Boolean);
  }

  /** Makes agents, five to a structure, and opens sessions for each, in a slow ramp that no figure counts.
   * @returns {Promise<Line[]>} */
  async sessions(address, count, perAgent) {
    const agents = Array.from({ length: Math.ceil(count / perAgent) }, (_, at) => ({ login: `agent${at}`, password: `quatre mots tout simples ${at}` }));
    for (const [at, { login, password }] of agents.entries()) {
      const words = ['agent', 'add', '--role', 'assistant,social_worker', '--structure', `EDS ${Math.floor(at / 5) + 1}`, '--name', `Agent ${at}`, login];
      this.command(words, { input: `${password}\n` });
    }
    const lines = Array.from({ length: count }, () => new Line(address));
    await atOnce(DOORS, lines, (line, at) => {
      const { login, password } = agents[at % agents.length];
      return line.signIn(login, password);
    });
    return lines;
  }

  /** How many times PostgreSQL was asked to begin what had begun: a connection was handed over in the middle of a transaction, and
   * whatever its next user writes alone is neither kept nor let go until somebody else ends it. */
  handedOver() {
    const warned = existsSync(this.log) ? readFileSync(this.log, 'utf8').match(/there is already a transaction in progress/g) : [];
    return warned?.length ?? 0;
  }

  async close() {
    for (const address of [...this.servers.keys()]) await this.kill(address);
    if (this.kind === 'postgres') psql('postgres', `DROP DATABASE ${new URL(this.database).pathname.slice(1)} WITH (FORCE)`);
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Does something with each of a list, so many at once. */
export async function atOnce(hands, list, work) {
  const rest = [...list.entries()];
  const hand = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: hands }, hand));
}

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let made = 0;

export function newPostgresDatabase() {
  const name = `load_${process.pid}_${(made += 1)}`;
  psql('postgres', `CREATE DATABASE ${name}`);
  return addressOf(name);
}

/** The address of a database of the PostgreSQL server of this run. */
export function addressOf(name) {
  const server = process.env.BILAN_TEST_POSTGRES;
  if (!server) throw new Error('PostgreSQL needs BILAN_TEST_POSTGRES: scripts/with-postgres gives it');
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.toString();
}

/** The first process of that server, whose children do the work. */
export function postmaster() {
  return Number(readFileSync(join(process.env.BILAN_TEST_POSTGRES_DATA ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export function psql(name, sql) {
  return execFileSync('psql', ['--quiet', '--no-psqlrc', '-v', 'ON_ERROR_STOP=1', addressOf(name), '-c', sql], { encoding: 'utf8' });
}

function tail(file) {
  try {
    return execFileSync('tail', ['-n', '5', file], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
