import type { Page } from './chromium.ts';

const PATIENCE_MS = 20_000;
const STEP_MS = 30;

/** Waits until an expression is true in the page. The page's own policy forbids what playwright has for it. */
export async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await page.evaluate<unknown>(expression)) return;
    await page.waitForTimeout(STEP_MS);
  }
  throw new Error(`It never became true on ${page.url()}: ${expression}`);
}

const SETTLED = `Promise.all(document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    .map(({ finished }) => finished.catch(() => undefined)))
  .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`;

/** Waits until what is moving has come to its place, and is drawn. */
export async function untilSettled(page: Page): Promise<void> {
  await page.evaluate(SETTLED);
}
