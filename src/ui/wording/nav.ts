/** Words of the page's head. */
export const NAV_WORDS = {
  label: 'Views',
  make: 'Make',
  library: 'Library',
  storyboard: 'Storyboard',
  models: 'Models',
  privacy: 'Privacy',
  keys: 'Keys (?)',
  gone: 'This clip is not on this device.',
  loading: 'Opening…',
} as const;
