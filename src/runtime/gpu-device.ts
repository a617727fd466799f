import { AppError } from '../contract/result.ts';

export interface Gpu {
  readonly device: GPUDevice;
  /** The adapter as the browser names it. */
  readonly name: string;
  /** Rejects with `device-lost` when the device goes, also when it is destroyed. */
  readonly lost: Promise<never>;
}

/**
 * A device of our own, so that its loss is noticed and its memory can be given back.
 * `subgroups` is not asked for: ONNX Runtime's subgroup path was silently wrong on one adapter, and costs little to go without.
 * @param options.software also takes an adapter that computes on the processor, about 100 times slower than a GPU
 */
export async function requestGpu(options: {
  readonly f16: boolean;
  readonly software: boolean;
}): Promise<Gpu | { readonly reason: string }> {
  if (!('gpu' in navigator)) return { reason: 'This browser has no WebGPU.' };
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (adapter === null) return { reason: 'WebGPU found no adapter.' };
  const { vendor, architecture, description } = adapter.info;
  const name = [vendor, architecture, description].filter((part) => part !== '').join(' ') || 'unnamed adapter';
  const onProcessor = adapter.info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(name);
  if (onProcessor && !options.software) {
    return { reason: `The adapter (${name}) computes on the processor, where WebAssembly is faster.` };
  }
  if (options.f16 && !adapter.features.has('shader-f16'))
    return { reason: `The adapter (${name}) has no 16-bit floats.` };
  const device = await requestDevice(adapter, options.f16).catch((cause: unknown) => String(cause));
  if (typeof device === 'string') return { reason: `The adapter (${name}) gave no device: ${device}` };
  return { device, name, lost: lossOf(device, name) };
}

function requestDevice(adapter: GPUAdapter, f16: boolean): Promise<GPUDevice> {
  const { limits } = adapter;
  return adapter.requestDevice({
    requiredFeatures: f16 ? ['shader-f16'] : [],
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeWorkgroupSizeY: limits.maxComputeWorkgroupSizeY,
      maxComputeWorkgroupSizeZ: limits.maxComputeWorkgroupSizeZ,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    },
  });
}

function lossOf(device: GPUDevice, name: string): Promise<never> {
  const lost = device.lost.then((info) => {
    throw new AppError('device-lost', 'denoise', `The GPU (${name}) was lost: ${info.message || info.reason}.`, {
      retryable: true,
    });
  });
  // Nobody may be waiting when it happens; whoever asks later still gets the rejection.
  lost.catch(() => undefined);
  return lost;
}
