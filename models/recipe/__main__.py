"""Command line of the recipe: python -m models.recipe <step> [--config small|base|tiny]; see README.md."""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import torch
from torch import Tensor

from .autoencoder import Autoencoder, fit_pca, psnr
from .cache import LatentCache
from .config import CONFIGS, TINY, Config
from .data import FIXTURE, load_sprites, unpack
from .distil import distil, student_sampler
from .evaluate import Evaluation, hand_written, held_out_clips, sheet
from .export import dequantise, export, quantise, write_safetensors
from .golden import golden, tiny_golden
from .latents import cache_latents, save_atomically
from .pictures import ClipSource, load_pictures, picture_clip
from .polish import PairMaker, cache_pairs, fit_window, polish
from .reader import train_reader, train_way_reader
from .sample import Sampler
from .train_autoencoder import held_out_psnr, train_autoencoder
from .train_transformer import train_transformer
from .transformer import Transformer
from .ways import gravity, motions, relations, ways
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
        self.bucket = config.buckets[0]
        folder.mkdir(parents=True, exist_ok=True)

    def renderer(self) -> Renderer:
        path = self.folder / "sprites.pt"
        return Renderer(torch.load(path, mmap=True), self.config.device)

    def clips(self, first_seed: int, count: int, plates: bool = False, scale: int = 1) -> Tensor:
        """[count, T, 3, H, W] in 0..1, at `scale` times the size. plates: without their things."""
        renderer, bucket = self.renderer(), self.bucket
        plans = [draw_clip(first_seed + i, self.config.scope, keep_held_out=True) for i in range(count)]
        rendered = renderer.render(plans, (scale * bucket.height, scale * bucket.width), bucket.frames, bucket.fps)
        return rendered.plates if plates else rendered.frames

    def sources(self, scale: int = 1) -> tuple[ClipSource, ClipSource]:
        """Clips of the world and of general pictures, at `scale` times the size; of the world alone where there are no
        pictures."""
        config, bucket, renderer = self.config, self.bucket, self.renderer()
        sides = (scale * bucket.height, scale * bucket.width)
        pictures = self.folder / "pictures.pt"
        general = torch.load(pictures, map_location=config.device) if pictures.exists() else None

        def world(seeds: Sequence[int]) -> Tensor:
            plans = [draw_clip(seed, config.scope, keep_held_out=True) for seed in seeds]
            return renderer.render(plans, sides, bucket.frames, bucket.fps).frames

        def picture(seeds: Sequence[int]) -> Tensor:
            if general is None:
                return world(seeds)
            return torch.stack([picture_clip(general, seed, bucket.frames, sides[0]) for seed in seeds])

        return world, picture

    def autoencoder(self, polished: bool = True) -> Autoencoder:
        model, path = Autoencoder(self.config), self.folder / "polished.pt"
        path = path if polished and path.exists() else self.folder / "autoencoder.pt"
        model.load_state_dict(torch.load(path, weights_only=False)["model"])
        return model.eval().to(self.config.device)

    def transformer(self, name: str = "transformer") -> Transformer:
        """The averaged weights as they are now."""
        saved = torch.load(self.folder / f"{name}.pt", weights_only=False, map_location="cpu")
        model = Transformer(saved["config"])
        model.load_state_dict(saved["average"])
        print(f"{name} after {saved['step']} steps, {saved['samples']} samples, {saved['seconds'] / 60:.0f} minutes")
        return model.eval().to(self.config.device)

    def has_student(self) -> bool:
        return (self.folder / "student.pt").exists()

    def metrics(self) -> dict[str, float]:
        path = self.folder / "metrics.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def add_metrics(self, found: dict[str, float]) -> None:
        rounded = {name: round(value, 3) for name, value in found.items()}
        (self.folder / "metrics.json").write_text(json.dumps(self.metrics() | rounded, indent=1))
        print(json.dumps(rounded, indent=1))


def data(run: Run) -> None:
    """Sprites of the packages, or of the committed fixture where no packages are given."""
    config, packages = run.config, run.options.packages
    if packages is None:
        sprites = unpack(FIXTURE, config.scope.things)
    else:
        sprites = load_sprites(packages, config.sprite_size, config.scope.things)
        save_atomically(load_pictures(packages), run.folder / "pictures.pt")
    save_atomically(sprites, run.folder / "sprites.pt")


def autoencoder(run: Run) -> None:
    """Principal components first, then the convolutions; `--minutes 0` stops after the first. `--from-weights` takes the
    committed ones instead, which the committed transformer was trained on."""
    config, path = run.config, run.folder / "autoencoder.pt"
    model = Autoencoder(config)
    if not path.exists():
        torch.manual_seed(0)
        model = Autoencoder(config)
        if run.options.from_weights:
            model.load_state_dict(committed_weights(run, "autoencoder"), strict=False)  # convolutions may be new
        else:
            fit_pca(model, run.clips(FIT_SEED, config.pca_clips).cpu())
        save_atomically({"config": config, "model": model.state_dict(), "step": 0, "seconds": 0.0}, path)
    if not config.decoder_widths:
        return
    tests = {"world": run.clips(TEST_SEED, 8, scale=model.decoder.scale)}
    train_autoencoder(config, model, run.sources(), tests, path)


def pairs(run: Run) -> None:
    part, parts = map(int, run.options.part.split("/"))
    cache_pairs(pair_maker(run), run.folder / "pairs", part, parts)


def pair_maker(run: Run) -> PairMaker:
    model = run.autoencoder(polished=False)
    sampler = Sampler(run.config, run.transformer(), model, run.renderer())
    cache = LatentCache(run.folder / "latents", run.config.device, only=run.bucket)
    return PairMaker(sampler, cache, run.sources(model.decoder.scale)[1])


def polish_decoder(run: Run) -> None:
    """A linear encoder's decoder begins with the best linear path."""
    config, path = run.config, run.folder / "polished.pt"
    if not config.encoder_widths and not path.exists():
        fit_window(pair_maker(run), path)
    if config.decoder_widths:
        polish(config, run.autoencoder(), run.folder / "pairs", path)


def latents(run: Run) -> None:
    part, parts = map(int, run.options.part.split("/"))
    general = run.sources()[1]
    cache_latents(run.config, run.renderer(), general, run.autoencoder(), run.folder / "latents", part, parts)


def committed_weights(run: Run, name: str, folder: str = "weights") -> dict[str, Tensor]:
    """A network in the tree, as the page computes with it; in the folder "teacher" that of a student, which no page loads."""
    from safetensors.torch import load_file  # noqa: PLC0415 -- only this option needs it

    return dequantise(load_file(run.output / folder / f"{name}.safetensors"))


def transformer(run: Run) -> None:
    """`--from-weights` begins again from the committed weights, of the teacher where there is one, when the training state is
    gone."""
    taught = (run.output / "teacher").exists()
    start = committed_weights(run, "transformer", "teacher" if taught else "weights") if run.options.from_weights else None
    train_transformer(run.config, run.folder / "latents", run.folder / "transformer.pt", start)


def student(run: Run) -> None:
    """`--from-weights` begins from the committed student and not from the teacher."""
    config = run.config
    minutes = config.distil_minutes if run.options.minutes is None else run.options.minutes
    rates = {"muon_rate": config.muon_rate * config.distil_rate, "adam_rate": config.adam_rate * config.distil_rate}
    own = {"batch": config.distil_batch, "average_decay": config.distil_decay}
    short = replace(config, train_minutes=minutes, **rates, **own)
    start = committed_weights(run, "transformer") if run.options.from_weights else None
    distil(short, run.folder / "latents", run.folder / "student.pt", run.transformer(), start)


@torch.no_grad()
def evaluate(run: Run) -> None:
    """Sheets for the eye, and with `--count` the table of figures, of what is exported: the student where there is one, and then
    the same of its teacher (`...Teacher`) and of fewer steps (`...At1`, `...At2`) beside it."""
    options, config = run.options, run.config
    model, renderer = run.autoencoder(), run.renderer()
    teacher = sampler = Sampler(config, run.transformer(), model, renderer)
    guidance = options.guidance
    if run.has_student():
        network, guidance = run.transformer("student"), 1.0
        sampler = student_sampler(config, config.student_steps, network, teacher)
    for name, cast in (("sheet.png", True), ("sheet-no-cast.png", False)):
        sheet(sampler, run.folder / name, guidance, cast)
    for name, plates in {"psnr": False, "platePsnr": True}.items():
        clips = run.clips(TEST_SEED, 16, plates, model.decoder.scale)
        run.add_metrics({name: held_out_psnr(model, clips)})
    run.add_metrics(ways(sampler, guidance) | relations(sampler, renderer, guidance))
    if not options.count:
        return
    with torch.enable_grad():
        cache = LatentCache(run.folder / "latents", config.device)
        reader, way_reader = train_reader(config, cache), train_way_reader(config, cache)
    many = held_out_clips(config, 8 * options.count)  # ways are read without drawing a frame
    asked = many[: 3 * options.count]
    run.add_metrics(motions(sampler, renderer, way_reader, guidance, asked) | gravity(sampler, renderer, guidance, many))
    trial = Evaluation(config, sampler, renderer, reader, options.count)
    run.add_metrics(trial.text_to_video(guidance=guidance) | trial.tasks(guidance=guidance))
    without = trial.text_to_video(guidance=guidance, cast=False)
    run.add_metrics({name + "NoCast": without[name] for name in ("category", "thingTop5", "motion")})
    if not run.has_student():
        return
    fewer = [(f"At{steps}", student_sampler(config, steps, network, teacher), 1.0) for steps in (1, 2)]
    for name, other, strength in (("Teacher", teacher, options.guidance), *fewer):
        trial.sampler = other
        found = trial.text_to_video(guidance=strength) | motions(other, renderer, way_reader, strength, asked)
        found |= ways(other, strength) | relations(other, renderer, strength) | gravity(other, renderer, strength, many)
        run.add_metrics({key + name: value for key, value in found.items() if not key.endswith(("Ceiling", "Floor"))})


@torch.no_grad()
def export_weights(run: Run) -> None:
    """Exports only if 8-bit weights paint the same places as f32 weights, within 38 dB, and move figures to the same
    spots, within a pixel, in the middle one of twelve clips: where a prompt leaves much open, the least difference may tip a clip
    from one scene to another. (Whole frames would be no measure: a crisp figure half a pixel aside costs more than a blur.)"""
    config, model, bucket = run.config, run.autoencoder(), run.bucket
    network = run.transformer("student" if run.has_student() else "transformer")
    asked = hand_written()[:12]
    state, coder = network.state_dict(), model.state_dict()
    sampler = Sampler(config, network, model, run.renderer())
    if run.has_student():
        sampler = student_sampler(config, config.student_steps, network, sampler)
    cast = sampler.cast_of(asked, True)

    def sample() -> tuple[Tensor, Tensor]:
        made = sampler.latents(asked, 0, 1.0 if run.has_student() else config.guidance, cast)
        nobody = replace(cast, present=torch.zeros_like(cast.present))
        return sampler.decode(made, nobody), sampler.poses(made)[:, :, 0, :2]

    before, spots = sample()
    network.load_state_dict(packed := dequantise(quantise(state)))
    model.load_state_dict(dequantise(quantise(coder)))
    after, others = sample()
    same = median([psnr(one, other) for one, other in zip(before, after, strict=True)])
    aside = median((spots - others).abs().flatten(1).mean(1).tolist()) * bucket.height / 2
    found = {"psnrEightBit": same, "pixelsEightBit": aside}
    run.add_metrics(found)
    if config.name != "tiny" and (found["psnrEightBit"] < 38 or found["pixelsEightBit"] > 1):
        raise ValueError(f"8 bits change the frames too much ({found}): {len(packed)} tensors")
    sprites = torch.load(run.folder / "sprites.pt", mmap=True)
    weights, target = run.output / "weights", run.output / "manifest.json"
    export(config, state, coder, sprites, weights, target, run.metrics(), flow_map=run.has_student())
    if run.has_student():
        write_safetensors(quantise(run.transformer().state_dict()), run.output / "teacher" / "transformer.safetensors")


def write_golden(run: Run) -> None:
    if run.config.name == "tiny":
        tiny_golden(run.config, GOLDEN / "tiny")
        return
    bucket, factor = run.bucket, run.config.spatial_factor
    shape = (1 + (bucket.frames - 1) // run.config.group_frames, bucket.height // factor, bucket.width // factor)
    network = run.transformer("student" if run.has_student() else "transformer")
    golden(run.config, network, run.autoencoder(), GOLDEN / run.config.name / "golden.safetensors", shape)


def check(run: Run) -> None:
    """Every stage of the tiny config in a fresh folder, from the committed fixture to exported files."""
    run.options.count = run.options.count or 4
    with TemporaryDirectory() as folder:
        trial = Run(TINY, Path(folder), Path(folder) / "output", run.options)
        for step in (data, autoencoder, latents, transformer, transformer, pairs, polish_decoder, student, evaluate, export_weights):
            print(f"-- {step.__name__}", flush=True)
            step(trial)
        trial.options.from_weights = True
        (trial.folder / "transformer.pt").unlink()
        print("-- transformer from its weights", flush=True)
        transformer(trial)


def everything(run: Run) -> None:
    for step in (data, autoencoder, latents, transformer, pairs, polish_decoder, student, evaluate, export_weights, write_golden):
        print(f"-- {step.__name__}", flush=True)
        step(run)


STEPS: dict[str, Callable[[Run], None]] = {
    "data": data,
    "autoencoder": autoencoder,
    "latents": latents,
    "transformer": transformer,
    "pairs": pairs,
    "polish": polish_decoder,
    "distil": student,
    "evaluate": evaluate,
    "export": export_weights,
    "golden": write_golden,
    "all": everything,
    "check": check,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.recipe")
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--config", choices=sorted(CONFIGS), default="small")
    parser.add_argument("--threads", type=int, default=1, help="more only where nothing else computes beside it")
    parser.add_argument("--packages", type=Path, help="data: folder with the unpacked packages (README.md)")
    parser.add_argument("--part", default="0/1", help="latents: this process's share, such as 0/2")
    parser.add_argument("--minutes", type=float, help="autoencoder, transformer, polish, distil: instead of the config's")
    parser.add_argument("--from-weights", action="store_true", help="autoencoder, transformer, distil: begin from the committed weights")
    parser.add_argument("--guidance", type=float, default=2.0, help="evaluate")
    parser.add_argument("--count", type=int, default=0, help="evaluate: held-out prompts for the figures")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    config = CONFIGS[options.config]
    if options.minutes is not None:
        config = replace(config, train_minutes=options.minutes, autoencoder_minutes=options.minutes)
    STEPS[options.step](Run(config, WORK / config.name, KINORA, options))


if __name__ == "__main__":
    main()
