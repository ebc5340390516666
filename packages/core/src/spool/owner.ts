/** An owner whose sign of life is older than this is taken for dead. */
export const SILENCE_MS = 60_000;

/** A name for this thread: which machine, process, and when that was started, so that its death can be told. */
export function newOwner(): string {
  const random = process.getBuiltinModule('node:crypto').randomBytes(4).toString('hex');
  return `${machine()}-${process.pid}-${startOf(process.pid) ?? 0}-${random}`;
}

/**
 * Whether the process of an owner has ended, where that can be told: it is of this machine and gone, or its number
 * belongs to another process by now.
 */
export function hasEnded(owner: string): boolean {
  const [where, pid, start] = owner.split('-');
  if (where !== machine()) return false;
  const now = startOf(Number(pid));
  return now === undefined ? !exists(Number(pid)) : start !== now;
}

let ownMachine: string | undefined;

// Process numbers mean nothing on another machine, nor in another container.
function machine(): string {
  return (ownMachine ??= process
    .getBuiltinModule('node:crypto')
    .createHash('sha256')
    .update(`${process.getBuiltinModule('node:os').hostname()} ${pidNamespace()}`)
    .digest('hex')
    .slice(0, 8));
}

function pidNamespace(): string {
  return attempt(() => process.getBuiltinModule('node:fs').readlinkSync('/proc/self/ns/pid')) ?? '';
}

// Clock ticks since the machine started. Linux only; the 22nd field, counted behind the command in brackets.
function startOf(pid: number): string | undefined {
  const text = attempt(() => process.getBuiltinModule('node:fs').readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
