import type { ComponentType } from 'preact';
import type { PageName, Route } from '../router/route.ts';

/** What every page gets: the parts of its path. The query is read with `queryValue`. */
export interface PageProps {
  readonly params: Route['params'];
}

/** A page, loaded when it is opened for the first time. */
type PageLoader = () => Promise<ComponentType<PageProps>>;

/** The pages; each is a file of its own in the build. A page is a component that is exported by name. */
export const pageLoaders: { readonly [Name in Exclude<PageName, 'home' | 'missing'>]: PageLoader } = {
  traces: async () => (await import('../traces/traces-page.tsx')).TracesPage,
  sessions: async () => (await import('../sessions/sessions-page.tsx')).SessionsPage,
  session: async () => (await import('../sessions/session-page.tsx')).SessionPage,
  charts: async () => (await import('../charts/charts-page.tsx')).ChartsPage,
  runs: async () => (await import('../runs/runs-page.tsx')).RunsPage,
  run: async () => (await import('../runs/run-page.tsx')).RunPage,
  models: async () => (await import('../models/models-page.tsx')).ModelsPage,
  model: async () => (await import('../models/model-page.tsx')).ModelPage,
  trace: async () => (await import('../trace/trace-page.tsx')).TracePage,
  compare: async () => (await import('../compare/compare-page.tsx')).ComparePage,
};
