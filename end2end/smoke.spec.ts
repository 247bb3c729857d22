import { checkAccessible, expect, test, widths } from './fixtures.ts';

test('the home page answers, and anyone can use it', async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await checkAccessible(page);
  }
});
