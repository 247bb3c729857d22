import type { Page } from '@playwright/test';
import { card, openDoor, typeAtDoor, word } from './door.ts';
import { expect, follow, test } from './fixtures.ts';
import { look, lookAtAll } from './looking.ts';
import { camille, fillIn, registerButton, registered } from './people.ts';
import { doorPlaces, inhabited } from './places.ts';

// Axe looks at many pages here, each several times.
test.describe.configure({ timeout: 120_000 });

test('the refused form is for everybody', async ({ page, site }) => {
  await registered(site, camille);
  await page.goto('/inscription');
  await registerButton(page).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await look(page, { name: 'inscription-refusee', path: '', main: true });

  await page.goto('/inscription');
  await fillIn(page, camille);
  await follow(registerButton(page));
  await look(page, { name: 'inscription-deja', path: '' });
});

test('the door is for everybody, whatever it says', async ({ page, site, staff }) => {
  const people = await inhabited(site, page);
  const door = (await staff('door')).page;
  await lookAtAll(door, doorPlaces);
  await lookAtAll(door, [{ name: 'erreur-403', path: '/organisation' }]);
  await door.setViewportSize({ width: 360, height: 740 });
  const says = async (typed: string, said: string, name: string) => {
    await openDoor(door);
    await typeAtDoor(door, typed);
    await expect(word(door)).toHaveText(said);
    await expect(word(door)).toBeInViewport({ ratio: 1 });
    await look(door, { name, path: '', main: true });
  };
  await says(people.code, 'Bienvenue', 'accueil-bienvenue');
  await door.setViewportSize({ width: 360, height: 740 });
  await expect(card(door).locator('.name')).toBeInViewport({ ratio: 1 });
  await says(people.code, 'Déjà vu', 'accueil-deja-vu');
  await says('222-222', 'Refusé', 'accueil-refuse');
});

test('someone registers from the home page with a keyboard only, and always sees where they are', async ({ page }) => {
  await page.goto('/');
  await tabTo(page, 'a[href="/inscription"].button');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/inscription$/);
  await tabTo(page, '#first_name');
  await page.keyboard.type('Camille');
  await tabTo(page, '#last_name');
  await page.keyboard.type('Essai');
  await tabTo(page, '#no_email');
  await page.keyboard.press('Space');
  await tabTo(page, '#consent');
  await page.keyboard.press('Space');
  await tabTo(page, 'main form.form button');
  await page.keyboard.press('Enter');
  await expect(page.locator('#billet-nom')).toHaveText('Camille Essai');

  await tabTo(page, '#choix-A button');
  await page.keyboard.press('Enter');
  await expect(page.locator('#choix-A')).toContainText('Votre choix');
});

test('the keyboard skips what stands before the page', async ({ page }) => {
  await page.goto('/programme');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await page.evaluate(() => document.activeElement?.closest('main') !== null);
  expect(inside).toBe(true);
});

/** Presses Tab until `selector` has the focus; whatever has it on the way shows it. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!element || element === document.body) return { there: false, what: 'page', outline: 99 };
      const style = getComputedStyle(element);
      const outline = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
      return { there: element.matches(wanted), what: element.outerHTML.slice(0, 120), outline };
    }, selector);
    expect(focused.outline, `le focus se voit sur ${focused.what}`).toBeGreaterThanOrEqual(2);
    if (focused.there) return;
  }
  throw new Error(`${selector} is not reached by the Tab key`);
}
