// The person asks that what is known of them be erased: the assistant writes it, the manager decides, and nothing of them is left on the disk.
import { holdInterview } from '../interview/interview.ts';
import { singleMother } from '../interview/single-mother.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { everythingStored, sealedOf } from '../support/stored.ts';
import { expect, test } from '../support/test.ts';

// The erased bilan is a page that is refused, and the browser says it in its console.
test.use({ consoleMayPrint: /Failed to load resource/ });

test('une personne demande l’effacement, et il ne reste rien d’elle', async ({ page, browser, office, agents, baseURL }) => {
  const password = 'quatre mots tout simples, encore';
  office.command(['agent', 'add', '--role', 'manager', '--structure', agents.nadia.structure, '--name', 'Marie L.', 'marie'], `${password}\n`);

  // Two people came: one of them will be erased.
  await page.goto('/');
  await signIn(page, agents.nadia);
  const stays = (await openBilan(page)).split('/').pop()!;
  await page.goto('/');
  await page.getByText('Donner un nom (facultatif)').click();
  await page.getByLabel('Prénom').fill('Awa');
  await page.getByLabel('Nom', { exact: true }).fill('Sarr');
  const bilan = await openBilan(page);
  await holdInterview(page, singleMother);
  await page.goto(`${bilan}/copie`);
  const id = bilan.split('/').pop()!;
  const sealed = sealedOf(office, id);
  expect(sealed.length).toBeGreaterThan(50);
  const before = everythingStored(office, 'before.backup');
  for (const value of sealed) expect(before.includes(value)).toBe(true);

  await page.goto(`${bilan}/resultats`);
  await page.getByRole('link', { name: 'Effacer' }).click();
  await page.getByLabel('Que son dossier soit effacé').check();
  await page.getByLabel('Pourquoi').fill('Elle me l’a demandé aujourd’hui.');
  await page.getByRole('button', { name: 'Demander l’effacement' }).click();
  await expect(page.getByRole('main')).toContainText('La décision n’est pas encore prise');

  const marie = await browser.newPage({ baseURL });
  await marie.goto('/');
  await signIn(marie, { login: 'marie', password, structure: agents.nadia.structure });
  await marie.goto('/effacements');
  await expect(marie.getByRole('main')).not.toContainText('Sarr');
  await marie.getByLabel('Effacer, sans retour possible').check();
  await marie.getByRole('textbox', { name: 'Pourquoi' }).fill('Elle y a droit, rien ne s’y oppose.');
  await marie.getByRole('button', { name: 'Décider' }).click();
  await expect(marie.getByRole('main')).toContainText('Aucune demande n’attend');
  await marie.close();

  expect((await page.goto(bilan))?.status()).toBe(404);
  const after = everythingStored(office, 'after.backup');
  const left = sealed.filter((value) => after.includes(value));
  expect(left).toEqual([]);
  for (const word of ['Sarr', 'conjoint', 'locataire']) expect(after.includes(word), word).toBe(false);
  // The other person is still there.
  const others = sealedOf(office, stays);
  expect(others.length).toBeGreaterThan(0);
  for (const value of others) expect(after.includes(value)).toBe(true);
});
