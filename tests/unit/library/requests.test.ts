import { describe, expect, it } from 'vitest';
import { parseRequestsMessage } from '../../../src/contract/requests.ts';

const REQUEST = { address: 'https://kinora.example/weights.bin', sizeBytes: 5 };

describe('what a worker tells of its requests', () => {
  it('is told from whatever else a worker posts', () => {
    const answers = [null, 'text', 5, { id: 'a', type: 'RAW' }, { type: 'requests' }];
    for (const answer of answers) expect(parseRequestsMessage(answer)).toBeNull();
    expect(parseRequestsMessage({ type: 'requests', from: 'nobody', requests: [REQUEST] })).toBeNull();
    const told = { type: 'requests', from: 'decode', requests: [REQUEST] };
    expect(parseRequestsMessage(told)).toEqual(told);
  });

  it('is taken without what is no request', () => {
    const requests = [REQUEST, null, { address: 'no address', sizeBytes: 1 }, { address: REQUEST.address }];
    const told = parseRequestsMessage({ type: 'requests', from: 'service', requests });
    expect(told?.requests).toEqual([REQUEST]);
  });
});
