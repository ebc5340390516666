import { expect, it } from '@jest/globals';
import { until, untilSettled } from '../support/until.ts';
import { seriousFindings, SIZES, takePicture, type Walk } from '../support/walk.ts';

interface WalkedPage {
  readonly name: string;
  readonly path: (walk: Walk) => Promise<string> | string;
  /** What is there once the page is. */
  readonly ready: string;
  /** The server has nothing for it. */
  readonly missing?: true;
}

const FAILED = new URLSearchParams({ filter: "status = 'ERROR'", order: 'total_tokens DESC' }).toString();

const named =
  (name: string, query = '') =>
  async (walk: Walk): Promise<string> =>
    `/traces/${(await walk.tracesNamed(name))[0]}${query}`;

const PAGES: readonly WalkedPage[] = [
  { name: 'trace', path: named('travel_agent'), ready: '.detail-panel' },
  { name: 'trace-chat', path: named('AgentWorkflow.run'), ready: '.detail-panel' },
  { name: 'trace-graph', path: named('LangGraph'), ready: '[data-testid=chat]' },
  { name: 'trace-agents', path: named('LangGraph', '?view=agents'), ready: '.agent-box' },
  {
    name: 'trace-many-agents',
    path: ({ data }) => `/traces/${data.everyday.swarm}?view=agents`,
    ready: '.agents-more',
  },
  { name: 'trace-failed', path: ({ data }) => `/traces/${data.everyday.failed}?tab=feedback`, ready: '.assessment' },
  { name: 'trace-media', path: ({ data }) => `/traces/${data.everyday.media}`, ready: '.media-image' },
  { name: 'trace-hostile', path: ({ data }) => `/traces/${data.hostile}`, ready: '[data-testid=chat]' },
  { name: 'trace-huge', path: ({ data }) => `/traces/${data.huge}`, ready: '.detail-panel' },
  {
    name: 'compare',
    path: async (walk) => {
      const [b, a] = await walk.tracesNamed('RunnableSequence');
      return `/compare?a=${a}&b=${b}`;
    },
    ready: '[data-testid=compare-detail]',
  },
  { name: 'trace-missing', path: () => `/traces/tr-${'0'.repeat(32)}`, ready: '.problem', missing: true },
  { name: 'traces-filtered', path: () => `/experiments/all/traces?${FAILED}`, ready: '[data-testid=trace-row]' },
  { name: 'traces', path: () => '/experiments/all/traces', ready: '[data-testid=trace-row]' },
  { name: 'sessions', path: () => '/experiments/all/sessions', ready: 'main a[href^="/sessions/"]' },
  { name: 'session', path: () => '/sessions/walk-session', ready: '[data-testid=turn]' },
  { name: 'charts', path: () => '/experiments/all/charts?range=24h', ready: 'main table' },
  { name: 'runs', path: () => '/experiments/1/runs', ready: 'main a[href^="/runs/"]' },
  { name: 'models', path: () => '/experiments/all/models', ready: 'main a[href^="/models/"]' },
];

/** Each page before axe and as a picture: light, dark, and narrow. */
export function walkPages(walking: () => Walk): void {
  it.each(PAGES)(
    '$name is accessible in light and dark, and fits 360 pixels',
    async ({ name, path, ready, ...about }) => {
      const page = await walking().open(await path(walking()), { examined: true, missing: about.missing ?? false });
      await page.locator(ready).last().waitFor();
      expect(await page.locator('h1').count()).toBe(1);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await until(page, `document.documentElement.dataset.theme === '${colorScheme}'`);
        await untilSettled(page);
        await takePicture(page, `${name}-${colorScheme}`);
        // In the dark nothing but colours is another.
        expect(await seriousFindings(page, colorScheme === 'dark' ? ['color-contrast'] : undefined)).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(SIZES.narrow);
      await until(page, `innerWidth === ${SIZES.narrow.width} && document.documentElement.dataset.theme === 'light'`);
      await untilSettled(page);
      await takePicture(page, `${name}-narrow`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(SIZES.narrow.width);
      expect(await seriousFindings(page)).toEqual([]);
    },
  );
}
