import type { ClipSettings } from './state.ts';

export interface Prefill {
  /** Null where the address names none. */
  readonly prompt: string | null;
  readonly settings: Partial<ClipSettings>;
}

/**
 * What the address asks for: `?prompt=&seed=&frames=&size=WxH&steps=&guidance=`. Nothing is run by it.
 * What is no number is left out; what is no legal number is kept, so that the planner can say so.
 */
export function readPrefill(search: string): Prefill {
  const parameters = new URLSearchParams(search);
  const number = (name: string): number | null => {
    const value = parameters.get(name);
    return value === null || value.trim() === '' || !Number.isFinite(Number(value)) ? null : Number(value);
  };
  const seed = number('seed');
  const frameCount = number('frames');
  const steps = number('steps');
  const guidance = number('guidance');
  return {
    prompt: parameters.get('prompt'),
    settings: {
      ...readSize(parameters.get('size')),
      ...(seed === null ? {} : { seed }),
      ...(frameCount === null ? {} : { frameCount }),
      ...(steps === null ? {} : { steps }),
      ...(guidance === null ? {} : { guidance }),
    },
  };
}

function readSize(size: string | null): Partial<ClipSettings> {
  const match = /^\s*(\d{1,5})\s*[x×]\s*(\d{1,5})\s*$/i.exec(size ?? '');
  return match === null ? {} : { width: Number(match[1]), height: Number(match[2]) };
}
