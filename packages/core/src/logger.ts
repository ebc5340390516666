import { isSaid, type LogLevel, logLevelOf } from './log-level.ts';
import { sharedSlot } from './shared-state.ts';

/** Where Spanwright says what its user must know: `console` will do. Never the program's standard output by itself. */
export interface Logger {
  /** Something is wrong: what, and what to do. One line. */
  warn(message: string): void;
  /** Something worth knowing once, such as where traces go. One line. */
  info(message: string): void;
  /** What has failed already, again, with its stack: at level `debug` only. Without it such messages are left out. */
  debug?(message: string): void;
}

interface LogState {
  logger: Logger;
  silent: boolean;
  /** Undefined until it is set or first needed: the environment is read then, not at import. */
  level: LogLevel | undefined;
  filter: ((message: string) => string) | undefined;
  readonly said: Set<string>;
}

const toStderr = (message: string): void => void process.stderr.write(`spanwright: ${message}\n`);
const stderrLogger: Logger = { warn: toStderr, info: toStderr, debug: toStderr };

const state = sharedSlot<LogState>('log', () => ({
  logger: stderrLogger,
  silent: false,
  level: undefined,
  filter: undefined,
  said: new Set(),
}));

/**
 * Replaces the logger; without an argument the default comes back: one line per message on standard error.
 * @param options `level`: from which on messages are said; default `MLFLOW_LOGGING_LEVEL`, else `info`
 */
export function setLogger(logger: Logger = stderrLogger, options: { readonly level?: LogLevel } = {}): void {
  state.logger = logger;
  state.level = options.level;
}

/** Has every message go through `filter` first. */
export function setLogFilter(filter: ((message: string) => string) | undefined): void {
  state.filter = filter;
}

/** Switches all of Spanwright's own messages off or on. */
export function setSilent(silent: boolean): void {
  state.silent = silent;
}

/** Says something worth knowing. Never throws. */
export function info(message: string): void {
  emit('info', message);
}

/** Warns once per process and `key`, by default per message. Never throws. */
export function warnOnce(message: string, key: string = message): void {
  if (state.said.has(key)) return;
  state.said.add(key);
  emit('warn', message);
}

/** Reports a failure of our own, once per place. Never throws: it is called where nothing may. */
export function reportFailure(place: string, error: unknown): void {
  if (isSaid('debug', logLevel())) emit('debug', `${place} failed: ${stackOf(error)}`);
  warnOnce(`${place} failed: ${messageOf(error)}; the program is not affected`, place);
}

function emit(level: 'warn' | 'info' | 'debug', message: string): void {
  if (state.silent || !isSaid(level, logLevel())) return;
  try {
    state.logger[level]?.(state.filter ? state.filter(message) : message);
  } catch {
    // A logger that throws must not harm the program, and there is nowhere left to say it.
  }
}

function logLevel(): LogLevel {
  return (state.level ??= logLevelOf(process.env['MLFLOW_LOGGING_LEVEL']) ?? 'info');
}

function stackOf(error: unknown): string {
  return error instanceof Error && typeof error.stack === 'string' ? error.stack : messageOf(error);
}

function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'an error that cannot be shown';
  }
}
