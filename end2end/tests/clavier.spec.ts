// The same interview without ever touching the mouse: Tab, arrows, letters, Space and Enter.
import { holdInterview } from '../interview/interview.ts';
import { takeTheCopy } from '../interview/ending.ts';
import { singleMother } from '../interview/single-mother.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { keyboard } from '../support/hands.ts';
import { test } from '../support/test.ts';

test('le même entretien au clavier seul', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia, keyboard);
  await openBilan(page, keyboard);
  await holdInterview(page, singleMother, { hand: keyboard });
  await takeTheCopy(page, singleMother, keyboard);
});
