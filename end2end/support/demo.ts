// An office filled with the fictional people of `bilan demo`: pages that have something to show, without holding an interview.
import { type Page, expect } from '@playwright/test';
import { signIn } from '../pages/sign-in.ts';
import type { Agent } from './office.ts';
import { test as base } from './test.ts';

const HERE = 'EDS de Villejuif (démonstration)';

export interface Demo {
  /** Holds interviews and follows. */
  nadia: Agent;
  karim: Agent;
  /** Looks after the structure: its figures, its team. */
  manager: Agent;
  /** Has just been added, in a structure where nothing happened yet. */
  newcomer: Agent;
}

export const test = base.extend<object, { demo: Demo }>({
  demo: [
    async ({ office }, use) => {
      const told = office.command(['demo']);
      const known = (login: string): Agent => {
        const password = new RegExp(`^ +${login} +(.+)$`, 'm').exec(told)?.[1].trim();
        if (!password) throw new Error(`the demo names no ${login}:\n${told}`);
        return { login, password, structure: HERE };
      };
      const added = (login: string, role: string, structure: string, name: string): Agent => {
        const password = `quatre mots tout simples ${login}`;
        office.command(['agent', 'add', '--role', role, '--structure', structure, '--name', name, login], `${password}\n`);
        return { login, password, structure };
      };
      await use({
        nadia: known('nadia'),
        karim: known('karim'),
        manager: added('cheffe', 'manager', HERE, 'Claire M.'),
        newcomer: added('nouvelle', 'assistant', 'CCAS de Vitry', 'Inès P.'),
      });
    },
    { scope: 'worker' },
  ],
});

/** Signs in and returns the address of the bilan whose line on the first page says this. */
export async function bilanOf(page: Page, agent: Agent, words: string | RegExp): Promise<string> {
  await page.goto('/');
  await signIn(page, agent);
  const line = page.locator('li').filter({ hasText: words }).first();
  await expect(line).toBeAttached();
  const href = await line.locator('a[href^="/bilans/"]').first().getAttribute('href');
  return /\/bilans\/[0-9a-f-]{36}/.exec(href ?? '')![0];
}
