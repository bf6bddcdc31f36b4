// The states a page can be in, beyond what a quiet interview shows: each as sound as the page itself.
import type { Page } from '@playwright/test';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expectFocusInForcedColours, expectSound } from '../support/shape.ts';
import { expect, test } from '../support/test.ts';

test.use({ consoleMayPrint: /status of 40[0-9]/ });

/** A bilan just opened by Nadia. */
async function opened(page: Page, nadia: Parameters<typeof signIn>[1]): Promise<string> {
  await page.goto('/');
  await signIn(page, nadia);
  return openBilan(page);
}

const PUBLIC = [
  '/connexion',
  '/connexion/code',
  '/invitation',
  '/accessibilite',
  '/plan',
  '/droits',
  '/droits/rsa-socle',
  '/themes/logement',
  '/baremes',
  '/calculs/foyer/aide_logement_estimee',
  '/organismes',
  '/organismes/caf',
  '/situations',
  '/changements',
  '/revision',
  '/questions/graphe',
  '/questions/graphe/famille',
  '/methode',
  '/rien-ici',
];

test('les pages publiques, et celle qui n’existe pas', async ({ page }) => {
  for (const path of PUBLIC) {
    await page.goto(path);
    await expectSound(page, path);
  }
});

test('l’accueil vide et un mot de passe refusé', async ({ page, agents }) => {
  await page.goto('/connexion');
  await page.getByLabel('Identifiant').fill(agents.elsewhere.login);
  await page.getByLabel('Mot de passe').fill('pas le bon');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectSound(page, 'mot de passe refusé');
  await signIn(page, agents.elsewhere);
  await expect(page.getByText('Aucun bilan en cours')).toBeVisible();
  await expectSound(page, 'accueil vide');
});

test('une erreur à corriger, deux réponses différentes', async ({ page, context, agents }) => {
  const bilan = await opened(page, agents.nadia);
  await page.goto(`${bilan}/famille/adultes`);
  const birth = (tab: Page) => tab.getByRole('group', { name: 'Quelle est votre date de naissance ?' }).getByRole('textbox');
  const second = await context.newPage();
  await second.goto(`${bilan}/famille/adultes`);
  await birth(page).fill('le 32 mars');
  await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  await expect(page.getByRole('alert').or(page.locator('.error:visible')).first()).toBeVisible();
  await expectSound(page, 'résumé des erreurs');
  await birth(second).fill('05/1991');
  await birth(second).blur();
  await expect(second.getByRole('group', { name: 'Deux réponses différentes' })).toBeVisible();
  await expectSound(second, 'deux réponses différentes');
});

test('mode discret, moment seul, repérage, bilan clos', async ({ page, agents }) => {
  const bilan = await opened(page, agents.nadia);
  await page.goto(`${bilan}/famille/couple`);
  await expect(page.locator('body.live')).toBeAttached();
  // It is announced as a button: Space presses it.
  await page.getByRole('button', { name: 'Mode discret' }).press('Space');
  await expect(page.getByRole('button', { name: 'Tout montrer' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Entretien', { useInnerText: true });
  await expectSound(page, 'mode discret');
  await page.goto(`${bilan}/cloture/papier?seul=oui`);
  await expectSound(page, 'moment seul');
  await page.goto(`${bilan}/famille/adultes?reperage=oui`);
  await expectSound(page, 'repérage');
  await page.goto(`${bilan}/recapitulatif`);
  await page.getByRole('button', { name: 'Clore le bilan' }).click();
  for (const path of ['/famille/couple', '/recapitulatif', '/resultats', '/copie', '/copie?langue=en', '/a-voix-haute', '/support']) {
    await page.goto(`${bilan}${path}`);
    await expectSound(page, `bilan clos, ${path}`);
  }
});

for (const [paper, answer] of [
  ['neutre', 'Copie neutre, sans détail'],
  ['gardée ici', 'Copie gardée ici'],
  ['aucune', 'Aucun papier'],
]) {
  test(`copie ${paper}`, async ({ page, agents }) => {
    const bilan = await opened(page, agents.nadia);
    await page.goto(`${bilan}/cloture/papier?seul=oui`);
    await page.getByRole('radio', { name: answer, exact: true }).check();
    await expect(page.getByRole('status').filter({ hasText: 'Enregistré' })).toBeVisible();
    await page.goto(`${bilan}/copie`);
    await expectSound(page, `copie ${paper}`);
  });
}

test('la session va finir', async ({ page, agents }) => {
  await page.clock.install();
  const bilan = await opened(page, agents.nadia);
  await page.goto(`${bilan}/famille/couple`);
  await page.clock.runFor('12:00:00');
  await expect(page.getByText('Votre session finit dans 5 minutes')).toBeVisible();
  await expectSound(page, 'session qui finit');
});

test('couleurs imposées, mouvement réduit', async ({ page, agents }) => {
  const bilan = await opened(page, agents.nadia);
  for (const path of ['/famille/couple', '/famille/enfants', '/budget/mois', '/resultats']) {
    await page.goto(`${bilan}${path}`);
    await expectFocusInForcedColours(page, path);
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${bilan}/famille/couple`);
  const moving = await page.evaluate(() => {
    const moves = (element: Element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      return animationName !== 'none' || transitionDuration.split(',').some((time) => parseFloat(time) > 0);
    };
    return [...document.querySelectorAll('*')].filter(moves).map((element) => element.outerHTML.slice(0, 80));
  });
  expect(moving).toEqual([]);
});
