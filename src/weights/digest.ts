import { AppError } from '../contract/result.ts';

/**
 * Lower-case hexadecimal SHA-256 by Web Crypto, which browsers offer to secure pages only (https or localhost).
 * Elsewhere it throws `internal` and says so: weights are never used unchecked.
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await requireDigest().digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Web Crypto, or the error that `sha256Hex` would throw: to find out before a download rather than after it. */
export function requireDigest(): SubtleCrypto {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) {
    throw new AppError(
      'internal',
      'weights',
      'This page was not opened over https or from localhost, so the browser offers no SHA-256 to check the weights with.',
    );
  }
  return subtle;
}
