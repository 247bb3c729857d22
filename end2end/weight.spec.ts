import type { Page, Response } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { doorPlaces, inhabited, personalPlaces, printedPlaces, publicPlaces, staffPlaces, type Place } from './places.ts';

const KB = 1024;
const PUBLIC_LIMIT = 110 * KB;
const PUBLIC_REQUESTS = 8;
const MAIN_WASM_LIMIT = 60 * KB;
const LIVE_SEATS_LIMIT = 1.5 * KB;

/** The pages whose numbers of seats keep themselves up to date, by the only script of the public pages. */
const live = /^\/programme\b/;

/** Everything a page made the browser ask for. */
interface Load {
  readonly page: Response;
  readonly html: string;
  readonly responses: readonly Response[];
}

test('a public page is light, runs nothing but its seats, and knows nobody', async ({ browser, site, javaScriptEnabled }) => {
  for (const place of publicPlaces) {
    await test.step(place.path, async () => {
      // As a phone that comes for the first time.
      const context = await browser.newContext({ baseURL: site.url });
      const load = await open(await context.newPage(), place, site.url);
      const bytes = await Promise.all(load.responses.map(transferred));
      const total = bytes.reduce((sum, size) => sum + size, 0);
      const asked = load.responses.map((response) => response.url()).join('\n');

      expect(load.responses.length, asked).toBeLessThanOrEqual(PUBLIC_REQUESTS);
      expect(total, asked).toBeLessThanOrEqual(PUBLIC_LIMIT);
      const scripts = load.responses.filter((response) => response.request().resourceType() === 'script');
      const runs = live.test(place.path);
      expect(scripts).toHaveLength(runs && javaScriptEnabled !== false ? 1 : 0);
      for (const script of scripts) {
        expect(script.headers()['content-encoding']).toBe('br');
        expect((await script.request().sizes()).responseBodySize).toBeLessThanOrEqual(LIVE_SEATS_LIMIT);
      }
      const tags = load.html.match(/<script[^>]*>/g) ?? [];
      expect(tags.map((tag) => tag.replace(/\?\w+"/, '"'))).toEqual(runs ? ['<script type="module" src="/places.js">'] : []);
      expect(load.html).not.toMatch(/\sstyle=|\son[a-z]+=/i);
      expect(load.page.headers()['content-security-policy']).toContain(`script-src ${runs ? "'self'" : "'none'"};`);
      expectSafe(load.page);
      expect(await context.cookies()).toEqual([]);
      await context.close();
    });
  }
});

test('what does not change is kept by the browser, and what is fresh is not', async ({ page, site }) => {
  const { responses, page: home } = await open(page, { name: 'accueil', path: '/' }, site.url);
  expect(home.headers()['cache-control']).toBe('no-cache');
  const versioned = responses.filter((response) => new URL(response.url()).pathname.startsWith('/pkg/'));
  expect(versioned.length).toBeGreaterThan(0);
  for (const response of versioned) {
    expect(response.headers()['cache-control'], response.url()).toContain('immutable');
    expect(response.headers()['content-encoding'], response.url()).toMatch(/^(br|gzip)$/);
  }
});

test('a participant’s pages are kept by nobody and set no cookie', async ({ page, site, context }) => {
  const people = await inhabited(site, page);
  for (const place of [...personalPlaces(people), { name: 'inscription', path: '/inscription' }]) {
    await test.step(place.path, async () => {
      const load = await open(page, place, site.url);
      expectSafe(load.page);
      expect(load.page.headers()['cache-control']).toBe('no-store');
      expect(load.page.headers()['referrer-policy']).toBe('same-origin');
      expect(load.html).not.toMatch(/\sstyle=|\son[a-z]+=/i);
      expect(await context.cookies()).toEqual([]);
    });
  }
  for (const file of ['qr.svg', 'agenda.ics']) {
    const answer = await page.request.get(`${people.chosen}/${file}`);
    expect(answer.headers()['cache-control'], file).toBe('no-store');
    expect(answer.headers()['x-content-type-options'], file).toBe('nosniff');
    expect(answer.headers()['content-security-policy'], file).toContain("default-src 'none'");
  }
});

test('the team’s pages are kept by nobody and ask no other site for anything', async ({ page, site, staff }) => {
  await inhabited(site, page);
  const organiser = (await staff('organiser')).page;
  for (const place of [...(await staffPlaces(organiser)), ...printedPlaces, ...doorPlaces]) {
    await test.step(place.path, async () => {
      const load = await open(organiser, place, site.url);
      expectSafe(load.page);
      expect(load.page.headers()['cache-control']).toBe('no-store');
      expect(load.html).not.toMatch(/\sstyle=|\son[a-z]+=/i);
      for (const nonce of load.html.matchAll(/<script[^>]*>/g)) expect(nonce[0]).toContain('nonce=');
    });
  }
});

test('the door’s main program is small, and the decoder waits for the camera', async ({ site, staff, javaScriptEnabled }) => {
  const door = (await staff('door')).page;
  const load = await open(door, { name: 'accueil', path: '/accueil/entree' }, site.url, 'networkidle');
  const programs = load.responses.filter((response) => response.url().endsWith('.wasm'));
  if (javaScriptEnabled === false) {
    expect(programs).toEqual([]);
    return;
  }
  expect(load.page.headers()['content-security-policy']).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic' 'wasm-unsafe-eval'/);
  const main = programs.find((response) => response.url().endsWith('/passerelle.wasm'));
  if (!main) throw new Error('the main program was not asked for');
  expect(main.headers()['content-encoding']).toBe('br');
  expect(await transferred(main)).toBeLessThanOrEqual(MAIN_WASM_LIMIT);
  expect(programs.map((response) => response.url()).filter((url) => url.includes('decoder'))).toEqual([]);
});

async function open(page: Page, place: Place, origin: string, until: 'load' | 'networkidle' = 'load'): Promise<Load> {
  const responses: Response[] = [];
  const foreign: string[] = [];
  const keep = (response: Response) => {
    const url = response.url();
    if (/^(data|blob):/.test(url)) return;
    responses.push(response);
    if (new URL(url).origin !== origin) foreign.push(url);
  };
  page.on('response', keep);
  const answer = await page.goto(place.path, { waitUntil: until });
  page.off('response', keep);
  if (!answer) throw new Error(`no answer from ${place.path}`);
  expect(foreign, place.path).toEqual([]);
  return { page: answer, html: await answer.text(), responses };
}

/** What went over the wire: the body as it was compressed, and the headers. */
async function transferred(response: Response): Promise<number> {
  const { responseBodySize, responseHeadersSize } = await response.request().sizes();
  return responseBodySize + responseHeadersSize;
}

function expectSafe(page: Response): void {
  const headers = page.headers();
  expect(headers['x-content-type-options']).toBe('nosniff');
  const policy = headers['content-security-policy'] ?? '';
  for (const rule of ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]) {
    expect(policy, page.url()).toContain(rule);
  }
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).not.toMatch(/'unsafe-eval'/);
}
