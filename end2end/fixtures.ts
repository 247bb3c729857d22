import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Locator, type Page, test as base, expect } from '@playwright/test';
import { type Alterations, type Site, startSite } from './site.ts';

export { expect };

/** What someone of the team may do. */
export type Role = 'admin' | 'organiser' | 'host' | 'door';

/** Someone of the team, signed in. */
export interface Staff {
  readonly email: string;
  readonly password: string;
  readonly page: Page;
}

interface Fixtures {
  /** More environment for the test's server: `test.use({ environment: { SMTP_URL: … } })`. */
  environment: Record<string, string>;
  /** Replacements in the shipped programme: `test.use({ alterations: { 'capacity = 200': 'capacity = 2' } })`. */
  alterations: Alterations;
  /** The test's own server; `page.goto('/')` already goes there. */
  site: Site;
  /** Adds someone to the team by the command line, sets their password by the page, signs them in. */
  staff: (role: Role, email?: string) => Promise<Staff>;
}

export const test = base.extend<Fixtures>({
  environment: [{}, { option: true }],
  alterations: [{}, { option: true }],
  site: async ({ browser, environment, alterations }, use, info) => {
    const site = await startSite(environment, alterations);
    await use(site);
    // Whatever the test opened would go on asking its server, and slow the next one down.
    await Promise.all(browser.contexts().map((context) => context.close()));
    if (info.status !== info.expectedStatus) await info.attach('serveur', { body: site.log() });
    await site.stop();
  },
  baseURL: async ({ site }, use) => use(site.url),
  staff: async ({ browser, site }, use) => {
    await use((role, email = `${role}@exemple.test`) => signIn(browser, site, role, email));
  },
});

/** The path of the first link that a command printed: its host may be the configured one. */
export function printedPath(output: string): string {
  const link = /https?:\/\/\S+/.exec(output)?.[0];
  if (!link) throw new Error(`no link in: ${output}`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** Adds someone to the team and signs them in, in a context of their own. */
export async function signIn(browser: Browser, site: Site, role: Role, email: string): Promise<Staff> {
  const password = 'une phrase bien longue, rien que pour ce test';
  const link = printedPath(await site.cli('team', 'add', email, '--role', role));

  const page = await (await browser.newContext({ baseURL: site.url })).newPage();
  await page.goto(link);
  for (const field of await page.locator('main input[type=password]').all()) await field.fill(password);
  await follow(oneButton(page));

  // Setting a password may sign in by itself; what counts is to come out of it signed in.
  if (new URL(page.url()).pathname !== '/connexion') await page.goto('/connexion');
  const asked = page.locator('main input[type=password]');
  if (await asked.count()) {
    await page.locator('main input[type=email]').fill(email);
    await asked.fill(password);
    await follow(oneButton(page));
  }
  await expect(page).not.toHaveURL(/\/connexion/);
  return { email, password, page };
}

/** Clicks what leads to another page, and waits until that page is all there: a click may return before. */
export async function follow(way: Locator): Promise<void> {
  const page = way.page();
  const left = page.waitForEvent('framenavigated');
  await way.click();
  await left;
  await page.waitForLoadState();
}

/** What sends the one form of the page's main part. */
function oneButton(page: Page): Locator {
  return page.locator('main form [type=submit], main form button:not([type])').first();
}

/** Fails with the rule, its reason and the place of each fault that axe finds; all its rules, unless some are named. */
export async function checkAccessible(page: Page, ...rules: string[]): Promise<void> {
  // A page is sent piece by piece; half of one has no foot, and its head may be still to come.
  await page.waitForLoadState();
  const shown = await inspected(page);
  // Without frames, the legacy mode finds the same and opens no second page for it.
  const axe = new AxeBuilder({ page: shown }).setLegacyMode();
  const { violations } = await (rules.length ? axe.withRules(rules) : axe).analyze();
  if (shown !== page) await shown.context().close();
  const faults = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html) }));
  expect(faults, `accessibilité de ${page.url()}`).toEqual([]);
}

/** The page itself; where its scripts may not run, axe cannot either, and gets a twin of it that has none. */
async function inspected(page: Page): Promise<Page> {
  if (test.info().project.use.javaScriptEnabled !== false) return page;
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const html = await page.content();
  const twin = await (await browser.newContext({ javaScriptEnabled: true, viewport: page.viewportSize() })).newPage();
  await twin.route('**/*', (route) => (route.request().resourceType() === 'script' ? route.abort() : route.fallback()));
  await twin.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await twin.goto(page.url());
  return twin;
}

/** The two widths that each page must be right at: a small phone and a desk. */
export const widths = [360, 1280] as const;

/** Pictures of a page at both widths, light and dark, in end2end/artefacts/. */
export async function screenshots(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
    for (const [colorScheme, suffix] of [['light', 'clair'], ['dark', 'sombre']] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `artefacts/${name}-${width}-${suffix}.png`, fullPage: true, animations: 'disabled' });
    }
  }
}
