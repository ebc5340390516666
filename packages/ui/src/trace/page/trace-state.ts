import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SpanOutline, TraceInfoJson, TraceOutline } from '@spanwright/server/viewer-api';
import { queryValue, setQuery } from '../../router/location.ts';
import { type AgentGraph, agentGraph } from '../agents/agent-graph.ts';
import { type CriticalPath, criticalPath } from '../tree/critical-path.ts';
import { NO_MATCHES, type SpanMatches } from '../tree/span-matches.ts';
import { type SpanTree, spanTree, type TreeNode } from '../tree/span-tree.ts';
import { revealed, visibleRows } from '../tree/visible-rows.ts';
import { type TimeWindow, wholeTrace } from '../waterfall/time-window.ts';
import { traceExtent } from '../waterfall/trace-extent.ts';

/** What the parts of a trace's page share. */
export interface TraceState {
  readonly traceId: string;
  /** What is loaded so far. */
  readonly outline: Signal<TraceOutline>;
  readonly info: ReadonlySignal<TraceInfoJson>;
  readonly tree: ReadonlySignal<SpanTree>;
  /** Missing where fewer than two agents take part. */
  readonly agents: ReadonlySignal<AgentGraph | undefined>;
  readonly rows: ReadonlySignal<readonly TreeNode[]>;
  /** Microseconds from its start to the end of its last span. */
  readonly extentUs: ReadonlySignal<number>;
  readonly collapsed: Signal<ReadonlySet<string>>;
  readonly minDurationUs: Signal<number>;
  /** Undefined shows the whole trace. */
  readonly zoomed: Signal<TimeWindow | undefined>;
  readonly window: ReadonlySignal<TimeWindow>;
  readonly showsCritical: Signal<boolean>;
  /** Empty where it is not shown. */
  readonly critical: ReadonlySignal<CriticalPath>;
  readonly searched: Signal<string>;
  readonly matches: Signal<SpanMatches>;
  /** The span of the address, else the first root. */
  readonly selected: ReadonlySignal<SpanOutline | undefined>;
}

/** The state of a trace's page once its first part is loaded. */
export function traceState(first: TraceOutline): TraceState {
  const outline = signal(first);
  const collapsed = signal<ReadonlySet<string>>(new Set());
  const minDurationUs = signal(0);
  const zoomed = signal<TimeWindow | undefined>(undefined);
  const showsCritical = signal(false);
  const tree = computed(() => spanTree(outline.value.spans));
  const extentUs = computed(() => traceExtent(outline.value.spans));
  return {
    traceId: first.info.trace_id,
    outline,
    info: computed(() => outline.value.info),
    tree,
    agents: computed(() => agentGraph(tree.value)),
    rows: computed(() => visibleRows(tree.value, { collapsed: collapsed.value, minDurationUs: minDurationUs.value })),
    extentUs,
    collapsed,
    minDurationUs,
    zoomed,
    window: computed(() => zoomed.value ?? wholeTrace(extentUs.value)),
    showsCritical,
    critical: computed(() => (showsCritical.value ? criticalPath(tree.value, extentUs.value) : new Map())),
    searched: signal(''),
    matches: signal(NO_MATCHES),
    selected: computed(() => (tree.value.byId.get(queryValue('span') ?? '') ?? tree.value.roots[0])?.span),
  };
}

/** Goes to a span: its address, and its row in sight. */
export function selectSpan({ tree, collapsed, minDurationUs, rows }: TraceState, spanId: string): void {
  collapsed.value = revealed(tree.value, collapsed.value, spanId);
  if (!rows.value.some(({ span }) => span.spanId === spanId)) minDurationUs.value = 0;
  setQuery({ span: spanId }, { replace: true });
}

/** Hides what is below a span, or shows it again. */
export function setCollapsed({ collapsed }: TraceState, spanId: string, hidden: boolean): void {
  const next = new Set(collapsed.value);
  if (hidden) next.add(spanId);
  else next.delete(spanId);
  collapsed.value = next;
}
