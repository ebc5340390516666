import type { Route } from '../router/route.ts';
import { addressOf } from './request-address.ts';

const API = '/api/spanwright/v1';

/** How many spans the first part of a trace has: they are drawn at once, what follows comes in larger parts. */
export const FIRST_SPANS = 2000;
/** How many traces the first page of a list has: it is there soon, the others are asked for less often. */
export const FIRST_TRACES = 100;
/** How many values of each facet are asked for. */
export const FACET_VALUES = 12;

/** What a page asks for first: the same addresses, letter by letter, that its own requests have. */
export function firstRequests({ page, params }: Route, search: string): readonly string[] {
  const query = new URLSearchParams(search);
  const always = [`${API}/experiments`, `${API}/config`];
  if (page === 'trace') return [...always, ...traceRequests(params['id'] ?? '', query.get('span'))];
  const { experiment } = params;
  if (page === 'traces' && experiment !== undefined) return [...always, ...listRequests(experiment, query)];
  return always;
}

function traceRequests(id: string, span: string | null): readonly string[] {
  const trace = `${API}/traces/${encodeURIComponent(id)}`;
  const content = span === null ? [] : [`${trace}/spans/${encodeURIComponent(span)}`];
  return [addressOf(trace, { limit: FIRST_SPANS }), ...content];
}

function listRequests(name: string, query: URLSearchParams): readonly string[] {
  const experiment = name === 'all' ? [] : [name];
  const facets = addressOf(`${API}/facets`, { experiment, limit: FACET_VALUES });
  // A range ends at a time that only the list itself knows.
  if (query.has('range')) return [facets];
  const filter = query.get('filter') ?? '';
  const order = query.get('order') ?? '';
  return [facets, addressOf(`${API}/traces`, { experiment, filter, order, limit: FIRST_TRACES })];
}

interface Held {
  spanwrightHeld?: Map<string, Promise<Response>>;
}

const held = globalThis as Held;

/** Sends requests whose answers somebody will take soon. */
export function hold(addresses: readonly string[]): void {
  const answers = addresses.map((address) => [address, fetch(address, { credentials: 'same-origin' })] as const);
  // Whoever takes it is told of its failure.
  for (const [, answer] of answers) answer.catch(() => undefined);
  held.spanwrightHeld = new Map(answers);
}

/** The answer that was asked for early, once. */
export function takeHeld(address: string): Promise<Response> | undefined {
  const answer = held.spanwrightHeld?.get(address);
  held.spanwrightHeld?.delete(address);
  return answer;
}
