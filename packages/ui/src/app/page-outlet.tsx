import type { ComponentType } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { type Failure, adviceFor } from '../api/failure.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { Problem } from '../components/problem.tsx';
import { route } from '../router/location.ts';
import type { PageName } from '../router/route.ts';
import { HomePage } from './home-page.tsx';
import { usePageTitle } from './page-title.ts';
import { type PageProps, pageLoaders } from './pages.ts';

const loaded = new Map<PageName, ComponentType<PageProps>>([
  ['home', HomePage],
  ['missing', MissingPage],
]);

const notLoaded: Failure = {
  code: 'UNREACHABLE',
  status: 0,
  message: 'A part of the viewer could not be loaded.',
  advice: `${adviceFor(0)} If the server was updated, load this page anew.`,
};

/** Shows the page that the address selects. */
export function PageOutlet() {
  const { page, params } = route.value;
  const { Page, failed } = usePage(page);
  if (failed) return <Problem failure={notLoaded} onRetry={() => window.location.reload()} />;
  if (!Page) return <Loading />;
  // A page of another trace, run or session begins anew.
  return <Page key={`${page} ${params['id'] ?? params['experiment'] ?? ''}`} params={params} />;
}

function usePage(page: PageName): { readonly Page: ComponentType<PageProps> | undefined; readonly failed: boolean } {
  const [failed, setFailed] = useState<PageName | undefined>(undefined);
  const [, setReady] = useState<PageName | undefined>(undefined);
  useLayoutEffect(() => {
    if (loaded.has(page)) return;
    pageLoaders[page as keyof typeof pageLoaders]().then(
      (component) => {
        loaded.set(page, component);
        setReady(page);
      },
      () => setFailed(page),
    );
  }, [page]);
  return { Page: loaded.get(page), failed: failed === page };
}

function MissingPage() {
  usePageTitle('No such page');
  return (
    <EmptyState page title="There is no such page">
      <p>
        Go back to the <a href="/">traces</a>.
      </p>
    </EmptyState>
  );
}
