import { expect, test } from './fixtures.ts';
import { camille, registered } from './people.ts';

test('the dashboard keeps itself true, and leaves alone what is being read', async ({ site, staff }) => {
  await registered(site, camille);
  const { page } = await staff('organiser');
  await page.clock.install();
  await page.goto('/organisation');
  const registrations = page.locator('.figures > div').filter({ hasText: 'inscrits sur' }).locator('dd');
  await expect(registrations).toHaveText('1');
  const numbers = page.locator('#courbe ~ figure details, section:has(#courbe) details').first();
  await numbers.locator('summary').click();
  await numbers.locator('summary').evaluate((summary) => (summary as HTMLElement).blur());
  await registered(site, { first_name: 'Dominique', last_name: 'Autre' });
  await page.clock.fastForward(13_000);
  await expect(registrations).toHaveText('2');
  await expect(numbers).toHaveAttribute('open');

  await registered(site, { first_name: 'Sacha', last_name: 'Encore' });
  await page.locator('[data-live] a').first().focus();
  await page.clock.fastForward(13_000);
  await page.waitForTimeout(300);
  await expect(registrations).toHaveText('2');
  await page.getByRole('link', { name: 'Projeter' }).focus();
  await page.clock.fastForward(13_000);
  await expect(registrations).toHaveText('3');
});

test('the board of arrivals keeps itself true and can be printed', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('organiser');
  await page.clock.install();
  await page.goto('/organisation/accueil');
  await expect(page.getByRole('button', { name: 'Imprimer' })).toBeVisible();
  const figures = page.locator('.figures > div');
  await expect(figures.first()).toHaveText(/personne arrivée\s*0/);
  const door = (await staff('door')).page;
  await door.request.post('/accueil/entree/pointer', { form: { saisie: ticket.code }, headers: { origin: site.url } });
  await page.clock.fastForward(13_000);
  await expect(figures.first()).toHaveText(/personne arrivée\s*1/);
});
