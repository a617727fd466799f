/** Whether a file says of itself that it is a zip, as exported libraries are; systems do not always tell its type. */
export function isZip({ name, type }: File): boolean {
  return type.includes('zip') || name.toLowerCase().endsWith('.zip');
}
