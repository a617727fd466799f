import { type Asker, observeRequests, type RequestsMessage } from '../src/contract/requests.ts';

/**
 * Has a worker tell the page of every request it makes: its timeline is its own, and the page sees none of it. The threads that
 * ONNX Runtime starts fetch nothing; their script is on the timeline of the worker that starts them.
 */
export function tellRequests(from: Asker, post: (told: RequestsMessage) => void | Promise<void>): void {
  observeRequests((requests) => void post({ type: 'requests', from, requests }));
}
