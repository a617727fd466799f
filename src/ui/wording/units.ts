const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** "2.1 s" */
export function seconds(value: number): string {
  return `${value < 0.095 ? number.format(Math.round(value * 100) / 100) : number.format(value)} s`;
}

/** "about 4 s left", "about 2 min left" */
export function secondsLeft(value: number): string {
  if (value < 1) return 'almost there';
  if (value < 90) return `about ${Math.ceil(value)} s left`;
  return `about ${Math.round(value / 60)} min left`;
}

/** "12 GB", "34 MB", "1.2 MB", "640 kB" */
export function bytes(value: number): string {
  if (value >= 1_000_000_000) return `${number.format(value / 1_000_000_000)} GB`;
  if (value < 1_000_000) return `${Math.round(value / 1000)} kB`;
  return `${megabytes(value)} MB`;
}

/** "12 of 34 MB" */
export function bytesOfBytes(done: number, total: number): string {
  return `${megabytes(done)} of ${megabytes(total)} MB`;
}

function megabytes(value: number): string {
  const mega = value / 1_000_000;
  return mega < 10 ? number.format(mega) : String(Math.round(mega));
}
