// What the server acknowledged, and whether it is there: every field must say the version and the text that were told to be kept. What
// was sent and never answered may have arrived or not, but whole: all the fields of one form, or none.
import { tokensOf } from './form.mjs';

/** A version of a field, its text, and the screen where it is. @typedef {{ version: number, text: string, path?: string }} Said */
/** One form that was sent: what each of its fields will say if it is kept. @typedef {Map<string, Said>} Written */

export class Ledger {
  constructor() {
    /** What stands, by bilan, then by token, with the screen that shows it. @type {Map<string, Map<string, Said>>} */
    this.bilans = new Map();
    /** What was sent and is not answered, by bilan. @type {Map<string, Written[]>} */
    this.waiting = new Map();
    /** Saves that were acknowledged. */
    this.count = 0;
    /** Bilans whose closing was acknowledged. @type {Set<string>} */
    this.closed = new Set();
    /** Copies that were handed out, by bilan. @type {Map<string, number>} */
    this.printed = new Map();
    /** Sentences: what was acknowledged and is not there; forms that were kept in part. */
    this.lost = [];
    this.half = [];
    /** Pages that did not come when all was read back. */
    this.unread = [];
    /** Fields that no page shows any more: said once, no longer asked of this household. */
    this.unseen = [];
    /** Answers that were found on a page when all was read back. */
    this.read = 0;
  }

  lines(bilan) {
    const lines = this.bilans.get(bilan) ?? new Map();
    this.bilans.set(bilan, lines);
    return lines;
  }

  /** A form leaves: nothing is known of it yet. @param {Written} written */
  sent(bilan, written) {
    if (written.size === 0) return;
    this.waiting.set(bilan, [...(this.waiting.get(bilan) ?? []), written]);
  }

  /** The server said that this form is kept. @param {Written} written */
  acknowledged(bilan, path, written) {
    this.waiting.set(bilan, (this.waiting.get(bilan) ?? []).filter((other) => other !== written));
    for (const [token, said] of written) this.lines(bilan).set(token, { ...said, path });
    this.count += written.size;
  }

  /** A page shows this of a bilan whose session waits for nothing: it is compared, and what arrived unanswered stands from now on.
   * @param {string} bilan @param {Map<string, Said>} shown */
  shown(bilan, path, shown) {
    for (const written of this.waiting.get(bilan) ?? []) {
      const inSight = [...written].filter(([token]) => shown.has(token));
      const arrived = inSight.filter(([token, said]) => same(shown.get(token), said));
      if (arrived.length > 0 && arrived.length < inSight.length) this.half.push(`${path}: ${arrived.length} of ${inSight.length} fields of one form`);
      for (const [token, said] of arrived) this.lines(bilan).set(token, { ...said, path });
    }
    for (const [token, line] of this.lines(bilan)) {
      const found = shown.get(token);
      if (!found) continue;
      if (same(found, line)) continue;
      this.lost.push(`${path} ${token}: version ${line.version} « ${line.text} » was acknowledged, version ${found.version} « ${found.text} » is there`);
      // Said once: later pages are compared with what is there.
      this.lines(bilan).set(token, { ...found, path });
    }
  }

  /** Whether what was sent last is known to be kept or not: it is not waited for any more. */
  forget(bilan) {
    this.waiting.delete(bilan);
  }

  /** Reads bilans again through the pages. @param {import('./line.mjs').Line} reader @param {Iterable<string>} bilans */
  async readBack(reader, bilans) {
    for (const bilan of bilans) {
      const lines = this.lines(bilan);
      const waiting = (this.waiting.get(bilan) ?? []).flatMap((written) => [...written].map(([, said]) => said.path).filter(Boolean));
      const paths = new Set([...[...lines.values()].map((line) => line.path), ...waiting].map((path) => path.split('?')[0]));
      const seen = new Set();
      for (const path of paths) {
        // Skipped questions and those kept for a moment alone too.
        const page = await reader.get(`${path}?tout=oui&seul=oui`);
        if (page.status !== 200) {
          this.unread.push(`${path} can not be read: status ${page.status} ${page.why ?? ''}`);
          continue;
        }
        const tokens = tokensOf(page.text);
        for (const token of tokens.keys()) seen.add(token);
        this.shown(bilan, path, tokens);
      }
      for (const token of lines.keys()) {
        if (seen.has(token)) this.read += 1;
        else this.unseen.push(token);
      }
    }
  }
}

const same = (found, said) => found?.version === said.version && found?.text === said.text;
