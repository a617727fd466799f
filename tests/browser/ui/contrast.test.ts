import { describe, expect, it } from 'vitest';
import { baseStyles } from '../../../src/ui/styles/base.ts';
import themeText from '../../../src/ui/theme.css?raw';

const [LIGHT, DARK_CHANGES] = [tokensOf(blockAfter(':root')), tokensOf(blockAfter('(prefers-color-scheme: dark)'))];
const SCHEMES = { light: LIGHT, dark: new Map([...LIGHT, ...DARK_CHANGES]) };
/** Ink, ground, and the least ratio that WCAG 2.2 AA asks of them. */
const PAIRS = [
  ['ink', 'paper', 4.5],
  ['ink', 'raised', 4.5],
  ['ink-soft', 'paper', 4.5],
  ['ink-soft', 'raised', 4.5],
  ['accent-ink', 'accent', 4.5],
  ['accent-ink', 'accent-hover', 4.5],
  ['screen-ink', 'screen', 4.5],
  ['film-ink', 'film', 4.5],
  ['line-strong', 'paper', 3],
  ['line-strong', 'raised', 3],
  ['edge', 'paper', 3],
  ['edge', 'raised', 3],
  ['focus', 'paper', 3],
  ['accent', 'raised', 3],
  ['danger', 'paper', 3],
] as const;

describe.each(Object.entries(SCHEMES))('in the %s scheme', (_, tokens) => {
  it.each(PAIRS)('%s stands out from %s by at least %f', (ink, ground, least) => {
    expect(contrast(tokens.get(ink), tokens.get(ground))).toBeGreaterThanOrEqual(least);
  });
});

it('the edge of a quiet button is the one that stands out', () => {
  expect(baseStyles.cssText).toMatch(/\.quiet \{\s*border-color: var\(--edge\);/u);
});

function blockAfter(selector: string): string {
  const from = themeText.indexOf(selector);
  return themeText.slice(from, themeText.indexOf('}', from));
}

function tokensOf(block: string): ReadonlyMap<string, string> {
  const found = block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g);
  return new Map([...found].map(([, name = '', colour = '']) => [name, colour]));
}

/** WCAG's ratio of relative luminances. */
function contrast(one: string | undefined, other: string | undefined): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string | undefined): number {
  if (colour === undefined) throw new Error('There is no such colour.');
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
