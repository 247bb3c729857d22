import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Prints what a measure has found, as it put it into its annotations; and why, when it failed. */
export default class Figures implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    for (const { type, description } of result.annotations) console.log(`  ${type} : ${description ?? ''}`);
    for (const error of result.errors) console.error(`  ${test.title}\n${error.message ?? ''}`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
