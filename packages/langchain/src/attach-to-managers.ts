import { injectHandler } from './inject-handler.ts';
import type { Session } from './session.ts';
import { tellDirectly } from './tell-directly.ts';

/** Attaches the session's handler to a copy of `@langchain/core/callbacks/manager`; returns the undo. */
export function attachToManagers(exports: object, { handler, tracer }: Session): () => void {
  const undos = [injectHandler(exports, handler), tellDirectly(exports, handler, tracer)];
  return () => undos.forEach((undo) => undo());
}
