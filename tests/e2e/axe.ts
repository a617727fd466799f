import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds in the page, through all shadow roots, in one line each. `rules` asks for these rules alone. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { readonly axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      ...(only === undefined ? {} : { runOnly: { type: 'rule', values: [...only] } }),
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, any }) => {
        const why = any.map(({ message }) => message).join(' ');
        return `${id}: ${target.flat().join(' ')} ${html.slice(0, 160)} ${why}`;
      }),
    );
  }, rules);
}
