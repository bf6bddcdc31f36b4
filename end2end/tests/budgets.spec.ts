// Pages stay light: at most 90 KB of HTML each, before compression, in an interview that is filled in: the panel beside the questions
// holds the reasons of each right. The support for professionals tells every condition of every right: at most 120 KB.
import { holdInterview } from '../interview/interview.ts';
import { singleMother } from '../interview/single-mother.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expect, test } from '../support/test.ts';

const MOST = 90_000;
const MOST_FOR_SUPPORT = 120_000;

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
