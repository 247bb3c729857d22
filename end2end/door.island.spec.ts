import { writeFile } from 'node:fs/promises';
import { type Browser, chromium } from '@playwright/test';
import { awake, card, openDoor, typeAtDoor, word } from './door.ts';
import { expect, signIn, test } from './fixtures.ts';
import { camille, registered, type Ticket } from './people.ts';
import type { Site } from './site.ts';

const fakeCamera = '--use-fake-device-for-media-stream';
const granted = '--use-fake-ui-for-media-stream';

/** What a camera sees when someone holds their ticket up: the ticket's own QR code, on a picture of 1280×720. */
async function photograph(browser: Browser, site: Site, ticket: Ticket, file: string): Promise<void> {
  const svg = await (await fetch(`${site.url}${ticket.path}/qr.svg`)).text();
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:#746a5f">
       <div style="padding:40px;background:#fff;transform:rotate(4deg)"><img width="440" height="440" src="${source}"></div>`,
  );
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  await writeFile(file, await page.screenshot({ type: 'jpeg', quality: 85 }));
  await page.context().close();
}

test.describe('with a camera', () => {
  test.setTimeout(60_000);

  test('the camera reads a real ticket, welcomes the person by name, and the scan can be taken back', async ({ browser, site, launchOptions }, info) => {
    const ticket = await registered(site, camille);
    const film = info.outputPath('billet.mjpeg');
    await photograph(browser, site, ticket, film);
    const args = [...(launchOptions.args ?? []), fakeCamera, granted, `--use-file-for-fake-video-capture=${film}`];
    const phone = await chromium.launch({ ...launchOptions, args });
    try {
      const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto('/accueil');
      await page.getByRole('link', { name: 'Entrée principale' }).click();
      await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();

      await expect(word(page)).toHaveText('Bienvenue', { timeout: 30_000 });
      await expect(card(page).locator('.name')).toHaveText('Camille Essai');
      await expect(page.locator('.door-status:visible')).toContainText(/1 pointés? sur 1/);
      await page.screenshot({ path: 'artefacts/accueil-camera.png' });
      await page.getByRole('button', { name: 'Annuler ce pointage' }).click();
      await expect(word(page)).toHaveText('Annulé');
      await expect(page.locator('.door-status:visible')).toContainText(/0 pointés? sur 1/);
    } finally {
      await phone.close();
    }
  });

  test('a camera that is refused says what to do', async ({ site, launchOptions }) => {
    const phone = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), fakeCamera] });
    try {
      const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
      await openDoor(page);
      await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();
      await expect(page.getByRole('alert')).toContainText('L’accès à la caméra est refusé.');
      await expect(page.getByRole('alert')).toContainText('taper le code du billet');
      await expect(page.getByRole('button', { name: 'Ouvrir la caméra' })).toBeVisible();
    } finally {
      await phone.close();
    }
  });
});

test('a device without a camera still lets people in, by a typed code or a hardware scanner', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('door');
  await openDoor(page);
  await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();
  await expect(page.getByRole('alert')).toContainText('Aucune caméra n’a été trouvée');

  await typeAtDoor(page, ticket.code.toLowerCase());
  await expect(word(page)).toHaveText('Bienvenue');
  await expect(card(page)).toContainText('Camille Essai');

  await page.getByLabel('Code du billet ou nom').blur();
  await page.keyboard.type(ticket.code);
  await page.keyboard.press('Enter');
  await expect(word(page)).toHaveText('Déjà vu');

  await typeAtDoor(page, '222-222');
  await expect(word(page)).toHaveText('Refusé');
  await expect(card(page)).toContainText('Cherchez la personne par son nom');
});

test('the session’s own door tells where someone should be', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('door');
  await page.goto('/accueil');
  await page.getByRole('link', { name: 'A03' }).click();
  await awake(page);
  await typeAtDoor(page, ticket.code);
  await expect(word(page)).toHaveText('Refusé');
  await expect(card(page)).toContainText('n’a pas de place dans cette séance');
});

test('without a network nothing is lost, and trying again is enough', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('door');
  await openDoor(page);

  await page.context().setOffline(true);
  await typeAtDoor(page, ticket.code);
  await expect(word(page)).toHaveText(/Pas de réseau\s: pointage non envoyé/);
  await expect(page.locator('.door-status:visible')).toContainText('1 pointage non envoyé');
  await page.context().setOffline(false);
  await card(page).getByRole('button', { name: 'Réessayer' }).click();
  await expect(word(page)).toHaveText('Bienvenue');
  await expect(page.locator('.door-status:visible')).not.toContainText('non envoyé');
});

test('an answer that got lost is the same when asked again', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('door');
  await openDoor(page);
  await page.route('**/accueil/pointages', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  }, { times: 1 });
  await typeAtDoor(page, ticket.code);
  await expect(word(page)).toHaveText(/pointage non envoyé/);
  await card(page).getByRole('button', { name: 'Réessayer' }).click();
  await expect(word(page)).toHaveText('Bienvenue');
});

test('a name is searched for, and its card makes room for the next person', async ({ site, staff }) => {
  await registered(site, camille);
  const next = await registered(site, { first_name: 'Sacha', last_name: 'Guichet' });
  const { page } = await staff('door');
  await openDoor(page);
  await typeAtDoor(page, 'éssai');
  await page.getByRole('button', { name: 'Pointer Camille Essai' }).click();
  await expect(word(page)).toHaveText('Bienvenue');
  await expect(card(page)).toContainText('Camille Essai');
  await awake(page);

  await typeAtDoor(page, next.code);
  await expect(card(page)).toContainText('Sacha Guichet');
  await expect(card(page)).not.toContainText('Camille Essai');
});
