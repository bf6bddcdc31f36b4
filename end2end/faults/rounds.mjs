// What every fault is made of: an office, its writers, rounds of harm, and what is looked at after each.
import { Ledger } from '../load/ledger.mjs';
import { Office } from '../load/office.mjs';
import { Writers } from './writers.mjs';

const SESSIONS = 8;
const PER_AGENT = 2;

/** What came of a fault. @typedef {{ fault: string, database: string, rounds: number, acknowledged: number, lost: number, half: number, wrong: number, journal: string, notes: string[] }} Row */

export class Scene {
  /** @param {string} fault @param {import('../load/office.mjs').Database} database */
  constructor(fault, database, options = {}) {
    this.fault = fault;
    this.database = database;
    this.office = new Office(database, options);
    this.ledger = new Ledger();
    this.rounds = 0;
    /** What should not be, losses and halves apart. @type {string[]} */
    this.broken = [];
    /** @type {Set<string>} */
    this.halves = new Set();
    this.notes = new Map();
    this.journal = 'whole';
  }

  /** Starts a server and lets everybody in. */
  async open({ sessions = SESSIONS, prints = true, more = {} } = {}) {
    this.address = await this.office.start('', { more });
    const lines = await this.office.sessions(this.address, sessions, PER_AGENT);
    this.writers = new Writers(lines, this.ledger, { prints });
    for (const session of this.writers.sessions) await session.begin();
  }

  /** Something that was seen, counted. */
  note(sentence, times = 1) {
    this.notes.set(sentence, (this.notes.get(sentence) ?? 0) + times);
  }

  /** Something that should not be. */
  wrong(sentence) {
    this.broken.push(sentence);
  }

  /** After each round: what was acknowledged is there, what was not is whole, rows agree with the journal, its chain holds. */
  async look() {
    await this.writers.check();
    for (const sentence of disagreements(this.office)) this.halves.add(sentence);
    for (const sentence of this.promises()) this.ledger.lost.push(sentence);
    const journal = this.office.journal();
    if (journal !== 'whole') this.journal = journal;
  }

  /** Closings and copies that were acknowledged and are not there. */
  promises() {
    const rows = this.office.query(this.database === 'sqlite' ? STATES.sqlite : STATES.postgres).map((row) => row.split('|'));
    const states = new Map(rows.map(([id, state, printed]) => [id, { state, printed: Number(printed) }]));
    const of = (bilan) => states.get(bilan.slice('/bilans/'.length).replaceAll('-', '')) ?? { state: 'absent', printed: 0 };
    const open = [...this.ledger.closed].filter((bilan) => of(bilan).state !== 'closed').map((bilan) => `${bilan} was closed and is ${of(bilan).state}`);
    const short = [...this.ledger.printed].filter(([bilan, count]) => of(bilan).printed < count);
    return [...open, ...short.map(([bilan, count]) => `${bilan}: ${count} copies handed out, ${of(bilan).printed} frozen`)];
  }

  /** @returns {Row} */
  row() {
    const half = new Set([...this.ledger.half, ...this.halves]);
    const wrong = new Set([...this.broken, ...this.ledger.unread, ...this.office.fallen]);
    const handed = this.office.handedOver();
    if (handed > 0) wrong.add(`${handed} connections handed over in the middle of a transaction`);
    for (const line of [...new Set([...this.ledger.lost, ...half, ...wrong])].slice(0, 10)) console.log(`  !! ${this.fault}: ${line}`);
    if (this.ledger.unseen.length > 0) this.note(`on no page any more: ${[...new Set(this.ledger.unseen)].slice(0, 5).join(', ')}`);
    const notes = [...this.notes].map(([sentence, count]) => `${count} × ${sentence}`);
    return {
      fault: this.fault, database: this.database, rounds: this.rounds, acknowledged: this.ledger.count, lost: this.ledger.lost.length,
      half: half.size, wrong: wrong.size, journal: this.journal, notes,
    };
  }

  async close() {
    await this.office.close();
  }
}

/** Everything that failed was told to whoever was there: 503 and a sentence, or the list of bilans with its notice. */
export function told(scene) {
  for (const [fault, count] of scene.writers.figures.faults) {
    scene.note(`${fault.slice(0, 100)}`, count);
    const writes = /^(answer|continue|closing):/.test(fault);
    const kept = writes && /: status 503 .*Rien n’a été enregistré/.test(fault);
    const read = !writes && /: status 503 .{20}/.test(fault);
    if (!kept && !read && !fault.endsWith('/?etat=indisponible')) scene.wrong(`not told as it should be: ${fault}`);
  }
}

const STATES = {
  sqlite: `SELECT lower(hex(b.id)), b.state, (SELECT COUNT(*) FROM issued i WHERE i.bilan_id = b.id) FROM bilans b`,
  postgres: `SELECT replace(b.id::text, '-', ''), b.state, (SELECT COUNT(*) FROM issued i WHERE i.bilan_id = b.id) FROM bilans b`,
};

/** Rows that one transaction writes with a line of the journal, where one is there without the other: half a form, half a copy, half
 * a closing. Each query counts the bilans that disagree. */
const AGREEMENTS = [
  ['forms kept and forms journaled', `(SELECT COUNT(*) FROM form_keys f WHERE f.bilan_id = b.id)`, `(SELECT COUNT(*) FROM journal j WHERE j.bilan_id = b.id AND j.event = 'answers saved')`],
  ['copies frozen and copies journaled', `(SELECT COUNT(*) FROM issued i WHERE i.bilan_id = b.id)`, `(SELECT COUNT(*) FROM journal j WHERE j.bilan_id = b.id AND j.event = 'copy issued')`],
  ['closed and closings journaled', `CASE b.state WHEN 'closed' THEN 1 ELSE 0 END`, `(SELECT COUNT(*) FROM journal j WHERE j.bilan_id = b.id AND j.event = 'bilan closed')`],
];

/** @param {Office} office */
export function disagreements(office, database = office.database) {
  return AGREEMENTS.flatMap(([name, one, other]) => {
    const [count] = office.query(`SELECT COUNT(*) FROM bilans b WHERE ${one} <> ${other}`, database);
    return count === '0' ? [] : [`${count} bilans where ${name} do not agree`];
  });
}
