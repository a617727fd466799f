import type { JoinChoice, ToolRequest } from './tool-request.ts';

type Recut = Extract<ToolRequest, { readonly tool: 'recut' }>;

/** What comes after each part but the last. */
export function joinsOf({ parts, join, joins }: Pick<Recut, 'parts' | 'join' | 'joins'>): readonly JoinChoice[] {
  return parts.slice(1).map((_, index) => joins?.[index] ?? join);
}

/** The form without one part: the join before it goes too, and of a single join all is said by `join` again. */
export function withoutPart(request: Recut, index: number): Pick<Recut, 'parts' | 'join' | 'joins'> {
  const parts = request.parts.filter((_, place) => place !== index);
  const { join } = request;
  if (request.joins === null) return { parts, join, joins: null };
  const joins = joinsOf(request).filter((_, place) => place !== Math.max(0, index - 1));
  return joins.length > 1 ? { parts, join, joins } : { parts, join: joins[0] ?? join, joins: null };
}
