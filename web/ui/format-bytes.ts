const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as people read it: `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const at = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1000)), UNITS.length - 1);
  const unit = UNITS[at];
  return new Intl.NumberFormat(document.documentElement.lang || undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: at > 1 ? 1 : 0,
  }).format(bytes / 1000 ** at);
}
