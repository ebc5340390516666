import type { Signal } from '@preact/signals';
import { Menu } from '../components/menu.tsx';
import { DENSITIES, THEMES, TIME_ZONES, settings } from '../settings/settings.ts';
import { config } from './experiments.ts';

/** How the viewer looks; the browser remembers it. */
export function SettingsMenu() {
  return (
    <Menu
      label="Settings"
      kind="dialog"
      align="end"
      button={{ kind: 'quiet', icon: 'settings', label: 'Settings', testId: 'settings' }}
    >
      {() => (
        <div class="settings">
          <Choice title="Theme" values={THEMES} chosen={settings.theme} />
          <Choice title="Density" values={DENSITIES} chosen={settings.density} />
          <Choice title="Time zone" values={TIME_ZONES} chosen={settings.timeZone} />
          <ServerFacts />
        </div>
      )}
    </Menu>
  );
}

function Choice<T extends string>(props: {
  readonly title: string;
  readonly values: readonly T[];
  readonly chosen: Signal<T>;
}) {
  const { title, values, chosen } = props;
  return (
    <fieldset class="choice">
      <legend>{title}</legend>
      <div class="choice-values">
        {values.map((value) => (
          <label key={value}>
            <input type="radio" name={title} checked={chosen.value === value} onChange={() => (chosen.value = value)} />
            <span>{value}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ServerFacts() {
  const known = config.value;
  if (!known) return null;
  return (
    <p class="settings-facts">
      Spanwright {known.version}
      <br />
      <span class="mono">{known.database}</span>
      {known.readOnly && ' (read-only)'}
    </p>
  );
}
