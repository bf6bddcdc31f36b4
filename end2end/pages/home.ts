// « Mes bilans »: /.
import { type Page, expect } from '@playwright/test';
import { type Hand, mouse } from '../support/hands.ts';

/** Opens a bilan with an RSA application, without a name, and returns its address: /bilans/ID. */
export async function openBilan(page: Page, hand: Hand = mouse): Promise<string> {
  await hand.select(page.getByLabel('Qu’est-ce qui amène la personne'), 'Une demande de RSA');
  await hand.press(page.getByRole('button', { name: 'Commencer l’entretien' }));
  await expect(page).toHaveURL(/\/bilans\/[0-9a-f-]{36}\//);
  return /\/bilans\/[0-9a-f-]{36}/.exec(page.url())![0];
}
