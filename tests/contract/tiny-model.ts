import { type LoadedFamily, loadFamily } from '../../workers/family-services.ts';

const TINY = /\/models\/kinora\/(?:weights\/)?((?:manifest|transformer|autoencoder|cast)\.(?:json|safetensors|bin))$/;

/** `fetch` that gives the tiny model's files (random weights, see models/recipe) where the real model's are asked for. */
export const fetchTiny: typeof fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input, location.href);
  url.pathname = url.pathname.replace(TINY, '/tests/golden/tiny/$1');
  return fetch(url, init);
};

export function loadTiny(): Promise<LoadedFamily> {
  return loadFamily('kinora', `${location.origin}/`, fetchTiny);
}
