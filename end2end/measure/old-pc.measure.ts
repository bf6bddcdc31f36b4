// How long an old office computer waits, run by hand and never as a test: `npx playwright test --config measure` in end2end.
// BILAN_BINARY names the server. Prints the median of some first views and of some answers; docs/speed.md keeps the figures.
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { test } from '../support/test.ts';

const TIMES = 7;
/** A computer four times slower than this one, and 1.5 Mbit/s down, as ADSL far from the exchange. */
const SLOWER = 4;
const LINE = { offline: false, downloadThroughput: 1_500_000 / 8, uploadThroughput: 500_000 / 8, latency: 40 };
const NORMAL = { offline: false, downloadThroughput: -1, uploadThroughput: -1, latency: 0 };

const median = (values: number[]) => Math.round(values.sort((one, other) => one - other)[Math.floor(values.length / 2)]);

test('an old office computer', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  const cdp = await page.context().newCDPSession(page);
  const views: number[] = [];
  const awake: number[] = [];
  await cdp.send('Network.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await cdp.send('Network.emulateNetworkConditions', LINE);
  for (let time = 0; time < TIMES; time += 1) {
    // Nothing kept by the browser: the first view of the day.
    await cdp.send('Network.clearBrowserCache');
    const started = performance.now();
    await page.goto(`${bilan}/famille/couple`, { waitUntil: 'commit' });
    await page.locator('body.live').waitFor({ state: 'attached' });
    awake.push(performance.now() - started);
    views.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN));
  }

  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await cdp.send('Network.emulateNetworkConditions', NORMAL);
  const answers: number[] = [];
  await page.goto(`${bilan}/famille/adultes`);
  await page.locator('body.live').waitFor({ state: 'attached' });
  const birth = page.getByRole('group', { name: 'Quelle est votre date de naissance ?' }).getByRole('textbox');
  for (let time = 0; time < TIMES; time += 1) {
    await birth.fill(`0${time + 1}/1990`);
    // In the page itself: from leaving the field to « Enregistré » in its line.
    answers.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const state = document.getElementById('etat')!;
            const started = performance.now();
            const watch = new MutationObserver(() => {
              if (!/^Enregistré/.test(state.textContent ?? '')) return;
              watch.disconnect();
              resolve(performance.now() - started);
            });
            watch.observe(state, { childList: true, characterData: true, subtree: true });
            (document.activeElement as HTMLElement).blur();
          }),
      ),
    );
  }

  console.log(`first view, ${SLOWER}× slower, 1.5 Mbit/s, empty cache: ${median(views)} ms; islands awake: ${median(awake)} ms`);
  console.log(`answer acknowledged, normal line: ${median(answers)} ms (${answers.map(Math.round).join(', ')})`);
});
