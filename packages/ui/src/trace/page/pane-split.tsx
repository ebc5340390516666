import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

/** Share of the width that the first pane has, percent; the panes of all traces have the same. */
const share = signal(56);

const LEAST = 25;
const MOST = 78;

const setShare = (value: number): void => {
  share.value = Math.round(Math.min(MOST, Math.max(LEAST, value)));
};

/** Two panes side by side, one above the other where there is little room; the line between them can be moved. */
export function PaneSplit({
  first,
  second,
}: {
  readonly first: ComponentChildren;
  readonly second: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div class="pane-split" ref={box} style={{ '--share': `${share.value}%` }}>
      <section class="pane pane-first" aria-label="Spans">
        {first}
      </section>
      <Handle box={box} />
      <section class="pane pane-second" aria-label="Selected span">
        {second}
      </section>
    </div>
  );
}

function Handle({ box }: { readonly box: { readonly current: HTMLDivElement | null } }) {
  const drag = (event: PointerEvent): void => {
    const bounds = box.current?.getBoundingClientRect();
    if (bounds && event.buttons > 0) setShare(((event.clientX - bounds.left) / bounds.width) * 100);
  };
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -4, ArrowRight: 4 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setShare(share.value + step);
  };
  return (
    <div
      class="pane-handle"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the spans"
      aria-valuenow={share.value}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={move}
    />
  );
}
