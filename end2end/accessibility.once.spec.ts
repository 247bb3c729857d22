import { test } from './fixtures.ts';
import { lookAtAll } from './looking.ts';
import { inhabited, personalPlaces, publicPlaces, staffPlaces } from './places.ts';

// Axe looks at many pages here, each several times; none of them runs a script.
test.describe.configure({ timeout: 120_000 });

test('the public pages are for everybody', async ({ page }) => {
  await lookAtAll(page, publicPlaces);
});

test('a participant’s pages, and those that say no, are for everybody', async ({ page, site }) => {
  await lookAtAll(page, personalPlaces(await inhabited(site, page)));
});

test('the organisers’ pages are for everybody', async ({ page, site, staff }) => {
  await inhabited(site, page);
  const organiser = (await staff('organiser')).page;
  await lookAtAll(organiser, await staffPlaces(organiser));
});
