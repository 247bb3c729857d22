import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { xlsxText } from './files.ts';
import { expect, test } from './fixtures.ts';
import { camille, longNamed, registered } from './people.ts';

const EXPORTS = '/organisation/exports';

test('the page of exports leads to everything that is printed or taken away', async ({ site, staff }) => {
  await registered(site, camille);
  const { page } = await staff('organiser');
  await page.goto(EXPORTS);
  const hrefs = await page.locator('main .downloads a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(hrefs.length).toBeGreaterThan(30);
  for (const href of new Set(hrefs)) {
    const answer = await page.request.get(href);
    expect(answer.status(), href).toBe(200);
  }
});

/** No column is chosen; those that are left move up with each one that goes. */
async function untickAll(page: Page): Promise<void> {
  const ticked = page.locator('.column-choices input:checked');
  while (await ticked.count()) await ticked.first().uncheck();
}

test('columns and rows are chosen, seen, taken away, and found again', async ({ site, staff }) => {
  await registered(site, camille);
  await registered(site, longNamed);
  const { page } = await staff('organiser');
  await page.goto(EXPORTS);
  await page.getByRole('link', { name: 'Aperçu : Participants' }).click();
  const headings = page.locator('.wide-table th');
  await expect(headings.filter({ hasText: 'Adresse e-mail' })).toHaveCount(1);
  await expect(headings.filter({ hasText: 'Besoins' })).toHaveCount(0);

  await page.locator('summary').click();
  await untickAll(page);
  await page.getByRole('button', { name: 'Voir et retenir' }).click();
  await expect(page.getByRole('alert')).toContainText('Cochez au moins une colonne');

  await untickAll(page);
  await page.getByLabel('Nom', { exact: true }).check();
  await page.getByLabel('Code', { exact: true }).check();
  await page.getByLabel('Lignes').selectOption('inscrits');
  await page.getByRole('button', { name: 'Voir et retenir' }).click();
  await expect(page.getByRole('status')).toContainText('C’est retenu');
  await expect(headings).toHaveText(['Nom', 'Code']);

  await page.goto(`${EXPORTS}/apercu/participants`);
  await expect(headings).toHaveText(['Nom', 'Code']);
  const csv = page.getByRole('link', { name: 'CSV' });
  const text = await (await page.request.get((await csv.getAttribute('href')) ?? '')).text();
  expect(text.split('\r\n')[0]).toBe('\ufeff"Nom";"Code"');
  expect(text).toContain('Rochefoucauld');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Excel' }).click();
  const file = await (await download).path();
  const workbook = xlsxText(await readFile(file));
  expect(workbook).toContain('Rochefoucauld');
  expect(workbook).not.toContain('camille.essai@exemple.test');

  await page.getByRole('button', { name: 'Revenir à toutes les lignes' }).click();
  await expect(headings.filter({ hasText: 'Adresse e-mail' })).toHaveCount(1);
  // The plain address is for programs: it is the same whatever anybody has chosen.
  const whole = await (await page.request.get(`${EXPORTS}/participants.csv`)).text();
  expect(whole).toContain('camille.essai@exemple.test');
});
