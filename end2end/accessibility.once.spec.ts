import { test } from './fixtures.ts';
import { freedSeat, smallWorkshops } from './lines.ts';
import { lookAtAll } from './looking.ts';
import { inhabited, personalPlaces, printedPlaces, publicPlaces, staffPlaces } from './places.ts';

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

test('what is printed is for everybody on screen too', async ({ page, site, staff }) => {
  await inhabited(site, page);
  await lookAtAll((await staff('organiser')).page, printedPlaces);
});

test.describe('with full workshops', () => {
  test.use({ alterations: smallWorkshops });

  test('waiting lists are for everybody', async ({ page, site, staff }) => {
    const organiser = (await staff('organiser')).page;
    const { tickets, session, seat } = await freedSeat(site, page, organiser);
    await lookAtAll(page, [
      { name: 'programme-complet', path: '/programme', main: true },
      { name: 'atelier-complet', path: '/programme/A01', main: true },
      { name: 'billet-attente', path: tickets.waiting, main: true },
      { name: 'billet-complet', path: tickets.swapping, main: true },
      { name: 'billet-echange', path: tickets.promoted, main: true },
      { name: 'place-liberee', path: seat, main: true },
      { name: 'place-gardee', path: `${seat}?garde` },
      { name: 'place-perdue', path: seat.replace(tickets.promoted, tickets.waiting), main: true },
    ]);
    await lookAtAll(organiser, [
      { name: 'seance-complete', path: session, main: true },
      { name: 'seance-annulation-complete', path: `${session}/annuler`, main: true },
    ]);
  });
});
