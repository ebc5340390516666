/** Values of a query; those that are missing, empty or false are left out. */
export type Query = { readonly [key: string]: string | number | boolean | undefined };

/** Writes an address: path segments are encoded, `query` is added. */
export function href(segments: readonly string[], query: Query = {}): string {
  const path = `/${segments.map(encodeURIComponent).join('/')}`;
  const text = queryText(query);
  return text === '' ? path : `${path}?${text}`;
}

/** Writes a query without its `?`. */
export function queryText(query: Query): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '' && value !== false) params.set(key, String(value));
  }
  return params.toString();
}

/** The query with some of its values replaced; `undefined` takes one away. */
export function withQuery(search: string, changes: Query): string {
  const params = new URLSearchParams(search);
  return queryText({ ...Object.fromEntries(params), ...changes });
}

/** The experiment that stands for all of them. */
export const ALL_EXPERIMENTS = 'all';

/** Addresses of the viewer's pages. */
export const links = {
  traces: (experiment: string, query?: Query) => href(['experiments', experiment, 'traces'], query),
  list: (experiment: string, page: string) => href(['experiments', experiment, page]),
  trace: (id: string, query?: Query) => href(['traces', id], query),
  compare: (a: string, b: string) => href(['compare'], { a, b }),
  session: (id: string, experiment?: string) => href(['sessions', id], { experiment }),
  run: (id: string) => href(['runs', id]),
  model: (id: string) => href(['models', id]),
} as const;
