import { computed, effect, signal } from '@preact/signals';
import { storedSignal } from './stored-signal.ts';

/** `system` follows the operating system. */
export const THEMES = ['system', 'light', 'dark'] as const;
/** How much room rows have. */
export const DENSITIES = ['comfortable', 'compact'] as const;
/** In which zone times are shown. */
export const TIME_ZONES = ['local', 'UTC'] as const;

const isOneOf =
  <T extends string>(values: readonly T[]) =>
  (value: unknown): value is T =>
    values.includes(value as T);

/** What the user has chosen; the browser remembers it. */
export const settings = {
  theme: storedSignal('theme', 'system', isOneOf(THEMES)),
  density: storedSignal('density', 'comfortable', isOneOf(DENSITIES)),
  timeZone: storedSignal('timeZone', 'local', isOneOf(TIME_ZONES)),
  /** The experiment that was looked at last. */
  experiment: storedSignal('experiment', '', (value): value is string => typeof value === 'string'),
} as const;

/** Height of a row of a table, in pixels, as the style sheets have it. */
export const rowHeight = (): number => (settings.density.value === 'compact' ? 30 : 40);

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemTheme = signal<'light' | 'dark'>(systemDark.matches ? 'dark' : 'light');

/** The theme that is shown. */
export const theme = computed(() => (settings.theme.value === 'system' ? systemTheme.value : settings.theme.value));

/** Tells the style sheets what was chosen. */
export function applySettings(): void {
  const { dataset } = document.documentElement;
  systemDark.addEventListener('change', () => {
    systemTheme.value = systemDark.matches ? 'dark' : 'light';
  });
  effect(() => {
    dataset['theme'] = theme.value;
    dataset['density'] = settings.density.value;
  });
}
