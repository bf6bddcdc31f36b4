// The office's day, as a new office meets it: an empty state, rooms and hours, a slot booked, moved and printed.
import { signIn } from '../pages/sign-in.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, test } from '../support/test.ts';

/** A Monday to come, as the address of a day writes it. */
function nextMonday(): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7 || 7) + 7);
  return day.toISOString().slice(0, 10);
}

test('d’un bureau vide à un créneau réservé, déplacé et imprimé', async ({ page, office, agents, browser, baseURL }) => {
  const chef = { login: 'cheffe', password: 'quatre mots tout simples cheffe', structure: agents.nadia.structure };
  office.command(['agent', 'add', '--role', 'assistant,manager', '--structure', chef.structure, '--name', 'Claire M.', chef.login], `${chef.password}\n`);

  // An agent who finds nothing knows whom to ask; whoever looks after the office knows what to do.
  await page.goto('/');
  await signIn(page, agents.nadia);
  await page.getByRole('link', { name: 'Agenda' }).click();
  await expect(page.getByRole('main')).toContainText('Demandez à la personne qui gère les comptes');
  const other = await browser.newContext({ baseURL, locale: 'fr-FR' });
  const settings = await other.newPage();
  await settings.goto('/');
  await signIn(settings, chef);
  await settings.getByRole('link', { name: 'Agenda' }).click();
  await settings.getByRole('link', { name: 'Salles et horaires' }).last().click();
  await expectAccessible(settings, 'empty settings');
  await settings.getByLabel('Nom de la salle').fill('Bureau 2');
  await settings.getByRole('button', { name: 'Ajouter', exact: true }).click();
  const room = settings.getByRole('region', { name: 'Bureau 2' });
  await room.getByRole('button', { name: 'Ajouter ces heures' }).click();
  await expect(room).toContainText('lundi, de 9 h 00 à 12 h 00');
  await expectAccessible(settings, 'settings');
  await other.close();

  const day = nextMonday();
  await page.goto(`/agenda?jour=${day}`);
  await expectAccessible(page, 'a free day');
  await page.getByRole('link', { name: 'Réserver 9 h 45' }).click();
  await page.getByLabel('Pour qui').fill('7F-42K');
  await page.getByLabel('Avec un interprète').check();
  await expectAccessible(page, 'the form of a slot');
  await page.getByRole('button', { name: 'Réserver' }).click();
  await expect(page.getByRole('status')).toContainText('réservé');
  await expect(page.getByRole('listitem').filter({ hasText: '7F-42K' })).toContainText('9 h 45 – 11 h 15');

  // Nobody came: the slot is free again, and another is found.
  await page.getByText('Changer').click();
  await page.getByRole('button', { name: 'N’a pas eu lieu' }).click();
  await expect(page.getByRole('heading', { name: 'À reprendre' })).toBeVisible();
  await page.getByText('Changer').click();
  await page.getByRole('link', { name: 'Autre créneau' }).click();
  await expectAccessible(page, 'choosing another slot');
  await page.getByRole('button', { name: 'Choisir 10 h 30' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '7F-42K' })).toContainText('10 h 30 – 12 h 00');
  await expect(page.getByRole('heading', { name: 'À reprendre' })).toHaveCount(0);

  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);

  // The day's list on paper: who comes and when, and no button.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('7F-42K').first()).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});
