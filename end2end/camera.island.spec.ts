import { type Browser, chromium, type LaunchOptions, type Page } from '@playwright/test';
import { card, openDoor, word } from './door.ts';
import { expect, signIn, test } from './fixtures.ts';
import { camille, registered } from './people.ts';
import { Photographer, playing, scenes, show } from './pictures.ts';

const open = (page: Page) => page.getByRole('button', { name: 'Ouvrir la caméra' });

/** A phone of its own, since a camera is chosen when the browser starts. */
async function withPhone(launchOptions: LaunchOptions, args: string[], use: (phone: Browser) => Promise<void>): Promise<void> {
  const phone = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
  try {
    await use(phone);
  } finally {
    await phone.close();
  }
}

test('one ticket after the other is read, on paper and on a screen, in good light and in bad, without a tap', async ({ browser, site, launchOptions }, info) => {
  test.setTimeout(150_000);
  const film = info.outputPath('billets.y4m');
  const photographer = await Photographer.at(browser);
  await show(film, await photographer.nobody());
  await withPhone(launchOptions, playing(film), async (phone) => {
    const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
    await page.setViewportSize({ width: 390, height: 844 });
    await openDoor(page);
    await open(page).click();
    await expect(page.locator('video')).toBeVisible();
    for (const [number, scene] of scenes.entries()) {
      await test.step(scene.name, async () => {
        const last_name = `Essai ${'ABCDEFGHIJKLMNOP'.charAt(number)}`;
        const ticket = await registered(site, { first_name: 'Camille', last_name, email: `camille.${number}@exemple.test` });
        const picture = await photographer.ticket(site, ticket, scene);
        await show(film, picture);
        await expect(card(page).locator('.name')).toHaveText(`Camille ${last_name}`, { timeout: 15_000 });
        await expect(word(page)).toHaveText('Bienvenue');
      });
    }
    await page.screenshot({ path: 'artefacts/accueil-camera-suite.png' });
  });
  await photographer.leave();
});

test('a code that is none of ours is told only when no ticket is beside it', async ({ browser, site, launchOptions }, info) => {
  test.setTimeout(60_000);
  const film = info.outputPath('mur.y4m');
  const photographer = await Photographer.at(browser);
  await show(film, await photographer.wall());
  await withPhone(launchOptions, playing(film), async (phone) => {
    const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
    await openDoor(page);
    await open(page).click();
    await expect(word(page)).toHaveText('Refusé', { timeout: 30_000 });
  });
  await photographer.leave();
});

test('a browser that reads codes itself is asked first, and ours takes over when it fails', async ({ browser, site, launchOptions }, info) => {
  test.setTimeout(60_000);
  const [first, second] = [
    await registered(site, camille),
    await registered(site, { first_name: 'Sacha', last_name: 'Guichet', email: 'sacha@exemple.test' }),
  ];
  const film = info.outputPath('billet.y4m');
  const photographer = await Photographer.at(browser);
  await show(film, await photographer.nobody());
  await withPhone(launchOptions, playing(film), async (phone) => {
    const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
    await page.addInitScript((code) => {
      const found = [
        { rawValue: 'https://exemple.test/affiche', boundingBox: new DOMRect(600, 300, 90, 90) },
        { rawValue: code, boundingBox: new DOMRect(10, 10, 90, 90) },
      ];
      class Fake {
        static getSupportedFormats = () => Promise.resolve(['ean_13', 'qr_code']);
        detect = () => ('broken' in window ? Promise.reject(new DOMException('gone', 'NotSupportedError')) : Promise.resolve(found));
      }
      Object.assign(window, { BarcodeDetector: Fake });
    }, first.code);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await openDoor(page);
    await open(page).click();
    await expect(card(page).locator('.name')).toHaveText('Camille Essai', { timeout: 20_000 });
    expect(loaded.filter((url) => url.includes('qr_decoder'))).toEqual([]);

    await page.evaluate(() => Object.assign(window, { broken: true }));
    await show(film, await photographer.ticket(site, second, scenes[0] ?? { name: '' }));
    await expect(card(page).locator('.name')).toHaveText('Sacha Guichet', { timeout: 20_000 });
  });
  await photographer.leave();
});

test.describe('without a picture', () => {
  const refuse = (name: string) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
  };

  test('a camera that is refused says how to allow it, and what else can be done', async ({ site, launchOptions }) => {
    await withPhone(launchOptions, ['--use-fake-device-for-media-stream'], async (phone) => {
      const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
      await openDoor(page);
      await open(page).click();
      await expect(page.getByRole('alert')).toContainText('L’accès à la caméra est refusé.');
      await expect(page.getByRole('alert')).toContainText('touchez l’icône à gauche');
      await expect(page.getByRole('alert')).toContainText('taper le code du billet');
      await expect(open(page)).toBeVisible();
    });
  });

  test('a device without a camera is told so', async ({ staff }) => {
    const { page } = await staff('door');
    await openDoor(page);
    await open(page).click();
    await expect(page.getByRole('alert')).toContainText('Aucune caméra n’a été trouvée');
    await expect(page.getByRole('alert')).toContainText('chercher le nom');
  });

  for (const name of ['NotReadableError', 'AbortError']) {
    test(`a camera that another application holds (${name}) can be tried again`, async ({ staff }) => {
      const { page } = await staff('door');
      await page.addInitScript(refuse, name);
      await openDoor(page);
      await open(page).click();
      await expect(page.getByRole('alert')).toContainText('utilisée par une autre application. Fermez celle-ci');
      await expect(open(page)).toBeEnabled();
    });
  }

  test('an address without https is named as the reason', async ({ site, launchOptions }) => {
    // Browsers trust 127.0.0.1; by any other name the same server is an insecure one.
    await withPhone(launchOptions, ['--host-resolver-rules=MAP porte.test 127.0.0.1'], async (phone) => {
      const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
      await openDoor(page);
      const insecure = new URL(site.url);
      insecure.hostname = 'porte.test';
      const cookies = await page.context().cookies();
      await page.context().addCookies(cookies.map(({ name, value }) => ({ name, value, url: insecure.origin })));
      await page.goto(`${insecure.origin}/accueil/entree`);
      await open(page).click();
      await expect(page.getByRole('alert')).toContainText('commence par https');
    });
  });

  test('a browser that offers no camera is told from an insecure address', async ({ staff }) => {
    const { page } = await staff('door');
    await page.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }));
    await openDoor(page);
    await open(page).click();
    await expect(page.getByRole('alert')).toContainText('Ce navigateur ne donne pas accès à la caméra');
  });
});

test.describe('with two cameras', () => {
  const two = ['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream'];
  const camera = (page: Page) =>
    page.locator('video').evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream).getVideoTracks()[0]?.label);

  test('the other one is a tap away, and is taken again the next time', async ({ site, launchOptions }) => {
    await withPhone(launchOptions, two, async (phone) => {
      const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
      await page.setViewportSize({ width: 360, height: 740 });
      await openDoor(page);
      await open(page).click();
      const change = page.getByRole('button', { name: 'Changer de caméra' });
      await expect(change).toContainText('1/2');
      const before = await camera(page);
      await change.click();
      await expect(change).toContainText('2/2');
      const after = await camera(page);
      expect(after).not.toBe(before);
      await page.screenshot({ path: 'artefacts/accueil-camera-outils.png' });

      await page.reload();
      await open(page).click();
      await expect(change).toContainText('2/2');
      expect(await camera(page)).toBe(after);

      await page.getByRole('button', { name: 'Fermer la caméra' }).click();
      await expect(open(page)).toBeVisible();
      expect(await page.locator('video').evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream).active)).toBe(false);
    });
  });
});

test('light and zoom are offered where the camera has them, and the screen stays on while it watches', async ({ site, launchOptions }, info) => {
  await withPhone(launchOptions, ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'], async (phone) => {
    const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.addInitScript(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      const { getCapabilities, getSettings } = MediaStreamTrack.prototype;
      Object.assign(MediaStreamTrack.prototype, {
        getCapabilities(this: MediaStreamTrack) {
          return { ...getCapabilities.call(this), torch: true, zoom: { min: 1, max: 5, step: 0.5 } };
        },
        getSettings(this: MediaStreamTrack) {
          return { ...getSettings.call(this), zoom: 1 };
        },
        applyConstraints(wish: object) {
          told.push(JSON.stringify(wish));
          return Promise.resolve();
        },
      });
      const sentinel = { release: () => Promise.resolve(void told.push('screen may go out')) };
      const wakeLock = { request: (kind: string) => Promise.resolve((told.push(`${kind} stays on`), sentinel)) };
      Object.defineProperty(navigator, 'wakeLock', { value: wakeLock });
    });
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
    await openDoor(page);
    await open(page).click();
    const torch = page.getByRole('button', { name: 'Lampe' });
    await expect(torch).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(told).toContain('screen stays on');
    await torch.click();
    await expect(torch).toHaveAttribute('aria-pressed', 'true');
    expect(await told()).toContain('{"advanced":[{"torch":true}]}');

    await page.getByRole('slider', { name: 'Zoom' }).fill('3');
    await expect.poll(told).toContain('{"advanced":[{"zoom":3}]}');
    await page.screenshot({ path: info.outputPath('outils.png') });

    // Two fingers that move apart from 40 to 60 pixels: half as near again.
    await page.locator('video').evaluate((video) => {
      const finger = (type: string, pointerId: number, clientX: number) =>
        video.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY: 100, bubbles: true }));
      finger('pointerdown', 1, 100);
      finger('pointerdown', 2, 140);
      finger('pointermove', 2, 160);
      finger('pointerup', 1, 100);
      finger('pointerup', 2, 160);
    });
    await expect(page.getByRole('slider', { name: 'Zoom' })).toHaveValue('4.5');
    await expect.poll(told).toContain('{"advanced":[{"zoom":4.5}]}');

    await page.getByRole('button', { name: 'Fermer la caméra' }).click();
    await expect.poll(told).toContain('screen may go out');
  });
});

test('a picture that stops or pauses is told, and the camera can be opened again', async ({ site, launchOptions }) => {
  await withPhone(launchOptions, ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'], async (phone) => {
    const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
    await openDoor(page);
    await open(page).click();
    await expect(page.locator('video')).toBeVisible();
    const happens = (type: string) =>
      page.locator('video').evaluate((video: HTMLVideoElement, type) => {
        (video.srcObject as MediaStream).getVideoTracks()[0]?.dispatchEvent(new Event(type));
      }, type);
    await happens('mute');
    await expect(page.getByRole('alert')).toContainText('L’image est en pause');
    await happens('unmute');
    await expect(page.getByRole('alert')).toBeHidden();
    await happens('ended');
    await expect(page.getByRole('alert')).toContainText('s’est interrompue');
    await open(page).click();
    await expect(page.locator('video')).toBeVisible();
  });
});
