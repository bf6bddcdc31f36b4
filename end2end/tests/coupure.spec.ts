// The line is cut between two answers: the agent is told, nothing is lost, nothing is kept twice.
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expect, test } from '../support/test.ts';

// The browser itself reports the requests that a cut line loses.
test.use({ consoleMayPrint: /401|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to fetch/ });

const COUPLE = 'Vivez-vous en couple';
const ELSEWHERE = 'Êtes-vous marié ou pacsé avec quelqu’un qui vit ailleurs';

test('la ligne coupe entre deux réponses', async ({ page, context, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/couple`);
  const state = page.getByRole('status');
  const answer = (question: string) => page.getByRole('group', { name: question }).getByRole('radio', { name: 'Non', exact: true });

  await answer(COUPLE).check();
  await expect(state.filter({ hasText: 'Enregistré' })).toBeVisible();

  await context.setOffline(true);
  await answer(ELSEWHERE).check();
  await expect(state.filter({ hasText: /non enregistré/i })).toBeVisible();
  await expect(answer(ELSEWHERE)).toBeChecked();

  await context.setOffline(false);
  await expect(state.filter({ hasText: /^(?!.*non enregistré).*Enregistré/i })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(answer(COUPLE)).toBeChecked();
  await expect(answer(ELSEWHERE)).toBeChecked();
  // Kept once: the answer is at its first version.
  await expect(page.locator('input[name="v.personne.conjoint_ailleurs"]')).toHaveValue(/^1!?:non$/);
});

test('une réponse donnée avant que la page soit éveillée est enregistrée aussi', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  let wake = () => {};
  const answered = new Promise<void>((resolve) => (wake = resolve));
  // An old computer, or a slow line: the code arrives after the first answer.
  await page.route('**/bilan_bg.wasm', async (route) => {
    await answered;
    await route.continue();
  });
  await page.goto(`${bilan}/famille/couple`, { waitUntil: 'commit' });
  await page.getByRole('group', { name: COUPLE }).getByRole('radio', { name: 'Non', exact: true }).check();
  wake();
  await expect(page.getByRole('status').filter({ hasText: 'Enregistré' })).toBeVisible();
});

test('la page est rechargée pendant la coupure : ce qui était tapé revient', async ({ page, agents, office }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/couple`);
  await page.waitForLoadState('networkidle');
  await office.cut();
  const answer = page.getByRole('group', { name: COUPLE }).getByRole('radio', { name: 'Non', exact: true });
  await answer.check();
  await expect(page.getByRole('status').filter({ hasText: /non enregistré/i })).toBeVisible();
  await office.start();
  await page.reload();
  await expect(answer).toBeChecked();
  await expect(page.getByRole('status').filter({ hasText: /^(?!.*non enregistré).*Enregistré/i })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.locator('input[name="v.conjoint.existe"]')).toHaveValue(/^1!?:non$/);
});

test('la session finit pendant la saisie : une fois reconnecté, on revient au même écran avec ce qui était tapé', async ({ page, context, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/adultes`);
  await page.waitForLoadState('networkidle');
  const birth = page.getByRole('group', { name: 'Quelle est votre date de naissance ?' }).getByRole('textbox');
  await context.clearCookies();
  await birth.fill('03/1990');
  await birth.blur();
  await page.getByRole('status').getByRole('link', { name: 'se reconnecter' }).click();
  await signIn(page, agents.nadia);
  await expect(page).toHaveURL(new RegExp(`${bilan}/famille/adultes`));
  await expect(birth).toHaveValue('03/1990');
  await expect(page.getByRole('status').filter({ hasText: 'Enregistré' })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.locator('input[name="v.personne.date_naissance"]')).toHaveValue(/^1!?:03\/1990$/);
});

test('le même formulaire envoyé deux fois ne s’enregistre qu’une fois', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/adultes`);
  const birth = page.getByRole('group', { name: 'Quelle est votre date de naissance ?' }).getByRole('textbox');
  await birth.fill('03/1990');
  await page.getByRole('button', { name: 'Continuer', exact: true }).dblclick();
  await expect(page).toHaveURL(/famille\/enfants/);
  await page.goto(`${bilan}/famille/adultes`);
  await expect(page.locator('input[name="v.personne.date_naissance"]')).toHaveValue(/^1!?:03\/1990$/);
});

test('deux onglets sur la même réponse : les deux valeurs sont montrées', async ({ page, context, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  const second = await context.newPage();
  const birthOn = (tab: typeof page) => tab.getByRole('group', { name: 'Quelle est votre date de naissance ?' }).getByRole('textbox');
  for (const tab of [page, second]) await tab.goto(`${bilan}/famille/adultes`);
  await birthOn(page).fill('03/1990');
  await birthOn(page).blur();
  await expect(page.getByRole('status').filter({ hasText: 'Enregistré' })).toBeVisible();
  await birthOn(second).fill('05/1991');
  await birthOn(second).blur();
  const conflict = second.getByRole('group', { name: 'Deux réponses différentes' });
  await expect(conflict).toContainText('mars 1990');
  await expect(conflict).toContainText('mai 1991');
});

test('une réponse illisible revient pendant que « Continuer » est pressé : l’écran reste', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/adultes`);
  const birth = page.getByRole('group', { name: 'Quelle est votre date de naissance ?' }).getByRole('textbox');
  await birth.fill('le 32 mars');
  // The button is let go at the very moment when what came back is drawn.
  const held = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const form = document.getElementById('etape') as HTMLFormElement;
        document.addEventListener('submit', (event) => resolve(event.defaultPrevented), { once: true });
        new MutationObserver((_, drawn) => {
          if (!form.querySelector('[aria-invalid=true]')) return;
          drawn.disconnect();
          form.requestSubmit();
        }).observe(form, { subtree: true, childList: true, attributes: true });
      }),
  );
  await birth.press('Tab');
  expect(await held).toBe(true);
  await expect(birth).toHaveValue('le 32 mars');
  expect(new URL(page.url()).pathname).toBe(`${new URL(bilan, page.url()).pathname}/famille/adultes`);
  // Once: what was kept as it is does not hold anybody back.
  await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  await page.waitForURL(/famille\/enfants/);
});
