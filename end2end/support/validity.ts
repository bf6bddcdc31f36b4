// HTML that a validator accepts: as the server wrote it, and as scripts left it.
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { type Page, expect } from '@playwright/test';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    elements: ['html5'],
    extends: ['html-validate:standard'],
  }),
);

/** What Leptos writes and a validator refuses, which the declaration tells (criterion 8.2): its markers, the value of `crossorigin`. */
function withoutKnownFaults(html: string): string {
  return html.replaceAll('<!>', '<!---->').replaceAll(/(<link [^>]*?crossorigin)="[\w-]+"/g, '$1="anonymous"');
}

export async function expectValid(page: Page, name: string): Promise<void> {
  const served = await page.request.get(page.url().split('#')[0]);
  for (const [what, html] of [
    ['as served', withoutKnownFaults(await served.text())],
    ['as it stands', withoutKnownFaults(await page.content())],
  ]) {
    const report = await validator.validateString(html);
    const faults = report.results.flatMap(({ messages }) => messages);
    const told = faults.map(({ ruleId, message, line, column }) => {
      const near = html.split('\n')[line - 1]?.slice(Math.max(0, column - 60), column + 80);
      return `${ruleId}: ${message} near ${near}`;
    });
    expect.soft([...new Set(told)], `${name}: HTML ${what}`).toEqual([]);
  }
}
