/** Why there is no picture: the person or the page's host said no, there is no camera, or it does not answer. */
export type CameraFault = 'refused' | 'none' | 'busy';

/** What a camera gives, or why it gives nothing. */
export type CameraAnswer =
  | { readonly kind: 'live'; readonly stream: MediaStream; readonly cameras: readonly string[] }
  | { readonly kind: 'fault'; readonly fault: CameraFault };

/** Enough for any clip and any cut-out. Pixels; cameras that have less give less. */
const WANTED = { width: { ideal: 1280 }, height: { ideal: 960 } } as const;

/**
 * Opens a camera, without sound: the one of this id, or the one that the browser takes first. The receiver stops the tracks.
 * `cameras` are the ids of all; they are told once one was allowed.
 */
export async function openCamera(deviceId: string | null): Promise<CameraAnswer> {
  const which = deviceId === null ? {} : { deviceId: { exact: deviceId } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { ...WANTED, ...which }, audio: false });
    return { kind: 'live', stream, cameras: await cameraIds() };
  } catch (thrown) {
    return { kind: 'fault', fault: faultOf(thrown) };
  }
}

/** The light beside the lens goes out. */
export function stopCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** One picture of what a camera shows now, as it sees it: JPEG. Null where nothing is shown yet. */
export async function takePicture(view: HTMLVideoElement): Promise<File | null> {
  const { videoWidth: width, videoHeight: height } = view;
  if (width === 0 || height === 0) return null;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(view, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
  const time = new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
  return new File([blob], `camera-${time}.jpg`, { type: blob.type });
}

async function cameraIds(): Promise<readonly string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId);
}

function faultOf(thrown: unknown): CameraFault {
  const name = thrown instanceof DOMException || thrown instanceof Error ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy';
}
