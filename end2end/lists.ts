import { type Page, expect } from '@playwright/test';

/** A file to be imported: so many people with these headings. */
export function list(many: number, heading = 'Prénom;Nom;Courriel;Structure'): string {
  const rows = Array.from({ length: many }, (_, n) => {
    const number = String(n).padStart(3, '0');
    return `Alix;Numéro ${number};alix${number}@exemple.test;Structure ${n % 3}`;
  });
  return [heading, ...rows].join('\r\n');
}

/** Sends a list by the page; the page then shows what becomes of each row. */
export async function sendList(page: Page, name: string, text: string | Buffer): Promise<void> {
  await page.goto('/organisation/participants/import');
  const buffer = typeof text === 'string' ? Buffer.from(text) : text;
  await page.getByLabel('Fichier').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Lire ce fichier' }).click();
}

/** Imports so many people, from the file to the end. */
export async function imported(page: Page, many: number): Promise<void> {
  await sendList(page, 'liste.csv', list(many));
  await page.getByRole('button', { name: 'Importer cette liste' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('C’est importé', { timeout: 20_000 });
}

/** Those ticked in the list. */
export function selected(page: Page) {
  return page.locator('#selection');
}

/** A row of the list. */
export function person(page: Page, name: string) {
  return page.locator('table.people tbody tr').filter({ hasText: name });
}
