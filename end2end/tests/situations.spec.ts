// The thirteen situations a lawyer wrote, each held in the browser from the opening to the copy: what it expects stands on the paper.
// Their copies are kept under end2end/results/copies, to be read as the person would.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { holdSituation } from '../interview/plainly.ts';
import { type Expected, type Situation, acceptanceSituations, rightOf } from '../interview/situation.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { factsOf, textOf } from '../support/pdf.ts';
import { expect, test } from '../support/test.ts';

// Plain forms: the quickest way through some fifty screens, and the one every browser has.
test.use({ javaScriptEnabled: false, consoleMayPrint: /was preloaded using link preload but not used/ });

// They share nothing: several at a time.
test.describe.configure({ mode: 'parallel' });

const COPIES = new URL('../results/copies/', import.meta.url).pathname;
const MOST_PAGES = 5;

for (const situation of acceptanceSituations()) {
  test(`${situation.id} : de l’ouverture à la copie`, async ({ page, agents }) => {
    await page.goto('/');
    await signIn(page, agents.nadia);
    const bilan = await openBilan(page);
    await holdSituation(page, situation);

    // Until the person has said that they can keep the paper, what is intimate stays off it.
    const discreet = await namesOn(page, `${bilan}/copie`);
    const intimate = situation.expected.map(({ right }) => rightOf(right)).filter(({ sensitive }) => sensitive);
    for (const { name } of intimate) expect([...discreet.toAsk, ...discreet.others].join('\n'), 'intimate, on a discreet copy').not.toContain(name);

    await page.goto(`${bilan}/cloture/papier`);
    await holdSituation(page, { ...situation, told: { ...situation.told, 'foyer.copie_papier': 'complete' } });
    const copy = await namesOn(page, `${bilan}/copie`);
    await page.goto(`${bilan}/resultats`);
    const results = (await page.locator('main').textContent()) ?? '';
    const { text, names, pages } = await paper(page, bilan, situation);
    expect(situation.expected.flatMap((expected) => notAsExpected(expected, copy, results))).toEqual([]);
    expect(pages).toBeLessThanOrEqual(MOST_PAGES);
    expect(names.filter((name) => !text.includes(name)), 'on the page and not in the PDF').toEqual([]);
  });
}

const isRsa = (right?: string) => right?.startsWith('rsa-') ?? false;

interface Names {
  /** Lines of the roadmap: what to ask for, and what comes by itself. */
  toAsk: string[];
  /** Lines of what is to check or already open. */
  others: string[];
}

async function namesOn(page: Page, address: string): Promise<Names> {
  await page.goto(address);
  const read = async (selector: string) => (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  return { toAsk: await read('.copy-stop li:not(.copy-bring li), .copy-others li'), others: await read('.copy > section > h3 + ul > li') };
}

/** What a lawyer would miss on this copy. What is to check and nothing signals stays on screen, off the paper. */
function notAsExpected({ right, outcomes, after }: Expected, { toAsk, others }: Names, results: string): string[] {
  // One application asks for every form of RSA: the one that comes first stands for the others on the paper.
  if (isRsa(right) && isRsa(after)) return toAsk.some((line) => line.startsWith(rightOf(right).name)) ? [`${right}: asked for after ${after}`] : [];
  const name = rightOf(right).name.replace(/\s+/g, ' ');
  // « Vient sans demande : … » names several.
  const asked = toAsk.some((line) => line.startsWith(name) || (/^Vien\w+ sans demande/.test(line) && line.includes(name)));
  const told = others.some((line) => line.startsWith(name));
  const onScreen = results.replace(/\s+/g, ' ').includes(name);
  const holds: Record<string, boolean> = {
    probable: asked || told,
    a_demander: asked || told,
    deja_ouvert: told && !asked,
    a_verifier: !asked && (told || onScreen),
    peu_probable: !asked && !told,
  };
  return outcomes.some((outcome) => holds[outcome]) ? [] : [`${right}: ${outcomes.join(' or ')}, but ${asked ? 'to ask for' : told ? 'listed' : 'absent'}`];
}

/** Downloads the copy, keeps its text for readers, and says what it is. */
async function paper(page: Page, bilan: string, { id }: Situation): Promise<{ text: string; names: string[]; pages: number }> {
  await page.goto(`${bilan}/copie`);
  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger le PDF' }).click();
  const file = test.info().outputPath('copie.pdf');
  await (await arriving).saveAs(file);
  const text = textOf(file);
  mkdirSync(COPIES, { recursive: true });
  writeFileSync(`${COPIES}${id}.txt`, `${await page.locator('.copy').innerText()}\n`);
  const names = (await page.locator('.copy strong').allInnerTexts()).map((name) => name.replace(/\s+/g, ' ').trim());
  return { text, names, pages: factsOf(file).pages };
}
