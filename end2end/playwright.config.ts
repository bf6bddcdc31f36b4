// The product in a real browser, on SQLite; on PostgreSQL, the specs that write and read back: what a hand, a screen reader or a scale
// sees does not change with the database.
// The server is the debug binary that `scripts/end2end` builds; BILAN_BINARY names another one.
import { defineConfig } from '@playwright/test';
import type { Options } from './support/test.ts';

const chromium = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

export default defineConfig<object, Options>({
  testDir: 'tests',
  outputDir: 'results/traces',
  snapshotPathTemplate: 'tests/{testFileName}-snapshots/{arg}{ext}',
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  // A whole interview takes half a minute on a quiet machine; a busy one is no reason to fail.
  timeout: 900_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./support/closing-line.ts']],
  use: {
    browserName: 'chromium',
    headless: true,
    locale: 'fr-FR',
    // A control that is not there is said at once, not after the whole test's time.
    actionTimeout: 20_000,
    timezoneId: 'Europe/Paris',
    viewport: { width: 1366, height: 768 },
    launchOptions: chromium,
    // Recording a whole interview costs as much as holding it: only a second try is recorded.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'sqlite', use: { database: 'sqlite' } },
    { name: 'postgres', use: { database: 'postgres' }, testMatch: /(acces|coupure|effacement|ensemble|parcours|proxy)\.spec/ },
  ],
});
