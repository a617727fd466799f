"""Command line of the recipe: python -m models.recipe <step> [--config small] [--threads 2]; see README.md."""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor

from .autoencoder import Autoencoder, fit_pca, psnr
from .config import CONFIGS, TINY, Config
from .data import load_sprites
from .evaluate import figures, sheet
from .export import dequantise, export, quantise
from .golden import golden, tiny_golden
from .latents import cache_latents, save_atomically
from .sample import Sampler
from .train_decoder import train_decoder
from .train_transformer import LatentCache, train_transformer
from .transformer import Transformer
from .world.clip import draw_clip
from .world.render import Renderer

WORK = Path(".work/recipe")
KINORA = Path("models/kinora")
GOLDEN = Path("tests/golden")
FIT_SEED, TEST_SEED = 20_000_000, 30_000_000  # clips for the PCA and for figures; never cached


class Run:
    """One configured size, where its state lies and where its weights go."""

    def __init__(self, config: Config, folder: Path, output: Path, options: argparse.Namespace) -> None:
        self.config, self.folder, self.output, self.options = config, folder, output, options
        folder.mkdir(parents=True, exist_ok=True)

    def renderer(self) -> Renderer:
        return Renderer(torch.load(self.folder / "sprites.pt"), self.config.size, self.config.frames, self.config.fps)

    def clips(self, first_seed: int, count: int) -> Tensor:
        """[count, T, 3, S, S] in 0..1."""
        renderer = self.renderer()
        return torch.stack([renderer.render(draw_clip(first_seed + i, self.config.things)) for i in range(count)])

    def autoencoder(self) -> Autoencoder:
        model = Autoencoder(self.config)
        model.load_state_dict(torch.load(self.folder / "autoencoder.pt", weights_only=False)["model"])
        return model.eval()

    def transformer(self) -> Transformer:
        """The averaged weights as they are now."""
        saved = torch.load(self.folder / "transformer.pt", weights_only=False)
        model = Transformer(saved["config"])
        model.load_state_dict(saved["average"])
        print(f"transformer after {saved['step']} steps, {saved['seconds'] / 60:.0f} minutes")
        return model.eval()

    def stills(self) -> Tensor:
        """[things, poses, C, 4, 4]."""
        return torch.load(self.folder / "latents" / "stills.pt")

    def metrics(self) -> dict[str, float]:
        path = self.folder / "metrics.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def add_metrics(self, found: dict[str, float]) -> None:
        (self.folder / "metrics.json").write_text(json.dumps(self.metrics() | found))
        print(found)


def data(run: Run) -> None:
    config = run.config
    save_atomically(load_sprites(run.options.sprites, config.sprite_size, config.things), run.folder / "sprites.pt")


@torch.no_grad()
def autoencoder(run: Run) -> None:
    model = Autoencoder(run.config)
    fit_pca(model, run.clips(FIT_SEED, run.config.pca_clips))
    save_atomically({"config": run.config, "model": model.state_dict()}, run.folder / "autoencoder.pt")


def decoder(run: Run) -> None:
    train_decoder(run.config, run.renderer(), run.folder / "autoencoder.pt")


def latents(run: Run) -> None:
    part, parts = map(int, run.options.part.split("/"))
    cache_latents(run.config, run.renderer(), run.autoencoder(), run.folder / "latents", part, parts)


def transformer(run: Run) -> None:
    empty = run.autoencoder().encoder.bias.detach()
    train_transformer(run.config, LatentCache(run.folder / "latents"), empty, run.folder / "transformer.pt")


@torch.no_grad()
def evaluate(run: Run) -> None:
    options, config = run.options, run.config
    model = run.autoencoder()
    sampler = Sampler(config, run.transformer(), model, run.stills())
    name = f"sheet-{options.guidance:g}{'' if options.cast else '-no-cast'}{'-coarse' if options.coarse else ''}.png"
    sheet(sampler, run.folder / name, options.guidance, options.cast, options.coarse)
    if options.count:
        run.add_metrics(figures(config, sampler, run.renderer(), options.count, options.guidance))
        test = run.clips(TEST_SEED, 24)
        latent = model.encode(test)
        run.add_metrics(
            {
                "psnrPca": round(psnr(model.decode(latent, coarse=True), test), 2),
                "psnrDecoder": round(psnr(model.decode(latent), test), 2),
            }
        )


@torch.no_grad()
def export_weights(run: Run) -> None:
    """Exports only if 8-bit weights make the same frames as f32 weights, within 38 dB."""
    config, model, network = run.config, run.autoencoder(), run.transformer()
    prompts = ["a rocket rises on the moon", "a red car moves left on a road"]
    before = Sampler(config, network, model, run.stills()).clips(prompts, 0, config.guidance)
    state, coder = network.state_dict(), model.state_dict()
    network.load_state_dict(dequantise(quantise(state)))
    model.load_state_dict(dequantise(quantise(coder)))
    after = Sampler(config, network, model, run.stills()).clips(prompts, 0, config.guidance)
    run.add_metrics({"psnrEightBit": round(psnr(before, after), 2)})
    export(
        config,
        run.transformer().state_dict(),
        run.autoencoder().state_dict(),
        run.stills()[:, 0],
        run.output / "weights",
        run.output / "manifest.json",
        run.metrics(),
    )


def write_golden(run: Run) -> None:
    if run.config.name == "tiny":
        tiny_golden(run.config, GOLDEN / "tiny")
    else:
        path = GOLDEN / run.config.name / "golden.safetensors"
        shape = (run.config.groups, run.config.grid, run.config.grid)
        golden(run.config, run.transformer(), run.autoencoder(), path, shape)


def check(run: Run) -> None:
    """Every stage of the tiny config in a fresh folder, from four sprites to exported files; about a minute."""
    with TemporaryDirectory() as folder:
        trial = Run(TINY, Path(folder), Path(folder) / "output", run.options)
        for step in (data, autoencoder, decoder, latents, transformer, transformer, evaluate, export_weights):
            print(f"-- {step.__name__}", flush=True)
            step(trial)


STEPS: dict[str, Callable[[Run], None]] = {
    "data": data,
    "autoencoder": autoencoder,
    "decoder": decoder,
    "latents": latents,
    "transformer": transformer,
    "evaluate": evaluate,
    "export": export_weights,
    "golden": write_golden,
    "check": check,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.recipe")
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--config", choices=sorted(CONFIGS), default="small")
    parser.add_argument("--threads", type=int, default=2, help="one, as soon as anything else computes beside it")
    parser.add_argument("--sprites", type=Path, help="data and check: folder with the unpacked sprite packages")
    parser.add_argument("--part", default="0/1", help="latents: this process's share, such as 0/2")
    parser.add_argument("--minutes", type=float, help="transformer: training time instead of the config's")
    parser.add_argument("--guidance", type=float, default=3.0, help="evaluate")
    parser.add_argument("--count", type=int, default=0, help="evaluate: held-out prompts for the figures")
    parser.add_argument("--no-cast", dest="cast", action="store_false", help="evaluate: without reference stills")
    parser.add_argument("--coarse", action="store_true", help="evaluate: decode by the PCA alone")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    config = CONFIGS[options.config]
    if options.minutes is not None:
        config = replace(config, train_minutes=options.minutes)
    STEPS[options.step](Run(config, WORK / config.name, KINORA, options))


if __name__ == "__main__":
    main()
