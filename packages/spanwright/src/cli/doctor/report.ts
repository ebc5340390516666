/** Something that keeps traces from being made or kept, or may do so. */
export interface Finding {
  /** `error`: it is broken, and `doctor` fails. `warning`: it works, but not as well as it could. */
  readonly level: 'error' | 'warning';
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** The Node.js that runs, and what it is able to do. */
export interface NodeReport {
  readonly version: string;
  /** Whether `autolog()` can reach ES modules that are loaded already. */
  readonly requireEsm: boolean;
}

/** Where traces go. */
export interface TargetReport {
  readonly uri: string;
  readonly from: '--db' | 'MLFLOW_TRACKING_URI' | 'default';
  /** Absolute. */
  readonly path: string;
  readonly exists: boolean;
  readonly writable: boolean;
  /** When the newest trace started, milliseconds since the Unix epoch; missing where there is none. */
  readonly newestTraceMs?: number;
}

/** The SQLite that is used. */
export interface StoreReport {
  readonly driver: string;
  readonly sqliteVersion: string;
}

/** One installed copy of a package. */
export interface InstalledCopy {
  readonly version: string;
  /** Its real path. */
  readonly directory: string;
  /** A folder whose files get this copy when they import it. */
  readonly importedFrom: string;
}

/** One method that an integration records. */
export interface PatchReport {
  /** Path in the module's exports, such as `OpenAI.Responses#create`. */
  readonly path: string;
  readonly applies: boolean;
  /** Why it does not apply. */
  readonly reason?: string;
}

/** One build of an installed copy of a library. Most have two, whose classes are not the same. */
export interface BuildReport {
  readonly format: 'commonjs' | 'esm';
  /** Empty where the build could not be loaded, or where the library is listened to without a patch. */
  readonly patches: readonly PatchReport[];
  /** Why the build could not be loaded. */
  readonly error?: string;
}

/** One installed copy of a library. */
export interface CopyReport extends InstalledCopy {
  /** Whether the version is in the tested range; others are traced as far as they can be. */
  readonly tested: boolean;
  readonly builds: readonly BuildReport[];
  /** Whether calls of an ES module that imports this copy before `autolog()` are seen only under `--import`. */
  readonly needsImport: boolean;
}

/** One integration and the copies of its library. */
export interface IntegrationReport {
  readonly name: string;
  /** Which `autolog()` turns it on: `agents` for `agents.autolog()`. */
  readonly autolog: string;
  readonly module: string;
  /** The tested range of versions. */
  readonly versions: string;
  readonly copies: readonly CopyReport[];
  /** What is not traced whatever the version; a sentence each. */
  readonly untraced: readonly string[];
}

/** Everything that `spanwright doctor` found. */
export interface DoctorReport {
  readonly ok: boolean;
  readonly spanwright: string;
  readonly node: NodeReport;
  readonly target?: TargetReport;
  readonly store?: StoreReport;
  /** Copies of `@spanwright/core`. */
  readonly core: readonly InstalledCopy[];
  readonly integrations: readonly IntegrationReport[];
  readonly findings: readonly Finding[];
}
