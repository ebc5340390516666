import type { Mode } from './mode.ts';

/** Switches asynchronous logging on or off. */
export function setLogging(_logging: Mode['logging']): void {}
