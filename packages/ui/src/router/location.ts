import { computed, signal } from '@preact/signals';
import { withQuery, type Query } from './href.ts';
import { addressOfMlflow } from './mlflow-address.ts';
import { matchRoute } from './route.ts';

const here = (): string => window.location.pathname + window.location.search;

const address = signal(here());

/** The path of the address, without its query. */
export const path = computed(() => address.value.split('?', 1)[0] ?? '/');

/** The query of the address, without its `?`. */
export const search = computed(() => address.value.slice(path.value.length + 1));

/** Path and query. */
export const fullPath = computed(() => address.value);

/** The page that the address selects. */
export const route = computed(() => matchRoute(path.value));

/** One value of the query; `undefined` where it is missing. */
export function queryValue(key: string): string | undefined {
  return new URLSearchParams(search.value).get(key) ?? undefined;
}

/** Goes to an address of the viewer; with `replace` the one before is not kept in the history. */
export function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (to === here()) return;
  const newPage = to.split('?', 1)[0] !== path.value;
  window.history[replace ? 'replaceState' : 'pushState'](undefined, '', to);
  address.value = here();
  if (newPage) window.scrollTo(0, 0);
}

/** Changes values of the query and stays on the page. @see navigate */
export function setQuery(changes: Query, options?: { readonly replace?: boolean }): void {
  const query = withQuery(search.value, changes);
  navigate(query === '' ? path.value : `${path.value}?${query}`, options);
}

/** Whether a click wants the browser's own treatment: a new tab, a download, another site. */
function isForBrowser(event: MouseEvent, anchor: HTMLAnchorElement): boolean {
  const modified = [event.ctrlKey, event.metaKey, event.shiftKey, event.altKey, event.button !== 0].includes(true);
  const elsewhere = anchor.origin !== window.location.origin || anchor.target !== '' || anchor.hasAttribute('download');
  return event.defaultPrevented || modified || elsewhere || /^\/(ajax-)?api\//.test(anchor.pathname);
}

/** Lets ordinary `<a href>` elements change the page without loading it, and follows the browser's buttons. */
export function startRouter(): void {
  const printed = addressOfMlflow(window.location.hash);
  if (printed) navigate(printed, { replace: true });
  window.addEventListener('popstate', () => {
    address.value = here();
  });
  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    if (!anchor?.getAttribute('href') || isForBrowser(event, anchor)) return;
    event.preventDefault();
    // Within the page the browser would load nothing, but it would change the history.
    if (anchor.getAttribute('href')?.startsWith('#')) document.querySelector<HTMLElement>(anchor.hash)?.focus();
    else navigate(anchor.pathname + anchor.search);
  });
}
