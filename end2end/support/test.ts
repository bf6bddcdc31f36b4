// What every spec starts from: an office per worker and database, agents of two structures, a console that must stay empty.
import { test as base } from '@playwright/test';
import { type Agent, type Database, Office } from './office.ts';

export { expect } from '@playwright/test';

export interface Options {
  database: Database;
}

interface OfWorker {
  office: Office;
  agents: { nadia: Agent; elsewhere: Agent };
}

interface OfTest {
  /** Sentences the browser's console may print in this test (a cut line is reported there by the browser itself). */
  consoleMayPrint: RegExp | undefined;
  quietConsole: void;
}

export const test = base.extend<OfTest, Options & OfWorker>({
  database: ['sqlite', { option: true, scope: 'worker' }],

  office: [
    async ({ database }, use, worker) => {
      const office = await Office.open(database, worker.workerIndex);
      await use(office);
      await office.close();
    },
    { scope: 'worker' },
  ],

  agents: [
    async ({ office }, use) => {
      await use({
        nadia: newAgent(office, 'nadia', 'Nadia B.', 'EDS de Villejuif'),
        elsewhere: newAgent(office, 'marc', 'Marc T.', 'CCAS de Créteil'),
      });
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ office }, use) => use(office.address),

  consoleMayPrint: [undefined, { option: true }],

  quietConsole: [
    async ({ page, consoleMayPrint }, use) => {
      const heard: string[] = [];
      page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
      await use();
      // « verbose » is the browser thinking aloud.
      const unexpected = heard.filter((line) => !line.startsWith('verbose:') && !consoleMayPrint?.test(line));
      if (unexpected.length > 0) throw new Error(`the console is not empty:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
});

function newAgent(office: Office, login: string, name: string, structure: string): Agent {
  const password = `quatre mots tout simples ${login}`;
  office.command(['agent', 'add', '--role', 'assistant,social_worker', '--structure', structure, '--name', name, login], `${password}\n`);
  return { login, password, structure };
}
