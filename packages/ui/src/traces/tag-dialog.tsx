import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { useState } from 'preact/hooks';
import { type Failure, failureOf } from '../api/failure.ts';
import { mlflowApi } from '../api/mlflow.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Problem } from '../components/problem.tsx';
import { showToast } from '../components/toast.tsx';
import { userTags } from './trace-facts.ts';

interface TagProps {
  readonly traces: readonly TraceInfoJson[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

async function forAll(traces: readonly TraceInfoJson[], change: (id: string) => Promise<unknown>): Promise<void> {
  for (const { trace_id: id } of traces) await change(id);
}

/** Sets or deletes a tag of traces. */
export function TagDialog({ traces, onClose, onDone }: TagProps) {
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const finish = (work: Promise<void>, text: string) => {
    work.then(
      () => {
        showToast(text);
        onDone();
        onClose();
      },
      (error: unknown) => setFailure(failureOf(error)),
    );
  };
  const set = (key: string, value: string) =>
    finish(
      forAll(traces, (id) => mlflowApi.setTag(id, key, value)),
      `Tagged ${traces.length}: ${key}.`,
    );
  const remove = (name: string) => {
    const having = traces.filter(({ tags }) => name in tags);
    finish(
      forAll(having, (id) => mlflowApi.deleteTag(id, name)),
      `Deleted the tag ${name}.`,
    );
  };
  return (
    <Dialog title={traces.length === 1 ? 'Tags of the trace' : `Tags of ${traces.length} traces`} onClose={onClose}>
      <TagForm onSet={set} />
      <PresentTags traces={traces} onRemove={remove} />
      {failure && <Problem failure={failure} />}
    </Dialog>
  );
}

function TagForm({ onSet }: { readonly onSet: (key: string, value: string) => void }) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const set = (event: Event) => {
    event.preventDefault();
    onSet(key, value);
  };
  return (
    <form onSubmit={set} class="tag-form">
      <TextField title="Key" value={key} onInput={setKey} required />
      <TextField title="Value" value={value} onInput={setValue} />
      <Button type="submit" kind="primary" disabled={key === ''}>
        Set
      </Button>
    </form>
  );
}

function TextField(props: {
  readonly title: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly required?: boolean;
}) {
  return (
    <label class="field">
      <span>{props.title}</span>
      <input
        class="input"
        type="text"
        maxLength={250}
        required={props.required ?? false}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function PresentTags({ traces, onRemove }: Pick<TagProps, 'traces'> & { readonly onRemove: (key: string) => void }) {
  const keys = [...new Set(traces.flatMap((trace) => userTags(trace).map(([key]) => key)))].sort();
  if (keys.length === 0) return null;
  return (
    <ul class="present-tags" aria-label="Tags that there are">
      {keys.map((key) => (
        <li key={key}>
          <span class="cell-text">{key}</span>
          <Button kind="quiet" icon="trash" label={`Delete the tag ${key}`} onClick={() => onRemove(key)} />
        </li>
      ))}
    </ul>
  );
}
