// The public catalogue as anybody finds it: from the list of rights to the law behind one, without signing in and without JavaScript.
import { expectAccessible } from '../support/accessibility.ts';
import { expect, test } from '../support/test.ts';

const pages = [
  '/droits',
  '/themes/famille',
  '/droits/rsa-majore',
  '/droits/aides-logement-apl',
  '/baremes',
  '/organismes',
  '/organismes/caf',
  '/situations',
  '/changements',
  '/revision',
  '/calculs/foyer/aide_logement_estimee',
  '/questions/graphe',
  '/questions/graphe/famille',
  '/methode',
];

test('aucune violation, sur un écran et sur un téléphone', async ({ page }) => {
  for (const path of pages) {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(path);
    await expectAccessible(page, path);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${path} at 320 px`).toBe(0);
  }
});

test.describe('sans JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('de la liste des droits au chiffre de la loi', async ({ page }) => {
    await page.goto('/droits');
    await page.getByRole('link', { name: 'RSA majoré', exact: false }).first().click();
    await expect(page).toHaveURL(/\/droits\/rsa-majore$/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('RSA');
    await page.locator('a[href^="/baremes/"]').first().click();
    await expect(page).toHaveURL(/\/baremes\/./);
    await expect(page.getByRole('main')).toContainText('Les droits qui s’en servent');
  });
});
