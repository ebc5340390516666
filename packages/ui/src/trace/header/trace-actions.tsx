import { useState } from 'preact/hooks';
import { readOnly } from '../../app/experiments.ts';
import { failureOf } from '../../api/failure.ts';
import { mlflowApi } from '../../api/mlflow.ts';
import { viewerAddress } from '../../api/viewer.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { copyText } from '../../components/copy-text.ts';
import { Menu, MenuItem } from '../../components/menu.tsx';
import { showToast } from '../../components/toast.tsx';
import { links } from '../../router/href.ts';
import { navigate } from '../../router/location.ts';
import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { curlCommand, datasetRow } from './copied-forms.ts';

/** What can be done with a trace: export, compare, metadata, delete. */
export function TraceActions({ info }: { readonly info: TraceInfoJson }) {
  const [asked, setAsked] = useState<'delete' | 'metadata' | 'compare' | undefined>(undefined);
  const close = (): void => setAsked(undefined);
  return (
    <div class="trace-actions">
      <Button icon="compare" label="Compare with another trace" onClick={() => setAsked('compare')}>
        Compare
      </Button>
      <Menu label="Export" align="end" button={{ icon: 'download', children: 'Export', label: 'Export this trace' }}>
        {(shut) => (
          <>
            <ExportItem id={info.trace_id} format="json" title="JSON, as MLflow reads it" onDone={shut} />
            <ExportItem id={info.trace_id} format="otlp" title="OTLP, as collectors read it" onDone={shut} />
            <CopyItem title="Copy as a row of a dataset" text={() => datasetRow(info)} onDone={shut} />
            <CopyItem title="Copy as a curl command" text={() => curlCommand(info.trace_id)} onDone={shut} />
          </>
        )}
      </Menu>
      <Button kind="quiet" icon="more" label="All metadata and tags" onClick={() => setAsked('metadata')} />
      {!readOnly.value && (
        <Button kind="quiet" icon="trash" label="Delete this trace" onClick={() => setAsked('delete')} />
      )}
      {asked === 'delete' && <DeleteDialog info={info} onClose={close} />}
      {asked === 'metadata' && <MetadataDialog info={info} onClose={close} />}
      {asked === 'compare' && <CompareDialog info={info} onClose={close} />}
    </div>
  );
}

function ExportItem(props: {
  readonly id: string;
  readonly format: 'json' | 'otlp';
  readonly title: string;
  readonly onDone: () => void;
}) {
  return (
    <a
      class="menu-item"
      role="menuitem"
      href={viewerAddress.traceExport(props.id, props.format)}
      download={`${props.id}.${props.format === 'otlp' ? 'otlp.json' : 'json'}`}
      onClick={() => props.onDone()}
    >
      {props.title}
    </a>
  );
}

function CopyItem(props: {
  readonly title: string;
  readonly text: () => Promise<string> | string;
  readonly onDone: () => void;
}) {
  const copy = async (): Promise<void> => {
    const copied = await copyText(await props.text());
    showToast(copied ? 'Copied.' : 'The browser does not let us copy.', copied ? 'plain' : 'bad');
  };
  return (
    <MenuItem
      onSelect={() => {
        props.onDone();
        copy().catch((error: unknown) => showToast(failureOf(error).message, 'bad'));
      }}
    >
      {props.title}
    </MenuItem>
  );
}

interface AskProps {
  readonly info: TraceInfoJson;
  readonly onClose: () => void;
}

function DeleteDialog({ info, onClose }: AskProps) {
  const { experiment_id: experiment } = info.trace_location.mlflow_experiment;
  const remove = (): void => {
    mlflowApi.deleteTraces(experiment, [info.trace_id]).then(
      () => {
        showToast('The trace is deleted.');
        navigate(links.traces(experiment));
      },
      (error: unknown) => showToast(failureOf(error).message, 'bad'),
    );
  };
  return (
    <Dialog
      title="Delete this trace?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" onClick={remove} testId="confirm-delete">
            Delete
          </Button>
        </>
      }
    >
      <p>Its spans, feedback and attachments are deleted with it. This cannot be undone.</p>
    </Dialog>
  );
}

function MetadataDialog({ info, onClose }: AskProps) {
  return (
    <Dialog title="Metadata and tags" onClose={onClose}>
      <Pairs title="Metadata" pairs={info.trace_metadata} />
      <Pairs title="Tags" pairs={info.tags} />
    </Dialog>
  );
}

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: { readonly [key: string]: string } }) {
  const entries = Object.entries(pairs).sort(([a], [b]) => a.localeCompare(b));
  return (
    <>
      <h3 class="pairs-title">{title}</h3>
      <dl class="pairs">
        {entries.map(([key, value]) => (
          <div key={key} class="pair">
            <dt class="mono">{key}</dt>
            <dd class="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function CompareDialog({ info, onClose }: AskProps) {
  const [other, setOther] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    const id = /tr-[0-9a-f]{32}/.exec(other)?.[0];
    if (id === undefined) showToast('That is no id of a trace: tr- and 32 digits.', 'bad');
    else navigate(links.compare(info.trace_id, id));
  };
  return (
    <Dialog title="Compare with another trace" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <label class="field">
          <span>Id or address of the other trace</span>
          <input
            class="input mono"
            value={other}
            placeholder="tr-…"
            onInput={(event) => setOther(event.currentTarget.value)}
          />
        </label>
        <p class="muted">Or select two traces in the list and compare them there.</p>
        <Button kind="primary" type="submit">
          Compare
        </Button>
      </form>
    </Dialog>
  );
}
