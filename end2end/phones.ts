import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { expectSent, prepare, readyOffline, status } from './door.ts';
import type { Staff } from './fixtures.ts';
import type { Site } from './site.ts';

/** Someone on the list, as the organisers' export writes it. */
export interface Listed {
  readonly name: string;
  readonly code: string;
}

/** One of the organisers' exports, in lines of fields. */
export async function exported(organiser: Page, file: string): Promise<string[][]> {
  const text = await (await organiser.request.get(`/organisation/exports/${file}`)).text();
  const lines = text.replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  return lines.map((line) => line.split('";"').map((field) => field.replace(/^"|"$/g, '')));
}

/** So many people, made up by the program itself, with their codes. */
export async function crowd(site: Site, organiser: Page, count: number): Promise<Listed[]> {
  await site.cli('demo', '--participants', String(count), '--seed', '9');
  const [headings = [], ...lines] = await exported(organiser, 'participants.csv');
  const at = (heading: string) => headings.indexOf(heading);
  return lines.map((line) => ({
    name: `${line[at('Prénom')]} ${line[at('Nom')]}`,
    code: line[at('Code')] ?? '',
  }));
}

/** A phone of its own that is known by what it was prepared with, and by nothing else. */
export async function newPhone(browser: Browser, member: Staff, name: string, before?: (context: BrowserContext) => Promise<void>): Promise<Page> {
  const baseURL = new URL(member.page.url()).origin;
  const context = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 } });
  await before?.(context);
  await context.addCookies(await member.page.context().cookies());
  const page = await context.newPage();
  await prepare(page, name);
  await context.clearCookies({ name: 'session' });
  return page;
}

/** Its clock is so far ahead, from its first page on. */
export function withClockAhead(milliseconds: number): (context: BrowserContext) => Promise<void> {
  return async (context) => {
    await context.addInitScript((ahead) => {
      const Right = Date;
      class Wrong extends Right {
        constructor(...given: [] | [number]) {
          super(given.length ? given[0] : Right.now() + ahead);
        }

        static override now(): number {
          return Right.now() + ahead;
        }
      }
      window.Date = Wrong as DateConstructor;
    }, milliseconds);
  };
}

/** Types a code as a hardware scanner does, wherever the focus is. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((typed) => {
    (document.activeElement as HTMLElement | null)?.blur();
    for (const key of [...typed, 'Enter']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  }, code);
}

/** The network is back: the phone sends what it kept, and hears what has changed since. */
export async function comeBack(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await expectSent(page);
}

/** Asks for the list again, as a phone does by itself every twenty seconds. */
export async function hearNews(page: Page): Promise<void> {
  const heard = page.waitForResponse((answer) => answer.url().includes('/accueil/liste') && answer.ok());
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await heard;
}

/** How many a phone says have come. */
export async function expectArrived(page: Page, arrived: number): Promise<void> {
  await expect(status(page)).toContainText(new RegExp(`^\\s*${arrived}\\s+pointés? sur `));
}

export { readyOffline };
