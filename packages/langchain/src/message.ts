import { isWire, textAt, type Wire } from '@spanwright/core/kit';

/** Whether a value is a message of LangChain, of any copy and version of it. */
export function isMessage(value: unknown): value is Wire {
  return isWire(value) && typeof value['_getType'] === 'function' && 'content' in value;
}

/** `human`, `ai`, `system`, `tool`, `function`, `generic`, …. */
export function messageType(message: Wire): string {
  const type = textAt(message, 'type');
  if (type !== undefined) return type;
  const tell = message['_getType'];
  return typeof tell === 'function' ? String(Reflect.apply(tell, message, [])) : 'generic';
}
