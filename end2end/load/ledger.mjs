// What the server acknowledged, and whether it is there: every screen is read again, and each field must say the version and the text
// that were told to be kept. A field whose last save was never answered may say either, and nothing else.
import { tokensOf } from './form.mjs';

/** @typedef {{ path: string, version: number, text: string, sent: string[] }} Line */

export class Ledger {
  constructor() {
    /** By bilan, then by token. @type {Map<string, Map<string, Line>>} */
    this.bilans = new Map();
    this.count = 0;
  }

  line(bilan, path, token) {
    const lines = this.bilans.get(bilan) ?? new Map();
    this.bilans.set(bilan, lines);
    const line = lines.get(token) ?? { path, version: 0, text: '', sent: [] };
    lines.set(token, line);
    return line;
  }

  /** These texts were sent together and nothing is known of them yet. @param {Map<string, string>} written */
  sent(bilan, path, written) {
    for (const [token, text] of written) this.line(bilan, path, token).sent.push(text);
  }

  /** The server said that this stands. */
  acknowledged(bilan, path, token, { version, text }) {
    const line = this.line(bilan, path, token);
    Object.assign(line, { path, version, text, sent: [] });
    this.count += 1;
  }

  /** Reads every bilan of a session again.
   * @param {import('./line.mjs').Line} reader @param {Iterable<string>} bilans */
  async readBack(reader, bilans) {
    const report = { read: 0, lost: [], unseen: [] };
    for (const bilan of bilans) {
      const lines = this.bilans.get(bilan) ?? new Map();
      const pages = new Map();
      for (const [token, line] of lines) {
        const path = line.path.split('?')[0];
        if (!pages.has(path)) pages.set(path, await shown(reader, path));
        const page = pages.get(path);
        if (typeof page === 'string') {
          report.lost.push(`${path}: ${page}`);
          continue;
        }
        compare(report, token, line, page.get(token));
      }
    }
    return report;
  }
}

/** What a screen shows, skipped questions and those kept for a moment alone included; a sentence when it can not be read. */
async function shown(reader, path) {
  const page = await reader.get(`${path}?tout=oui&seul=oui`);
  return page.status === 200 ? tokensOf(page.text) : `status ${page.status} ${page.why ?? ''}`;
}

function compare(report, token, line, found) {
  if (!found) {
    // Said once and no longer asked of this household: no page shows it.
    if (line.version > 0) report.unseen.push(token);
    return;
  }
  if (line.version > 0) report.read += 1;
  const acknowledged = found.version === line.version && found.text === line.text;
  const arrived = found.version === line.version + 1 && line.sent.includes(found.text);
  if (!acknowledged && !arrived) {
    report.lost.push(`${token}: version ${line.version} « ${line.text} » was acknowledged, version ${found.version} « ${found.text} » is there`);
  }
}
