import { MultiExporter } from '../export/multi-exporter.ts';
import type { TraceExporter } from '../export/trace-exporter.ts';
import { warnOnce } from '../logger.ts';
import { sharedSlot } from '../shared-state.ts';
import { findExporterPackage } from './find-exporter-package.ts';
import { OtlpExporter } from './otlp-exporter.ts';
import { OTLP_PACKAGES, OTLP_PACKAGE_VERSION } from './protocols.ts';
import { type OtlpSettings, otlpSettings } from './settings.ts';

interface OtlpState {
  /** The environment is read at the first trace, not at import. */
  read: boolean;
  exporter: OtlpExporter | undefined;
  dual: boolean;
  readonly pairs: Map<TraceExporter, MultiExporter>;
}

const state = sharedSlot<OtlpState>('otlp', () => ({
  read: false,
  exporter: undefined,
  dual: false,
  pairs: new Map(),
}));

/**
 * Where traces go when the environment names an OTLP collector: there instead of to `store`, or to both.
 * Without the exporter package they stay in `store`, which is said once: none is lost.
 * @param store gives the target that is used otherwise; called only when it is.
 */
export function withOtlp<T extends TraceExporter>(store: () => T): TraceExporter {
  if (!state.read) readEnvironment();
  if (!state.exporter) return store();
  return state.dual ? pairWith(store(), state.exporter) : state.exporter;
}

function readEnvironment(): void {
  state.read = true;
  const settings = otlpSettings(process.env);
  if (!settings) return;
  const name = OTLP_PACKAGES[settings.protocol];
  const found = findExporterPackage(name);
  if (!found) return warnOnce(notInstalled(settings, name));
  state.exporter = new OtlpExporter(settings, found);
  state.dual = settings.dual;
}

function notInstalled({ endpoint, protocol }: OtlpSettings, name: string): string {
  return `no traces are sent to ${endpoint}: OTLP over ${protocol} needs a package: npm install ${name}@${OTLP_PACKAGE_VERSION}`;
}

function pairWith(store: TraceExporter, exporter: OtlpExporter): MultiExporter {
  let pair = state.pairs.get(store);
  if (!pair) state.pairs.set(store, (pair = new MultiExporter([store, exporter])));
  return pair;
}
