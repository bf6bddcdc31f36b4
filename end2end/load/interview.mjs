// One interview: an agent's session that holds a bilan of its own, answers as the island sends, and goes from screen to screen.
//
// An answer is one field of the screen in sight, posted with the whole form, for the JSON the island reads. A screen is left by
// « Continuer » after some answers, or when nothing more is asked there: a posted form, its redirection, and the page that follows.
// When the way ends, the copy is read and printed, the bilan closed, and another opened for the next person.
import { fill, settled } from './answers.mjs';
import { Form, readToken } from './form.mjs';

/** Pages opened beside the screens, and after how many answers on average. An interview of 45 minutes with an answer every five
 * seconds has 540: it looks at the summary and at the results a dozen times, at nine rights, at the list of bilans four or five times,
 * at the copy and at the follow-up two or three times, and prints once. */
const PAGES = [
  ['summary', 40, (bilan) => `${bilan}/recapitulatif`],
  ['results', 40, (bilan) => `${bilan}/resultats`],
  ['right', 60, (bilan, luck) => `${bilan}/droits/${luck.one(RIGHTS)}`],
  ['home', 120, () => '/'],
  ['copy', 200, (bilan) => `${bilan}/copie`],
  ['follow-up', 200, (bilan) => `${bilan}/suivi`],
  ['PDF', 400, (bilan) => `${bilan}/copie.pdf`],
];
const RIGHTS = ['rsa-socle', 'prime-activite', 'c2s-gratuite', 'puma', 'domiciliation'];

/** @typedef {import('./line.mjs').Answer} Answer */

export class Interview {
  /** @param {import('./line.mjs').Line} line @param {ReturnType<import('./answers.mjs').chance>} luck
   * @param {import('./ledger.mjs').Ledger} ledger @param {import('./figures.mjs').Figures} figures */
  constructor(line, luck, ledger, figures) {
    this.line = line;
    this.luck = luck;
    this.ledger = ledger;
    this.figures = figures;
    /** /bilans/ID */
    this.bilan = '';
    /** Every bilan it has held: /bilans/ID. @type {string[]} */
    this.held = [];
    /** @type {Form | null} */
    this.form = null;
    /** Answers before the screen is left. */
    this.left = 0;
    /** An answer that was sent and not answered yet: the same body goes again until it is, as the island does. */
    this.waiting = null;
    /** The page to read again, because nobody knows what became of what was asked there. */
    this.again = '';
  }

  /** Opens a bilan and its first screen. */
  async begin() {
    const opened = await this.line.post('/agir/bilan/ouvrir', [['rsa', 'oui']]);
    this.figures.add('opening', opened);
    const first = opened.headers.location ?? '';
    const bilan = /^\/bilans\/[0-9a-f-]{36}/.exec(first)?.[0];
    if (!bilan) {
      // A refusal was counted as what it is.
      if (opened.status >= 200 && opened.status < 400) this.figures.fault('opening', `led to ${first}`);
      return;
    }
    this.bilan = bilan;
    this.held.push(bilan);
    await this.see(first);
  }

  /** Reads a screen. A page without a form to fill in is the end of the way. */
  async see(path) {
    const [plain] = path.split('#');
    this.form = null;
    this.again = plain;
    const page = await this.line.get(plain);
    this.figures.add('screen', page);
    if (page.status !== 200) return;
    this.again = '';
    const form = Form.of(page.text);
    if (!form) return;
    this.ledger.shown(this.bilan, plain, form.tokens());
    this.ledger.forget(this.bilan);
    if (form.disabled) this.ledger.closed.add(this.bilan);
    else this.form = form;
    this.left = 3 + this.luck.below(5);
  }

  /** One answer, then whatever follows from it. */
  async turn() {
    if (!(await this.write())) return;
    for (const [kind, every, address] of PAGES) {
      if (this.luck.in(every)) await this.look(kind, address(this.bilan, this.luck));
    }
  }

  /** One answer, and the next screen when it is time; false when nothing could be written. */
  async write() {
    if (this.again) await this.see(this.again);
    if (this.again) return false;
    if (!this.form) {
      await this.end();
      return false;
    }
    if (!(await this.answer())) return false;
    this.left -= 1;
    if (this.left <= 0 || this.asked().length === 0) await this.leave(new Map());
    return true;
  }

  /** What is asked in sight and not answered. */
  asked() {
    return this.form?.askable().filter((token) => this.form?.token(token).text === '') ?? [];
  }

  /** Fills one field and saves as the island does; true when the answer was acknowledged. Something already answered is
   * corrected now and then, and always when nothing else is asked. */
  async answer() {
    if (!this.waiting) {
      const form = this.form;
      const asked = this.asked();
      const again = asked.length === 0 || this.luck.in(12);
      const places = again ? form.askable().filter((token) => !settled(token) || asked.includes(token)) : asked;
      const written = places.length > 0 ? this.fill([this.luck.one(places)]) : new Map();
      if (written.size === 0) return true;
      this.waiting = { path: form.action, body: new URLSearchParams(form.pairs()).toString(), written };
      this.ledger.sent(this.bilan, written);
    }
    const { path, body, written } = this.waiting;
    const answer = await this.line.post(path, body, { json: true });
    this.figures.add('answer', answer);
    // The same body is sent again at the next turn.
    if (answer.status !== 200) return false;
    this.waiting = null;
    const reply = JSON.parse(answer.text);
    this.figures.conflicts += reply.conflicts.length;
    this.form.apply(reply);
    const told = new Map(reply.tokens);
    const [[token, said]] = written;
    const kept = readToken(told.get(token) ?? '');
    if (kept.version === said.version && kept.text === said.text) this.ledger.acknowledged(this.bilan, path, written);
    else if (reply.conflicts.length === 0) {
      this.figures.fault('answer', `not saved: version ${said.version} « ${said.text} » was sent, version ${kept.version} « ${kept.text} » is told`);
    }
    return true;
  }

  /** Answers everything in sight at once and goes on, as without JavaScript. */
  async fillScreen() {
    if (this.form) await this.leave(this.fill(this.asked()));
  }

  /** « Continuer »: the form posted by the browser itself, its redirection, the page that follows. */
  async leave(written) {
    const form = this.form;
    this.form = null;
    this.again = form.action;
    this.ledger.sent(this.bilan, written);
    const left = await this.line.post(form.action, [...form.pairs(), ['aller', 'suivant']]);
    this.figures.add('continue', left);
    if (left.status === 409) this.figures.conflicts += 1;
    if (left.status !== 303) return;
    this.ledger.acknowledged(this.bilan, form.action, written);
    const next = left.headers.location ?? '/';
    // The way ends at the results.
    if (next.split('/').length > 4) await this.see(next);
    else this.again = '';
  }

  async look(kind, path) {
    const page = await this.line.get(path);
    this.figures.add(kind, page);
    return page.status === 200;
  }

  /** The end of the way: the person leaves with their copy, the bilan is closed, somebody else comes in. */
  async end() {
    if (this.bilan && !this.ledger.closed.has(this.bilan)) {
      await this.look('copy', `${this.bilan}/copie`);
      await this.print();
      if (!(await this.close())) return;
    }
    await this.begin();
  }

  async print() {
    if (!(await this.look('PDF', `${this.bilan}/copie.pdf`))) return;
    this.ledger.printed.set(this.bilan, (this.ledger.printed.get(this.bilan) ?? 0) + 1);
  }

  async close() {
    const closed = await this.line.post('/agir/bilan/cloturer', [['id', this.bilan.slice('/bilans/'.length)]]);
    this.figures.add('closing', closed);
    const done = (closed.headers.location ?? '').startsWith(`${this.bilan}/`);
    if (done) this.ledger.closed.add(this.bilan);
    return done;
  }

  /** Fills these fields; what each will say once kept. */
  fill(tokens) {
    const written = new Map();
    for (const token of tokens) {
      const { version } = this.form.token(token);
      const text = fill(this.form, token, this.luck);
      if (text) written.set(token, { version: version + 1, text, path: this.form.action });
    }
    return written;
  }
}
