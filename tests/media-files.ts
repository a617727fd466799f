import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

const run = promisify(execFile);

/** Frame N of 60, 30 a second, is grey of 16 + 3 N: a frame says which one it is. */
const COUNTED = 'nullsrc=s=64x64:r=30:d=2,format=yuv420p,geq=lum=16+N*3:cb=128:cr=128';
const MOVING = 'testsrc2=s=320x180:r=30:d=2';
const BT709 = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'];
/** As films that are sold are: the sample entry is `encv`, and no key is in the file. */
export const ENCRYPTED = [
  '-encryption_scheme',
  'cenc-aes-ctr',
  '-encryption_key',
  '76a6c65c5ea762046bd749a2e632ccbb',
  '-encryption_kid',
  'a7e61c373e219033c21091fa607bf3b8',
] as const;

const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
const EXACT = [...X264, '-crf', '1', ...BT709];
/** Red above, green left below, blue right below. */
const QUARTERS =
  'color=red:s=160x96:r=10:d=1,drawbox=0:48:80:48:lime:fill,drawbox=80:48:80:48:blue:fill,format=yuv420p';

function lavfi(source: string): readonly string[] {
  return ['-f', 'lavfi', '-i', source];
}

/** Two tones, left 440 Hz and right 880 Hz. */
function tones(seconds: number, rate: number): readonly string[] {
  return lavfi(`aevalsrc=0.4*sin(440*2*PI*t)|0.4*sin(880*2*PI*t):s=${rate}:d=${seconds}`);
}

/** What ffmpeg is told for each file, its name excepted. */
const RECIPES: Readonly<Record<string, readonly string[]>> = {
  'counted.mp4': [...lavfi(COUNTED), ...EXACT, '-bf', '3', '-g', '30'],
  'counted.mov': [...lavfi(COUNTED), ...EXACT],
  'counted.webm': [...lavfi(COUNTED), '-c:v', 'libvpx-vp9', '-crf', '8', '-b:v', '0', '-cpu-used', '8', ...BT709],
  'counted.mkv': [...lavfi(COUNTED), '-c:v', 'libvpx', '-b:v', '4M', '-g', '20'],
  'counted-av1.mp4': [...lavfi(COUNTED), '-c:v', 'libsvtav1', '-preset', '10', '-crf', '10', ...BT709],
  // Of unknown length, as browsers record it.
  'live.webm': [...lavfi(COUNTED), '-c:v', 'libvpx', '-b:v', '4M', '-live', '1'],
  'fragmented.mp4': [...lavfi(COUNTED), ...EXACT, '-g', '15', '-movflags', 'frag_keyframe+empty_moov'],
  'late.mp4': [...lavfi(COUNTED), ...EXACT, '-bf', '2', '-output_ts_offset', '5'],
  'moving.mp4': [...lavfi(MOVING), ...tones(2, 44_100), ...X264, '-bf', '3', ...BT709, '-c:a', 'aac', '-b:a', '128k'],
  // Ten seconds and a minute of the same, for what must not grow with length.
  'ten-seconds.mp4': [...lavfi('testsrc2=s=320x180:r=8:d=10'), ...X264, '-g', '40', ...BT709],
  'one-minute.mp4': [...lavfi('testsrc2=s=320x180:r=8:d=60'), ...tones(60, 44_100), ...X264, '-g', '40', ...BT709],
  // Silent for a second, then a tone.
  'beep.mp4': [
    ...lavfi(MOVING),
    ...lavfi('aevalsrc=0.4*sin(1000*2*PI*t)*gte(t\\,1):s=44100:d=2'),
    ...X264,
    '-c:a',
    'aac',
    '-b:a',
    '128k',
  ],
  'opus.webm': [...lavfi(MOVING), ...tones(2, 48_000), '-c:v', 'libvpx', '-b:v', '1M', '-c:a', 'libopus'],
  'upright.mp4': [...lavfi(QUARTERS), ...X264, '-crf', '5', ...BT709],
  'odd.webm': [
    ...lavfi('testsrc2=s=128x92:r=10:d=1,format=yuv420p,crop=127:91:0:0:exact=1'),
    '-pix_fmt',
    'yuv420p',
    '-c:v',
    'libvpx-vp9',
    '-cpu-used',
    '8',
  ],
  // Frames 0 to 9 at 30 fps, then 2 seconds of frame 10, then on.
  'variable.mp4': [
    ...lavfi(`${COUNTED},setpts='if(gt(N,10),PTS+2/TB,PTS)'`),
    ...EXACT,
    '-fps_mode',
    'vfr',
    '-video_track_timescale',
    '30000',
  ],
  'see-through.webm': [
    ...lavfi(
      'color=red@0.0:s=64x64:r=10:d=1,format=yuva420p,geq=lum=lum(X\\,Y):cb=cb(X\\,Y):cr=cr(X\\,Y):a=255*lt(X\\,32)',
    ),
    '-c:v',
    'libvpx-vp9',
    '-pix_fmt',
    'yuva420p',
    '-auto-alt-ref',
    '0',
  ],
  // Red, green and blue bars in the colours of older video, and in full range.
  'bars-601.mp4': [
    ...lavfi('color=red:s=192x96:r=10:d=0.5,drawbox=64:0:64:96:lime:fill,drawbox=128:0:64:96:blue:fill'),
    ...['-vf', 'scale=out_color_matrix=bt601:out_range=tv,format=yuv420p', ...X264, '-crf', '4'],
    ...['-color_primaries', 'smpte170m', '-color_trc', 'smpte170m', '-colorspace', 'smpte170m', '-color_range', 'tv'],
  ],
  'bars-full.mp4': [
    ...lavfi('color=red:s=192x96:r=10:d=0.5,drawbox=64:0:64:96:lime:fill,drawbox=128:0:64:96:blue:fill'),
    ...['-vf', 'scale=out_color_matrix=bt709:out_range=pc,format=yuvj420p', '-c:v', 'libx264', '-crf', '4'],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'pc'],
  ],
  'bars-444.webm': [
    ...lavfi('color=red:s=192x96:r=10:d=0.5,drawbox=64:0:64:96:lime:fill,drawbox=128:0:64:96:blue:fill'),
    ...[
      '-vf',
      'scale=out_color_matrix=bt709:out_range=tv,format=yuv444p',
      '-c:v',
      'libvpx-vp9',
      '-crf',
      '4',
      '-b:v',
      '0',
    ],
    ...BT709,
  ],
  'hdr.webm': [
    ...lavfi('testsrc2=s=160x96:r=10:d=0.5,format=yuv420p10le'),
    '-c:v',
    'libvpx-vp9',
    '-profile:v',
    '2',
    '-cpu-used',
    '8',
    '-color_primaries',
    'bt2020',
    '-color_trc',
    'smpte2084',
    '-colorspace',
    'bt2020nc',
  ],
  'mpeg4.mp4': [...lavfi(MOVING), '-c:v', 'mpeg4'],
  'hevc.mp4': [
    ...lavfi('testsrc2=s=64x64:r=10:d=0.5'),
    '-c:v',
    'libx265',
    '-x265-params',
    'log-level=error',
    '-tag:v',
    'hvc1',
  ],
  'one-frame.mp4': [...lavfi(MOVING), ...X264, '-frames:v', '1'],
  'no-frames.mp4': [...lavfi(MOVING), ...X264, '-frames:v', '0'],
  'eight-k.mp4': [
    ...lavfi('color=gray:s=7680x4320:r=1:d=1'),
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
  ],
  'one-hour.mp4': [...lavfi('color=gray:s=32x32:r=1/10:d=3600'), ...X264],
  'protected.mp4': [...lavfi('testsrc2=s=64x64:r=10:d=1'), ...X264, ...ENCRYPTED],
  'film.avi': [...lavfi('testsrc2=s=64x64:r=10:d=1'), '-c:v', 'mpeg4'],
  'sound.m4a': [...tones(1, 44_100), '-c:a', 'aac'],
  'sound-only.mp4': [...tones(1, 44_100), '-c:a', 'aac'],
  'sound.mp3': [...tones(1, 44_100), '-c:a', 'libmp3lame'],
  'sound.wav': [...tones(1, 44_100)],
  'picture.png': [...lavfi('testsrc2=s=100x60'), '-frames:v', '1'],
  'picture.jpg': [...lavfi('testsrc2=s=100x60'), '-frames:v', '1', '-pix_fmt', 'yuvj444p', '-q:v', '1'],
  'picture.webp': [...lavfi('testsrc2=s=100x60'), '-frames:v', '1', '-pix_fmt', 'bgra', '-lossless', '1'],
  'picture.avif': [
    ...lavfi('testsrc2=s=100x60'),
    '-frames:v',
    '1',
    '-c:v',
    'libaom-av1',
    '-still-picture',
    '1',
    '-cpu-used',
    '8',
  ],
  'picture.gif': [...lavfi(`${COUNTED},trim=end_frame=3`)],
  'moving.webp': [...lavfi(`${COUNTED},trim=end_frame=3`), '-c:v', 'libwebp_anim', '-lossless', '1', '-loop', '0'],
};

/**
 * Serves `/media-files/<name>` to tests in the browser, made by ffmpeg when it is first asked for, and `/probe`: a POST of
 * a file answers what ffprobe says of it (JSON), once ffmpeg has decoded all of it without an error.
 */
export function mediaFiles(): Plugin {
  let folder: string | null = null;
  const made = new Map<string, Promise<string>>();
  const place = (): string => {
    folder ??= mkdtempSync(join(tmpdir(), 'kinora-media-'));
    return folder;
  };
  const fileOf = (name: string): Promise<string> => {
    const file = made.get(name) ?? make(name, place());
    made.set(name, file);
    return file;
  };
  return {
    name: 'kinora-media-files',
    configureServer(server) {
      server.middlewares.use('/media-files/', (request, response) => {
        fileOf((request.url ?? '').replace(/^\//, '').replace(/\?.*$/, ''))
          .then(readFile)
          .then((bytes) => response.setHeader('Content-Type', 'application/octet-stream').end(bytes))
          .catch((error: unknown) => response.writeHead(500).end(String(error)));
      });
      server.middlewares.use('/probe', (request, response) => {
        probe(request, place())
          .then((text) => response.setHeader('Content-Type', 'application/json').end(text))
          .catch((error: unknown) => response.writeHead(500).end(String(error)));
      });
      server.httpServer?.on('close', () => folder !== null && rmSync(folder, { recursive: true, force: true }));
      process.once('exit', () => folder !== null && rmSync(folder, { recursive: true, force: true }));
    },
  };
}

async function make(name: string, folder: string): Promise<string> {
  const recipe = RECIPES[name];
  if (recipe === undefined) throw new Error(`no recipe for ${name}`);
  const [draft, file] = [join(folder, `draft-${name}`), join(folder, name)];
  const colour = name.endsWith('.gif') ? [] : ['-sws_flags', 'accurate_rnd+full_chroma_int'];
  await run('ffmpeg', ['-v', 'error', '-y', ...recipe, ...colour, draft]);
  await rename(draft, file);
  return file;
}

let probed = 0;

async function probe(request: IncomingMessage, folder: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const file = join(folder, `probed-${++probed}`);
  await writeFile(file, Buffer.concat(pieces));
  try {
    await run('ffmpeg', ['-v', 'error', '-xerror', '-i', file, '-f', 'null', '-']);
    const { stdout } = await run('ffprobe', [
      '-v',
      'error',
      '-of',
      'json',
      '-count_frames',
      '-show_streams',
      '-show_format',
      file,
    ]);
    return stdout;
  } finally {
    rmSync(file, { force: true });
  }
}
