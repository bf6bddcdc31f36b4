// Answers a whole screen at once from a situation, in the page: every field that is asked gets what the household would say.
import type { Page } from '@playwright/test';
import type { Situation } from './situation.ts';

/** What somebody of whom there is nothing to say answers, where « non » or « ne sait pas » would not be plain (as rules/tests/all/walk.rs). */
const PLAIN: Record<string, string> = {
  deces_conjoint: 'aucun',
  enfant_taux_incapacite: 'non_evalue',
  etudes_ailleurs: 'aucun',
  expulsion_etape: 'aucun',
  invalidite_categorie: 'aucune',
  pension_versee: '0',
  projet_logement: 'aucun',
  soins_longs: 'non',
  taux_incapacite: 'non_evalue',
};

/** What must be done before the screen is filled in whole. */
export type Missing = { row: true } | { source: string; grid: string };

export interface Filled {
  /** Fields that did not hold their answer yet. */
  changed: number;
  /** A row the form does not show yet: a child, or a source of income. */
  missing: Missing | null;
  /** Nothing more can be asked here: every question and field of the screen is shown. */
  whole: boolean;
  /** Fields whose answer the form does not offer. */
  refused: string[];
}

/** Fills in what is asked on this screen, without sending it. */
export async function fillScreen(page: Page, { told, incomes, children }: Situation): Promise<Filled> {
  // A link may just have been followed: the whole screen must be there before it is read.
  await page.waitForLoadState('domcontentloaded');
  await page.locator('form#etape').waitFor({ state: 'attached' });
  return page.evaluate(
    ({ told, incomes, children, plain }) => {
      const form = document.querySelector<HTMLFormElement>('form#etape')!;
      const shown = (element: Element) => element.closest('[hidden], template') === null;
      const filled: { changed: number; whole: boolean; missing: null | { row: true } | { source: string; grid: string }; refused: string[] } = {
        changed: 0,
        whole: form.querySelector('[data-question][hidden], [data-field][hidden], [data-row]') === null,
        missing: null,
        refused: [],
      };
      const rows = [...new Set([...form.querySelectorAll<HTMLElement>('[data-row]')].map((row) => row.dataset.row!))].sort();
      const list = form.querySelector('#enfants');
      if (list && list.querySelectorAll('[data-row]').length < children) filled.missing = { row: true };
      if (list && children === 0) for (const row of rows) list.querySelector(`[data-row="${row}"]`)?.setAttribute('hidden', '');

      const names = new Set([...form.querySelectorAll<HTMLInputElement>('[name^="r."]')].filter(shown).map((field) => field.name));
      for (const name of names) {
        const place = name.slice(2);
        const path = place.startsWith('enfants.') ? place.replace(/^enfants\.([^.]+)\./, (_, row) => `enfants.${rows.indexOf(row)}.`) : place;
        const said: string | undefined = told[path] ?? plain[path.split('.').at(-1)!];
        const controls = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)].filter(shown);
        const first = controls[0];
        if (first instanceof HTMLSelectElement) {
          const offered = [...first.options].map((option) => option.value);
          const silent = offered.includes('pas_demande') ? 'pas_demande' : path.startsWith('enfants.') && offered.includes('non') ? 'non' : '?';
          const value = said ?? silent;
          if (!offered.includes(value)) filled.refused.push(`${path}=${value}`);
          else if (first.value !== value) {
            first.value = value;
            filled.changed += 1;
          }
        } else if (first.type === 'radio' || first.type === 'checkbox') {
          const boxes = controls as HTMLInputElement[];
          const offered = boxes.map((box) => box.value);
          const silent = first.type === 'checkbox' ? 'aucun' : offered.includes('non') ? 'non' : '?';
          const wanted = (said ?? silent).split('+');
          if (!wanted.every((value) => offered.includes(value))) filled.refused.push(`${path}=${wanted.join('+')}`);
          else {
            const different = boxes.filter((box) => box.checked !== wanted.includes(box.value));
            for (const box of different) box.checked = wanted.includes(box.value);
            filled.changed += different.length > 0 ? 1 : 0;
          }
        } else if (said !== undefined) {
          if (first.value !== said && (first as HTMLInputElement).defaultValue === '') {
            first.value = said;
            filled.changed += 1;
          }
        } else {
          const unsure = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(`m.${place}`)}"][value="?"]`);
          if (unsure && !unsure.checked) {
            unsure.checked = true;
            filled.changed += 1;
          }
        }
      }

      const cells = [...form.querySelectorAll<HTMLInputElement>('[name^="i."]')];
      for (const [at, amount] of Object.entries(incomes)) {
        const [holder, source, month] = at.split('.');
        const line = cells.find((cell) => cell.name.startsWith(`i.${holder}.${source}.`) && cell.name.endsWith(`.${month}`));
        if (line && shown(line)) {
          if (line.value === '') {
            line.value = amount;
            filled.changed += 1;
          }
        } else if (!line) {
          const months = cells.find((cell) => cell.name.startsWith(`i.${holder}.`) && cell.name.endsWith(`.${month}`));
          const grid = months?.closest('[id^="grille-"]')?.id.slice('grille-'.length);
          if (grid && form.querySelector(`select[name="s.${grid}"] option[value="${source}"]`)) filled.missing ??= { source, grid };
        }
      }
      return filled;
    },
    { told, incomes, children, plain: PLAIN },
  );
}

const MANY_SCREENS = 120;

/** Holds the interview from the screen that stands to the recapitulation: each screen is filled in, kept, read again while it asks more. */
export async function holdSituation(page: Page, situation: Situation): Promise<void> {
  for (let turn = 0; !page.url().endsWith('/recapitulatif'); turn += 1) {
    if (turn > MANY_SCREENS) throw new Error(`${situation.id}: still on ${page.url()}`);
    const alone = page.getByRole('link', { name: 'Nous sommes seuls' });
    if ((await alone.count()) > 0) await alone.first().click();
    const { changed, whole, missing, refused } = await fillScreen(page, situation);
    if (refused.length > 0) throw new Error(`${situation.id}, ${page.url()}: no such answer: ${refused.join(', ')}`);
    if (missing && 'row' in missing) await page.getByRole('button', { name: 'Ajouter un enfant' }).click();
    else if (missing) await addLine(page, missing);
    else if (changed > 0 && !whole) await page.getByRole('button', { name: 'Enregistrer et rester' }).click();
    else await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  }
}

async function addLine(page: Page, { source, grid }: { source: string; grid: string }): Promise<void> {
  const list = page.locator(`select[name="s.${grid}"]`);
  await list.selectOption(source);
  await page.locator(`button[name="ajouter"][value="revenus.${grid}"]`).click();
}
