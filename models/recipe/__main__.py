"""Command line of the recipe: python -m models.recipe <step> --config small [--sprites FOLDER] [--threads N]."""

import argparse
from pathlib import Path

import torch

from .autoencoder import Autoencoder, fit_pca, psnr
from .config import CONFIGS, Config
from .data import load_sprites
from .golden import tiny_golden
from .latents import cache_latents, save_atomically
from .world.clip import draw_clip
from .world.render import Renderer

WORK = Path(".work/recipe")
STEPS = ("data", "autoencoder", "latents", "golden")
FIT_SEED, TEST_SEED = 20_000_000, 30_000_000  # clips for the PCA and for figures; never cached


def renderer_of(config: Config, folder: Path) -> Renderer:
    return Renderer(torch.load(folder / "sprites.pt"), config.size, config.frames, config.fps)


def clips_from(config: Config, renderer: Renderer, first_seed: int, count: int) -> torch.Tensor:
    """[count, T, 3, S, S] in 0..1."""
    return torch.stack([renderer.render(draw_clip(first_seed + i, config.things)) for i in range(count)])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.recipe")
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--config", choices=sorted(CONFIGS), default="small")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sprites", type=Path, help="folder with the unpacked sprite packages (for data)")
    parser.add_argument("--part", default="0/1", help="latents: this process's share, such as 0/2")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    config = CONFIGS[options.config]
    folder = WORK / config.name
    folder.mkdir(parents=True, exist_ok=True)
    if options.step == "data":
        save_atomically(load_sprites(options.sprites, config.sprite_size, config.things), folder / "sprites.pt")
    elif options.step == "autoencoder":
        renderer, model = renderer_of(config, folder), Autoencoder(config)
        with torch.no_grad():
            fit_pca(model, clips_from(config, renderer, FIT_SEED, config.pca_clips))
            test = clips_from(config, renderer, TEST_SEED, 24)
            print(f"PCA alone: {psnr(model.decode(model.encode(test), coarse=True), test):.2f} dB")
        save_atomically({"config": config, "model": model.state_dict()}, folder / "autoencoder.pt")
    elif options.step == "latents":
        model = Autoencoder(config)
        model.load_state_dict(torch.load(folder / "autoencoder.pt", weights_only=False)["model"])
        part, parts = map(int, options.part.split("/"))
        cache_latents(config, renderer_of(config, folder), model, folder / "latents", part, parts)
    elif options.step == "golden":
        tiny_golden(config, Path("tests/golden/tiny"))


if __name__ == "__main__":
    main()
