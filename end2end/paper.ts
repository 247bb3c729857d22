import { writeFile } from 'node:fs/promises';
import { expect, type Page, type TestInfo } from '@playwright/test';
import { pdfSizes, pdfTexts } from './files.ts';

/** A4 and A6 upright, and A4 on its side, in points as PDF counts them. */
export const A4 = '595x842';
export const A4_LANDSCAPE = '842x595';
export const A6 = '298x420';

/** A page as it comes out of the printer. */
export interface Printed {
  /** The text of each page. */
  readonly texts: string[];
  /** The size of each page, in points. */
  readonly sizes: string[];
}

/** Prints the page as its style sheet wants its paper, and reads what is on it. */
export async function print(page: Page, info: TestInfo, name: string): Promise<Printed> {
  const file = info.outputPath(`${name}.pdf`);
  // A page is sent piece by piece; a link that was clicked may still be bringing it.
  await page.waitForLoadState();
  await writeFile(file, await page.pdf({ preferCSSPageSize: true }));
  const [texts, sizes] = await Promise.all([pdfTexts(file), pdfSizes(file)]);
  expect(texts).toHaveLength(sizes.length);
  return { texts, sizes };
}

/** Fails when a text of a drawn badge sticks out of its badge, or two texts of a badge overlap. */
export async function expectInsideBadges(page: Page): Promise<void> {
  const faults = await page.locator('.badge-sheet svg > g').evaluateAll((badges) =>
    badges.flatMap((badge) => {
      const edge = badge.querySelector('.edge')?.getBoundingClientRect();
      if (!edge) return ['a badge without an edge'];
      const boxes = [...badge.querySelectorAll('text')].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
      return boxes
        .filter(({ box }) => box.left < edge.left || box.right > edge.right || box.top < edge.top || box.bottom > edge.bottom)
        .map(({ words }) => words);
    }),
  );
  expect(faults, `ce qui dépasse des badges de ${page.url()}`).toEqual([]);
}

/** Fails when a part of these boxes sticks out of its box on the screen, or lies over another part. */
export async function expectApart(page: Page, selector: string, parts: string): Promise<void> {
  const faults = await page.locator(selector).evaluateAll((boxes, inside) =>
    boxes.flatMap((box) => {
      const edge = box.getBoundingClientRect();
      const found = [...box.querySelectorAll(inside)].map((part) => ({ said: part.textContent || part.tagName, at: part.getBoundingClientRect() }));
      return found
        .filter(({ at }, index) =>
          at.left < edge.left || at.right > edge.right + 0.5
          || found.slice(0, index).some((other) => at.left < other.at.right && other.at.left < at.right && at.top < other.at.bottom && other.at.top < at.bottom))
        .map(({ said }) => said);
    }), parts);
  expect(faults, `ce qui dépasse ou se recouvre sur ${page.url()}`).toEqual([]);
}

/** Fails when something of these boxes does not fit on their paper. */
export async function expectNothingCut(page: Page, selector: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  const cut = await page.locator(selector).evaluateAll((boxes) =>
    boxes.filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1).map((box) => box.textContent),
  );
  await page.emulateMedia({ media: null });
  expect(cut, `ce qui est coupé sur ${page.url()}`).toEqual([]);
}
