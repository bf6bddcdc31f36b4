// Lines that drop in every way a line can: what was acknowledged is there, nothing is there twice, and the agent is told.
import type { Page } from '@playwright/test';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { type Fault, FaultyLine } from '../support/proxy.ts';
import { expect, test as base } from '../support/test.ts';

// The browser itself reports the requests that a cut line loses.
base.use({ consoleMayPrint: /ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_CLOSED|Failed to fetch/ });

const test = base.extend<{ line: FaultyLine }>({
  line: async ({ office }, use) => {
    const line = await FaultyLine.to(office.address);
    await use(line);
    await line.close();
  },
  baseURL: async ({ line }, use) => use(line.address),
});

const COUPLE = { place: 'conjoint.existe', text: 'Vivez-vous en couple' };
const ELSEWHERE = { place: 'personne.conjoint_ailleurs', text: 'Êtes-vous marié ou pacsé avec quelqu’un qui vit ailleurs' };

const radio = (page: Page, question: { text: string }, answer: string) =>
  page.getByRole('group', { name: question.text }).getByRole('radio', { name: answer, exact: true });
const state = (page: Page) => page.getByRole('status');
const saved = (page: Page) => state(page).filter({ hasText: /^(?!.*non enregistré).*Enregistré/i });
const waiting = (page: Page) => state(page).filter({ hasText: /non enregistré/i });
/** What a reading of the page says is kept: its version, then its text. */
const kept = (page: Page, { place }: { place: string }) => page.locator(`input[name="v.${place}"]`);

async function screen(page: Page, agent: Parameters<typeof signIn>[1]): Promise<string> {
  await page.goto('/');
  await signIn(page, agent);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/couple`);
  await expect(page.locator('body.live')).toBeAttached();
  return bilan;
}

const LOST: Fault[] = ['cut before', 'answer lost', 'half a request', 'half an answer', 'late'];

for (const fault of LOST) {
  test(`${fault} : dit, renvoyé, gardé une fois`, async ({ page, agents, line }) => {
    await screen(page, agents.nadia);
    line.next(fault);
    await radio(page, COUPLE, 'Non').check();
    await expect(waiting(page)).toBeVisible();
    await expect(saved(page)).toBeVisible();
    await line.deliverLate();
    await page.reload();
    await expect(radio(page, COUPLE, 'Non')).toBeChecked();
    await expect(kept(page, COUPLE)).toHaveValue(/^1!?:non$/);
  });
}

for (const fault of ['twice', 'slow'] satisfies Fault[]) {
  test(`${fault} : gardé une fois`, async ({ page, agents, line }) => {
    await screen(page, agents.nadia);
    line.next(fault);
    await radio(page, COUPLE, 'Non').check();
    await expect(saved(page)).toBeVisible();
    await page.reload();
    await expect(kept(page, COUPLE)).toHaveValue(/^1!?:non$/);
  });
}

test('la ligne se tait : l’agent le sait, et c’est renvoyé', async ({ page, agents, line }) => {
  await screen(page, agents.nadia);
  line.next('silence');
  await radio(page, COUPLE, 'Non').check();
  await expect(waiting(page)).toBeVisible({ timeout: 60_000 });
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(kept(page, COUPLE)).toHaveValue(/^1!?:non$/);
});

test('la réponse change pendant que la ligne est coupée : la dernière reste', async ({ page, agents, line }) => {
  await screen(page, agents.nadia);
  // The server keeps « Oui » and the browser does not hear of it; the agent corrects, then answers the next question.
  line.next('answer lost', 'cut before');
  await radio(page, COUPLE, 'Oui').check();
  await expect(waiting(page)).toBeVisible();
  await radio(page, COUPLE, 'Non').check();
  await radio(page, ELSEWHERE, 'Non').check();
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(kept(page, COUPLE)).toHaveValue(/^2!?:non$/);
  await expect(kept(page, ELSEWHERE)).toHaveValue(/^1!?:non$/);
  await expect(page.getByRole('group', { name: 'Deux réponses différentes' })).toHaveCount(0);
});

test('un envoi arrive après celui qui le suit : il ne défait rien', async ({ page, agents, line }) => {
  await screen(page, agents.nadia);
  line.next('late');
  await radio(page, COUPLE, 'Oui').check();
  await expect(waiting(page)).toBeVisible();
  await expect(saved(page)).toBeVisible();
  await radio(page, COUPLE, 'Non').check();
  await expect.poll(() => line.saves).toBe(3);
  await expect(saved(page)).toBeVisible();
  await line.deliverLate();
  await page.reload();
  await expect(kept(page, COUPLE)).toHaveValue(/^2!?:non$/);
});

test('la page est rechargée quand l’accusé est perdu : gardé une fois', async ({ page, agents, line }) => {
  await screen(page, agents.nadia);
  line.next('answer lost', 'answer lost', 'answer lost');
  await radio(page, COUPLE, 'Non').check();
  await expect(waiting(page)).toBeVisible();
  await page.reload();
  await expect(radio(page, COUPLE, 'Non')).toBeChecked();
  await expect(kept(page, COUPLE)).toHaveValue(/^1!?:non$/);
});

test('« Continuer » attend que tout soit gardé', async ({ page, agents, line }) => {
  const bilan = await screen(page, agents.nadia);
  line.next('cut before', 'answer lost');
  await radio(page, COUPLE, 'Non').check();
  await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  await expect(page).toHaveURL(/famille\/adultes/);
  await page.goto(`${bilan}/famille/couple`);
  await expect(kept(page, COUPLE)).toHaveValue(/^1!?:non$/);
});
