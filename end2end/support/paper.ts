// What a page becomes on paper, without colours and without the backgrounds that printers leave out.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { type Page, expect } from '@playwright/test';

const RESULTS = new URL('../results/paper/', import.meta.url).pathname;
/** Width of an A4 page between its margins, in CSS pixels. */
const A4 = { width: 673, height: 1000 };
/** The least contrast of a text on white paper. */
const ENOUGH = 4.5;

/** Prints the page, keeps its pictures in grey under end2end/results/paper, and checks that it reads. */
export async function expectPrints(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(A4);
  const seen = await page.evaluate(look);
  expect.soft(seen.acts, `${name}: what is for the screen only`).toEqual([]);
  expect.soft(seen.cut, `${name}: cut or beyond the margin`).toEqual([]);
  const pale = seen.texts.filter(({ grey }) => contrastOnWhite(grey) < ENOUGH);
  expect.soft(pale, `${name}: too pale on white paper`).toEqual([]);

  mkdirSync(RESULTS, { recursive: true });
  const file = `${RESULTS}${name}.pdf`;
  await page.pdf({ path: file, format: 'A4' });
  execFileSync('pdftoppm', ['-gray', '-r', '60', '-png', file, `${RESULTS}${name}`]);
  const pages = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  const empty = pages.map((text, at) => ({ at: at + 1, words: words(text).length })).filter((one) => one.words === 0);
  expect.soft(empty, `${name}: empty pages`).toEqual([]);
  const printed = new Set(words(pages.join(' ')));
  const lost = words(seen.words).filter((word) => !printed.has(word));
  expect.soft([...new Set(lost)], `${name}: words of the page that are not on paper`).toEqual([]);
  const headings = new Set(seen.headings.map((heading) => words(heading).join(' ')));
  const alone = pages.map((text) => words(text.trim().split('\n').at(-1) ?? '').join(' ')).filter((line) => headings.has(line));
  expect.soft(alone, `${name}: titles left at the foot of a page`).toEqual([]);

  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
}

/** Words alone: a printer's spaces and joined letters are no difference. */
function words(text: string): string[] {
  return text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A grey from 0 to 255 against white, as WCAG counts it. */
function contrastOnWhite(grey: number): number {
  const part = grey / 255;
  const light = part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  return 1.05 / (light + 0.05);
}

/** In the page, as print media draws it. */
function look() {
  const shown = (element: Element) => {
    const { clipPath, visibility } = getComputedStyle(element);
    return element.checkVisibility() && visibility === 'visible' && clipPath === 'none';
  };
  const said = (element: Element) => `${element.tagName.toLowerCase()}.${element.className} « ${(element.textContent ?? '').trim().slice(0, 40)} »`;
  const acts = [...document.querySelectorAll('nav, button, .skip, .foot, select, input:not([type=hidden]), a.quiet, a.primary')].filter(shown);
  const all = [...document.body.querySelectorAll('*')].filter(shown);
  const right = document.documentElement.clientWidth + 1;
  const cut = all.filter((element) => {
    const { overflowX } = getComputedStyle(element);
    const beyond = element.getBoundingClientRect().right > right && !element.closest('svg');
    return beyond || (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1);
  });
  const texts: { grey: number; text: string }[] = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const read: string[] = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const holder = node.parentElement!;
    const text = node.textContent!.trim();
    let hidden: Element | null = holder;
    while (hidden && shown(hidden)) hidden = hidden.parentElement;
    if (text === '' || hidden || holder.closest('script, style, template')) continue;
    const [red, green, blue] = getComputedStyle(holder)
      .color.match(/[\d.]+/g)!
      .map(Number);
    texts.push({ grey: 0.299 * red + 0.587 * green + 0.114 * blue, text: text.slice(0, 40) });
    read.push(text);
  }
  const headings = [...document.querySelectorAll('h1, h2, h3')].filter(shown).map((heading) => heading.textContent ?? '');
  return { acts: acts.map(said), cut: cut.map(said), texts, headings, words: read.join(' ') };
}
