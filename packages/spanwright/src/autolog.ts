import { type AutologOptions, givenOptions, isAutologging, sharedSlot } from '@spanwright/core/kit';
import { autologs } from './integrations.ts';

/** Options of the `autolog()` that turns on everything. */
export interface GlobalAutologOptions {
  /** Names of integrations to leave alone, such as `['openai']`. */
  readonly exclude?: readonly string[];
  /** Suppresses Spanwright's own messages. */
  readonly silent?: boolean;
  /** Takes back what this function turned on. */
  readonly disable?: boolean;
}

/** Names of the integrations that this function turned on, and nobody else. */
const turnedOn = sharedSlot('global autolog', () => new Set<string>());

/**
 * Records the calls of every supported library from now on, whichever the program loads. No library is loaded by it:
 * what an ES module program imported before is seen only under `--import @spanwright/core/register`, or by the
 * library's own `openai.autolog()`. Integrations that were turned on by their own `autolog()` stay as they are
 * (MLflow's `mlflow.autolog`).
 */
export function autolog(given: GlobalAutologOptions = {}): void {
  const { exclude = [], silent, disable = false } = givenOptions('autolog()', given);
  if (disable) return turnOff();
  const options: AutologOptions = { load: false, ...(silent !== undefined && { silent }) };
  for (const [name, autologOne] of Object.entries(autologs)) {
    if (exclude.includes(name) || (isAutologging(name) && !turnedOn.has(name))) continue;
    autologOne(options);
    turnedOn.add(name);
  }
}

function turnOff(): void {
  for (const name of turnedOn) autologs[name]?.({ disable: true });
  turnedOn.clear();
}
