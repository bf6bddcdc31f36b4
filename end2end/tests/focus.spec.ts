// Where the focus is after the page changed under it, and that nothing covers it.
import { type Page } from '@playwright/test';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expect, test } from '../support/test.ts';

const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: 'Enregistré' })).toBeVisible();

test('une réponse qui fait venir des questions garde le focus', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/couple`);
  await expect(page.locator('body.live')).toBeAttached();
  const couple = page.getByRole('group', { name: 'Vivez-vous en couple' });
  const before = await page.locator('form#etape fieldset:visible').count();
  await couple.getByRole('radio', { name: 'Oui', exact: true }).press('Space');
  await saved(page);
  await expect.poll(() => page.locator('form#etape fieldset:visible').count()).not.toBe(before);
  await expect(couple.getByRole('radio', { name: 'Oui', exact: true })).toBeFocused();
});

test('le panneau redessiné garde le focus', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/adultes`);
  await expect(page.locator('body.live')).toBeAttached();
  const birth = page.getByRole('group', { name: 'Quelle est votre date de naissance ?' }).getByRole('textbox');
  await birth.fill('12/03/1958');
  const link = page.locator('#panneau a[href]:visible').first();
  const href = await link.getAttribute('href');
  const drawn = await page.locator('#panneau > *').first().elementHandle();
  // The field is left for the panel: what is kept draws the panel anew under the focus.
  await link.focus();
  await expect.poll(() => drawn!.evaluate((element) => element.isConnected)).toBe(false);
  const held = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
  expect(await held()).toBe(href);
});

test('rien ne couvre ce qui a le focus', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  for (const size of [
    { width: 1366, height: 768 },
    { width: 683, height: 384 },
  ]) {
    await page.setViewportSize(size);
    for (const path of ['/famille/couple', '/famille/enfants', '/recapitulatif']) {
      await page.goto(`${bilan}${path}`);
      const covered: string[] = [];
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let pressed = 0; pressed < 80; pressed += 1) {
          await page.keyboard.press(key);
          const found = await page.evaluate(covering);
          if (found) covered.push(`${key} ${found}`);
        }
      }
      expect.soft(covered, `${path} ${size.width} px`).toEqual([]);
    }
  }
});

/** What hides the focused control, when something else stands over the whole of it. */
function covering(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const held = focused.closest('label') ?? focused;
  const box = held.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y]));
  const tops = points.map(([x, y]) => document.elementFromPoint(x, y));
  const seen = tops.some((top) => top !== null && (held.contains(top) || top.contains(held)));
  return seen ? null : `${focused.outerHTML.slice(0, 80)} under ${tops[4]?.outerHTML.slice(0, 60)}`;
}
