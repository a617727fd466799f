import type { ToolName, ToolRequest } from '../../app/tool-request.ts';
import type { PanelSubject } from './panel-subject.ts';
import { mostExtended } from './simple-forms.ts';

/** One clip becomes the other evenly, with a point in the middle to begin with. */
const CURVE = [0, 0.5, 1].map((share) => ({ at: share, influence: share }));

/** The form as it opens. Null for panels that make no clip. */
export function firstRequest(
  tool: ToolName | 'bridge',
  options: { subject: Pick<PanelSubject, 'frameCount' | 'reach'>; other: string },
): ToolRequest | null {
  const { subject, other } = options;
  switch (tool) {
    case 'extend':
      return { tool, prompt: '', direction: 'forwards', seconds: Math.min(2, mostExtended('forwards', subject.reach)) };
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
      return {
        tool,
        prompt: '',
        parts: [[0, Math.max(0, subject.frameCount - 1)]],
        join: { kind: 'cut', seconds: 1 },
        joins: null,
      };
    case 'larger':
      return { tool, prompt: '', twice: 'size' };
    case 'cast':
      return null;
  }
}
