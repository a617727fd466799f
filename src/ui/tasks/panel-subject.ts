import type { Framing } from '../../app/fit.ts';
import type { Reach } from '../../app/reach.ts';
import type { Size } from '../../contract/capabilities.ts';

/** What a panel works on. */
export interface PanelSubject {
  readonly id: string;
  readonly title: string;
  /** The file of the clip or picture. */
  readonly file: Blob;
  readonly moving: boolean;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Frames at the plan's rate; 1 for a picture. */
  readonly frameCount: number;
  /** Length; 0 for a picture. */
  readonly seconds: number;
  /** How far it can be extended. */
  readonly reach: Reach;
  /** Pixels of its file. */
  readonly own: { readonly width: number; readonly height: number };
  /** Pixels of the clip that is to be made. */
  readonly frame: Size;
  /** How it fills that frame at first. */
  readonly framing: Framing;
  /** Whether parts of a picture are see-through. */
  readonly hasAlpha: boolean;
}
