// The same interview with JavaScript off: plain forms, nothing else.
import { holdInterview } from '../interview/interview.ts';
import { takeTheCopy } from '../interview/ending.ts';
import { singleMother } from '../interview/single-mother.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expect, test } from '../support/test.ts';

// The islands are announced in the page's head and then not loaded: the browser remarks on it.
test.use({ javaScriptEnabled: false, consoleMayPrint: /was preloaded using link preload but not used/ });

test('le même entretien sans JavaScript', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  await openBilan(page);
  await holdInterview(page, singleMother, { live: false });
  await takeTheCopy(page, singleMother);
});

test('ce qui ne peut pas être lu est gardé, montré et expliqué', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.goto(`${bilan}/famille/adultes`);
  const birth = page.getByRole('group', { name: 'Quelle est votre date de naissance ?' });
  await birth.getByRole('textbox').fill('le 32 mars');
  await page.getByRole('button', { name: 'Continuer', exact: true }).click();
  await expect(page).toHaveURL(/famille\/adultes/);
  await expect(birth.getByRole('textbox')).toHaveValue('le 32 mars');
  await expect(page.getByRole('alert')).toContainText('Quelle est votre date de naissance');
});
