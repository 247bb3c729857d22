import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import puppeteer, { type Browser, type CookieData } from 'puppeteer-core';
import { pdfSizes, pdfTexts } from './files.ts';
import { expect, test } from './fixtures.ts';
import { choose, longNamed, registered } from './people.ts';

const EXPORTS = '/organisation/exports';

/** Paper that a page wants, upright or on its side: its width and height. */
const A4 = ['210mm', '297mm'] as const;
const A4_SIDEWAYS = ['297mm', '210mm'] as const;
const A6 = ['105mm', '148mm'] as const;

/** What organisers print, and on which paper. */
const PRINTED = [
  ['badges', `${EXPORTS}/badges?format=90x55`, A4],
  ['badges, la journée au dos', `${EXPORTS}/badges?format=85x54&seances=dos`, A4],
  ['badges seuls', `${EXPORTS}/badges?format=a6`, A6],
  ['calage', `${EXPORTS}/badges/calage`, A4],
  ['emargement', `${EXPORTS}/emargement`, A4],
  ['emargement du matin', `${EXPORTS}/emargement?seance=matin`, A4],
  ['affiches', `${EXPORTS}/affiches`, A4_SIDEWAYS],
  ['programme de poche', `${EXPORTS}/programme-de-poche`, A4_SIDEWAYS],
  ['grille', '/programme/grille/imprimer', A4_SIDEWAYS],
  ['pochette', `${EXPORTS}/pochette`, A4],
] as const;

test('Firefox prints on as many pages as Chromium, with the same on each', async ({ page, site, staff }, info) => {
  test.setTimeout(180_000);
  await site.cli('demo', '--participants', '40', '--seed', '3');
  const ticket = await registered(site, longNamed);
  await page.goto(ticket.path);
  for (const code of ['A03', 'B02']) await choose(page, code);
  const organiser = (await staff('organiser')).page;
  const firefox = await started(await organiser.context().cookies());
  try {
    const pages = [
      ...PRINTED.map(([name, path, paper]) => [name, organiser, path, paper] as const),
      ['billet', page, ticket.path, A4] as const,
      ['petit billet', page, ticket.path, A6] as const,
    ];
    for (const [name, chromium, path, [width, height]] of pages) {
      const other = await firefox.newPage();
      await other.goto(new URL(path, site.url).href, { waitUntil: 'load' });
      await chromium.goto(path);
      const [theirs, ours] = [info.outputPath(`${name} firefox.pdf`), info.outputPath(`${name} chromium.pdf`)];
      await writeFile(theirs, await other.pdf({ width, height, printBackground: true }));
      await writeFile(ours, await chromium.pdf({ width, height, printBackground: true }));
      await other.close();
      await test.step(name, () => expectSame(theirs, ours, name));
    }
  } finally {
    await firefox.close();
  }
});

/** Firefox, with the cookies of someone who is signed in. */
async function started(cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>): Promise<Browser> {
  const executablePath =
    process.env.PASSERELLE_FIREFOX ??
    execFileSync('../.ci/firefox.sh', { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  const firefox = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const known = cookies.map(({ name, value, domain, path }): CookieData => ({ name, value, domain, path }));
  await firefox.setCookie(...known);
  return firefox;
}

async function expectSame(theirs: string, ours: string, name: string): Promise<void> {
  const [firefox, chromium] = [await printed(theirs), await printed(ours)];
  expect(firefox.length, name).toBeGreaterThan(0);
  expect(firefox.map(({ size }) => size), name).toEqual(chromium.map(({ size }) => size));
  expect(firefox.map(({ text }) => letters(text)), name).toEqual(chromium.map(({ text }) => letters(text)));
}

/** The pages of a file; but not those of the list by name, which goes on where its paper is full. */
async function printed(file: string): Promise<{ text: string; size: string | undefined }[]> {
  const [texts, sizes] = await Promise.all([pdfTexts(file), pdfSizes(file)]);
  expect(texts).toHaveLength(sizes.length);
  const pages = texts.map((text, index) => ({ text, size: sizes[index] }));
  return pages.filter(({ text }) => !text.includes('Liste par nom') && !/^\s*Ateliers et\s/.test(text));
}

/**
 * The letters of a page, in any order: each browser breaks lines, and writes their pieces, in its own
 * way. Without figures: those of one width come out of Firefox as glyphs that only eyes can read. Without
 * codes: a blank sheet has others each time it is opened.
 */
function letters(text: string): string {
  const words = text.replace(/[A-Z\d\ufffd]{3}-[A-Z\d\ufffd]{3}/g, '');
  return Array.from(words.matchAll(/\p{L}/gu), ([letter]) => letter).toSorted().join('');
}
