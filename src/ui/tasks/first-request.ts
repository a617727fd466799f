import type { ToolName, ToolRequest } from '../../app/tool-request.ts';

/** One clip becomes the other evenly, with a point in the middle to begin with. */
const CURVE = [0, 0.5, 1].map((share) => ({ at: share, influence: share }));

/** The form as it opens. Null for panels that make no clip. */
export function firstRequest(
  tool: ToolName | 'bridge',
  options: { frameCount: number; other: string },
): ToolRequest | null {
  const { frameCount, other } = options;
  switch (tool) {
    case 'extend':
      return { tool, prompt: '', direction: 'forwards', seconds: 2 };
    case 'remix':
      return { tool, prompt: '', strength: 'mild' };
    case 'loop':
      return { tool, prompt: '', seconds: 1 };
    case 'blend':
      return { tool, prompt: '', other, offsetSeconds: 0, curve: CURVE };
    case 'fill':
      return { tool, prompt: '', frames: [] };
    case 'bridge':
      return { tool, prompt: '', other, seconds: 1 };
    case 'region-edit':
      return { tool, prompt: '', mask: null };
    case 'recut':
      return { tool, prompt: '', parts: [[0, Math.max(0, frameCount - 1)]], join: 'cut' };
    case 'larger':
      return { tool, prompt: '' };
    case 'cast':
      return null;
  }
}
