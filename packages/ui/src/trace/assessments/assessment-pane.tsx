import { useState } from 'preact/hooks';
import { readOnly } from '../../app/experiments.ts';
import { failureOf } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { Badge } from '../../components/badge.tsx';
import { showToast } from '../../components/toast.tsx';
import { formatTime } from '../../format/time.ts';
import { settings } from '../../settings/settings.ts';
import { selectSpan, type TraceState } from '../page/trace-state.ts';
import { assessmentApi, type AssessmentJson } from './assessment-api.ts';
import { AssessmentForm } from './assessment-form.tsx';
import { kindOf, valueOf, verdictOf } from './assessment-value.ts';

/** What the pane works on. */
export interface AssessmentPaneProps {
  readonly state: TraceState;
  /** The selected span, to which feedback can be given as well as to the whole trace. */
  readonly spanId: string;
  readonly onChange: () => void;
}

/** Feedback on a trace and its spans, and what was expected of them: read, add, change, delete. */
export function AssessmentPane({ state, spanId, onChange }: AssessmentPaneProps) {
  const [edited, setEdited] = useState<AssessmentJson | 'feedback' | 'expectation' | undefined>(undefined);
  const all = state.info.value.assessments ?? [];
  const valid = all.filter((one) => one.valid);
  const finish = (): void => {
    setEdited(undefined);
    onChange();
  };
  return (
    <div class="assessments" data-testid="assessments">
      {!readOnly.value && <AddButtons onAdd={setEdited} />}
      {edited !== undefined && (
        <AssessmentForm
          key={typeof edited === 'string' ? edited : edited.assessment_id}
          traceId={state.traceId}
          spanId={spanId}
          edited={edited}
          onSaved={finish}
          onClose={() => setEdited(undefined)}
        />
      )}
      {valid.length === 0 && edited === undefined && (
        <p class="muted">Nobody has said yet whether this trace is as it should be.</p>
      )}
      <ul>
        {valid.map((one) => (
          <Assessment
            key={one.assessment_id}
            one={one}
            replaced={all.find(({ assessment_id: id }) => id === one.overrides)}
            state={state}
            onEdit={() => setEdited(one)}
            onChange={onChange}
          />
        ))}
      </ul>
    </div>
  );
}

function AddButtons({ onAdd }: { readonly onAdd: (kind: 'feedback' | 'expectation') => void }) {
  return (
    <div class="assessments-bar">
      <Button icon="plus" onClick={() => onAdd('feedback')}>
        Feedback
      </Button>
      <Button icon="plus" onClick={() => onAdd('expectation')}>
        Expectation
      </Button>
    </div>
  );
}

interface AssessmentProps {
  readonly one: AssessmentJson;
  /** The one that it has overridden. */
  readonly replaced: AssessmentJson | undefined;
  readonly state: TraceState;
  readonly onEdit: () => void;
  readonly onChange: () => void;
}

function Assessment({ one, replaced, state, onEdit, onChange }: AssessmentProps) {
  const remove = (): void => {
    assessmentApi
      .remove(state.traceId, one.assessment_id)
      .then(onChange, (error: unknown) => showToast(failureOf(error).message, 'bad'));
  };
  const kind = kindOf(one);
  return (
    <li class="assessment" data-assessment={one.assessment_name}>
      <p class="assessment-head">
        <strong>{one.assessment_name}</strong>
        <AssessmentValue one={one} />
        <Badge>{kind}</Badge>
        <span class="fill" />
        {kind !== 'issue' && !readOnly.value && (
          <Button kind="quiet" icon="edit" label={`Change ${one.assessment_name}`} onClick={onEdit} />
        )}
        {!readOnly.value && (
          <Button kind="quiet" icon="trash" label={`Delete ${one.assessment_name}`} onClick={remove} />
        )}
      </p>
      {one.rationale && <p class="assessment-rationale">{one.rationale}</p>}
      {one.feedback?.error && (
        <p class="assessment-error">
          {one.feedback.error.error_code}: {one.feedback.error.error_message}
        </p>
      )}
      <p class="assessment-foot muted">
        {SOURCES[one.source.source_type] ?? one.source.source_type} {one.source.source_id} ·{' '}
        {formatTime(Date.parse(one.last_update_time), settings.timeZone.value)}
        {one.span_id && <SpanLink state={state} spanId={one.span_id} />}
        {replaced && <> · was {JSON.stringify(valueOf(replaced))}</>}
      </p>
    </li>
  );
}

const SOURCES: { readonly [type: string]: string } = { HUMAN: 'Person', LLM_JUDGE: 'Model', CODE: 'Program' };

function AssessmentValue({ one }: { readonly one: AssessmentJson }) {
  const value = valueOf(one);
  const verdict = verdictOf(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (verdict === undefined) return <span class="assessment-value mono">{text}</span>;
  return <Badge tone={verdict ? 'good' : 'bad'}>{text}</Badge>;
}

function SpanLink({ state, spanId }: { readonly state: TraceState; readonly spanId: string }) {
  const span = state.tree.value.byId.get(spanId)?.span;
  return (
    <>
      {' · '}
      <button type="button" class="link-button" onClick={() => selectSpan(state, spanId)}>
        {span?.name ?? spanId}
      </button>
    </>
  );
}
