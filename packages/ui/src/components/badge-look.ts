const KNOWN_TYPES = new Set(
  'llm chain agent tool chat_model retriever parser embedding reranker memory workflow task guardrail evaluator handoff'.split(
    ' ',
  ),
);

/** The class that gives a span type its colour (`--type`). */
export function typeClass(spanType: string): string {
  const name = spanType.toLowerCase();
  return `type-${KNOWN_TYPES.has(name) ? name.replace('_', '-') : 'unknown'}`;
}

/** How a state is shown. */
export interface StateLook {
  readonly tone: 'good' | 'bad' | 'busy' | 'none';
  readonly text: string;
}

const LOOKS: { readonly [state: string]: StateLook } = {
  OK: { tone: 'good', text: 'OK' },
  ERROR: { tone: 'bad', text: 'Error' },
  IN_PROGRESS: { tone: 'busy', text: 'Running' },
  UNSET: { tone: 'none', text: 'Unset' },
  STATE_UNSPECIFIED: { tone: 'none', text: 'Unset' },
  FINISHED: { tone: 'good', text: 'Finished' },
  READY: { tone: 'good', text: 'Ready' },
  RUNNING: { tone: 'busy', text: 'Running' },
  PENDING: { tone: 'busy', text: 'Pending' },
  SCHEDULED: { tone: 'busy', text: 'Scheduled' },
  FAILED: { tone: 'bad', text: 'Failed' },
  KILLED: { tone: 'bad', text: 'Killed' },
};

/** How a state of a trace, span, run or model is shown; unknown ones as they are. */
export const stateLook = (state: string): StateLook => LOOKS[state] ?? { tone: 'none', text: state };
