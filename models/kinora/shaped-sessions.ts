import type { GraphModel } from '../../src/contract/graph.ts';
import type { WeightFile } from '../../src/graph/weight-source.ts';
import type { GraphSession } from '../../src/runtime/session.ts';
import type { FamilyServices } from '../family.ts';

export interface SessionAsked {
  /** Which network, and what for; for messages too. */
  readonly kind: string;
  /** What the graph is written for; the same text is the same graph. */
  readonly shape: string;
  /** A .safetensors file of the manifest. */
  readonly file: string;
}

/** A family's sessions by kind and shape. One of a kind is kept: another shape replaces it. */
export class ShapedSessions {
  private readonly services: Pick<FamilyServices, 'weights' | 'createSession'>;
  private readonly kept = new Map<string, { readonly shape: string; readonly session: Promise<GraphSession> }>();

  constructor(services: Pick<FamilyServices, 'weights' | 'createSession'>) {
    this.services = services;
  }

  /** The session belongs to the collection: use it at once, and ask again for the next run. */
  open(asked: SessionAsked, write: (weights: WeightFile) => GraphModel): Promise<GraphSession> {
    const { kind, shape } = asked;
    const kept = this.kept.get(kind);
    if (kept?.shape === shape) return kept.session;
    const session = this.make(asked, write, kept?.session ?? null);
    this.kept.set(kind, { shape, session });
    session.catch(() => {
      if (this.kept.get(kind)?.session === session) this.kept.delete(kind);
    });
    return session;
  }

  async release(): Promise<void> {
    const sessions = [...this.kept.values()];
    this.kept.clear();
    for (const { session } of sessions) await (await session).release();
  }

  private async make(
    { kind, file }: SessionAsked,
    write: (weights: WeightFile) => GraphModel,
    replaced: Promise<GraphSession> | null,
  ): Promise<GraphSession> {
    await (await replaced)?.release();
    const { blob, table } = await this.services.weights(file);
    const model = write({ file, table });
    return this.services.createSession({ label: kind, model: model.bytes, files: [{ name: file, blob }] });
  }
}
