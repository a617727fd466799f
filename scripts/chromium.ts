/** Where Debian puts Chromium; `KINORA_CHROMIUM` names another one. */
export const CHROMIUM = process.env['KINORA_CHROMIUM'] ?? '/usr/bin/chromium';

/** A browser that asks nothing of the network by itself. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** WebGPU on the processor, about 100 times slower than a GPU: for correctness only. */
export const SOFTWARE_WEBGPU_FLAGS: readonly string[] = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
];
