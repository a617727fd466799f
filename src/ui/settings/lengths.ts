import type { Capabilities } from '../../contract/capabilities.ts';

/** Lengths to choose from, in frames: those on offer up to `longest` (0 for one run's most), and the one that was asked for. */
export function lengthsOf(
  capabilities: Capabilities,
  { longest, asked }: { readonly longest: number; readonly asked: number },
): readonly number[] {
  const counts = offered(capabilities, longest);
  return counts.includes(asked) ? counts : [...counts, asked].sort((one, other) => one - other);
}

/** Every length that one run makes, and beyond it every whole second. */
function offered(capabilities: Capabilities, longest: number): readonly number[] {
  const { frameGroup, frameRange, fps } = capabilities;
  const counts: number[] = [];
  for (let count = 1; count <= frameRange[1]; count += frameGroup) if (count >= frameRange[0]) counts.push(count);
  const most = longest === 0 ? frameRange[1] : longest;
  for (let second = 1; second * fps < most; second++) {
    const count = 1 + Math.round((second * fps) / frameGroup) * frameGroup;
    if (count > frameRange[1] && count <= most && !counts.includes(count)) counts.push(count);
  }
  return counts;
}
