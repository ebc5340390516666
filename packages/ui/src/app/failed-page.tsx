import type { Failure } from '../api/failure.ts';
import { Problem } from '../components/problem.tsx';
import { usePageTitle } from './page-title.ts';

/** In the place of a page that cannot be shown: what it is, why, and what to do. */
export function FailedPage(props: {
  /** Of the page: `Trace tr-1`. */
  readonly title: string;
  readonly failure: Failure;
  readonly onRetry: () => void;
  /** The list that it belongs to. */
  readonly back: { readonly href: string; readonly title: string };
}) {
  const { title, failure, onRetry, back } = props;
  usePageTitle(title);
  return (
    <div class="page">
      <header class="page-header">
        <p class="crumb">
          <a href={back.href}>{back.title}</a> /
        </p>
        <h1>{title}</h1>
      </header>
      <Problem failure={failure} onRetry={onRetry} />
    </div>
  );
}
