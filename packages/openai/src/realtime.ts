import { type Tracer, wrapMethod } from '@spanwright/core/kit';
import { RealtimeSession } from './realtime-session.ts';
import { isWireObject, type WireObject } from './wire.ts';

type Socket = WireObject;

type Sees = (session: RealtimeSession, args: readonly unknown[]) => void;

/** What the methods of a socket are told, by name; `sendResponseCreate` is of openai 7. */
const SEEN: Readonly<Record<string, Sees>> = {
  send: (session, [event]) => session.sent(event),
  sendResponseCreate: (session, [event]) => session.sent(event),
  _emit: (session, [kind, event]) => {
    if (kind === 'event') session.received(event);
    else if (kind === 'close') session.closed();
  },
};

/** Records what goes over the WebSockets of the client's classes in this module: one span per response. */
export function attachToSockets(exports: object, tracer: Tracer): () => void {
  const sessions = new WeakMap<object, RealtimeSession>();
  const undos = Object.values(exports)
    .filter(isSocketClass)
    .flatMap(({ prototype }) =>
      Object.entries(SEEN)
        .filter(([key]) => typeof prototype[key] === 'function')
        .map(([key, sees]) => observe({ owner: prototype, key }, sees, { sessions, tracer })),
    );
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}

interface Observer {
  readonly sessions: WeakMap<object, RealtimeSession>;
  readonly tracer: Tracer;
}

function observe(place: Parameters<typeof wrapMethod>[0], sees: Sees, { sessions, tracer }: Observer): () => void {
  return wrapMethod(place, (method, self, args) => {
    if (tracer.isTracing() && isWireObject(self))
      tracer.guarded('recording a realtime session', () => sees(sessionOf(sessions, self, tracer), args));
    return Reflect.apply(method, self, args);
  });
}

function sessionOf(sessions: WeakMap<object, RealtimeSession>, socket: Socket, tracer: Tracer): RealtimeSession {
  const known = sessions.get(socket);
  if (known) return known;
  const { url } = socket;
  const session = new RealtimeSession(tracer, url instanceof URL ? url.href : undefined);
  sessions.set(socket, session);
  whenClosed(socket, () => session.closed());
  return session;
}

/** The older classes do not tell of it; both kinds of WebSocket have the browser's way to listen. */
function whenClosed({ socket }: Socket, tell: () => void): void {
  if (socket instanceof EventTarget) socket.addEventListener('close', tell);
  else if (isWireObject(socket) && typeof socket['addEventListener'] === 'function')
    (socket['addEventListener'] as (type: string, listener: () => void) => void).call(socket, 'close', tell);
}

interface SocketClass {
  readonly prototype: Record<string, unknown>;
}

function isSocketClass(value: unknown): value is SocketClass {
  if (typeof value !== 'function') return false;
  const prototype: unknown = value.prototype;
  return isWireObject(prototype) && typeof prototype['send'] === 'function' && typeof prototype['_emit'] === 'function';
}
