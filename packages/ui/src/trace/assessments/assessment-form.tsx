import { useState } from 'preact/hooks';
import { failureOf } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../page/text-field.tsx';
import { storedSignal } from '../../settings/stored-signal.ts';
import { assessmentApi, type AssessmentDraft, type AssessmentJson } from './assessment-api.ts';
import { kindOf, readValue, valueOf, writeValue } from './assessment-value.ts';

/** Who gives feedback: remembered from one to the next. */
const lastSource = storedSignal('source', 'viewer', (value): value is string => typeof value === 'string');

/** What the form works on. */
export interface AssessmentFormProps {
  readonly traceId: string;
  readonly spanId: string;
  /** The one to change, or the kind of a new one. */
  readonly edited: AssessmentJson | 'feedback' | 'expectation';
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

interface Fields {
  readonly name: string;
  readonly value: string;
  readonly rationale: string;
  readonly source: string;
  readonly onSpan: boolean;
}

/** A form for feedback or an expectation. */
export function AssessmentForm({ traceId, spanId, edited, onSaved, onClose }: AssessmentFormProps) {
  const kind = typeof edited === 'string' ? edited : kindOf(edited);
  const [fields, setFields] = useState<Fields>(() => fieldsOf(edited));
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const submit = (event: Event): void => {
    event.preventDefault();
    lastSource.value = fields.source;
    const draft = draftOf(fields, kind === 'expectation' ? kind : 'feedback', spanId);
    save(traceId, edited, draft).then(onSaved, (error: unknown) => setProblem(failureOf(error).message));
  };
  return (
    <form
      class="form assessment-form"
      onSubmit={submit}
      aria-label={kind === 'expectation' ? 'Expectation' : 'Feedback'}
    >
      {problem !== undefined && (
        <p class="form-problem" role="alert">
          {problem}
        </p>
      )}
      <FormFields
        fields={fields}
        set={(changes) => setFields({ ...fields, ...changes })}
        isFeedback={kind === 'feedback'}
        isNew={typeof edited === 'string'}
      />
      <div class="form-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" type="submit">
          Save
        </Button>
      </div>
    </form>
  );
}

function save(traceId: string, edited: AssessmentFormProps['edited'], draft: AssessmentDraft): Promise<object> {
  return typeof edited === 'string'
    ? assessmentApi.add(traceId, draft)
    : assessmentApi.change(traceId, edited.assessment_id, draft);
}

function draftOf(fields: Fields, kind: AssessmentDraft['kind'], spanId: string): AssessmentDraft {
  return {
    kind,
    name: fields.name.trim(),
    value: readValue(fields.value),
    rationale: fields.rationale,
    source: fields.source.trim() || 'viewer',
    ...(fields.onSpan && { spanId }),
  };
}

interface FormFieldsProps {
  readonly fields: Fields;
  readonly set: (changes: Partial<Fields>) => void;
  readonly isFeedback: boolean;
  readonly isNew: boolean;
}

function FormFields({ fields, set, isFeedback, isNew }: FormFieldsProps) {
  return (
    <>
      <TextField label="Name" name="name" value={fields.name} onChange={(name) => set({ name })} required />
      <TextField label="Value" name="value" value={fields.value} onChange={(value) => set({ value })} required />
      {isFeedback && <Verdicts value={fields.value} onChange={(value) => set({ value })} />}
      <label class="field">
        <span>Rationale</span>
        <textarea
          class="input"
          name="rationale"
          rows={3}
          value={fields.rationale}
          onInput={(event) => set({ rationale: event.currentTarget.value })}
        />
      </label>
      <TextField label="Who says so" name="source" value={fields.source} onChange={(source) => set({ source })} />
      {isNew && (
        <label class="check">
          <input
            type="checkbox"
            name="onSpan"
            checked={fields.onSpan}
            onChange={(event) => set({ onSpan: event.currentTarget.checked })}
          />
          On the selected span alone
        </label>
      )}
    </>
  );
}

function Verdicts({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <span class="verdicts">
      <Button pressed={value === 'true'} onClick={() => onChange('true')}>
        Good
      </Button>
      <Button pressed={value === 'false'} onClick={() => onChange('false')}>
        Bad
      </Button>
    </span>
  );
}

function fieldsOf(edited: AssessmentFormProps['edited']): Fields {
  if (typeof edited === 'string')
    return {
      name: edited === 'feedback' ? 'quality' : 'expected_response',
      value: '',
      rationale: '',
      source: lastSource.value,
      onSpan: false,
    };
  return {
    name: edited.assessment_name,
    value: writeValue(valueOf(edited)),
    rationale: edited.rationale ?? '',
    source: edited.source.source_id,
    onSpan: edited.span_id !== undefined,
  };
}
