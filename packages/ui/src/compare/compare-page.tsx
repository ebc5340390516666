import { useMemo } from 'preact/hooks';
import { currentExperiment } from '../app/experiments.ts';
import { usePageTitle } from '../app/page-title.ts';
import { FailedPage } from '../app/failed-page.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { VirtualList } from '../components/virtual-list.tsx';
import { links } from '../router/href.ts';
import { queryValue, setQuery } from '../router/location.ts';
import { spanTree } from '../trace/tree/span-tree.ts';
import { CompareHeader } from './compare-header.tsx';
import { CompareRow } from './compare-row.tsx';
import { pairSpans } from './pair-spans.ts';
import { PairDetail } from './pair-detail.tsx';
import { type ComparedTraces, useCompared } from './use-compared.ts';

/** Two traces side by side: `/compare?a=ID&b=ID`. */
export function ComparePage() {
  usePageTitle('Comparison of two traces');
  const [a, b] = [queryValue('a') ?? '', queryValue('b') ?? ''];
  if (a === '' || b === '')
    return (
      <EmptyState page title="Two traces are needed">
        <p>
          Select two of them in the <a href={links.traces(currentExperiment.value)}>list of traces</a>, and compare them
          there.
        </p>
      </EmptyState>
    );
  return <Loaded key={`${a} ${b}`} a={a} b={b} />;
}

function Loaded({ a, b }: { readonly a: string; readonly b: string }) {
  const { data, failure, reload } = useCompared(a, b);
  if (failure) {
    const back = { href: links.traces(currentExperiment.value), title: 'Traces' };
    return <FailedPage title="Comparison of two traces" failure={failure} onRetry={reload} back={back} />;
  }
  return data ? <Comparison traces={data} /> : <Loading label="Loading both traces" />;
}

const ROW = 28;

function Comparison({ traces }: { readonly traces: ComparedTraces }) {
  const [left, right] = traces;
  const pairs = useMemo(() => pairSpans(spanTree(left.spans), spanTree(right.spans)), [left, right]);
  const wished = queryValue('span');
  const found = pairs.findIndex((pair) => [pair.left?.span.spanId, pair.right?.span.spanId].includes(wished));
  const selected = Math.max(0, found);
  const pair = pairs[selected];
  const select = (index: number): void => {
    const to = pairs[Math.min(pairs.length - 1, Math.max(0, index))];
    setQuery({ span: to?.left?.span.spanId ?? to?.right?.span.spanId }, { replace: true });
  };
  return (
    <div class="compare" data-testid="compare">
      <h1 class="visually-hidden">Comparison of two traces</h1>
      <CompareHeader traces={traces} />
      <div
        class="compare-rows"
        style={{ '--rows': pairs.length }}
        onKeyDown={(event) => moveRow(event, selected, select)}
      >
        <VirtualList
          count={pairs.length}
          rowHeight={ROW}
          role="listbox"
          label="Spans of both traces"
          active={selected}
          row={(index) => {
            const one = pairs[index];
            return (
              one && (
                <CompareRow key={index} pair={one} isSelected={index === selected} onSelect={() => select(index)} />
              )
            );
          }}
        />
      </div>
      {pair && <PairDetail traces={traces} pair={pair} />}
    </div>
  );
}

function moveRow(event: KeyboardEvent, selected: number, select: (index: number) => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  select(selected + step);
  const list = event.currentTarget;
  requestAnimationFrame(() => {
    if (list instanceof HTMLElement) list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  });
}
