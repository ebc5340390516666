import { findPackage, ownVersion } from '../find-package.ts';
import type { OtlpSenderOptions } from './messages.ts';

/**
 * Finds an exporter package: beside this package, else where the program runs.
 * @returns undefined when it is not installed.
 */
export function findExporterPackage(name: string): OtlpSenderOptions | undefined {
  const packageFile = findPackage(name);
  return packageFile === undefined ? undefined : { packageFile, sdkVersion: ownVersion() };
}
