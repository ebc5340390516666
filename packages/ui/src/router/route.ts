/** The pages of the viewer. */
export type PageName =
  | 'home'
  | 'traces'
  | 'sessions'
  | 'charts'
  | 'runs'
  | 'models'
  | 'trace'
  | 'compare'
  | 'session'
  | 'run'
  | 'model'
  | 'missing';

/** What the path of an address selects. */
export interface Route {
  readonly page: PageName;
  /** Parts of the path by their names: `experiment` or `id`, decoded. */
  readonly params: { readonly [name: string]: string };
}

/** A segment that starts with `:` takes any text and gives it that name. The first pattern that fits counts. */
const patterns: readonly (readonly [string, PageName])[] = [
  ['/', 'home'],
  ['/experiments/:experiment', 'traces'],
  ['/experiments/:experiment/traces', 'traces'],
  ['/experiments/:experiment/sessions', 'sessions'],
  ['/experiments/:experiment/charts', 'charts'],
  ['/experiments/:experiment/runs', 'runs'],
  ['/experiments/:experiment/models', 'models'],
  ['/traces/:id', 'trace'],
  ['/compare', 'compare'],
  ['/sessions/:id', 'session'],
  ['/runs/:id', 'run'],
  ['/models/:id', 'model'],
  // As MLflow's clients print them.
  ['/experiments/:experiment/runs/:id', 'run'],
  ['/experiments/:experiment/models/:id', 'model'],
  // The short forms stand for those of the experiment that was seen last.
  ['/traces', 'traces'],
  ['/sessions', 'sessions'],
  ['/charts', 'charts'],
  ['/runs', 'runs'],
  ['/models', 'models'],
];

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function fit(pattern: string, segments: readonly string[]): Route['params'] | undefined {
  const expected = segmentsOf(pattern);
  if (expected.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decode(segment);
    else if (part !== segment) return undefined;
  }
  return params;
}

/** Finds the page of a path; `missing` where there is none. */
export function matchRoute(path: string): Route {
  const segments = segmentsOf(path);
  for (const [pattern, page] of patterns) {
    const params = fit(pattern, segments);
    if (params) return { page, params };
  }
  return { page: 'missing', params: {} };
}
