// The door: /connexion.
import { type Page, expect } from '@playwright/test';
import type { Agent } from '../support/office.ts';
import { type Hand, mouse } from '../support/hands.ts';

/** Signs in and arrives where the door was leading. */
export async function signIn(page: Page, agent: Agent, hand: Hand = mouse): Promise<void> {
  if (!page.url().includes('/connexion')) await page.goto('/connexion');
  await hand.type(page.getByLabel('Identifiant'), agent.login);
  await hand.type(page.getByLabel('Mot de passe'), agent.password);
  await hand.press(page.getByRole('button', { name: 'Se connecter', exact: true }));
  await expect(page).not.toHaveURL(/connexion/);
}
