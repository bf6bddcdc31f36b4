// One office for the tests: the real binary on a free loopback port, over a database of its own that ends with it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Database = 'sqlite' | 'postgres';

/** Somebody who can sign in. */
export interface Agent {
  login: string;
  password: string;
  structure: string;
}

const BINARY = process.env.BILAN_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? '../target', 'debug/bilan');

export class Office {
  /** Where it answers: http://127.0.0.1:PORT. */
  address = '';
  private server?: ChildProcess;
  private said = '';

  private constructor(
    readonly folder: string,
    /** As the command line takes it: sqlite:FILE, or an address of PostgreSQL. */
    readonly database: string,
    private readonly words: string[],
  ) {}

  /**
   * Opens an office; `mark` tells apart those of one run, which may share a PostgreSQL server. `words` are said to the server besides, and
   * may name files of its folder.
   */
  static async open(database: Database, mark: number, words: (folder: string) => string[] = () => []): Promise<Office> {
    const folder = mkdtempSync(join(tmpdir(), 'bilan-'));
    const url = database === 'sqlite' ? `sqlite:${folder}/bilan.sqlite` : newPostgresDatabase(mark);
    const office = new Office(folder, url, words(folder));
    await office.start();
    return office;
  }

  /** Starts the server, on the same data when it ran before. */
  async start(): Promise<void> {
    const listen = this.words.includes('--listen') ? [] : ['--listen', this.address ? new URL(this.address).host : '127.0.0.1:0'];
    this.said = '';
    const server = spawn(BINARY, ['serve', '--database', this.database, ...listen, ...this.words], this.surroundings());
    this.server = server;
    const hear = (piece: Buffer) => (this.said += piece.toString());
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    for (let waited = 0; waited < 30_000; waited += 50) {
      const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(this.said);
      if (address) {
        this.address = address[0];
        return;
      }
      if (server.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server did not start; it said:\n${this.said}`);
  }

  /** Ends the server as a power cut would, and waits until it is gone. */
  async cut(): Promise<void> {
    const server = this.server;
    if (!server || server.exitCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  }

  /** Runs one `bilan` command on this office's database and returns what it prints. */
  command(words: string[], input = ''): string {
    return execFileSync(BINARY, [...words, '--database', this.database], { ...this.surroundings(), input, encoding: 'utf8' });
  }

  async close(): Promise<void> {
    await this.cut();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the server has printed since it started, for a test that fails. */
  log(): string {
    return this.said;
  }

  private surroundings() {
    return { cwd: this.folder, env: { PATH: process.env.PATH, HOME: this.folder, RUST_LOG: 'warn' } };
  }
}

function newPostgresDatabase(mark: number): string {
  const server = process.env.BILAN_TEST_POSTGRES;
  if (!server) throw new Error('the tests on PostgreSQL need BILAN_TEST_POSTGRES: run them with `make end2end`');
  const name = `end2end_${process.pid}_${mark}`;
  execFileSync('psql', ['--quiet', '--no-psqlrc', server, '-c', `CREATE DATABASE ${name}`]);
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.toString();
}
