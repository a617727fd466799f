/** A clip that was made by the shipped model, to show what it does. */
export interface Example {
  readonly prompt: string;
  /** Address of the MP4. */
  readonly url: string;
  /** Address of its first frame. */
  readonly poster: string;
}

/** The clips that come with the page; none where they cannot be had. `base` is the URL of the page's folder. */
export async function fetchExamples(base: string): Promise<readonly Example[]> {
  try {
    const folder = new URL('examples/', base);
    const response = await fetch(new URL('examples.json', folder));
    const list: unknown = response.ok ? await response.json() : [];
    return Array.isArray(list) ? list.flatMap((entry) => exampleOf(entry, folder)) : [];
  } catch {
    return [];
  }
}

function exampleOf(entry: unknown, folder: URL): readonly Example[] {
  const { prompt, file, poster } = (entry ?? {}) as Readonly<Partial<Record<'prompt' | 'file' | 'poster', unknown>>>;
  if (typeof prompt !== 'string' || typeof file !== 'string' || typeof poster !== 'string') return [];
  return [{ prompt, url: new URL(file, folder).href, poster: new URL(poster, folder).href }];
}
