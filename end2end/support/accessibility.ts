// No violation that axe can find, against WCAG 2.2 AA and axe's own good practice.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

export async function expectAccessible(page: Page, name: string): Promise<void> {
  // The size of targets is WCAG 2.2, which axe leaves out unless it is asked for.
  const { violations } = await new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } }).analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.target.join(' ')).join('\n  ')}`);
  expect(told, `axe on ${name}`).toEqual([]);
}
