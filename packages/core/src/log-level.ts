/** How much Spanwright says, from everything to nothing. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Levels in their order. */
const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** Python's names, which MLflow's variable has. */
const NAMES: Readonly<Record<string, LogLevel>> = {
  warning: 'warn',
  critical: 'error',
  fatal: 'error',
  none: 'silent',
};

/** The level of that name, in any case of letters; undefined for none. */
export function logLevelOf(name: unknown): LogLevel | undefined {
  const text = typeof name === 'string' ? name.trim().toLowerCase() : '';
  return NAMES[text] ?? ORDER.find((level) => level === text);
}

/** True when a message of `level` is said where `threshold` is in force. */
export function isSaid(level: LogLevel, threshold: LogLevel): boolean {
  return ORDER.indexOf(level) >= ORDER.indexOf(threshold);
}
