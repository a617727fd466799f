const LONGEST = 60;

/** A file name that says what the clip shows: "A rocket rises!" and `mp4` give `a-rocket-rises.mp4`. */
export function fileName(prompt: string, extension: 'mp4' | 'zip' | 'webm' | 'gif' | 'png'): string {
  const words = prompt
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word : `${name}-${word}`;
    if (longer.length > LONGEST) break;
    name = longer;
  }
  return `${name === '' ? 'clip' : name}.${extension}`;
}
