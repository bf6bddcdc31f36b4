// Pages stay light: at most 90 KB of HTML each, before compression, in an interview that is filled in: the panel beside the questions
// holds the reasons of each right. The support for professionals tells every condition of every right: at most 120 KB. The style and
// the islands, which the browser then keeps, have their bounds too.
import { holdInterview } from '../interview/interview.ts';
import { singleMother } from '../interview/single-mother.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expect, test } from '../support/test.ts';

const MOST = 90_000;
const MOST_FOR_SUPPORT = 120_000;
/** What every page loads once, before compression. */
const MOST_ONCE = [
  { path: '/main.css', most: 36_000 },
  { path: '/pkg/bilan_bg.wasm', most: 160_000 },
  { path: '/pkg/bilan.js', most: 50_000 },
];

test('aucune page ne dépasse 90 Ko de HTML', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  const screens: string[] = [];
  await holdInterview(page, singleMother, { onScreen: async (step) => void screens.push(new URL(step.page.url()).pathname) });
  // Every screen once more, with all that was said.
  const measured: { path: string; size: number }[] = [];
  for (const path of [...screens, ...['/recapitulatif', '/resultats', '/resultats?par=organisme', '/copie'].map((end) => `${bilan}${end}`)]) {
    const answer = await page.request.get(path);
    expect(answer.ok(), path).toBe(true);
    measured.push({ path: path.replace(bilan, ''), size: (await answer.body()).length });
  }
  expect(measured.filter(({ size }) => size > MOST)).toEqual([]);
  const support = await page.request.get(`${bilan}/support`);
  expect(support.ok()).toBe(true);
  expect((await support.body()).length).toBeLessThan(MOST_FOR_SUPPORT);
  const heaviest = measured.sort((one, other) => other.size - one.size)[0];
  console.log(`heaviest page: ${heaviest.size} bytes, ${heaviest.path}`);
});

test('le style et les îlots restent légers', async ({ request }) => {
  for (const { path, most } of MOST_ONCE) {
    const answer = await request.get(path);
    expect(answer.ok(), path).toBe(true);
    const size = (await answer.body()).length;
    expect(size, path).toBeGreaterThan(1_000);
    expect(size, path).toBeLessThanOrEqual(most);
  }
});
