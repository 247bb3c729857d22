import { expect, test } from './fixtures.ts';
import { imported, person, selected } from './lists.ts';

test('the list follows what is typed, keeps ticks by itself and moves by keyboard', async ({ staff }) => {
  const { page } = await staff('organiser');
  await imported(page, 55);
  await page.goto('/organisation/participants');
  const words = page.getByLabel('Nom, organisation, adresse ou code');
  await page.keyboard.press('/');
  await expect(words).toBeFocused();
  await page.keyboard.type('numero 01');
  await expect(page.locator('#compte')).toHaveText(/11\spersonnes/);
  await expect(page).toHaveURL(/q=numero\+01/);
  await expect(words).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(person(page, 'Numéro 010').getByRole('link')).toBeFocused();

  await person(page, 'Numéro 012').getByRole('checkbox').click();
  await person(page, 'Numéro 015').getByRole('checkbox').click({ modifiers: ['Shift'] });
  await expect(selected(page)).toContainText(/4\spersonnes choisies/);
  await page.reload();
  await expect(person(page, 'Numéro 014').getByRole('checkbox')).toBeChecked();

  // An answer that comes late does not replace a later one.
  await page.route('**/organisation/participants?*numero+0*', async (route) => {
    await new Promise((later) => setTimeout(later, 400));
    await route.fallback().catch(() => {});
  });
  await words.fill('numero 0');
  await page.waitForTimeout(250);
  await words.fill('054');
  await expect(page.locator('#compte')).toHaveText(/1\spersonne/);
  await page.waitForTimeout(600);
  await expect(page.locator('table.people tbody tr')).toHaveCount(1);
});

test('a file that is too heavy is refused before it is sent', async ({ staff }) => {
  const { page } = await staff('organiser');
  await page.goto('/organisation/participants/import');
  const buffer = Buffer.alloc(6 * 1024 * 1024, 'a');
  await page.getByLabel('Fichier').setInputFiles({ name: 'lourd.csv', mimeType: 'text/csv', buffer });
  // By keyboard: a click may land on the browser's own balloon.
  await page.getByRole('button', { name: 'Lire ce fichier' }).press('Enter');
  await expect(page).toHaveURL(/\/import$/);
  const said = await page.getByLabel('Fichier').evaluate((input: HTMLInputElement) => input.validationMessage);
  expect(said).toContain('trop lourd');
});
