import { sharedSlot } from './shared-state.ts';

/** Where Spanwright says what its user must know. Never the program's standard output. */
export interface Logger {
  /** Something is wrong: what, and what to do. One line. */
  warn(message: string): void;
  /** Something worth knowing once, such as where traces go. One line. */
  info(message: string): void;
}

interface LogState {
  logger: Logger;
  silent: boolean;
  readonly said: Set<string>;
}

const stderrLogger: Logger = {
  warn: (message) => void process.stderr.write(`spanwright: ${message}\n`),
  info: (message) => void process.stderr.write(`spanwright: ${message}\n`),
};

const state = sharedSlot<LogState>('log', () => ({ logger: stderrLogger, silent: false, said: new Set() }));

/** Replaces the logger; without an argument the default comes back: one line per message on standard error. */
export function setLogger(logger: Logger = stderrLogger): void {
  state.logger = logger;
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
  warnOnce(`${place} failed: ${messageOf(error)}; the program is not affected`, place);
}

function emit(level: keyof Logger, message: string): void {
  if (state.silent) return;
  try {
    state.logger[level](message);
  } catch {
    // A logger that throws must not harm the program, and there is nowhere left to say it.
  }
}

function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'an error that cannot be shown';
  }
}
