import { useEffect, useRef, useState } from 'preact/hooks';
import type { LiveEvent } from '@spanwright/server/viewer-api';
import { viewerAddress } from './viewer.ts';

const QUIET_MS = 400;

/** Whether the server tells of new traces: `off` is what the user wants, `waiting` what the server makes of it. */
export type LiveState = 'off' | 'on' | 'waiting';

/** Calls back when traces are new or have changed, at most every 0.4 s, while `enabled`. */
export function useLive(experiments: readonly string[], enabled: boolean, onTraces: () => void): LiveState {
  const [open, setOpen] = useState(false);
  const latest = useRef(onTraces);
  latest.current = onTraces;
  useEffect(() => {
    if (!enabled) return undefined;
    return listen(viewerAddress.live(experiments), setOpen, () => latest.current());
  }, [enabled, experiments.join(' ')]);
  if (!enabled) return 'off';
  return open ? 'on' : 'waiting';
}

function listen(address: string, setOpen: (open: boolean) => void, onTraces: () => void): () => void {
  const source = new EventSource(address);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onTraces();
    }, QUIET_MS);
  };
  source.addEventListener('open', () => {
    setOpen(true);
    // What came while there was no connection.
    soon();
  });
  source.addEventListener('error', () => setOpen(false));
  source.addEventListener('traces', (event: MessageEvent<string>) => {
    const { traces, more } = JSON.parse(event.data) as LiveEvent;
    if (traces.length > 0 || more) soon();
  });
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
