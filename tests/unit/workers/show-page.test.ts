import { expect, it } from 'vitest';
import { showPage } from '../../../workers/show-page.ts';

const SCOPE = 'https://kinora.example/folder/';

/** What is done with the open windows of these addresses, the one that was looked at last first. */
async function done(...urls: readonly string[]): Promise<readonly string[]> {
  const acts: string[] = [];
  const open = urls.map((url) => ({ url, focus: async () => void acts.push(`focus ${url}`) }));
  await showPage({ matchAll: async () => open, openWindow: async (url) => void acts.push(`open ${url}`) }, SCOPE);
  return acts;
}

it('a notification that is pressed shows the tab of the page that was looked at last', async () => {
  const acts = await done('https://kinora.example/other/', `${SCOPE}#/library`, SCOPE);
  expect(acts).toEqual([`focus ${SCOPE}#/library`]);
});

it('and opens the page where no tab has it any more', async () => {
  expect(await done()).toEqual([`open ${SCOPE}`]);
  expect(await done('https://kinora.example/other/')).toEqual([`open ${SCOPE}`]);
});
