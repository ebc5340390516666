/** Something to be finished before the process ends; must not throw. */
export interface Settling {
  settleAtExit(): void;
}

const open = new Set<Settling>();

/** Has `settleAtExit` called when the process, or the thread, ends; until `forgetAtExit`. */
export function settleAtExit(store: Settling): void {
  if (open.size === 0) process.on('exit', settleAll);
  open.add(store);
}

/** Undoes `settleAtExit`. */
export function forgetAtExit(store: Settling): void {
  if (open.delete(store) && open.size === 0) process.off('exit', settleAll);
}

function settleAll(): void {
  for (const store of open) store.settleAtExit();
}
