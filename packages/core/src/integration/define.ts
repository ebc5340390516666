import type { AnyFunction } from '../any-function.ts';
import type { RecordingOptions } from './apply.ts';
import type { CallReader } from './call-reader.ts';
import type { Tracer } from './tracer-handle.ts';
import type { Around } from './wrap-method.ts';

/**
 * A method inside a module's exports, as a JSDoc namepath: `A.B#m` is the method `m` of instances of `A.B`,
 * `A.B.m` the static one.
 */
export type MemberPath = string;

type PropertyAt<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? PropertyAt<T[Head], Rest>
    : never
  : Path extends keyof T
    ? T[Path]
    : never;

/** Type of the method that `Path` names in the module type `M`; `never` where there is none. */
export type MemberAt<M, Path extends string> = Path extends `${infer Owner}#${infer Method}`
  ? PropertyAt<M, Owner> extends { prototype: infer Prototype }
    ? Method extends keyof Prototype
      ? Prototype[Method]
      : never
    : never
  : PropertyAt<M, Path>;

type ResolvedOf<F extends AnyFunction> = Awaited<ReturnType<F>>;
type ChunkOf<T> = T extends AsyncIterable<infer Chunk> ? Chunk : never;
type WholeOf<T> = T extends AsyncIterable<unknown> ? never : T;

type ReaderFor<F> = [F] extends [never]
  ? never
  : F extends AnyFunction
    ? // oxlint-disable-next-line typescript/no-explicit-any -- the reader's own types are checked where it is written
      CallReader<Parameters<F>, WholeOf<ResolvedOf<F>>, ChunkOf<ResolvedOf<F>>, any, any, any>
    : never;

type PatchesFor<M, Path extends string> = {
  readonly [P in Path]: [MemberAt<M, P>] extends [never]
    ? `no method "${P}" in the module's types`
    : ReaderFor<MemberAt<M, P>>;
};

/** How the results of a library's methods behave beyond what a plain promise does. */
export interface LazyPromiseShape {
  /** Method that derives a promise from another without parsing: `_thenUnwrap` of Stainless-made clients. */
  readonly derive: string;
  /** Property that holds the promise of the raw response. */
  readonly response: string;
  /** Property that holds the function which parses the body. */
  readonly parse: string;
}

/** How an object tells by events that the work it was made for goes on, by names of its method and of the events. */
export interface EmitterShape {
  /** Method that it calls itself with the event's name. */
  readonly emit: string;
  readonly events: { readonly end: string; readonly error: string; readonly abort: string };
}

/** An integration as written by hand: data about a library. `M` is the type of its module. */
export interface IntegrationSpec<M, Path extends string> {
  /** Short name, as in `openai.autolog()`. */
  readonly name: string;
  /** Package name of the library. */
  readonly module: string;
  /** Versions that are tested, as a semver range; others are traced as far as they can be, with one warning. */
  readonly versions: string;
  /** Shape of lazily parsed promises, where the library has them. */
  readonly lazyPromise?: LazyPromiseShape;
  /** Property of a stream that makes its iterator, where replacing it reaches every way of reading. */
  readonly streamIterator?: string | symbol;
  readonly emitter?: EmitterShape;
  /** Methods to record, by path in the module's exports. A path that the installed version lacks is skipped. */
  readonly patches: PatchesFor<M, Path>;
  readonly otherPatches?: Integration['otherPatches'];
  readonly watched?: Integration['watched'];
  readonly instance?: Integration['instance'];
  /** What is put into further modules: `recordMethods`, or listeners. */
  readonly attach?: Integration['attach'];
  readonly attachWhenLoaded?: Integration['attachWhenLoaded'];
  readonly otherVersions?: Integration['otherVersions'];
  readonly isLoaded?: Integration['isLoaded'];
}

/** An integration with the library's types erased: what the kit works with. It patches, or it attaches. */
export interface Integration {
  readonly name: string;
  readonly module: string;
  readonly versions: string;
  readonly lazyPromise?: LazyPromiseShape;
  readonly streamIterator?: string | symbol;
  /** Objects that go on working after a call returned them. */
  readonly emitter?: EmitterShape;
  /** Methods to record, by path in the module's exports. */
  readonly patches: { readonly [path: MemberPath]: CallReader };
  /**
   * Methods that other majors have than the one whose types check `patches`. A path that begins with `instance.` names
   * a method of the class that this part of an instance has: the second form, for classes that no export leads to.
   */
  readonly otherPatches?: { readonly [path: MemberPath]: CallReader };
  /** Makes a throw-away instance for such paths, where this version needs it. May throw: then they are skipped. */
  readonly instance?: (exports: object) => unknown;
  /**
   * Methods that are watched without being recorded, by path: what the library does between the start and the end of a
   * call, such as trying again. See `callInProgress`.
   */
  readonly watched?: { readonly [path: MemberPath]: Around };
  /** Listeners to put into copies of modules, by the name they are imported by. */
  readonly attach: { readonly [module: string]: Attach };
  /** The same for modules that few programs use: they are never loaded for our sake, and need not be there. */
  readonly attachWhenLoaded?: Integration['attach'];
  /**
   * Modules that load those of `attach` in the same package by relative paths, which no hook sees: once one of these is
   * loaded, those of its copy are attached to. Each of them loads `module`, which is attached to at once.
   */
  readonly loadedWith?: readonly string[];
  /** Tested versions of further packages, by name, where `versions` is not meant for them. */
  readonly otherVersions?: { readonly [packageName: string]: string };
  /**
   * Whether any build of the library is loaded, by a mark that it leaves. Where it has one, its ES modules are fetched
   * only if it is there and `require` has not made it: a library that minds being loaded twice never is.
   */
  readonly isLoaded?: () => boolean;
  /** Listens to what needs no module of the library, such as globals that it looks at. Returns the undo. */
  readonly start?: (tracer: Tracer, options: RecordingOptions) => () => void;
  /** What of the library is not traced, and could be expected to be; a sentence each. `doctor` shows it. */
  readonly untraced?: readonly string[];
}

/**
 * Puts listeners into one loaded copy of a module: callbacks, processors, or what is needed for them to be called.
 * Runs once per copy, guarded. Returns the undo, which leaves the copy as it was found.
 */
export type Attach = (exports: object, tracer: Tracer, options: RecordingOptions) => () => void;

/** An integration of a library that calls us, as written by hand. */
export interface AttachmentSpec extends Pick<
  Integration,
  'name' | 'module' | 'versions' | 'attach' | 'loadedWith' | 'isLoaded' | 'start' | 'untraced'
> {}

/** Makes an integration of a library that calls us: callbacks, trace processors, events. */
export function defineAttachment(spec: AttachmentSpec): Integration {
  return { ...spec, patches: {} };
}

/**
 * Makes an integration from its description. A path that does not exist in `M` is a compile error that names it.
 * @example
 * defineIntegration<typeof import('openai')>()({ name: 'openai', module: 'openai', versions: '>=4.87 <8', patches: {…} })
 */
export function defineIntegration<M>(): <Path extends string>(spec: IntegrationSpec<M, Path>) => Integration {
  // The one place where the library's types are given up: readers were checked against them above.
  return (spec) => ({ attach: {}, ...spec }) as unknown as Integration;
}
