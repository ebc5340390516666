import { at, findMember, type Tracer, wrapMethod } from '@spanwright/core/kit';
import type { CallbackHandler } from './callback-handler.ts';
import { type Arguments, EVENTS, type Manager, type Start, STARTS } from './manager-methods.ts';
import { newRunId } from './run-id.ts';

/** What is given in place of a method's own result; undefined leaves it to the method. */
type Instead = (manager: Manager, args: Arguments) => Promise<unknown> | undefined;

type RunManager = new (...held: Arguments) => unknown;

const PLACE = 'a LangChain callback';
/** Where the methods that start runs take an id that the program has chosen. */
const RUN_ID = 2;
/** Arguments of LangChain's constructor of run managers. */
const HELD = 8;

/** What is given where a handler was told something: one for all, since nothing is ever done to it. */
const TOLD = Promise.resolve();

let telling = false;

/** Whether a handler is being told: then a run's parent is the one that LangChain says, not what the program is in. */
export function isTelling(): boolean {
  return telling;
}

/**
 * Tells the handler itself wherever it is the only one of a run: LangChain makes a dozen promises to tell handlers of
 * one event, which is most of what any handler costs. Exports of `@langchain/core/callbacks/manager`; returns the undo.
 */
export function tellDirectly(exports: object, handler: CallbackHandler, tracer: Tracer): () => void {
  const tell = (work: () => void): void => {
    telling = true;
    tracer.guarded(PLACE, work);
    telling = false;
  };
  const isOnly = ({ handlers }: Manager): boolean => handlers.length === 1 && handlers[0] === handler;
  const undos = Object.entries(STARTS).map(([method, start]) => {
    const Run = runManager(exports, start);
    if (!Run) return () => {};
    return replace(exports, `CallbackManager#${method}`, (manager, args) => {
      if (!isOnly(manager) || (start.several && !isSingle(args[1]))) return undefined;
      const given = args[RUN_ID];
      const id = typeof given === 'string' ? given : newRunId();
      tell(() => start.tell(handler, manager, args, id));
      const run = newRun(Run, id, manager);
      return Promise.resolve(start.several ? [run] : run);
    });
  });
  for (const [path, event] of Object.entries(EVENTS))
    undos.push(
      replace(exports, path, (manager, args) => {
        if (!isOnly(manager)) return undefined;
        tell(() => event(handler, manager, args));
        return TOLD;
      }),
    );
  return () => undos.forEach((undo) => undo());
}

/** Replaces a method as long as it is LangChain's own and does nothing but tell `this.handlers`. */
function replace(exports: object, path: string, instead: Instead): () => void {
  const place = findMember(exports, path);
  if (!place || !String(place.owner[place.key]).includes('this.handlers.map')) return () => {};
  return wrapMethod(
    place,
    (original, self, args) => instead(self as Manager, args) ?? Reflect.apply(original, self, args),
  );
}

/** LangChain's class for the manager of a run, as long as it takes what is known of it. */
function runManager(exports: object, { gives }: Start): RunManager | undefined {
  const [base, Run] = [at(exports, 'BaseRunManager'), at(exports, gives)];
  const isKnown = typeof base === 'function' && base.length === HELD && typeof Run === 'function' && Run.length === 0;
  return isKnown ? (Run as RunManager) : undefined;
}

function newRun(Run: RunManager, id: string, manager: Manager): unknown {
  return new Run(
    id,
    manager.handlers,
    manager.inheritableHandlers,
    manager.tags,
    manager.inheritableTags,
    manager.metadata,
    manager.inheritableMetadata,
    manager._parentRunId,
  );
}

function isSingle(conversations: unknown): boolean {
  return Array.isArray(conversations) && conversations.length === 1;
}
