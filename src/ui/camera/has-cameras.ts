/** Whether pages are given cameras at all here: not in every browser, and on secure pages alone. */
export function hasCameras(): boolean {
  // Types promise what insecure pages do not have.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  return typeof devices?.getUserMedia === 'function';
}
