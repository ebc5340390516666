import type { TraceOutline } from '@spanwright/server/viewer-api';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Failure, failureOf } from '../../api/failure.ts';
import { ALL_EXPERIMENTS } from '../../router/href.ts';
import { settings } from '../../settings/settings.ts';
import { loadOutline } from './load-outline.ts';
import { type TraceState, traceState } from './trace-state.ts';

/** A trace that is being loaded, or is. */
export interface LoadedTrace {
  /** Missing until the first part is there. */
  readonly state: TraceState | undefined;
  readonly failure: Failure | undefined;
  /** Loads it again, and keeps showing what there is meanwhile. */
  readonly reload: () => void;
}

/** Milliseconds after which a trace that still runs is loaded again. */
const AGAIN_MS = 2000;

/** The pages of the experiment are one click away, unless all experiments were being looked at. */
function enterExperiment({ info }: TraceOutline): void {
  const { experiment } = settings;
  if (experiment.value !== ALL_EXPERIMENTS) experiment.value = info.trace_location.mlflow_experiment.experiment_id;
}

/** Loads a trace, part by part, and again as long as it runs. */
export function useTrace(traceId: string): LoadedTrace {
  const [loaded, setLoaded] = useState<Omit<LoadedTrace, 'reload'>>({ state: undefined, failure: undefined });
  const [turn, setTurn] = useState(0);
  const state = useRef<TraceState>(undefined);
  const show = (outline: TraceOutline, isAgain: boolean): void => {
    if (!state.current) {
      state.current = traceState(outline);
      enterExperiment(outline);
    }
    // What is shown already is not taken away while it is loaded again.
    else if (!isAgain || outline.next === undefined) state.current.outline.value = outline;
    setLoaded({ state: state.current, failure: undefined });
  };
  useLayoutEffect(() => {
    const controller = new AbortController();
    const isAgain = state.current !== undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    loadOutline(traceId, (outline) => show(outline, isAgain), controller.signal).then(
      () => {
        const runs = state.current?.info.value.state === 'IN_PROGRESS';
        if (runs) timer = setTimeout(() => setTurn((before) => before + 1), AGAIN_MS);
      },
      (error: unknown) => controller.signal.aborted || setLoaded({ state: state.current, failure: failureOf(error) }),
    );
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [traceId, turn]);
  return { ...loaded, reload: () => setTurn((before) => before + 1) };
}
