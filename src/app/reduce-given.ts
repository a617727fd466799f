import type { Framing } from '../contract/plan.ts';
import type { AppState, Found, Given, PictureRole, Tool } from './state.ts';
import type { Forecast } from './tool-request.ts';

/** Everything that can happen to given files and to the panel that is open. */
export type GivenAction =
  | { readonly type: 'given'; readonly given: Given }
  | { readonly type: 'given-found'; readonly id: string; readonly found: Found }
  | { readonly type: 'given-used'; readonly id: string; readonly role: PictureRole | null }
  | { readonly type: 'given-framed'; readonly id: string; readonly framing: Framing }
  | { readonly type: 'given-removed'; readonly id: string }
  | { readonly type: 'given-cleared' }
  | { readonly type: 'tool-opened'; readonly tool: Tool }
  | { readonly type: 'tool-forecast'; readonly forecast: Forecast | null }
  | { readonly type: 'tool-closed' };

/** What happens to given files and to the panel that is open. */
export function reduceGiven(state: AppState, action: GivenAction): AppState {
  const { given } = state.composer;
  switch (action.type) {
    case 'given':
      return withGiven(state, [...given, { ...action.given, role: action.given.role ?? freeRole(given) }]);
    case 'given-found':
      return withGiven(
        state,
        given.map((one) => (one.id === action.id ? { ...one, found: action.found } : one)),
      );
    case 'given-used':
      return withGiven(state, used(given, action.id, action.role));
    case 'given-framed':
      return withGiven(
        state,
        given.map((one) => (one.id === action.id ? { ...one, framing: action.framing } : one)),
      );
    case 'given-removed':
      return givenRemoved(state, action.id);
    case 'given-cleared':
      return given.reduce((cleared, { id }) => givenRemoved(cleared, id), state);
    case 'tool-opened':
      return { ...state, tool: action.tool, comparing: false };
    case 'tool-forecast':
      return state.tool === null ? state : { ...state, tool: { ...state.tool, forecast: action.forecast } };
    case 'tool-closed':
      return { ...state, tool: null };
  }
}

function withGiven(state: AppState, given: readonly Given[]): AppState {
  return { ...state, composer: { ...state.composer, given, refusal: null } };
}

function freeRole(given: readonly Given[]): PictureRole | null {
  return (['first', 'last'] as const).find((role) => !given.some((one) => one.role === role)) ?? null;
}

/** One picture begins the clip and one ends it. */
function used(given: readonly Given[], id: string, role: PictureRole | null): readonly Given[] {
  return given.map((one) => {
    if (one.id === id) return { ...one, role };
    return one.role === role ? { ...one, role: null } : one;
  });
}

function givenRemoved(state: AppState, id: string): AppState {
  const rest = withGiven(
    state,
    state.composer.given.filter((one) => one.id !== id),
  );
  const shown = state.view.kind === 'given' && state.view.id === id;
  return shown ? { ...rest, view: { kind: 'now' }, tool: null } : rest;
}
