"""Step 2b, `decoder`: trains the convolutions of the decoder on top of the frozen PCA path.

L1 plus L1 on gradients; the latents get a little noise, so that small errors of the transformer do not show.
The transformer only needs the PCA latents, so this may run beside it or after it.
"""

import time
from pathlib import Path

import torch
from torch import Tensor

from .autoencoder import Autoencoder, group_frames
from .config import Config
from .latents import save_atomically
from .muon import Muon
from .world.clip import draw_clip
from .world.render import Renderer

SEED = 40_000_000  # first clip of this training; never cached
GROUPS_PER_CLIP = 2


def picture_loss(made: Tensor, real: Tensor) -> Tensor:
    """L1 on pixels and on differences of neighbours, which is where block edges show; [N, 12, H, W]."""
    error = made - real
    edges = error.diff(dim=-1).abs().mean() + error.diff(dim=-2).abs().mean()
    return error.abs().mean() + 0.5 * edges


@torch.no_grad()
def draw_groups(config: Config, renderer: Renderer, model: Autoencoder, step: int) -> tuple[Tensor, Tensor, Tensor]:
    """Fresh clips of this step -> latents, previous latents [N, C, h, w] (noisy) and their groups [N, 12, H, W]."""
    generator = torch.Generator().manual_seed(step)
    now, before, groups = [], [], []
    for number in range(config.decoder_batch):
        clip = renderer.render(
            draw_clip(SEED + step * config.decoder_batch + number, config.things, keep_held_out=True)
        )[None]
        latents, real = model.encode(clip)[0].transpose(0, 1), group_frames(clip)[0]  # [G, C, h, w], [G, 12, H, W]
        amount = config.decoder_noise * torch.rand(1, generator=generator)
        latents = latents + amount * torch.randn(latents.shape, generator=generator)
        for index in torch.randperm(len(real), generator=generator)[:GROUPS_PER_CLIP].tolist():
            now.append(latents[index])
            before.append(latents[max(0, index - 1)])
            groups.append(real[index])
    return torch.stack(now), torch.stack(before), torch.stack(groups)


def train_decoder(config: Config, renderer: Renderer, path: Path) -> None:
    """Goes on from the checkpoint until the config's minutes are used up."""
    saved = torch.load(path, weights_only=False)
    model = Autoencoder(config)
    model.load_state_dict(saved["model"])
    model.encoder.requires_grad_(False)
    model.decoder.linear.requires_grad_(False)  # 3,072 outputs under these rates throw training off
    trained = {name: p for name, p in model.decoder.named_parameters() if p.requires_grad}
    convolutions = [p for name, p in trained.items() if p.ndim == 4 and not name.startswith("out.")]
    chosen = {id(p) for p in convolutions}
    optimisers = [
        Muon(convolutions, 0.03),
        torch.optim.AdamW(
            [p for p in trained.values() if id(p) not in chosen], 1e-3, betas=(0.9, 0.95), weight_decay=1e-3
        ),
    ]
    rates = [optimiser.param_groups[0]["lr"] for optimiser in optimisers]
    step, seconds, trend, saved_at = saved.get("step", 0), saved.get("seconds", 0.0), 0.0, time.time()
    while seconds < config.decoder_minutes * 60:
        start = time.time()
        left = 1 - seconds / (config.decoder_minutes * 60)
        for optimiser, rate in zip(optimisers, rates, strict=True):
            optimiser.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / 50) * max(0.03, min(1.0, 1.5 * left))
        latents, previous, real = draw_groups(config, renderer, model, step)
        loss = picture_loss(model.decoder(latents, previous), real)
        model.zero_grad()
        loss.backward()
        for optimiser in optimisers:
            optimiser.step()
        step, seconds = step + 1, seconds + time.time() - start
        trend = loss.item() if trend == 0 else 0.98 * trend + 0.02 * loss.item()
        if step % 50 == 0:
            print(f"step {step}, {seconds / 60:.1f} min, loss {trend:.4f}", flush=True)
        if time.time() - saved_at > config.checkpoint_seconds or seconds >= config.decoder_minutes * 60:
            save_atomically({"config": config, "model": model.state_dict(), "step": step, "seconds": seconds}, path)
            saved_at = time.time()
