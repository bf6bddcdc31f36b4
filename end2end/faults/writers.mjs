// Sessions that write without a pause, as many as a busy office has at once, and never give up: what was not answered is sent again, a
// screen of which nothing is known is read again. Now and then a copy is printed and a bilan closed.
import { chance } from '../load/answers.mjs';
import { Figures } from '../load/figures.mjs';
import { Interview } from '../load/interview.mjs';
import { wait } from '../load/office.mjs';

export class Writers {
  /** @param {import('../load/line.mjs').Line[]} lines @param {import('../load/ledger.mjs').Ledger} ledger */
  constructor(lines, ledger, { prints = true } = {}) {
    this.ledger = ledger;
    this.prints = prints;
    /** Everything that failed while writing, by kind. */
    this.figures = new Figures();
    this.sessions = lines.map((line, at) => new Interview(line, chance(4_000 + at), ledger, this.figures));
    this.going = false;
    this.hands = [];
  }

  start() {
    this.going = true;
    this.hands = this.sessions.map((session) => this.hand(session));
  }

  /** Lets everybody finish what they are sending. */
  async stop() {
    this.going = false;
    await Promise.all(this.hands);
  }

  /** Writes for some milliseconds. */
  async during(ms) {
    this.start();
    await wait(ms);
    await this.stop();
  }

  /** Writes until so many more saves were acknowledged; false when that takes longer than a minute. */
  async until(saves) {
    const wanted = this.ledger.count + saves;
    this.start();
    for (let waited = 0; this.ledger.count < wanted && waited < 60_000; waited += 20) await wait(20);
    await this.stop();
    return this.ledger.count >= wanted;
  }

  async hand(session) {
    while (this.going) {
      const before = this.figures.errors;
      if (session.waiting || session.again || !session.form) await session.write();
      else if (session.luck.in(4)) await session.fillScreen();
      else if (session.luck.in(30)) await this.leave(session);
      else await session.write();
      // The page says that the session is over and leads to the door: what was typed is kept meanwhile.
      if (session.line.signedOut) await session.line.again().catch(() => {});
      if (this.figures.errors > before) await wait(50);
    }
  }

  async leave(session) {
    if (this.prints) await session.print();
    if (await session.close()) session.form = null;
    else session.again = session.form.action;
  }

  /** Reads everything again; every session reads what it wrote. */
  async check() {
    for (const session of this.sessions) await this.ledger.readBack(session.line, session.held);
  }
}
