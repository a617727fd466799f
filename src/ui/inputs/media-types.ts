/** What a file dialog offers; what a file really is, its own bytes say. */
export const MEDIA_TYPES =
  'image/png,image/jpeg,image/webp,image/avif,image/gif,image/heic,video/mp4,video/quicktime,video/webm,.mkv,.mov';
