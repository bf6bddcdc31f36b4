// Pictures for people to look at, under end2end/results: each page as an office screen, as a telephone, and at 200 % zoom.
import { type Page, expect } from '@playwright/test';

const RESULTS = new URL('../results/pictures/', import.meta.url).pathname;

const VIEWS = [
  { name: '1366', width: 1366, height: 768 },
  { name: '320', width: 320, height: 640 },
  // 200 % on an office screen leaves half its width and height in CSS pixels.
  { name: 'zoom', width: 683, height: 384 },
];

/** Takes the page as it stands in the three views, whole, and checks that none of them scrolls sideways. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const { name: view, width, height } of VIEWS) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: `${RESULTS}${name}-${view}.png`, fullPage: true });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(beyond, `${name}: px beyond a screen ${width} px wide`).toBe(0);
  }
  if (before) await page.setViewportSize(before);
}
