/**
 * Looks over JSON text for what `JSON.parse` accepts silently: too deep nesting, and keys that occur twice in an object
 * (the last would win). Answers what is wrong in words that follow a subject, or null. Text that is no JSON gets either
 * answer: parse it afterwards.
 */
export function checkJsonShape(text: string, maxDepth: number): string | null {
  /** Keys seen in each open object; null for an open list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '{' || char === '[') {
      open.push(char === '{' ? new Set() : null);
      if (open.length > maxDepth) return `is nested deeper than ${maxDepth} levels`;
    } else if (char === '}' || char === ']') {
      open.pop();
    } else if (char === '"') {
      const end = stringEnd(text, at);
      const key = isFollowedByColon(text, end) ? unescapeString(text.slice(at, end)) : null;
      const keys = open.at(-1);
      if (key !== null && keys?.has(key)) return `has the key ${JSON.stringify(key.slice(0, 80))} twice`;
      if (key !== null) keys?.add(key);
      at = end - 1;
    }
  }
  return null;
}

/** Position after the closing quote of the string that begins at `start`. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}

/** The same key may be written in several ways ("a", "\u0061"). */
function unescapeString(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
