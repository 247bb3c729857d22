import { checkAccessible, expect, screenshots, test, widths } from './fixtures.ts';

test('the home page answers, and anyone can use it', async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await checkAccessible(page);
  }
});

test('the home page is pictured', async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, 'the pictures would be the same');
  await page.goto('/');
  await screenshots(page, 'accueil-public');
});
