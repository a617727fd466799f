/** Words beside the clips that come with the page. */
export const EXAMPLE_WORDS = { list: 'Clips of this model', like: 'Make one like it' } as const;
