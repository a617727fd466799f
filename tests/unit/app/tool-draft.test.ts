import { describe, expect, it } from 'vitest';
import { maskOf, readToolDraft, type ToolDraft, toolDraftDocument } from '../../../src/app/tool-draft.ts';
import type { ToolRequest } from '../../../src/app/tool-request.ts';

const MASK = new Blob(['mask']);
const CUT = { kind: 'cut', seconds: 1 } as const;
const FILL = { kind: 'fill', seconds: 2.5 } as const;
const LEFT = { kind: 'crop', centre: [0.25, 0.5] } as const;
const CURVE = [
  { at: 0, influence: 0 },
  { at: 1, influence: 0.8 },
];
const FORMS: readonly ToolRequest[] = [
  { tool: 'larger', prompt: '', twice: 'rate' },
  { tool: 'extend', prompt: 'a fog', direction: 'backwards', seconds: 3.5, framing: { kind: 'letterbox' } },
  { tool: 'remix', prompt: 'a fog', strength: 'strong' },
  { tool: 'remix', prompt: 'a fog', strength: 0.35 },
  { tool: 'loop', prompt: '', seconds: 2 },
  { tool: 'blend', prompt: '', other: 'b', offsetSeconds: 0, curve: CURVE, framing: LEFT, otherFraming: LEFT },
  { tool: 'fill', prompt: '', frames: [2, 16] },
  { tool: 'bridge', prompt: '', other: '', seconds: 1 },
  { tool: 'region-edit', prompt: 'a hat', mask: MASK },
  { tool: 'region-edit', prompt: 'a hat', mask: null },
  {
    tool: 'recut',
    prompt: '',
    parts: [
      [0, 4],
      [9, 16],
    ],
    join: CUT,
    joins: null,
  },
  { tool: 'recut', prompt: '', parts: [[3, 3]], join: CUT, joins: [FILL, CUT] },
];

function draftOf(request: ToolRequest): ToolDraft {
  const tool = request.tool === 'bridge' ? 'fill' : request.tool;
  return { tool, subject: 'a', frameCount: 17, request };
}

/** As it comes back out of the library. */
function stored(request: ToolRequest): Record<string, unknown> {
  const mask = request.tool === 'region-edit' && request.mask !== null ? 'f'.repeat(64) : null;
  return JSON.parse(JSON.stringify(toolDraftDocument(draftOf(request), mask)));
}

describe('the draft of a panel', () => {
  it.each(FORMS)('is read as it was written: $tool', (request) => {
    const document = stored(request);
    const mask = maskOf(document) === null ? null : MASK;
    expect(readToolDraft(document, 'a', mask)).toEqual(draftOf(request));
  });

  it.each([
    ['nothing', null],
    ['text', 'panel'],
    ['no form', { frameCount: 17 }],
    ['no length', { request: FORMS[4] }],
    ['another task', { frameCount: 17, request: { tool: 'dream', prompt: '' } }],
    ['a word of every object', { frameCount: 17, request: { tool: 'toString', prompt: '' } }],
    ['no words', { frameCount: 17, request: { tool: 'loop', seconds: 2 } }],
    ['no seconds', { frameCount: 17, request: { tool: 'loop', prompt: '', seconds: '2' } }],
    [
      'a direction of its own',
      { frameCount: 17, request: { tool: 'extend', prompt: '', direction: 'up', seconds: 2 } },
    ],
    ['a frame behind the end', { frameCount: 16, request: FORMS[6] }],
    ['a part behind the end', { frameCount: 16, request: FORMS[10] }],
    ['a part that ends before it begins', { frameCount: 17, request: { ...FORMS[10], parts: [[4, 2]] } }],
    ['joins of an earlier version', { frameCount: 17, request: { ...FORMS[10], join: 'cut' } }],
    ['a curve of one point', { frameCount: 17, request: { ...FORMS[5], curve: [CURVE[0]] } }],
  ])('is none where it holds %s', (_, document) => {
    expect(readToolDraft(document, 'a', null)).toBeNull();
  });
});
