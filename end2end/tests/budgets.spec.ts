// Pages stay light: at most 60 KB of HTML each, before compression, in an interview that is filled in.
import { holdInterview } from '../interview/interview.ts';
import { singleMother } from '../interview/single-mother.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expect, test } from '../support/test.ts';

const MOST = 60_000;

test('aucune page ne dépasse 60 Ko de HTML', async ({ page, agents }) => {
  const sizes: Promise<{ path: string; size: number }>[] = [];
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    const isPage = response.request().resourceType() === 'document' && response.status() === 200 && !path.endsWith('.pdf');
    if (isPage) sizes.push(response.body().then((body) => ({ path, size: body.length })));
  });
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await holdInterview(page, singleMother);
  // Every screen once more, with all that was said.
  const screens = new Set((await Promise.all(sizes)).map(({ path }) => path).filter((path) => path.startsWith(bilan)));
  for (const path of [...screens, `${bilan}/resultats`, `${bilan}/resultats?par=organisme`, `${bilan}/copie`]) await page.goto(path);
  const measured = await Promise.all(sizes);
  expect(measured.filter(({ size }) => size > MOST)).toEqual([]);
  const heaviest = measured.sort((one, other) => other.size - one.size)[0];
  console.log(`heaviest page: ${heaviest.size} bytes, ${heaviest.path.replace(bilan, '')}`);
});
