import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import type { Site } from './site.ts';
import type { Ticket } from './people.ts';

/** What a camera sees: a ticket's code, and whatever comes between. Sizes are in pixels of a picture of 1280×720. */
export interface Scene {
  readonly name: string;
  /** The side of the ticket's code; 300 when not said. */
  readonly side?: number;
  /** How the ticket is held, as CSS. */
  readonly held?: string;
  /** What happens to the whole picture, as a CSS filter. */
  readonly filter?: string;
  /** What lies over the picture, as CSS. */
  readonly over?: string;
  /** The ticket is on a phone in someone's hand rather than on paper. */
  readonly phone?: boolean;
  /** A code that is none of ours is in the middle, and the ticket beside it. */
  readonly beside?: boolean;
}

/** One person after another, each with their own difficulty. */
export const scenes: readonly Scene[] = [
  { name: 'sur papier', held: 'rotate(-7deg)' },
  { name: 'sur un écran', phone: true, held: 'rotate(5deg)', over: 'repeating-linear-gradient(91deg, #0003 0 1px, #0000 1px 3px)' },
  { name: 'incliné', side: 320, held: 'perspective(900px) rotateY(46deg) rotateX(14deg) rotate(9deg)' },
  { name: 'petit', side: 118, held: 'rotate(16deg)' },
  { name: 'flou', side: 320, filter: 'blur(2.6px)' },
  { name: 'dans le noir', filter: 'brightness(.16) contrast(.9)' },
  { name: 'avec un reflet', over: 'radial-gradient(circle at 44% 38%, #ffffffe6 0, #ffffff80 9%, #fff0 22%)' },
  { name: 'en négatif', filter: 'invert(1)' },
  { name: 'un autre code à côté', side: 240, beside: true },
];

/**
 * « WIFI:S:Salle;T:WPA;P:bonjour2026;; » as QR code, made once by another program: what hangs on walls. Each number
 * is a row, its bits the modules from left to right.
 */
const WALL_SIDE = 29;
const WALL: readonly number[] = [
  0x1fd6017f, 0x104e1841, 0x1742bf5d, 0x1759715d, 0x175bd15d, 0x1052e241, 0x1fd5557f, 0x1d4c00,
  0x117deef9, 0xc280147, 0x1bf3f584, 0x1d2eb590, 0x9f28c31, 0x2adcb81, 0x4430035, 0x15ad606d,
  0x1f4bfd2e, 0x1108095d, 0x773cbb7, 0x517ad00, 0x197ab5fd, 0x1cc912, 0x1fdd2959, 0x10445d13,
  0x1752f5f2, 0x174f0b6c, 0x1747e8a3, 0x104639b6, 0x1fd03730,
];

function wall(): string {
  const squares = WALL.flatMap((row, y) =>
    [...Array(WALL_SIDE).keys()]
      .filter((x) => (row >> (WALL_SIDE - 1 - x)) & 1)
      .map((x) => `<rect x="${x}" y="${y}" width="1.02" height="1.02"/>`),
  );
  return `<svg width="240" height="240" viewBox="-4 -4 ${WALL_SIDE + 8} ${WALL_SIDE + 8}" style="background:#fff">${squares.join('')}</svg>`;
}

function html(scene: Scene, source: string, mark: string): string {
  const side = scene.side ?? 300;
  const code = `<img width="${side}" height="${side}" src="${source}" style="display:block">`;
  const lines = '<p style="font:20px sans-serif;color:#333">Journée d’étude, billet personnel</p>';
  const ticket = scene.phone
    ? `<div style="padding:70px 22px;background:#111;border-radius:36px"><div style="padding:20px;background:#fff">${code}</div></div>`
    : `<div style="padding:${side / 6}px;background:#f4f1ea">${code}${lines}</div>`;
  const other = scene.beside ? wall() : '';
  return `<body style="margin:0;background:#746a5f">
    <div style="position:relative;width:1280px;height:720px;overflow:hidden;filter:${scene.filter ?? 'none'}">
      <div style="width:100%;height:100%;background:linear-gradient(120deg,#8b8074,#5d554c);display:grid;place-items:center">
        <div style="display:flex;gap:40px;align-items:center">${other}
          <div style="transform:${scene.held ?? 'none'}">${ticket}</div></div></div>
      <div style="position:absolute;inset:0;background:${scene.over ?? 'none'}"></div>
    </div>
    <div style="position:absolute;left:0;top:0;width:64px;height:64px;background:${mark}"></div>`;
}

const WIDTH = 1280;
const HEIGHT = 720;

/** In the page: a picture as a frame of film, in base64: brightness, then the two colours at half the size (BT.601). */
async function frameOf({ png, width, height }: { png: string; width: number; height: number }): Promise<string> {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const frame = new Uint8Array((width * height * 3) / 2);
  const quarter = (width * height) / 4;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      frame[y * width + x] = 16 + ((66 * red + 129 * green + 25 * blue + 128) >> 8);
      if (y % 2 || x % 2) continue;
      const small = width * height + ((y / 2) * width) / 2 + x / 2;
      frame[small] = 128 + ((112 * blue - 38 * red - 74 * green + 128) >> 8);
      frame[small + quarter] = 128 + ((112 * red - 94 * green - 18 * blue + 128) >> 8);
    }
  }
  let binary = '';
  for (let at = 0; at < frame.length; at += 0x8000) binary += String.fromCharCode(...frame.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Takes pictures of 1280×720 as a phone's camera would; each is a film of one frame. */
export class Photographer {
  private constructor(private readonly page: Page) {}

  static async at(browser: Browser): Promise<Photographer> {
    return new Photographer(await (await browser.newContext({ viewport: { width: WIDTH, height: HEIGHT } })).newPage());
  }

  /** Someone holds their ticket up. `mark` colours the upper left corner, to tell pictures apart. */
  async ticket(site: Site, ticket: Ticket, scene: Scene, mark = '#746a5f'): Promise<Buffer> {
    const svg = await (await fetch(`${site.url}${ticket.path}/qr.svg`)).text();
    await this.page.setContent(html(scene, `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, mark));
    await this.page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    return this.developed();
  }

  /** Nobody is there. */
  async nobody(mark = '#746a5f'): Promise<Buffer> {
    await this.page.setContent(`<body style="margin:0;background:linear-gradient(120deg,#8b8074,#5d554c)">
      <div style="position:absolute;left:0;top:0;width:64px;height:64px;background:${mark}"></div>`);
    return this.developed();
  }

  /** What hangs on the wall, alone. */
  async wall(): Promise<Buffer> {
    await this.page.setContent(`<body style="margin:0;height:100vh;display:grid;place-items:center;background:#746a5f">${wall()}`);
    return this.developed();
  }

  private async developed(): Promise<Buffer> {
    const png = (await this.page.screenshot()).toString('base64');
    const frame = await this.page.evaluate(frameOf, { png, width: WIDTH, height: HEIGHT });
    const head = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420mpeg2\nFRAME\n`;
    return Buffer.concat([Buffer.from(head), Buffer.from(frame, 'base64')]);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

/**
 * Chromium's fake camera plays this file again and again, and keeps it open: written over in place, it shows `picture`
 * from the next round on.
 */
export async function show(film: string, picture: Buffer): Promise<void> {
  const file = await open(film, constants.O_WRONLY | constants.O_CREAT);
  await file.write(picture, 0, picture.length, 0);
  await file.close();
}

/** How Chromium is started for its camera to play that film, and to be allowed without a question. */
export function playing(film: string): string[] {
  return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}
