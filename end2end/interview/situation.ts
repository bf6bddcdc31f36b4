// An acceptance situation of the catalogue (rules/catalogue/national cas 01 to 13), read from its file: what the household would
// say at each place of a form, and what must come out. What a situation does not say is answered plainly, as docs/interview.md tells.
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'smol-toml';

const CATALOGUE = new URL('../../rules/catalogue/', import.meta.url).pathname;

type Fact = string | number | boolean | Fact[] | { [name: string]: Fact };
type Facts = Record<string, Fact>;

interface Income {
  titulaire: string;
  source: string;
  mois: string;
  montant: number;
}

/** One expectation: the right may come out as any of these. */
export interface Expected {
  right: string;
  outcomes: string[];
  /** The right that comes first, if one does. */
  after?: string;
}

export interface Situation {
  /** « 01-homme-seul-fin-de-droits ». */
  id: string;
  name: string;
  children: number;
  /** Text of the field at each place that the file tells; children by rank: « enfants.0.naissance ». */
  told: Record<string, string>;
  /** Amounts by « personne.salaire.2026-07 ». */
  incomes: Record<string, string>;
  expected: Expected[];
}

/** The thirteen situations that a lawyer wrote whole. */
export function acceptanceSituations(): Situation[] {
  const files = readdirSync(`${CATALOGUE}cas`).filter((file) => /^(0[1-9]|1[0-3])-.*\.toml$/.test(file));
  return files.sort().map(read);
}

function read(file: string): Situation {
  const { nom, date, situation, attendu } = parse(readFileSync(`${CATALOGUE}cas/${file}`, 'utf8')) as unknown as {
    nom: string;
    date: Date;
    situation: Facts;
    attendu: { droit: string; issue?: string[]; apres?: string }[];
  };
  const since = monthsSince(date);
  const text = (fact: Fact) => typed(fact, since);
  const told: Record<string, string> = {};
  const { enfants = [], conjoint, recu = {}, revenus = [], revenus_complets: closed = {}, ...own } = situation;
  const children = enfants as Facts[];
  for (const [name, fact] of Object.entries(own)) {
    told[`personne.${name}`] = told[`foyer.${name}`] = text(fact);
  }
  if ('conjoint_existe' in own) told['conjoint.existe'] = text(own.conjoint_existe);
  if ('enfants_complet' in own) told['enfants.complet'] = text(own.enfants_complet);
  const partner = (Array.isArray(conjoint) ? conjoint[0] : conjoint) as Facts | undefined;
  for (const [name, fact] of Object.entries(partner ?? {})) told[`conjoint.${name}`] = text(fact);
  for (const [rank, child] of children.entries()) {
    for (const [name, fact] of Object.entries(child)) told[`enfants.${rank}.${name}`] = text(fact);
  }
  for (const [right, state] of Object.entries(recu as Facts)) told[`recu.${right}`] = String(state);
  for (const [holder, months] of Object.entries(closed as Record<string, string[]>)) {
    for (const month of months) told[`revenus.complet.${holder}.${shifted(month, since)}`] = 'oui';
  }
  const incomes: Record<string, string> = {};
  for (const { titulaire, source, mois, montant } of revenus as unknown as Income[]) {
    incomes[`${titulaire}.${source}.${shifted(mois, since)}`] = text(montant);
  }
  const expected = attendu.map(({ droit, issue = [], apres }) => ({ right: droit, outcomes: issue, after: apres }));
  return { id: file.replace('.toml', ''), name: nom, children: children.length, told, incomes, expected };
}

/** Whole months between the date of a situation and today in Paris: its dates move with it, so that ages stay what they are. */
function monthsSince(date: Date): number {
  const [year, month] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date()).split('-').map(Number);
  return (year - date.getUTCFullYear()) * 12 + (month - 1 - date.getUTCMonth());
}

/** « 2026-07 » or « 2026-07-14 », some months later; the day stays when the month has it. */
function shifted(iso: string, months: number): string {
  const [year, month, day] = iso.split('-').map(Number);
  const there = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + 1, 0)).getUTCDate();
  const start = `${there.getUTCFullYear()}-${String(there.getUTCMonth() + 1).padStart(2, '0')}`;
  return day ? `${start}-${String(Math.min(day, last)).padStart(2, '0')}` : start;
}

/** A fact of the file as an agent types it. */
function typed(fact: Fact, since: number): string {
  if (typeof fact === 'boolean') return fact ? 'oui' : 'non';
  if (typeof fact === 'number') return String(fact).replace('.', ',');
  if (Array.isArray(fact)) return fact.length === 0 ? 'aucun' : fact.join('+');
  if (typeof fact === 'string') {
    return /^\d{4}-\d{2}(-\d{2})?$/.test(fact) ? shifted(fact, since).split('-').reverse().join('/') : fact;
  }
  throw new Error(`a fact that is not read yet: ${JSON.stringify(fact)}`);
}

/** What the catalogue says of a right: its name, and whether the right itself is sensitive. */
export function rightOf(id: string): { name: string; sensitive: boolean } {
  for (const layer of ['national', 'ile-de-france', 'val-de-marne']) {
    try {
      const right = parse(readFileSync(`${CATALOGUE}${layer}/droits/${id}.toml`, 'utf8')) as { nom: string; sensible?: boolean };
      return { name: right.nom, sensitive: right.sensible === true };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error(`no right ${id} in the catalogue`);
}
