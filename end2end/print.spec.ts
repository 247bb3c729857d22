import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { pdfPages, pdfTexts } from './files.ts';
import { expect, test } from './fixtures.ts';
import { imported } from './lists.ts';
import { camille, choose, longNamed, registered } from './people.ts';

/** Twenty workshops, and three visits of each of ten kiosks. */
const SESSIONS = 20 + 10 * 3;

test('a ticket prints on one A4 page, or on one or two of A6', async ({ page, site }, info) => {
  const ticket = await registered(site, { ...longNamed, email: '' });
  await page.goto(ticket.path);
  for (const code of ['A03', 'B02']) await choose(page, code);

  const a4 = await page.pdf({ format: 'A4' });
  expect(pdfPages(a4)).toBe(1);
  const a6 = await page.pdf({ format: 'A6' });
  expect(pdfPages(a6)).toBeGreaterThanOrEqual(1);
  expect(pdfPages(a6)).toBeLessThanOrEqual(2);

  for (const [name, pdf] of [['a4', a4], ['a6', a6]] as const) {
    const text = await words(pdf, info.outputPath(`${name}.pdf`));
    for (const word of [ticket.code, 'Marie-Antoinette', 'A03', 'Salle Sarthe', 'B02']) expect(text, name).toContain(word);
    for (const word of ['Choisir cet atelier', 'Je ne peux plus venir', 'Aller au contenu']) expect(text, name).not.toContain(word);
  }
});

test('every attendance sheet begins on a page of its own', async ({ page, site, staff }) => {
  const ticket = await registered(site, camille);
  await page.goto(ticket.path);
  await choose(page, 'A03');
  const organiser = (await staff('organiser')).page;
  await organiser.goto('/organisation/exports/emargement');
  await expect(organiser.getByRole('heading', { level: 2 })).toHaveCount(SESSIONS + 1);
  expect(pdfPages(await print(organiser))).toBe(SESSIONS + 1);
});

test('a long attendance sheet repeats its heading and numbers its pages', async ({ staff }, info) => {
  const { page } = await staff('organiser');
  await imported(page, 60);
  await page.goto('/organisation/exports/emargement?seance=conference');
  const pdf = await print(page);
  expect(pdfPages(pdf)).toBeGreaterThanOrEqual(2);

  const file = info.outputPath('emargement.pdf');
  await writeFile(file, pdf);
  const pages = await pdfTexts(file);
  expect(pages).toHaveLength(pdfPages(pdf));
  for (const [index, text] of pages.entries()) {
    expect(text).toMatch(/Nom\s+Organisation\s+Pointage\s+Signature/);
    expect(text).toContain(`Page ${index + 1} / ${pages.length}`);
  }
  for (const name of Array.from({ length: 60 }, (_, n) => `Numéro ${String(n).padStart(3, '0')} Alix`)) {
    expect(pages.filter((text) => text.includes(name)), name).toHaveLength(1);
  }
});

/** The page as the style sheet wants its paper. */
function print(page: Page): Promise<Buffer> {
  return page.pdf({ preferCSSPageSize: true });
}

async function words(pdf: Buffer, file: string): Promise<string> {
  await writeFile(file, pdf);
  return (await pdfTexts(file)).join('\n');
}
