// Every page, filled in: no violation that axe can find; and the tree that a screen reader receives, as text to review.
import { holdInterview } from '../interview/interview.ts';
import { singleMother } from '../interview/single-mother.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, test } from '../support/test.ts';

test.use({ consoleMayPrint: /status of 404/ });

test('aucune violation sur aucune page', async ({ page, agents }) => {
  await page.goto('/');
  await expectAccessible(page, 'connexion');
  await signIn(page, agents.nadia);
  await expectAccessible(page, 'accueil');
  for (const path of ['/compte', '/plan', '/accessibilite']) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
  await page.goto('/');
  const bilan = await openBilan(page);
  await holdInterview(page, singleMother, { onScreen: (step) => expectAccessible(step.page, step.page.url()) });
  await expectAccessible(page, 'récapitulatif');
  for (const path of ['/resultats', '/resultats?par=organisme', '/droits/rsa-majore', '/copie', '/support', '/rien-ici']) {
    await page.goto(`${bilan}${path}`);
    await expectAccessible(page, path);
  }
});

test('le même menu au même endroit', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  const menus = {
    'header.top nav': ['/', '/compte', '/plan', '/agenda', '/suivi', '/annuaire', '/partages', '/a-proposer', `${bilan}/resultats`, `${bilan}/support`],
    'header.top nav[aria-label="Catalogue"]': ['/droits', '/droits/rsa-socle', '/baremes', '/organismes', '/situations', '/changements', '/methode'],
    'nav.side .themes': [`${bilan}/famille/couple`, `${bilan}/famille/enfants`, `${bilan}/budget/mois`],
  };
  for (const [menu, paths] of Object.entries(menus)) {
    const seen = [];
    for (const path of paths) {
      await page.goto(path);
      const box = (await page.locator(menu).boundingBox())!;
      // The page one is on is in bold: the menu keeps its right edge, not its width.
      const [right, top] = [Math.round(box.x + box.width), Math.round(box.y)];
      const links = await page.locator(`${menu} a`).evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).pathname));
      expect(links.length, `${path}: ${menu}`).toBeGreaterThan(3);
      seen.push({ right, top, links });
    }
    for (const [at, one] of seen.entries()) expect.soft(one, `${paths[at]}: ${menu}`).toEqual(seen[0]);
  }
});

test('ce que reçoit un lecteur d’écran', async ({ page, agents }) => {
  await page.goto('/connexion');
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'connexion.aria.yml' });
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/couple`);
  const question = (text: string) => page.getByRole('group', { name: text });
  await expect(question('Êtes-vous séparé, veuf')).toMatchAriaSnapshot({ name: 'separation.aria.yml' });
  await page.goto(`${bilan}/famille/enfants`);
  await expect(question('Quels enfants vivent avec vous')).toMatchAriaSnapshot({ name: 'enfants.aria.yml' });
});
