// Holds a whole interview: on every screen, says what the story says, then goes on, until the recapitulation.
import { type Page, expect } from '@playwright/test';
import { Step } from '../pages/step.ts';
import { type Hand, mouse } from '../support/hands.ts';
import type { Line, Story } from './story.ts';

export interface Manner {
  hand?: Hand;
  /** False when JavaScript is off. */
  live?: boolean;
  /** Called on every screen before leaving it. */
  onScreen?: (step: Step, screen: number) => Promise<void>;
}

const MANY_SCREENS = 80;

/** From the first screen of a bilan to its recapitulation. */
export async function holdInterview(page: Page, story: Story, { hand = mouse, live = true, onScreen }: Manner = {}): Promise<void> {
  const step = new Step(page, hand, live);
  const unsaid = new Set<Line>(story.lines);
  for (let screen = 0; !page.url().endsWith('/recapitulatif'); screen += 1) {
    expect(screen, `still on ${page.url()}`).toBeLessThan(MANY_SCREENS);
    await beAlone(page, hand, unsaid);
    // An answer, once kept, may bring another question to the screen: look again until nothing new is asked.
    for (let asked = await step.asked([...unsaid]); asked.length > 0; asked = await step.asked([...unsaid])) {
      await step.answer(asked[0]);
      unsaid.delete(asked[0]);
      await step.kept();
    }
    await onScreen?.(step, screen);
    await step.next();
  }
  const never = [...unsaid].filter((line) => !line.maybe).map((line) => line.question);
  expect(never, 'questions of the story that were never asked').toEqual([]);
}

/** Some questions wait until the agent says that they are alone with the person. */
async function beAlone(page: Page, hand: Hand, unsaid: Set<Line>): Promise<void> {
  const offer = page.getByRole('link', { name: 'Nous sommes seuls' });
  if ([...unsaid].some((line) => line.alone) && (await offer.count()) > 0) {
    await hand.press(offer);
    await expect(page.getByRole('link', { name: 'Quelqu’un revient' })).toBeVisible();
  }
}
