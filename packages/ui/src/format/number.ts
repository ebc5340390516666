const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** What stands for a value that is missing. */
export const MISSING = '–';

/** A count in full: `12,345`. */
export const formatCount = (value: number | undefined): string => (value === undefined ? MISSING : whole.format(value));

/** A count in few characters: `12.3K`. */
export const formatShort = (value: number | undefined): string => (value === undefined ? MISSING : short.format(value));

/** A share from 0 to 1 as `1.5%`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : percent.toFixed(0)}%`;
}

/** Bytes as `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
}

/** USD with the digits that tell something: `$0.0012`, `$3.40`, `$1,204`. */
export function formatCost(usd: number | undefined): string {
  if (usd === undefined) return MISSING;
  if (usd === 0) return '$0';
  if (usd < 0.000001) return '<$0.000001';
  // Two digits that count: one call of a small model costs some millionths.
  if (usd < 0.01) return `$${Number(usd.toPrecision(2))}`;
  if (usd < 1) return `$${usd.toFixed(3)}`;
  return usd < 1000 ? `$${usd.toFixed(2)}` : `$${whole.format(usd)}`;
}
