import type { Page } from '@playwright/test';
import { checkAccessible, expect, follow, screenshots, type Staff, test } from './fixtures.ts';
import { camille, choose, longNamed, registered } from './people.ts';

/** A host who leads A01, which two people have chosen. */
async function lead(admin: Page, host: Staff): Promise<void> {
  await admin.goto('/organisation/equipe');
  await admin.getByRole('link', { name: host.email }).click();
  await admin.getByLabel(/^A01,/).check();
  await follow(admin.getByRole('button', { name: 'Enregistrer ces séances' }));
  await host.page.goto('/animation');
}

test('a host notes who is there by a tap, and takes it back', async ({ page, site, staff }) => {
  for (const person of [camille, longNamed]) {
    await page.goto((await registered(site, person)).path);
    await choose(page, 'A01');
  }
  const host = await staff('host');
  await lead((await staff('admin')).page, host);
  const here = host.page;
  await expect(here.locator('.hosted > li')).toHaveCount(1);
  await checkAccessible(here);
  await here.getByRole('link', { name: 'Liste et présences' }).click();
  const line = here.getByRole('listitem').filter({ hasText: 'Essai Camille' });
  await expect(line).toContainText('Association Exemple');
  await expect(here.locator('main')).not.toContainText('@');
  await line.getByRole('button', { name: 'Noter présent·e' }).click();
  await expect(line).toContainText('Présent·e');
  await expect(here.locator('main')).toContainText(/1\spersonne inscrite|2\spersonnes inscrites/);
  await expect(here.locator('main')).toContainText(/1\sprésente/);
  await checkAccessible(here);
  await screenshots(here, 'animation-presences');
  await line.getByRole('button', { name: 'Retirer' }).click();
  await expect(line.getByRole('button')).toHaveAccessibleName(/Noter présent·e/);
});

test('a host writes to those who come, and calls the message back', async ({ page, site, staff }) => {
  await page.goto((await registered(site, camille)).path);
  await choose(page, 'A01');
  const host = await staff('host');
  const admin = (await staff('admin')).page;
  await lead(admin, host);
  const here = host.page;
  await here.getByRole('link', { name: 'Liste et présences' }).click();
  await here.getByRole('link', { name: 'Écrire à ces personnes' }).click();
  await here.getByLabel('Objet').fill('Apportez un exemple');
  await here.getByRole('button', { name: 'Envoyer dans deux minutes' }).click();
  await expect(here.getByRole('alert')).toBeFocused();
  await expect(here.getByLabel('Objet')).toHaveValue('Apportez un exemple');
  await here.getByLabel('Message').fill('Venez avec une situation\nà raconter en deux minutes.');
  await here.getByRole('button', { name: 'Envoyer dans deux minutes' }).click();
  await expect(here.getByRole('status')).toContainText('part dans deux minutes');
  await screenshots(here, 'animation-ecrit');
  await admin.goto('/organisation/courriels');
  await admin.getByRole('link', { name: 'Message de l’animation' }).click();
  await expect(admin.locator('article.letter pre')).toContainText('Venez avec une situation');
  await here.getByRole('button', { name: 'Rappeler ce message' }).click();
  await expect(here.getByRole('status')).toContainText('rien n’est parti');
  await admin.goto('/organisation/courriels');
  await expect(admin.getByRole('link', { name: 'Message de l’animation' })).toHaveCount(0);
});
