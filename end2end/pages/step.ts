// One screen of the interview: /bilans/ID/THEME/SCREEN. Questions are found by what is read.
import { type Locator, type Page, expect } from '@playwright/test';
import type { Field, Line } from '../interview/story.ts';
import type { Hand } from '../support/hands.ts';

const ALL_CHILDREN = 'C’est tout : il n’y a pas d’autre enfant';
const ALL_INCOMES = 'C’est tout pour ce mois';

export class Step {
  constructor(
    readonly page: Page,
    private readonly hand: Hand,
    private readonly live: boolean,
  ) {}

  question(text: string): Locator {
    return this.page.getByRole('group', { name: text });
  }

  /** The lines of a story that this screen asks. */
  async asked(lines: Line[]): Promise<Line[]> {
    const legends = await this.page.locator('form#etape fieldset:visible > legend').allInnerTexts();
    const texts = legends.map((legend) => legend.replace(/\s+/g, ' '));
    const here = new URL(this.page.url()).pathname;
    return lines.filter((line) => here.endsWith(line.on ?? '') && texts.some((text) => text.includes(line.question)));
  }

  async answer(line: Line): Promise<void> {
    const question = this.question(line.question).first();
    for (const field of line.fields ?? []) await this.fill(field.label ? this.labelled(question, field) : question, field);
    if (line.children) await this.children(question, line.children);
    for (const income of line.incomes ?? []) await this.incomes(question, income);
    if (line.incomes) await this.endMonths(question);
    for (const { right, state } of line.receipts ?? []) {
      await this.hand.select(question.getByRole('combobox', { name: right }), state);
    }
  }

  /** Leaves the screen for the next one. */
  async next(): Promise<void> {
    const here = this.page.url();
    await this.hand.press(this.page.getByRole('button', { name: 'Continuer', exact: true }));
    await expect.poll(() => this.page.url(), { message: `stays on ${here}` }).not.toBe(here);
  }

  /** Waits until everything typed so far is kept, as the agent would read it on screen. */
  async kept(): Promise<void> {
    if (this.live) {
      await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await expect(this.page.getByRole('status').filter({ hasText: 'Enregistré' })).toBeVisible();
    } else {
      await this.hand.press(this.page.getByRole('button', { name: 'Enregistrer et rester' }));
      await expect(this.page.getByRole('status').filter({ hasText: 'Enregistré' })).toBeVisible();
    }
  }

  /** A field with a label of its own: a group of options, or one control. */
  private labelled(question: Locator, field: Field): Locator {
    const label = field.label ?? '';
    return field.type !== undefined ? question.getByLabel(label) : question.getByRole('group', { name: label });
  }

  private async fill(place: Locator, field: Field): Promise<void> {
    if (field.choose) await this.hand.choose(place.getByRole('radio', { name: field.choose, exact: true }));
    for (const option of field.tick ?? []) await this.hand.choose(place.getByRole('checkbox', { name: option, exact: true }));
    if (field.type !== undefined) {
      const control = field.label ? place : place.getByRole('textbox').first();
      await this.hand.type(control, field.type);
    }
  }

  private async children(question: Locator, children: Field[][]): Promise<void> {
    for (const [index, fields] of children.entries()) {
      const row = question.getByRole('group', { name: `Enfant ${index + 1}`, exact: true });
      const add = question.getByRole('button', { name: 'Ajouter un enfant' });
      // Only the question that lists the children adds one; the others show them once they are kept.
      if ((await add.count()) > 0 && (await row.count()) === 0) await this.hand.press(add);
      await expect(row).toBeVisible();
      for (const field of fields) {
        const control = row.getByLabel(field.label ?? '');
        if (field.choose) await this.hand.select(control, field.choose);
        else await this.hand.type(control, field.type ?? '');
      }
    }
    const complete = question.getByRole('radio', { name: ALL_CHILDREN });
    if ((await complete.count()) === 0) return;
    await this.hand.choose(complete);
  }

  private async incomes(question: Locator, { source, amounts }: { source: string; amounts: string[] }): Promise<void> {
    const cells = question.getByRole('row', { name: source }).locator('input:visible');
    for (const [index, amount] of amounts.entries()) await this.hand.type(cells.nth(index), amount);
  }

  private async endMonths(question: Locator): Promise<void> {
    const ends = question.getByRole('combobox', { name: ALL_INCOMES });
    for (const end of await ends.all()) await this.hand.select(end, 'C’est tout');
  }
}
