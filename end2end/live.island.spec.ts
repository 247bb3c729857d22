import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dominique, sacha, smallWorkshops } from './lines.ts';
import { camille, choice, choose, registered, said } from './people.ts';
import type { Site } from './site.ts';

test.use({ alterations: smallWorkshops });

/** Longer than the longest first pause: fifteen seconds and a quarter. */
const A_ROUND = 19_000;

/** A page whose clock is ours, and what it has asked about seats so far. */
interface Watched {
  readonly page: Page;
  asked: number;
  answered: number;
}

async function open(page: Page, path: string): Promise<Watched> {
  const watched: Watched = { page, asked: 0, answered: 0 };
  const seats = (request: Request) => new URL(request.url()).pathname === '/places';
  page.on('request', (request) => (watched.asked += Number(seats(request))));
  page.on('requestfinished', (request) => (watched.answered += Number(seats(request))));
  page.on('requestfailed', (request) => (watched.answered += Number(seats(request))));
  await page.clock.install();
  await page.goto(path, { waitUntil: 'load' });
  return watched;
}

/** Time goes by on the page; then what it asked is answered and shown. Answers how often it has asked. */
async function pass(watched: Watched, milliseconds: number): Promise<number> {
  await watched.page.clock.fastForward(milliseconds);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await expect.poll(() => watched.asked - watched.answered).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  return watched.asked;
}

/** Takes the one seat of A01, from elsewhere. */
async function takeA01(site: Site, page: Page): Promise<void> {
  const { path } = await registered(site, dominique);
  await page.goto(path);
  await choose(page, 'A01');
}

test('the programme’s seats change by themselves, in place and in the server’s words', async ({ page, site, context }) => {
  const programme = await open(page, '/programme');
  const other = await context.newPage();
  await takeA01(site, other);
  const card = page.getByRole('article').filter({ hasText: 'A01' });
  const seats = card.locator('[data-places]');
  await expect(seats).toContainText('Plus qu’une place');
  expect(programme.asked).toBe(0);
  const before = await seats.boundingBox();

  expect(await pass(programme, A_ROUND)).toBe(1);
  await expect(seats).toHaveText(/^Complet, liste d’attente\s\(0\)$/);
  await expect(seats).toHaveClass('seat-meter full');
  expect(await seats.locator('meter').evaluate((meter: HTMLMeterElement) => meter.value)).toBe(1);
  expect(await seats.boundingBox()).toEqual(before);

  const told = await page.locator('[data-places]').allInnerTexts();
  await page.reload();
  expect(await page.locator('[data-places]').allInnerTexts()).toEqual(told);
  await page.goto('/programme/A01');
  await expect(page.locator('main')).toContainText('Complet, liste d’attente');
});

test('an answer is asked for again only if it has changed', async ({ page }) => {
  const activity = await open(page, '/programme/A01');
  await pass(activity, A_ROUND);
  const [request] = await Promise.all([page.waitForRequest('**/places'), page.clock.fastForward(A_ROUND)]);
  expect((await request.allHeaders())['if-none-match']).toMatch(/^W\//);
});

test('nothing changes under a finger, and a seat that is gone is answered by the server', async ({ page, site, context }) => {
  const { path } = await registered(site, camille);
  const ticket = await open(page, path);
  const other = await context.newPage();
  await takeA01(site, other);
  await choice(other, 'K01').getByRole('button', { name: '12 h 30' }).click();
  await expect(said(other)).toContainText('votre place est prise');

  const visit = choice(page, 'K01').getByRole('button', { name: '12 h 30' });
  await visit.focus();
  await pass(ticket, A_ROUND);
  await expect(choice(page, 'A01').locator('[data-places]')).toContainText('Complet');
  await expect(visit).toContainText('Plus qu’une place');
  await expect(choice(page, 'A01').getByRole('button')).toHaveText(/^Choisir cet atelier/);

  await page.getByRole('heading', { level: 1 }).hover();
  await page.mouse.down();
  await visit.evaluate((button: HTMLButtonElement) => button.blur());
  await pass(ticket, A_ROUND);
  await expect(visit).toContainText('Plus qu’une place');
  await page.mouse.up();
  const height = (await visit.boundingBox())?.height;
  await pass(ticket, A_ROUND);
  await expect(visit).toContainText('Complet, 0 en attente');
  expect((await visit.boundingBox())?.height).toBe(height);

  await choice(page, 'A01').getByRole('button', { name: 'Choisir cet atelier' }).click();
  await expect(said(page)).toContainText('A01 est complet');
  await expect(choice(page, 'A01').getByRole('button')).toHaveText(/^Me mettre en liste d’attente/);
});

test('a hidden page asks nothing, and asks at once when it is shown again', async ({ page }) => {
  const programme = await open(page, '/programme');
  const show = (shown: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, !shown);
  await show(false);
  for (let round = 0; round < 4; round += 1) expect(await pass(programme, A_ROUND)).toBe(0);
  await Promise.all([page.waitForResponse('**/places'), show(true)]);
  expect(await pass(programme, 0)).toBe(1);
  expect(await pass(programme, A_ROUND)).toBe(2);
});

test('a page whose questions fail asks less and less often, until one is answered', async ({ page }) => {
  const programme = await open(page, '/programme');
  await page.route('**/places', (route) => route.abort('connectionfailed'));
  expect(await pass(programme, A_ROUND)).toBe(1);
  expect(await pass(programme, A_ROUND)).toBe(1);
  expect(await pass(programme, A_ROUND)).toBe(2);
  expect(await pass(programme, 2 * A_ROUND)).toBe(2);
  expect(await pass(programme, 2 * A_ROUND)).toBe(3);
  await page.unroute('**/places');
  expect(await pass(programme, 8 * A_ROUND)).toBe(4);
  expect(await pass(programme, A_ROUND)).toBe(5);
});

test('who saves data is not asked to spend any', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  const programme = await open(page, '/programme');
  for (let round = 0; round < 4; round += 1) expect(await pass(programme, A_ROUND)).toBe(0);
});

test('the ticket of someone who waits keeps its numbers too', async ({ page, site, context }) => {
  const { path } = await registered(site, camille);
  const other = await context.newPage();
  await takeA01(site, other);
  const ticket = await open(page, path);
  await expect(choice(page, 'A01')).toContainText(/liste d’attente\s\(0\)/);
  await other.goto((await registered(site, sacha)).path);
  await choice(other, 'A01').getByRole('button', { name: 'Me mettre en liste d’attente' }).click();
  await expect(said(other)).toContainText('liste d’attente');
  await pass(ticket, A_ROUND);
  await expect(choice(page, 'A01')).toContainText(/liste d’attente\s\(1\)/);
});
