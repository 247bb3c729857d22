import { type Page } from '@playwright/test';
import { checkAccessible, screenshots, test, widths } from './fixtures.ts';
import { expectNoSidewaysScroll } from './people.ts';
import { type Place } from './places.ts';

/** 1280 px wide at 200 % and at 400 %. */
const zoomed: readonly number[] = [640, 320];

/** Looks at each of these pages. */
export async function lookAtAll(page: Page, places: readonly Place[]): Promise<void> {
  for (const place of places) {
    await test.step(place.path, async () => {
      await page.goto(place.path);
      await look(page, place);
    });
  }
}

/** Axe at both widths, the main pages' colours in the dark too; no width moves sideways; pictures once. */
export async function look(page: Page, { name, main = false }: Place): Promise<void> {
  // A page is sent piece by piece; what was clicked may still be bringing it.
  await page.waitForLoadState();
  const plain = test.info().project.use.javaScriptEnabled === false;
  for (const width of [...zoomed, ...widths]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(page);
    if (!zoomed.includes(width)) await checkAccessible(page);
  }
  if (!main || plain) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkAccessible(page, 'color-contrast');
  await screenshots(page, name);
  await page.emulateMedia({ colorScheme: 'light' });
}
