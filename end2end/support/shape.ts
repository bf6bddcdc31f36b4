// What every page must keep, whatever it shows: nothing axe finds, one heading of the first level and none skipped, landmarks,
// a language, valid HTML, tables with a title, the foot, no sideways scroll on a telephone or at 200 % zoom.
import { type Page, expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expectValid } from './validity.ts';

const NARROW = [
  { width: 320, height: 640 },
  // 200 % on an office screen leaves half its width in CSS pixels.
  { width: 683, height: 384 },
];

export async function expectSound(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await expectValid(page, name);
  const outline = await page.evaluate(() => {
    const shown = (element: Element) => element.checkVisibility();
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown).map((heading) => Number(heading.tagName[1]));
    const named = (table: Element) => table.querySelector('caption') ?? document.getElementById(table.getAttribute('aria-labelledby') ?? '');
    const tables = [...document.querySelectorAll('table')].filter(shown);
    return {
      headings,
      mains: document.querySelectorAll('main').length,
      lang: document.documentElement.lang,
      title: document.title,
      untitled: tables.filter((table) => !named(table)?.textContent?.trim()).map((table) => table.outerHTML.slice(0, 80)),
      foot: document.querySelector('footer.foot a[href="/accessibilite"]')?.textContent ?? '',
    };
  });
  expect.soft(outline.mains, `${name}: one main`).toBe(1);
  expect.soft(outline.lang, `${name}: language`).toBe('fr');
  expect.soft(outline.title, `${name}: a title`).toMatch(/\S/);
  expect.soft(outline.untitled, `${name}: tables without a title`).toEqual([]);
  expect.soft(outline.foot, `${name}: the state of accessibility, in the foot`).toMatch(/^Accessibilité\s: .*conforme$/);
  expect.soft(outline.headings.filter((level) => level === 1).length, `${name}: one h1`).toBe(1);
  const skipped = outline.headings.filter((level, at) => at > 0 && level > outline.headings[at - 1] + 1);
  expect.soft(skipped, `${name}: heading levels skipped in ${outline.headings.join(' ')}`).toEqual([]);
  await expectFits(page, name);
}

/** Nothing scrolls sideways, telephone or zoom. */
export async function expectFits(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const size of NARROW) {
    await page.setViewportSize(size);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(beyond, `${name}: px beyond a screen ${size.width} px wide`).toBe(0);
  }
  if (before) await page.setViewportSize(before);
}

/** In forced colours and with the keyboard: each control has an edge or an outline that does not rest on a background colour. */
export async function expectFocusInForcedColours(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' });
  const controls = await page.locator('main :is(a[href], button, input, select, textarea, summary):visible').all();
  for (const control of controls.slice(0, 40)) {
    await control.focus();
    const seen = await control.evaluate((element) => {
      const drawn = (style: CSSStyleDeclaration) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      const label = element.closest('label');
      return drawn(getComputedStyle(element)) || (label !== null && drawn(getComputedStyle(label)));
    });
    expect.soft(seen, `${name}: focus on ${control} in forced colours`).toBe(true);
  }
  await page.emulateMedia({ forcedColors: null });
}
