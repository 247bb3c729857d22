import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** How many lines of an error say what it is; those after show where. */
const enough = 12;

/** Says at the very end, where a log is read first, what each failed test expected and saw. */
export default class Failures implements Reporter {
  readonly #failed: string[] = [];

  onTestEnd({ location, title, parent, expectedStatus }: TestCase, { status, errors }: TestResult): void {
    if (status === expectedStatus || status === 'skipped') return;
    const place = `${relative(import.meta.dirname, location.file)}:${location.line}`;
    const why = errors.flatMap(({ message = '' }) => stripVTControlCharacters(message).split('\n').slice(0, enough));
    this.#failed.push([`[${parent.project()?.name}] ${place} ${title}`, ...why.map((line) => `    ${line}`)].join('\n'));
  }

  /** After the list, which sums itself up in the same moment but was asked first. */
  onExit(): Promise<void> {
    if (this.#failed.length) console.log(`\n${this.#failed.join('\n')}`);
    return Promise.resolve();
  }

  printsToStdio(): boolean {
    return false;
  }
}
