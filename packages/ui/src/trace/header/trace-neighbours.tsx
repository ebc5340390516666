import { Icon } from '../../components/icon.tsx';
import { formatCount } from '../../format/number.ts';
import { links } from '../../router/href.ts';
import { neighboursOf } from '../../traces/walked-traces.ts';

/** The way to the traces before and after this one in the list that it was opened from. */
export function TraceNeighbours({ id }: { readonly id: string }) {
  const found = neighboursOf(id);
  if (!found) return null;
  return (
    <nav class="trace-neighbours" aria-label="Traces of the list">
      <Step to={found.before} label="Trace before (K)" icon="chevronLeft" />
      <span class="number muted">
        {formatCount(found.place)}/{formatCount(found.count)}
      </span>
      <Step to={found.after} label="Next trace (J)" icon="chevronRight" />
    </nav>
  );
}

function Step(props: {
  readonly to: string | undefined;
  readonly label: string;
  readonly icon: 'chevronLeft' | 'chevronRight';
}) {
  const { to, label, icon } = props;
  return (
    <a
      class="button button-quiet button-icon"
      {...(to === undefined ? { 'aria-disabled': true, role: 'link' as const } : { href: links.trace(to) })}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </a>
  );
}
