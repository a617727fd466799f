import { describe, expect, it } from 'vitest';
import { GivenFiles } from '../../../src/app/given-files.ts';
import { InputShelf } from '../../../src/app/input-shelf.ts';
import { initialState } from '../../../src/app/state.ts';
import { createStore } from '../../../src/app/store.ts';
import { exampleMedia, nextId } from '../../browser/ui/example-media.ts';

describe('pictures that an earlier visit left', () => {
  it('come back as what they were taken for, or for nothing', async () => {
    const store = createStore(initialState('', {}));
    const inputs = new InputShelf({ kept: null, sha256: exampleMedia.sha256 });
    const files = new GivenFiles({ store, media: exampleMedia, inputs, newId: nextId });
    const picture = (bytes: string) => new Blob([bytes], { type: 'image/png' });
    await files.restore(picture('unused'), 'unused', null);
    await files.restore(picture('end'), 'end', 'last');
    await files.restore(picture('unused too'), 'unused too', null);
    expect(store.state.composer.given.map(({ role }) => role)).toEqual([null, 'last', null]);
  });
});
