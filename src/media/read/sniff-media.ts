/** What a file is by its first bytes; its name and its declared type may lie. */
export type Sniffed =
  | { readonly kind: 'picture'; readonly format: PictureFormat; readonly mimeType: string }
  | { readonly kind: 'clip'; readonly container: 'mp4' | 'matroska'; readonly mimeType: string }
  /** `detail` says what it is and what to do, for people. */
  | { readonly kind: 'other'; readonly detail: string };

export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'heic';

/** Bytes that `sniffMedia` wants to see; fewer are enough for small files. */
export const SNIFF_BYTES = 512;

const USE_INSTEAD = 'Use a PNG, JPEG, WebP, AVIF or GIF picture, or an MP4, MOV, WebM or MKV video.';

const TO_MP4 = 'Convert it to MP4 (H.264) and use that.';

/** What other files begin with; a dot stands for any byte. */
const OTHERS: readonly (readonly [starts: readonly string[], detail: string])[] = [
  [['%PDF'], `This is a PDF document. ${USE_INSTEAD}`],
  [['PK\x03\x04'], 'This is a ZIP archive. Unpack it and use one of the pictures or videos in it.'],
  [['ID3', 'fLaC', 'RIFF....WAVE', 'FORM....AIF', '#!AMR', 'MThd'], audio('')],
  [['\xff\xfb', '\xff\xfa', '\xff\xf3', '\xff\xf2', '\xff\xf1', '\xff\xf9'], audio('')],
  [['OggS'], `This is an Ogg file, which cannot be read here. ${USE_INSTEAD}`],
  [['RIFF....AVI '], `This is an AVI video, which browsers cannot read. ${TO_MP4}`],
  [['0&\xb2u'], `This is a Windows Media file, which browsers cannot read. ${TO_MP4}`],
  [['FLV\x01'], `This is a Flash video, which browsers cannot read. ${TO_MP4}`],
  [['\x00\x00\x01\xba', `G${'.'.repeat(187)}G`], `This is an MPEG stream, which is not read here. ${TO_MP4}`],
  [['II*\x00', 'MM\x00*'], 'This is a TIFF or raw camera picture. Save it as PNG or JPEG and use that.'],
  [['BM....\x00\x00\x00\x00'], 'This is a BMP picture. Save it as PNG and use that.'],
  [['\xff\x0a', '\x00\x00\x00\x0cJXL '], 'This is a JPEG XL picture. Save it as PNG or JPEG and use that.'],
  [['8BPS'], 'This is a Photoshop document. Save it as PNG and use that.'],
];

const SVG = 'This is an SVG drawing, which may hold programs and is not opened. Save it as PNG and use that.';

/** Brands of ISO files (the registered ones at mp4ra.org) that are something else than a film. */
const PICTURE_BRANDS: Readonly<Record<string, PictureFormat>> = {
  avif: 'avif',
  avis: 'avif',
  heic: 'heic',
  heix: 'heic',
  heim: 'heic',
  heis: 'heic',
  hevc: 'heic',
  hevx: 'heic',
  mif1: 'heic',
  msf1: 'heic',
};

/** Boxes that films without a brand begin with: QuickTime's of before 2001. */
const BARE_QUICKTIME = ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

/** Tells by the first `SNIFF_BYTES` of a file what it is. An empty file is `other`, too. */
export function sniffMedia(head: Uint8Array): Sniffed {
  const text = String.fromCharCode(...head.subarray(0, SNIFF_BYTES));
  if (text === '') return other(`This file is empty. ${USE_INSTEAD}`);
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return picture('png');
  if (text.startsWith('\xff\xd8\xff')) return picture('jpeg');
  if (/^GIF8[79]a/.test(text)) return picture('gif');
  if (/^RIFF....WEBP/s.test(text)) return picture('webp');
  if (text.slice(4, 8) === 'ftyp') return sniffBrands(text);
  if (BARE_QUICKTIME.includes(text.slice(4, 8))) return film('mp4', 'video/quicktime');
  if (text.startsWith('\x1aE\xdf\xa3')) {
    return film('matroska', text.slice(0, 64).includes('webm') ? 'video/webm' : 'video/matroska');
  }
  const [, known] = OTHERS.find(([starts]) => starts.some((start) => beginsLike(text, start))) ?? [];
  if (known !== undefined) return other(known);
  const words = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (/^<(svg|\?xml|!DOCTYPE svg|!--)/i.test(words) && /<svg|<\?xml/i.test(words)) return other(SVG);
  if (/^<[!?a-z]/i.test(words)) return other(`This is a web page or another text file. ${USE_INSTEAD}`);
  return other(`This file is neither a picture nor a video that can be read here. ${USE_INSTEAD}`);
}

/** The sentence for a file that only sounds. */
export function audio(what: string): string {
  return `This file has sound only${what}. ${USE_INSTEAD}`;
}

function beginsLike(text: string, start: string): boolean {
  return text.length >= start.length && [...start].every((char, i) => char === '.' || char === text[i]);
}

function sniffBrands(text: string): Sniffed {
  const brands = [text.slice(8, 12)];
  const size = text.charCodeAt(2) * 256 + text.charCodeAt(3);
  for (let at = 16; at + 4 <= Math.min(size, text.length); at += 4) brands.push(text.slice(at, at + 4));
  const [major = ''] = brands;
  if (brands.some((brand) => PICTURE_BRANDS[brand] === 'avif')) return picture('avif');
  if (PICTURE_BRANDS[major] !== undefined) return picture('heic');
  if (/^M4[AB] $/.test(major)) return other(audio(''));
  if (major === 'crx ') return other('This is a raw camera picture. Save it as PNG or JPEG and use that.');
  return film('mp4', major === 'qt  ' ? 'video/quicktime' : 'video/mp4');
}

function picture(format: PictureFormat): Sniffed {
  return { kind: 'picture', format, mimeType: `image/${format}` };
}

function film(container: 'mp4' | 'matroska', mimeType: string): Sniffed {
  return { kind: 'clip', container, mimeType };
}

function other(detail: string): Sniffed {
  return { kind: 'other', detail };
}
