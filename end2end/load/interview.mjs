// One interview: an agent's session that holds a bilan of its own, answers as the island sends, and goes from screen to screen.
//
// An answer is one field of the screen in sight, posted with the whole form, for the JSON the island reads. A screen is left by
// « Continuer » after some answers, or when nothing more is asked there: a posted form, its redirection, and the page that follows.
// When the way ends, the copy is read and printed, the bilan closed, and another opened for the next person.
import { fill, settled } from './answers.mjs';
import { Form } from './form.mjs';

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
    /** Every bilan it has held: /bilans/ID. @type {string[]} */
    this.held = [];
    this.bilan = '';
    /** @type {Form | null} */
    this.form = null;
    this.left = 0;
    /** What was sent and not answered yet: the same body goes again until it is, as the island does. */
    this.waiting = null;
  }

  /** Opens a bilan and its first screen. */
  async begin() {
    const opened = await this.line.post('/agir/bilan/ouvrir', [['rsa', 'oui']]);
    this.figures.add('opening', opened);
    const first = opened.headers.location ?? '';
    const bilan = /^\/bilans\/[0-9a-f-]{36}/.exec(first)?.[0];
    if (!bilan) return this.figures.fault('opening', `no bilan: status ${opened.status} ${opened.why ?? ''} ${first}`);
    this.bilan = bilan;
    this.held.push(bilan);
    await this.see(first);
  }

  /** Reads a screen. A page without a form to fill in is the end of the way. */
  async see(path) {
    const [plain] = path.split('#');
    const page = await this.line.get(plain);
    this.figures.add('screen', page);
    if (page.status !== 200) return;
    this.form = Form.of(page.text);
    this.left = 3 + this.luck.below(5);
  }

  /** One answer, then whatever follows from it. */
  async turn() {
    if (!this.waiting && !this.form) return this.end();
    if (!(await this.answer())) return;
    this.left -= 1;
    if (this.left <= 0 || this.asked().length === 0) await this.goOn();
    for (const [kind, every, address] of PAGES) {
      if (this.luck.in(every)) this.figures.add(kind, await this.line.get(address(this.bilan, this.luck)));
    }
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
      const token = this.luck.one(again ? form.askable().filter((token) => !settled(token) || asked.includes(token)) : asked);
      const text = token && fill(form, token, this.luck);
      if (!text) return true;
      this.waiting = { path: form.action, body: new URLSearchParams(form.pairs()).toString(), written: new Map([[token, text]]) };
      this.ledger.sent(this.bilan, form.action, this.waiting.written);
    }
    const { path, body, written } = this.waiting;
    const answer = await this.line.post(path, body, { json: true });
    this.figures.add('answer', answer);
    // Nobody knows what became of it: the same body is sent again at the next turn.
    if (answer.status !== 200) return false;
    this.waiting = null;
    const reply = JSON.parse(answer.text);
    this.figures.conflicts += reply.conflicts.length;
    this.form?.apply(reply);
    for (const [token, text] of written) {
      const kept = this.form?.token(token);
      const renewed = reply.tokens.some(([name]) => name === token);
      if (renewed && kept?.text === text) this.ledger.acknowledged(this.bilan, path, token, kept);
      else if (reply.conflicts.length === 0) this.figures.fault('answer', `not saved: ${token} says « ${kept?.text} » where « ${text} » was sent`);
    }
    return true;
  }

  /** « Continuer », everything being saved: a form posted by the browser itself. */
  async goOn() {
    const form = this.form;
    if (!form) return;
    await this.leave(form.pairs(), new Map());
  }

  /** Answers everything in sight at once and goes on, as without JavaScript. */
  async fillScreen() {
    const form = this.form;
    if (!form) return;
    const written = new Map();
    for (const token of this.asked()) {
      const text = fill(form, token, this.luck);
      if (text) written.set(token, text);
    }
    await this.leave(form.pairs(), written);
  }

  async leave(pairs, written) {
    const form = this.form;
    const rendered = new Map([...written.keys()].map((token) => [token, form.token(token).version]));
    this.ledger.sent(this.bilan, form.action, written);
    const left = await this.line.post(form.action, [...pairs, ['aller', 'suivant']]);
    this.figures.add('continue', left);
    if (left.status === 409) this.figures.conflicts += 1;
    if (left.status !== 303) return;
    for (const [token, text] of written) {
      this.ledger.acknowledged(this.bilan, form.action, token, { version: (rendered.get(token) ?? 0) + 1, text });
    }
    await this.see(left.headers.location ?? '/');
  }

  /** The end of the way: the person leaves with their copy, the bilan is closed, somebody else comes in. */
  async end() {
    this.figures.add('copy', await this.line.get(`${this.bilan}/copie`));
    this.figures.add('PDF', await this.line.get(`${this.bilan}/copie.pdf`));
    this.figures.add('closing', await this.line.post('/agir/bilan/cloturer', [['id', this.bilan.slice('/bilans/'.length)]]));
    await this.begin();
  }
}
