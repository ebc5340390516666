import { recordMethods, type Tracer } from '@spanwright/core/kit';
import { toolCall } from './tool-call.ts';

/**
 * Records the calls of function tools that are made from now on. A tool gets its `call` in its constructor, by
 * assignment: a setter on the prototype sees each. Returns the undo.
 */
export function recordFunctionTools(exports: object, tracer: Tracer): () => void {
  const prototype = (exports as { readonly FunctionTool?: { readonly prototype: object } }).FunctionTool?.prototype;
  if (!prototype || Object.hasOwn(prototype, 'call')) return () => {};
  const state = { active: true };
  const reader = {
    ...toolCall,
    applies: (self: unknown, args: readonly unknown[]) => state.active && applies(self, args),
  };
  const record = recordMethods({ patches: { 'tool.call': reader } });
  Object.defineProperty(prototype, 'call', {
    configurable: true,
    get: () => undefined,
    set(this: object, call: unknown) {
      Object.defineProperty(this, 'call', { value: call, configurable: true, enumerable: true, writable: true });
      tracer.guarded('recording a tool', () => record({ tool: this }, tracer, {}));
    },
  });
  return () => {
    state.active = false;
    Reflect.deleteProperty(prototype, 'call');
  };
}

function applies(self: unknown, args: readonly unknown[]): boolean {
  return toolCall.applies?.(self, args) ?? true;
}
