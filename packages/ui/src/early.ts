import { firstRequests, hold } from './api/early-requests.ts';
import { matchRoute } from './router/route.ts';

// A file of its own, without imports when it is built: it runs while the viewer itself is on its way, and asks for what
// the page will need: its files, and its data.

interface Files {
  readonly pages: readonly string[];
  readonly files: readonly string[];
}

/** Files of pages by their names, as the build has written them into the page. */
function filesOf(page: string): readonly string[] {
  const { files } = document.querySelector<HTMLElement>('script[data-files]')?.dataset ?? {};
  const groups = JSON.parse(files ?? '[]') as readonly Files[];
  return groups.find(({ pages }) => pages.includes(page))?.files ?? [];
}

function preload(file: string): void {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = `/assets/${file}`;
  document.head.append(link);
}

const { pathname, search, hash } = window.location;
const route = matchRoute(pathname);
if (hash === '') {
  hold(firstRequests(route, search));
  filesOf(route.page).forEach(preload);
}
