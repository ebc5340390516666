import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { useState } from 'preact/hooks';
import { type Failure, failureOf } from '../api/failure.ts';
import { mlflowApi } from '../api/mlflow.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Problem } from '../components/problem.tsx';
import { showToast } from '../components/toast.tsx';
import { experimentOf } from './trace-facts.ts';

interface DeleteProps {
  readonly traces: readonly TraceInfoJson[];
  readonly onClose: () => void;
  readonly onDone: (ids: ReadonlySet<string>) => void;
}

const traceCount = (count: number): string => (count === 1 ? 'one trace' : `${count} traces`);
const CHUNK = 100;

/** MLflow deletes traces of one experiment, at most 100 at once. */
async function deleteTraces(traces: readonly TraceInfoJson[]): Promise<void> {
  for (const [experiment, own] of grouped(traces)) {
    for (let at = 0; at < own.length; at += CHUNK) {
      const ids = own.slice(at, at + CHUNK).map((trace) => trace.trace_id);
      await mlflowApi.deleteTraces(experiment, ids);
    }
  }
}

function grouped(traces: readonly TraceInfoJson[]): ReadonlyMap<string, readonly TraceInfoJson[]> {
  const experiments = [...new Set(traces.map(experimentOf))];
  return new Map(experiments.map((id) => [id, traces.filter((trace) => experimentOf(trace) === id)]));
}

/** Asks before it deletes traces. */
export function DeleteDialog({ traces, onClose, onDone }: DeleteProps) {
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const run = () => {
    setBusy(true);
    deleteTraces(traces).then(
      () => {
        showToast(`Deleted ${traceCount(traces.length)}.`);
        onDone(new Set(traces.map((trace) => trace.trace_id)));
        onClose();
      },
      (error: unknown) => {
        setBusy(false);
        setFailure(failureOf(error));
      },
    );
  };
  const actions = (
    <>
      <Button onClick={onClose}>Keep</Button>
      <Button kind="danger" disabled={busy} onClick={run} testId="confirm-delete">
        Delete {traceCount(traces.length)}
      </Button>
    </>
  );
  return (
    <Dialog title={`Delete ${traceCount(traces.length)}?`} onClose={onClose} actions={actions}>
      <p>Spans, tags and assessments go with them. This cannot be undone.</p>
      {failure && <Problem failure={failure} />}
    </Dialog>
  );
}
