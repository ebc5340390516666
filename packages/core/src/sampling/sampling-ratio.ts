import { randomFraction } from '../ids.ts';
import { warnOnce } from '../logger.ts';
import { sharedSlot } from '../shared-state.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface SamplingState {
  /** What the program has set. */
  configured: number | undefined;
  /** Undefined until it is set or first needed: the environment is read then, not at import. */
  ratio: number | undefined;
  /** Of the ratios that functions have of their own. */
  lowest: number;
  highest: number;
}

const state = sharedSlot<SamplingState>('sampling', () => ({
  configured: undefined,
  ratio: undefined,
  lowest: 1,
  highest: 0,
}));

/** True for what a ratio can be: a number from 0 to 1. */
export function isRatio(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

/** Which part of the traces that start is recorded, 0 to 1: what was set, else `MLFLOW_TRACE_SAMPLING_RATIO`, else 1. */
export function samplingRatio(): number {
  return (state.ratio ??= ratioFrom(process.env));
}

/** The ratio that was set; undefined where the environment's is in force. */
export function configuredRatio(): number | undefined {
  return state.configured;
}

/** Sets the ratio; undefined goes back to the environment's. */
export function setSamplingRatio(ratio: number | undefined): void {
  state.configured = ratio;
  state.ratio = ratio;
}

/** Notes that a function has a ratio of its own. */
export function noteOverride(ratio: number): void {
  state.lowest = Math.min(state.lowest, ratio);
  state.highest = Math.max(state.highest, ratio);
}

/** False while every trace is recorded: then nothing needs to be asked. */
export function isSampling(): boolean {
  return state.lowest < 1 || samplingRatio() < 1;
}

/** False when no trace can be recorded: then nothing has to know that it runs inside one that was left out. */
export function mayKeepTraces(): boolean {
  return state.highest > 0 || samplingRatio() > 0;
}

/** Throws the dice for a trace that starts. */
export function keepsTrace(ratio: number = samplingRatio()): boolean {
  return ratio >= 1 || (ratio > 0 && randomFraction() < ratio);
}

function ratioFrom(env: Environment): number {
  const text = env['MLFLOW_TRACE_SAMPLING_RATIO']?.trim();
  if (!text) return 1;
  const ratio = Number(text);
  if (isRatio(ratio)) return ratio;
  warnOnce(`MLFLOW_TRACE_SAMPLING_RATIO is ignored, every trace is recorded: "${text}" is no number from 0 to 1`);
  return 1;
}
