import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { useState } from 'preact/hooks';
import { readOnly } from '../../app/experiments.ts';
import { failureOf } from '../../api/failure.ts';
import { mlflowApi } from '../../api/mlflow.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { showToast } from '../../components/toast.tsx';
import { userTags } from '../../traces/trace-facts.ts';
import { TextField } from '../page/text-field.tsx';

interface TagListProps {
  readonly info: TraceInfoJson;
  readonly onChange: () => void;
}

const SHOWN = 8;

/** The user's tags of a trace; each can be changed or taken away, and one added. */
export function TagList({ info, onChange }: TagListProps) {
  const [edited, setEdited] = useState<string | undefined>(undefined);
  const [all, setAll] = useState(false);
  const tags = userTags(info);
  const hidden = all ? 0 : Math.max(0, tags.length - SHOWN);
  return (
    <div class="tag-list" aria-label="Tags">
      {tags.slice(0, tags.length - hidden).map(([key, value]) => (
        <button
          key={key}
          type="button"
          class="tag"
          disabled={readOnly.value}
          title={`${key}: ${value}${readOnly.value ? '' : '. Change this tag'}`}
          onClick={() => setEdited(key)}
        >
          <span class="tag-text">
            <span class="tag-key">{key}</span> {value}
          </span>
        </button>
      ))}
      {hidden > 0 && (
        <button type="button" class="tag" onClick={() => setAll(true)}>
          {hidden} more
        </button>
      )}
      {!readOnly.value && (
        <button type="button" class="tag tag-add" onClick={() => setEdited('')}>
          <Icon name="tag" />
          Add a tag
        </button>
      )}
      {edited !== undefined && (
        <TagDialog info={info} tag={edited} onChange={onChange} onClose={() => setEdited(undefined)} />
      )}
    </div>
  );
}

interface TagDialogProps extends TagListProps {
  /** Key of the tag; empty for a new one. */
  readonly tag: string;
  readonly onClose: () => void;
}

function TagDialog({ info, tag, onChange, onClose }: TagDialogProps) {
  const [key, setKey] = useState(tag);
  const [value, setValue] = useState(info.tags[tag] ?? '');
  const finish = (change: Promise<unknown>): void => {
    const saved = (): void => {
      onChange();
      onClose();
    };
    change.then(saved, (error: unknown) => showToast(failureOf(error).message, 'bad'));
  };
  const save = (event: Event): void => {
    event.preventDefault();
    if (key.trim() !== '') finish(mlflowApi.setTag(info.trace_id, key.trim(), value));
  };
  return (
    <Dialog title={tag === '' ? 'Add a tag' : 'Change the tag'} onClose={onClose}>
      <form class="form" onSubmit={save}>
        <TextField label="Key" name="key" value={key} onChange={setKey} required readOnly={tag !== ''} />
        <TextField label="Value" name="value" value={value} onChange={setValue} />
        <div class="form-actions">
          {tag !== '' && (
            <Button kind="danger" onClick={() => finish(mlflowApi.deleteTag(info.trace_id, tag))}>
              Remove
            </Button>
          )}
          <Button kind="primary" type="submit">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
