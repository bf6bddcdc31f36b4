// Ends the run with one plain line that says how many passed and failed.
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';

export default class ClosingLine implements Reporter {
  private tests: TestCase[] = [];

  onBegin(_config: FullConfig, suite: Suite) {
    this.tests = suite.allTests();
  }

  onExit() {
    const passed = this.tests.filter((test) => test.outcome() === 'expected' || test.outcome() === 'flaky').length;
    const failed = this.tests.length - passed;
    console.log(`end2end: ${passed} passed, ${failed} failed`);
    return Promise.resolve();
  }

  printsToStdio() {
    return false;
  }
}
