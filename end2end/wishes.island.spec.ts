import { type Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { camille, registered, said } from './people.ts';
import { form, openWishes, ranked } from './wishes.ts';

const line = (page: Page, code: string) => form(page).locator('.ranked li, .rankable li').filter({ hasText: code });
const press = (page: Page, code: string, name: string) => line(page, code).getByRole('button', { name });

test.beforeEach(async ({ page, site, staff }) => {
  await openWishes((await staff('organiser')).page);
  await page.goto((await registered(site, camille)).path);
});

test('wishes are put in order with a keyboard alone, and each step is said', async ({ page }) => {
  const status = form(page).getByRole('status');
  for (const code of ['A03', 'A01', 'A02']) {
    await press(page, code, 'Ajouter').focus();
    await page.keyboard.press('Enter');
    await expect(press(page, code, 'Retirer')).toBeFocused();
  }
  await expect(status).toContainText(/^A02 .*: vœu 3 sur 3$/);
  await press(page, 'A02', 'Monter').focus();
  await page.keyboard.press('Enter');
  await expect(press(page, 'A02', 'Monter')).toBeFocused();
  await page.keyboard.press('Enter');
  // At the top there is nowhere to go but down.
  await expect(press(page, 'A02', 'Descendre')).toBeFocused();
  await expect(status).toContainText(/^A02 .*: vœu 1 sur 3$/);
  expect(await ranked(page)).toEqual(['A02', 'A03', 'A01']);
  await press(page, 'A03', 'Retirer').click();
  await expect(press(page, 'A03', 'Ajouter')).toBeFocused();
  await expect(form(page).getByText('Pas encore enregistré.')).toBeVisible();
  await form(page).getByRole('button', { name: 'Enregistrer mes vœux' }).click();
  await expect(said(page)).toContainText('vos vœux sont enregistrés');
  expect(await ranked(page)).toEqual(['A02', 'A01']);
  await expect(form(page).getByText('Pas encore enregistré.')).toBeHidden();
});

test('wishes are dragged, and a sixth cannot be added', async ({ page }) => {
  const codes = ['A01', 'A02', 'A03', 'A04', 'A05'];
  for (const code of codes) await press(page, code, 'Ajouter').click();
  await expect(press(page, 'A06', 'Ajouter')).toBeDisabled();
  expect(await ranked(page)).toEqual(codes);

  const grip = await line(page, 'A05').locator('.grip').boundingBox();
  const top = await line(page, 'A01').boundingBox();
  if (!grip || !top) throw new Error('nothing to drag');
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x, top.y + top.height / 2 + 8, { steps: 8 });
  await page.mouse.move(grip.x, top.y + 2, { steps: 4 });
  await page.mouse.up();
  expect(await ranked(page)).toEqual(['A05', 'A01', 'A02', 'A03', 'A04']);
});
