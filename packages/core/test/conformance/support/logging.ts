import { config } from '../../../src/index.ts';
import type { Mode } from './mode.ts';

/** Switches asynchronous logging on or off. */
export function setLogging(logging: Mode['logging']): void {
  config.enableAsyncLogging(logging === 'async');
}
