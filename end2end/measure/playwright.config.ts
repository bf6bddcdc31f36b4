// Measures, which say a time and never fail on one.
import tests from '../playwright.config.ts';

export default { ...tests, testDir: '.', testMatch: /\.measure\.ts$/, outputDir: '../results/measures', workers: 1, reporter: 'list', projects: tests.projects?.slice(0, 1) };
