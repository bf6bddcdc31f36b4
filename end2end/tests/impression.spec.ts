// On paper, in grey: what is printed reads, whole, without the buttons of the screen. The pictures are for people to look at, under
// end2end/results/paper.
import { signIn } from '../pages/sign-in.ts';
import { bilanOf, test } from '../support/demo.ts';
import { expectPrints } from '../support/paper.ts';
import { expect } from '../support/test.ts';

test('la copie, le support et le récapitulatif', async ({ page, demo }) => {
  const bilan = await bilanOf(page, demo.nadia, 'Awa');
  for (const [name, path] of [
    ['copie', '/copie'],
    ['copie-anglais', '/copie?langue=en'],
    ['support', '/support'],
    ['recapitulatif', '/recapitulatif'],
    ['resultats', '/resultats'],
    ['droit', '/droits/rsa-majore'],
  ]) {
    await page.goto(`${bilan}${path}`);
    await expectPrints(page, name);
  }
});

test('la page de la personne suivie', async ({ page, demo }) => {
  const bilan = await bilanOf(page, demo.karim, 'Karim');
  await page.goto(`${bilan}/ma-page`);
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await expectPrints(page, 'ma-page');
});

test('la liste du jour et la fiche d’orientation', async ({ page, demo }) => {
  await page.goto('/');
  await signIn(page, demo.nadia);
  await page.goto('/agenda');
  if ((await page.getByText('Samira K.').count()) === 0) await page.getByRole('link', { name: 'Jour suivant' }).click();
  await expectPrints(page, 'agenda');
  await page.goto('/orientations');
  await page.locator('main a[href*="/orientations/"]').first().click();
  await expect(page.locator('article.copy')).toBeVisible();
  await expectPrints(page, 'orientation');
});

test('le catalogue, les chiffres et la déclaration', async ({ page, demo }) => {
  for (const [name, path] of [
    ['catalogue-droit', '/droits/rsa-majore'],
    ['catalogue-montants', '/baremes'],
    ['catalogue-graphe', '/questions/graphe/famille'],
    ['accessibilite', '/accessibilite'],
  ]) {
    await page.goto(path);
    await expectPrints(page, name);
  }
  await page.goto('/');
  await signIn(page, demo.manager);
  await page.goto('/chiffres');
  await expectPrints(page, 'chiffres');
});
