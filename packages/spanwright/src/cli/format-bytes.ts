const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes to read: three digits and a unit of 1000. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${UNITS[power]}`;
}
