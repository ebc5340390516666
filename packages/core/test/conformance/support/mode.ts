/** How a case is carried out: what the traced functions are, and when their traces are stored. */
export interface Mode {
  readonly calls: 'sync' | 'async';
  readonly logging: 'async' | 'sync';
}

/** What a call gives in a mode: the value itself, or a promise of it. */
export type Given<T> = T | Promise<T>;

/** All combinations: of how functions are called, and of how traces are logged. */
export const ALL_MODES: readonly Mode[] = [
  { calls: 'sync', logging: 'async' },
  { calls: 'async', logging: 'async' },
  { calls: 'sync', logging: 'sync' },
  { calls: 'async', logging: 'sync' },
];

/** Both ways of logging, for what has no sync and async form. */
export const LOGGING_MODES: readonly Mode[] = ALL_MODES.filter(({ calls }) => calls === 'sync');

/** Gives results and failures as the functions of a mode do: at once, or by a promise that takes a while. */
export class Calls {
  readonly #async: boolean;

  constructor({ calls }: Mode) {
    this.#async = calls === 'async';
  }

  /** What `make` gives or throws. */
  give<T>(make: () => T): Given<T> {
    return this.#async ? new Promise((resolve) => setImmediate(resolve)).then(make) : make();
  }

  /** Goes on with what another call has given. */
  then<T, U>(given: Given<T>, use: (value: T) => Given<U>): Given<U> {
    return given instanceof Promise ? given.then(use) : use(given);
  }
}
