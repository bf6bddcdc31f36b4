// What a screen reader receives of the important pages and states, as text to review. What changes with the day, the code of a bilan or
// the catalogue is left out of the `*.aria.yml`, or written as a pattern: they hold the structure of each page.
import { bilanOf, test } from '../support/demo.ts';
import { signIn } from '../pages/sign-in.ts';
import { expect } from '../support/test.ts';

test.use({ consoleMayPrint: /status of 40[0-9]/ });

test('l’accueil vide, l’accueil plein', async ({ page, demo }) => {
  await page.goto('/');
  await signIn(page, demo.newcomer);
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'accueil-vide.aria.yml' });
  await page.context().clearCookies();
  await page.goto('/');
  await signIn(page, demo.nadia);
  await expect(page.locator('body')).toMatchAriaSnapshot({ name: 'accueil.aria.yml' });
});

test('un bilan, de l’entretien au support', async ({ page, demo }) => {
  const bilan = await bilanOf(page, demo.nadia, 'Awa');
  for (const [name, path] of [
    ['entretien', '/famille/couple'],
    ['recapitulatif', '/recapitulatif'],
    ['resultats', '/resultats'],
    ['droit', '/droits/rsa-majore'],
    ['copie', '/copie'],
    ['support', '/support'],
  ]) {
    await page.goto(`${bilan}${path}`);
    await expect(page.locator('body')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  }
});

test('le suivi et la page de la personne', async ({ page, demo }) => {
  const bilan = await bilanOf(page, demo.karim, 'Karim');
  for (const [name, path] of [
    ['suivi', '/suivi'],
    ['ma-page', '/ma-page'],
  ]) {
    await page.goto(`${bilan}${path}`);
    await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  }
  await page.goto(`${bilan}/suivi`);
  await page.locator(`main a[href^="${bilan}/suivi/"]`).first().click();
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'suivre-un-droit.aria.yml' });
});

test('l’agenda et les chiffres', async ({ page, demo }) => {
  await page.goto('/');
  await signIn(page, demo.nadia);
  await page.goto('/agenda');
  // The next day the office opens: after a weekend, the third.
  for (let days = 0; days < 3 && (await page.getByText('Samira K.').count()) === 0; days += 1) {
    await page.goto((await page.getByRole('link', { name: 'Jour suivant' }).getAttribute('href')) ?? '');
  }
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'agenda.aria.yml' });
  await page.context().clearCookies();
  await page.goto('/');
  await signIn(page, demo.manager);
  await page.goto('/chiffres');
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'chiffres.aria.yml' });
});

test('ce qui ne va pas', async ({ page, demo }) => {
  await page.goto('/rien-ici');
  await expect(page.locator('body')).toMatchAriaSnapshot({ name: 'page-absente.aria.yml' });
  await page.goto('/connexion');
  await page.getByLabel('Identifiant').fill(demo.nadia.login);
  await page.getByLabel('Mot de passe').fill('pas le bon');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'mot-de-passe-refuse.aria.yml' });
  const bilan = await bilanOf(page, demo.nadia, 'Awa');
  await page.goto(`${bilan}/famille/adultes`);
  const birth = page.getByRole('group', { name: 'Quelle est votre date de naissance ?' });
  await birth.getByRole('textbox').fill('le 32 mars');
  await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  await expect(birth.locator('.error:visible')).toBeVisible();
  await expect(birth).toMatchAriaSnapshot({ name: 'reponse-illisible.aria.yml' });
});

test('ce que tout le monde lit', async ({ page }) => {
  for (const name of ['accessibilite', 'plan']) {
    await page.goto(`/${name}`);
    await expect(page.locator('body')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  }
});
