import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Menu, MenuItem } from '../components/menu.tsx';
import { type TimeRange, presets, readRange, writeRange } from '../filter/time-range.ts';
import { formatListTime } from '../format/time.ts';
import { settings } from '../settings/settings.ts';
import { fromInput, toInput } from './time-input.ts';

interface RangeProps {
  /** As it stands in the address. */
  readonly range: string;
  readonly onRange: (range: string | undefined) => void;
}

function titleOf(range: string): string {
  const preset = presets.find(({ name }) => name === range);
  if (preset) return preset.title;
  const now = Date.now();
  const { fromMs, toMs } = readRange(range, now);
  const write = (ms: number): string => formatListTime(ms, settings.timeZone.value, now);
  if (fromMs !== undefined && toMs !== undefined) return `${write(fromMs)} – ${write(toMs)}`;
  if (fromMs !== undefined) return `Since ${write(fromMs)}`;
  return toMs === undefined ? 'All time' : `Until ${write(toMs)}`;
}

/** Chooses of which time the traces are shown. */
export function TimeRangeMenu({ range, onRange }: RangeProps) {
  return (
    <Menu
      label="Time range"
      kind="dialog"
      align="end"
      button={{ icon: 'clock', children: <span class="range-title">{titleOf(range)}</span>, testId: 'time-range' }}
    >
      {(close) => {
        const choose = (chosen: string | undefined) => {
          close();
          onRange(chosen);
        };
        return (
          <>
            <div role="menu" aria-label="Time range">
              {presets.map(({ name, title }) => (
                <MenuItem key={name} checked={name === range} onSelect={() => choose(name)}>
                  {title}
                </MenuItem>
              ))}
              <MenuItem checked={range === ''} onSelect={() => choose(undefined)}>
                All time
              </MenuItem>
            </div>
            <FixedRange range={readRange(range, Date.now())} onRange={choose} />
          </>
        );
      }}
    </Menu>
  );
}

function FixedRange(props: { readonly range: TimeRange; readonly onRange: (range: string | undefined) => void }) {
  const zone = settings.timeZone.value;
  const [from, setFrom] = useState(toInput(props.range.fromMs, zone));
  const [to, setTo] = useState(toInput(props.range.toMs, zone));
  const apply = (event: Event) => {
    event.preventDefault();
    const fromMs = fromInput(from, zone);
    const toMs = fromInput(to, zone);
    props.onRange(
      writeRange({ ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) }) || undefined,
    );
  };
  return (
    <form class="fixed-range" onSubmit={apply}>
      <label class="field">
        <span>From ({zone === 'UTC' ? 'UTC' : 'local time'})</span>
        <input
          class="input"
          type="datetime-local"
          step={1}
          value={from}
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>To</span>
        <input
          class="input"
          type="datetime-local"
          step={1}
          value={to}
          onInput={(event) => setTo(event.currentTarget.value)}
        />
      </label>
      <Button type="submit">Apply</Button>
    </form>
  );
}
