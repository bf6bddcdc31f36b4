// The form of a screen as a browser holds it: its controls in order, what would be posted, and what the island does with a reply.
// The names are those of the page (app/src/interview/form.rs): « v.PLACE » is the version and text a field was rendered from,
// « r.PLACE » what is typed or ticked, « m. » « ne sait pas », « b. » a band, « d. » the day of a receipt; « iv. » and « i. » are a
// cell of the grid of incomes.

const VOID = new Set(['input', 'br', 'img', 'hr', 'link', 'meta']);
const TAG = /<!--.*?-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/gs;
const ATTRIBUTE = /([^\s=>/]+)(?:="([^"]*)")?/g;

/** @typedef {{ tag: string, name: string, type: string, value: string, options: string[], on: boolean, hints: string, question: string, field: string }} Control */

export class Form {
  /** The form of a page, or null when it has none; that of a closed bilan is disabled.
   * @param {string} html */
  static of(html) {
    const start = html.indexOf('<form id="etape"');
    if (start < 0) return null;
    const inside = html.slice(start, html.indexOf('</form>', start));
    const form = new Form();
    form.action = unescape(/action="([^"]*)"/.exec(inside)?.[1] ?? '');
    form.disabled = /<fieldset[^>]*class="whole"[^>]*disabled|<fieldset[^>]*disabled[^>]*class="whole"/.test(inside);
    form.read(inside);
    return form;
  }

  constructor() {
    this.action = '';
    this.disabled = false;
    /** @type {Control[]} */
    this.controls = [];
    /** @type {Set<string>} */
    this.hiddenQuestions = new Set();
    /** @type {Set<string>} */
    this.hiddenFields = new Set();
  }

  read(html) {
    this.controls.push(...controls(html, this.hiddenQuestions, this.hiddenFields));
  }

  /** What would be posted, in order.
   * @returns {[string, string][]} */
  pairs() {
    return this.controls.filter((control) => control.on).map((control) => [control.name, control.value]);
  }

  /** What a field was rendered from: « 2:oui » is version 2, « oui »; « 2!:oui » is to be looked at again. */
  token(name) {
    return readToken(this.find(name)?.value ?? '');
  }

  /** What every field was rendered from. @returns {Map<string, { version: number, text: string }>} */
  tokens() {
    const found = this.controls.filter((control) => /^i?v\./.test(control.name));
    return new Map(found.map((control) => [control.name, readToken(control.value)]));
  }

  find(name) {
    return this.controls.find((control) => control.name === name);
  }

  /** The tokens of the form that can be answered and are in sight, by name.
   * @returns {string[]} */
  askable() {
    return this.controls
      .filter((control) => /^i?v\./.test(control.name))
      .filter((control) => !this.hiddenQuestions.has(control.question) && !this.hiddenFields.has(control.field))
      .map((control) => control.name)
      .filter((name) => this.parts(name).main.length > 0);
  }

  /** The controls of a field, by what they are for.
   * @returns {{ main: Control[], manner: Control[], band?: Control, day?: Control }} */
  parts(token) {
    const cell = token.startsWith('iv.');
    const place = token.slice(cell ? 3 : 2);
    const named = (name) => this.controls.filter((control) => control.name === name);
    return {
      main: named(cell ? `i.${place}` : `r.${place}`),
      manner: cell ? [] : named(`m.${place}`),
      band: named(`b.${place}`)[0],
      day: named(`d.${place}`)[0],
    };
  }

  /** Puts the reply of a save into the form, as the island does (app/src/islands/live/reply.rs). */
  apply(reply) {
    for (const [name, value] of reply.tokens) {
      const control = this.find(name);
      if (control) control.value = value;
    }
    for (const { question, html } of reply.redrawn) {
      const at = this.controls.findIndex((control) => control.question === question);
      if (at < 0) continue;
      const rest = this.controls.filter((control) => control.question !== question);
      rest.splice(at, 0, ...controls(html, this.hiddenQuestions, this.hiddenFields));
      this.controls = rest;
    }
    const questions = new Set(this.controls.map((control) => control.question).filter(Boolean));
    this.hiddenQuestions = new Set([...questions].filter((question) => !reply.visible.includes(question)));
    this.hiddenFields = new Set(reply.hidden);
  }
}

/** @returns {{ version: number, text: string }} */
export function readToken(value) {
  const [, version, text] = /^(\d+)!?:(.*)$/s.exec(value) ?? ['', '0', ''];
  return { version: Number(version), text };
}

/** Every token of a page, whether its form can be filled in or only read.
 * @returns {Map<string, { version: number, text: string }>} */
export function tokensOf(html) {
  return Form.of(html)?.tokens() ?? new Map();
}

function controls(html, hiddenQuestions, hiddenFields) {
  /** @type {Control[]} */
  const found = [];
  const open = [];
  const around = (name) => open.findLast((element) => element.attributes.has(name))?.attributes.get(name) ?? '';
  let list = null;
  for (const match of html.matchAll(TAG)) {
    const [whole, closing, tag, words] = match;
    if (tag === undefined) continue;
    if (closing) {
      const at = open.findLastIndex((element) => element.tag === tag);
      if (at >= 0) open.length = at;
      if (tag === 'select') list = null;
      continue;
    }
    const attributes = attributesOf(words ?? '');
    if (!VOID.has(tag)) open.push({ tag, attributes });
    if (attributes.has('hidden')) {
      if (attributes.has('data-question')) hiddenQuestions.add(attributes.get('data-question'));
      if (attributes.has('data-field')) hiddenFields.add(attributes.get('data-field'));
    }
    // The row the island copies for one more child: a browser does not post it.
    if (open.some((element) => element.tag === 'template')) continue;
    const name = attributes.get('name') ?? '';
    const control = (value, type, on) => ({
      tag, name, type, value, options: [], on,
      hints: `${attributes.get('inputmode') ?? ''} ${attributes.get('placeholder') ?? ''}`,
      question: around('data-question'), field: around('data-field'),
    });
    if (tag === 'input' && name) {
      const type = attributes.get('type') ?? 'text';
      const ticked = !['radio', 'checkbox'].includes(type) || attributes.has('checked');
      found.push(control(attributes.get('value') ?? '', type, ticked));
    } else if (tag === 'select') {
      list = control('', 'select', true);
      found.push(list);
    } else if (tag === 'option' && list) {
      const value = attributes.get('value') ?? '';
      if (list.options.length === 0 || attributes.has('selected')) list.value = value;
      list.options.push(value);
    } else if (tag === 'textarea') {
      const from = match.index + whole.length;
      found.push(control(unescape(html.slice(from, html.indexOf('</textarea>', from)).replace(/^\n/, '')), 'textarea', true));
    }
  }
  return found;
}

function attributesOf(words) {
  return new Map([...words.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, unescape(value ?? '')]));
}

function unescape(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? whole;
  });
}
