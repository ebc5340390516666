import type { ComponentType } from 'preact';
import type { PageName, Route } from '../router/route.ts';

/** What every page gets: the parts of its path. The query is read with `queryValue`. */
export interface PageProps {
  readonly params: Route['params'];
}

/** A page, loaded when it is opened for the first time. */
type PageLoader = () => Promise<ComponentType<PageProps>>;

const traceGroup = () => import('./pages-of-traces.ts');
const otherGroup = () => import('./other-pages.ts');

/** The pages; each group is a file of its own in the build. A page is a component that is exported by name. */
export const pageLoaders: { readonly [Name in Exclude<PageName, 'home' | 'missing'>]: PageLoader } = {
  traces: async () => (await import('../traces/traces-page.tsx')).TracesPage,
  trace: async () => (await traceGroup()).TracePage,
  compare: async () => (await traceGroup()).ComparePage,
  sessions: async () => (await otherGroup()).SessionsPage,
  session: async () => (await otherGroup()).SessionPage,
  charts: async () => (await otherGroup()).ChartsPage,
  runs: async () => (await otherGroup()).RunsPage,
  run: async () => (await otherGroup()).RunPage,
  models: async () => (await otherGroup()).ModelsPage,
  model: async () => (await otherGroup()).ModelPage,
};
