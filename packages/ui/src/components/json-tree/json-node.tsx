import { useEffect, useRef, useState } from 'preact/hooks';
import { copyText } from '../copy-text.ts';
import { Icon } from '../icon.tsx';
import { showToast } from '../toast.tsx';
import { JsonLeaf } from './json-leaf.tsx';
import { type JsonPath, isContainer, partsOf, pathKey, pathText, previewOf, summaryOf } from './json-path.ts';
import type { JsonValue } from '@spanwright/core/model';

/** What is searched for. */
export interface NodeSearch {
  readonly around: ReadonlySet<string>;
  /** Key of the match that is gone to. */
  readonly current: string | undefined;
  /** In lower case. */
  readonly wanted: string;
}

interface NodeProps {
  readonly path: JsonPath;
  readonly value: JsonValue;
  /** Levels that are open at first. */
  readonly open: number;
  readonly search: NodeSearch;
}

const PAGE = 100;

/** One key with its value, and its parts when it is open. */
export function JsonNode(props: NodeProps) {
  const { path, value, search } = props;
  const [chosen, setChosen] = useState<boolean | undefined>(undefined);
  const item = useRef<HTMLLIElement>(null);
  const key = pathKey(path);
  const isCurrent = search.current === key;
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const container = isContainer(value);
  const open = container && (search.around.has(key) || (chosen ?? path.length < props.open));
  return (
    <li
      ref={item}
      role="treeitem"
      aria-expanded={container ? open : undefined}
      class={`json-item${isCurrent ? ' is-current' : ''}`}
    >
      <div class="json-line">
        {container ? <Toggle open={open} path={path} onToggle={() => setChosen(!open)} /> : <span class="json-gap" />}
        <JsonKey path={path} />
        {container ? <Summary value={value} open={open} /> : <JsonLeaf value={value} wanted={search.wanted} />}
        <CopyPath path={path} />
      </div>
      {open && <Parts {...props} />}
    </li>
  );
}

function Parts({ path, value, open, search }: NodeProps) {
  const [shown, setShown] = useState(PAGE);
  const parts = partsOf(value);
  const limit = search.around.has(pathKey(path)) ? Math.max(shown, lastMatch(parts, path, search)) : shown;
  return (
    <ul role="group">
      {parts.slice(0, limit).map(([step, part]) => (
        <JsonNode key={step} path={[...path, step]} value={part} open={open} search={search} />
      ))}
      {parts.length > limit && (
        <li role="none">
          <button type="button" class="json-more" onClick={() => setShown(limit + PAGE)}>
            Show {Math.min(PAGE, parts.length - limit)} more of {parts.length - limit}
          </button>
        </li>
      )}
    </ul>
  );
}

/** How many parts have to be there for the current match to be seen. */
function lastMatch(parts: ReturnType<typeof partsOf>, path: JsonPath, search: NodeSearch): number {
  const current = search.current === undefined ? [] : (JSON.parse(search.current) as JsonPath);
  return parts.findIndex(([step]) => step === current[path.length]) + 1;
}

function Toggle(props: { readonly open: boolean; readonly path: JsonPath; readonly onToggle: () => void }) {
  const name = pathText(props.path) || 'everything';
  return (
    <button
      type="button"
      class="json-toggle"
      aria-label={`${props.open ? 'Close' : 'Open'} ${name}`}
      onClick={props.onToggle}
    >
      <Icon name={props.open ? 'chevronDown' : 'chevronRight'} />
    </button>
  );
}

function JsonKey({ path }: { readonly path: JsonPath }) {
  const step = path.at(-1);
  return step === undefined ? null : <span class={`json-key json-key-${typeof step}`}>{step}</span>;
}

function Summary({ value, open }: { readonly value: JsonValue; readonly open: boolean }) {
  const [before, after] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return (
    <span class="json-summary">
      {before} {summaryOf(value)} {after}
      {!open && <span class="json-preview"> {previewOf(value)}</span>}
    </span>
  );
}

function CopyPath({ path }: { readonly path: JsonPath }) {
  if (path.length === 0) return null;
  const text = pathText(path);
  const copy = () =>
    void copyText(text).then((copied) => showToast(copied ? `Copied ${text}` : 'The browser does not let us copy.'));
  return (
    <button
      type="button"
      class="json-copy"
      title={`Copy the path ${text}`}
      aria-label={`Copy path ${text}`}
      onClick={copy}
    >
      <Icon name="link" />
    </button>
  );
}
