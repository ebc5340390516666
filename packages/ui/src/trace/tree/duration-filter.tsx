import { Menu, MenuItem } from '../../components/menu.tsx';
import { formatMicroseconds } from '../../format/duration.ts';
import type { TraceState } from '../page/trace-state.ts';

/** Of the length of the trace. */
const SHARES = [0.001, 0.01, 0.05, 0.2];

/** Hides spans that are shorter than a share of the trace. */
export function DurationFilter({ state }: { readonly state: TraceState }) {
  const { minDurationUs, extentUs } = state;
  const least = minDurationUs.value;
  const choices = SHARES.map((share) => Number((extentUs.value * share).toPrecision(1)));
  return (
    <Menu
      label="Shortest spans that are shown"
      align="end"
      button={{
        kind: 'quiet',
        icon: 'filter',
        label: 'Hide short spans',
        pressed: least > 0,
        ...(least > 0 && { children: `≥ ${formatMicroseconds(least)}` }),
      }}
    >
      {(close) =>
        [0, ...choices].map((us) => (
          <MenuItem
            key={us}
            checked={least === us}
            onSelect={() => {
              minDurationUs.value = us;
              close();
            }}
          >
            {us === 0 ? 'All spans' : `At least ${formatMicroseconds(us)}`}
          </MenuItem>
        ))
      }
    </Menu>
  );
}
