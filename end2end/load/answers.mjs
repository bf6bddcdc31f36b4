// What made-up people answer. A field is filled as a hand would fill it, and the text the server keeps of it is told
// (app/src/interview/wire.rs writes it): that is what is compared when answers are read back. One answer in ten is « ne sait pas »,
// one in fifty « préfère ne pas dire ».

/** Places whose answer opens or closes others: what they say is not taken back, so that everything answered stays on a page. */
const STRUCTURAL = new Map([['conjoint.existe', 'oui'], ['enfants.complet', 'oui']]);
const LONELY = ['aucun', '?', '-'];
const SENTENCES = [
  'Rappeler la CAF avant la fin du mois, le dossier est bloqué depuis septembre.',
  'Attend un courrier ; a peur d’ouvrir les lettres « recommandées ».',
  'Vient avec sa sœur, qui traduit. Préfère les rendez-vous du matin, avant 10 h.',
  'Copie du bail à retrouver (ancien logement), sinon attestation d’hébergement.',
];

/** A repeatable source of chance: mulberry32. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { next, below, one: (list) => list[below(list.length)], in: (times) => below(times) === 0 };
}

/** Whether what a field says may change once it was said. */
export function settled(token) {
  return STRUCTURAL.has(token.slice(2));
}

/** Fills one field with something it does not say yet; returns the text the server will keep, or null when nothing fits.
 * @param {import('./form.mjs').Form} form @param {string} token @param {ReturnType<typeof chance>} luck */
export function fill(form, token, luck) {
  const parts = form.parts(token);
  const { text: said } = form.token(token);
  const [first] = parts.main;
  const wanted = STRUCTURAL.get(token.slice(2));
  for (let tries = 0; tries < 8; tries += 1) {
    const text = wanted ?? propose(first, parts, luck);
    if (text === said || text === '') {
      if (wanted) return null;
      continue;
    }
    put(parts, text);
    return text;
  }
  return null;
}

function propose(first, parts, luck) {
  const shy = luck.in(10) ? '?' : luck.in(50) ? '-' : '';
  if (first.type === 'radio' || first.type === 'checkbox') {
    const values = parts.main.map((control) => control.value);
    if (shy && values.includes(shy)) return shy;
    const frank = values.filter((value) => !LONELY.includes(value));
    if (first.type === 'radio') return luck.one(values.filter((value) => value !== '?' && value !== '-'));
    if (values.includes('aucun') && luck.in(3)) return 'aucun';
    const ticked = new Set([luck.one(frank), luck.one(frank)]);
    return [...ticked].sort().join('+');
  }
  if (first.type === 'select') {
    const value = luck.one(first.options.filter((option) => option !== ''));
    return value === 'ouvert' && parts.day && luck.in(2) ? 'ouvert|31/12/2026' : value;
  }
  if (shy && parts.manner.some((control) => control.value === shy)) return shy;
  if (first.type === 'textarea') return `${luck.one(SENTENCES)} ${luck.below(10_000)}`;
  if (first.hints.includes('jj/mm')) return `${two(luck.below(28) + 1)}/${two(luck.below(12) + 1)}/${1955 + luck.below(70)}`;
  // The first band is « rien », which is kept as the amount 0.
  const bands = parts.band?.options.filter((option) => option !== '' && option !== 'b0') ?? [];
  if (bands.length > 0 && luck.in(4)) return luck.one(bands);
  if (first.hints.includes('decimal')) return String(luck.below(1_900));
  if (first.hints.includes('numeric')) return String(luck.below(40));
  return `Réponse ${luck.below(10_000)}`;
}

function put({ main, manner, band, day }, text) {
  const [first] = main;
  if (first.type === 'radio') for (const control of main) control.on = control.value === text;
  else if (first.type === 'checkbox') for (const control of main) control.on = text.split('+').includes(control.value);
  else {
    const isManner = manner.some((control) => control.value === text);
    const isBand = band?.options.includes(text) ?? false;
    const [word, date] = first.type === 'select' ? text.split('|') : [text, ''];
    first.value = isManner || isBand ? '' : word;
    if (day) day.value = date ?? '';
    if (band) band.value = isBand ? text : '';
    for (const control of manner) control.on = control.value === text;
  }
}

const two = (number) => String(number).padStart(2, '0');
