// The end of an interview: from the recapitulation to the rights on screen, and the copy the person takes away.
import { type Page, expect, test } from '@playwright/test';
import { type Hand, mouse } from '../support/hands.ts';
import { factsOf, textOf } from '../support/pdf.ts';
import type { Story } from './story.ts';

/** Reads the rights on screen, then downloads the copy and reads it: both name what the story should lead to. */
export async function takeTheCopy(page: Page, story: Story, hand: Hand = mouse): Promise<void> {
  await hand.press(page.getByRole('link', { name: 'Voir les droits' }));
  for (const right of story.probable) {
    await expect(page.getByRole('link', { name: right }).or(page.getByText(right)).first()).toBeVisible();
  }
  await hand.press(page.getByRole('link', { name: 'Copie pour la personne' }));
  const arriving = page.waitForEvent('download');
  await hand.press(page.getByRole('link', { name: 'Télécharger le PDF' }));
  const file = test.info().outputPath('copie.pdf');
  await (await arriving).saveAs(file);
  const text = textOf(file);
  for (const words of [...story.probable, ...story.copyNames]) expect(text).toContain(words);
  const { tagged, pages } = factsOf(file);
  expect(tagged).toBe(true);
  expect(pages).toBeGreaterThanOrEqual(1);
  expect(pages).toBeLessThanOrEqual(6);
}
