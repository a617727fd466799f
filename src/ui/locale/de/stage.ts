import { str } from '@lit/localize';
import type { CONCERN_WORDS } from '../../wording/concerns.ts';
import type { CAPTION_WORDS, COMPOSER_WORDS, FOOTER_WORDS, READING_WORDS } from '../../wording/desk.ts';
import type { EXAMPLE_WORDS } from '../../wording/examples.ts';
import type { FIT_WORDS } from '../../wording/fit.ts';
import type { GIVEN_WORDS } from '../../wording/given.ts';
import type { MISSING_WORDS } from '../../wording/missing.ts';
import type { NAV_WORDS } from '../../wording/nav.ts';
import type { NOTIFY_WORDS } from '../../wording/notify.ts';
import type { PLAYER_WORDS } from '../../wording/player.ts';
import type { PRESET_WORDS } from '../../wording/presets.ts';
import type { PROGRESS_WORDS } from '../../wording/progress.ts';
import type { SETTING_WORDS } from '../../wording/settings.ts';
import type { DETAIL_WORDS, STAGE_WORDS, STRIP_WORDS } from '../../wording/stage.ts';
import type { STREAM_WORDS } from '../../wording/stream.ts';
import type { UNFINISHED_WORDS } from '../../wording/unfinished.ts';
import type { UNIT_WORDS } from '../../wording/units.ts';
import type { PAGE_WORDS } from '../../wording/words.ts';
import type { Translated } from '../../wording/words-of.ts';

export const nav: Translated<typeof NAV_WORDS> = {
  label: 'Ansichten',
  make: 'Studio',
  library: 'Clips',
  storyboard: 'Storyboard',
  models: 'Modelle',
  privacy: 'Privat',
  keys: 'Tasten (?)',
};

export const composer: Translated<typeof COMPOSER_WORDS> = {
  desk: 'Eingabe',
  describe: 'Beschreibe einen Clip',
  placeholder: 'Beschreibe einen Clip …',
  makes: 'legt los',
  newLine: 'neue Zeile',
  make: 'Los',
  queue: 'Anstellen',
  file: 'Bild oder Clip',
  fileTitle: 'Bild oder Clip: irgendwo ablegen oder einfügen',
  camera: 'Bild aufnehmen',
  storyboard: 'Storyboard',
  storyboardTitle: 'Storyboard: mehrere Sätze, Bilder und Clips auf einer Zeitleiste',
  cast: 'Ensemble',
};

export const reading: Translated<typeof READING_WORDS> = {
  try: 'Versuch einen davon',
  suggestions: {
    rocket: 'eine Rakete steigt auf dem Mond auf',
    penguin: 'ein Pinguin springt im Schnee',
    balloon: 'ein roter Luftballon steigt über den Wolken auf',
    sailboat: 'ein Segelboot fährt bei Sonnenuntergang auf dem Meer nach links',
  },
  surprises: {
    car: 'ein rotes Auto fährt auf der Straße nach links',
    jellyfish: 'eine Qualle schwebt im Meer',
    robot: 'ein Roboter springt auf der Bühne',
    octopus: 'ein Oktopus dreht sich in einem Korallenriff',
    cactus: 'ein Kaktus wächst bei Sonnenuntergang in der Wüste',
    owl: 'eine Eule schwebt nachts im Wald',
    apple: 'ein Apfel fällt vom Himmel',
    duck: 'eine Ente hüpft am Strand',
  },
  understood: 'Verstanden',
  aloud: (words) => str`Verstanden: ${words}.`,
  readAs: 'Gelesen als',
  edit: 'Englisch ändern',
  kinds: { things: 'Ding', motions: 'Bewegung', places: 'Ort', times: 'Zeit', cameras: 'Kamera' },
  wordOnly: 'nur Wort',
  takeOut: (said) => str`„${said}“ herausnehmen`,
  takeOutAloud: (said) => str`„${said}“ aus dem Satz nehmen`,
  actAgain: (name) => str`„${name}“ wieder mitspielen lassen`,
  doNotUse: (name) => str`Das Bild von „${name}“ nicht verwenden`,
  useFor: (word, said) => str`„${word}“ statt „${said}“ nehmen`,
  use: (what) => str`${what} nehmen`,
  noWords: 'Noch steht nichts da. Schreib, was zu sehen sein soll.',
};

export const concerns: Translated<typeof CONCERN_WORDS> = {
  cut: (read, total) => str`Das ist lang: Nur die ersten ${read} von ${total} Wörtern werden gelesen.`,
  language: 'Das Modell liest Englisch. Es versucht es, aber einfache deutsche oder englische Wörter gehen am besten.',
  nothingKnown:
    'Darin ist kein Ding und kein Ort, den das Modell gesehen hat. Es versucht es; ein Tier, ein Fahrzeug oder ein Spielzeug hilft.',
  unknown: (words) => str`Ich kenne ${words} nicht. Ich versuche es.`,
  unknownNear: (words) => str`Ich kenne ${words} nicht. Ähnlich:`,
  ownColours: (one) => str`Gibt es nur in den eigenen Farben: ${one}.`,
  unknownColour: (one, colour) => str`Gibt es hier nicht in ${colour}: ${one}.`,
  unknownColourNear: (one, colour) => str`Gibt es hier nicht in ${colour}: ${one}. Ähnlich:`,
  a: (thing) => str`„${thing}“`,
  an: (thing) => str`„${thing}“`,
  said: (word) => str`„${word}“`,
};

export const caption: Translated<typeof CAPTION_WORDS> = {
  idle: 'Hier entsteht dein Clip: auf diesem Gerät, durch diese Seite.',
  surprise: 'Überrasch mich',
  surpriseTitle: 'Schreib einen Satz für mich',
  notify: 'Sag mir, wenn er fertig ist',
  stop: 'Stopp',
  stopTitle: 'Stopp (Esc)',
  again: 'Noch mal',
  againTitle: 'Dasselbe mit neuem Startwert (A)',
  fullScreen: 'Vollbild',
  fullScreenTitle: 'Vollbild (F)',
  dismiss: 'Verwerfen',
  soundDropped: 'Sein Ton ging verloren.',
};

export const footer: Translated<typeof FOOTER_WORDS> = {
  private: 'Nichts, was du schreibst, verlässt dieses Gerät.',
  unchecked: 'Sätze und Bilder werden noch nicht geprüft: Was du machst, beurteilst du selbst.',
  problem: (title, help) => str`${title}. ${help}`,
};

export const settings: Translated<typeof SETTING_WORDS> = {
  settings: 'Einstellungen: ',
  length: 'Länge',
  frames: { one: (count) => str`${count} Bild`, other: (count) => str`${count} Bilder` },
  variations: 'Varianten',
  sideBySide: { one: () => str`ein Clip`, other: (count) => str`${count} Clips nebeneinander` },
  clips: { one: (count) => str`${count} Clip`, other: (count) => str`${count} Clips` },
  style: 'Stil',
  asWritten: 'wie geschrieben',
  styles: {
    plain: 'schlicht',
    'pixel art': 'Pixelbild',
    watercolour: 'Aquarell',
    'paper cut-out': 'Scherenschnitt',
    felt: 'Filz',
    pencil: 'Bleistift',
    night: 'Nacht',
  },
  size: 'Größe',
  sizeOf: (shape, pixels) => str`${shape}, ${pixels}`,
  aspects: { square: 'Quadrat', wide: 'Quer', tall: 'Hoch' },
  steps: 'Schritte',
  guidance: 'Worttreue',
  guidanceOf: (value) => str`Worttreue ${value}`,
  seed: 'Startwert',
  locked: 'jedes Mal derselbe',
  unlocked: 'jedes Mal ein neuer',
  roll: 'Startwert würfeln',
  keep: 'Startwert behalten',
  language: 'Sprache',
  stepCount: { one: (count) => str`${count} Schritt`, other: (count) => str`${count} Schritte` },
  newSeed: 'neuer Startwert',
  seedOf: (seed) => str`Startwert ${seed}`,
};

export const presets: Translated<typeof PRESET_WORDS> = {
  title: 'Deine Stile',
  titleCount: (count) => str`Deine Stile (${count})`,
  none: 'Ein Stil sind Wörter hinter jedem Satz, mit Schritten und Worttreue, wie sie jetzt sind.',
  name: 'Name',
  words: 'Wörter hinter dem Satz',
  wordsHint: 'etwa: at night, pencil drawing',
  save: 'Stil sichern',
  taken: 'Einen Stil dieses Namens gibt es schon. Nimm einen anderen.',
  rename: (name) => str`${name} umbenennen`,
  remove: (name) => str`${name} löschen`,
  removed: (name) => str`${name} ist gelöscht.`,
  undo: 'Rückgängig',
  keep: 'Behalten',
  steps: { one: (count) => str`${count} Schritt`, other: (count) => str`${count} Schritte` },
  guidance: (value) => str`Worttreue ${value}`,
};

export const stage: Translated<typeof STAGE_WORDS> = {
  stage: 'Bühne',
  soFar: 'Der Clip, soweit er ist',
  tryAgain: 'Noch einmal',
  exactly: 'Was genau',
  making: 'Der Clip entsteht',
};

export const missing: Translated<typeof MISSING_WORDS> = {
  count: { one: (count) => str`${count} Datei fehlt:`, other: (count) => str`${count} Dateien fehlen:` },
  uses: {
    'first-frame': 'das Bild, mit dem er beginnt',
    'last-frame': 'das Bild, mit dem er endet',
    picture: 'ein Bild darin',
    clip: 'ein Clip, aus dem er besteht',
    mask: 'der gemalte Bereich',
    sound: 'ein Clip, dessen Ton er hat',
  },
  cast: (name) => str`das Bild von „${name}“`,
  give: { one: () => str`Datei geben`, other: () => str`Dateien geben` },
  notIt: (name) => str`„${name}“ ist eine andere Datei.`,
};

export const strip: Translated<typeof STRIP_WORDS> = {
  list: 'Clips dieses Besuchs',
  later: 'Später',
  laterClip: (prompt) => str`Später: ${prompt}`,
  earlier: 'Früher',
  earlierClip: (prompt) => str`Früher: ${prompt}`,
  remove: 'Aus der Schlange nehmen',
  removeClip: (prompt) => str`„${prompt}“ nicht machen`,
  now: (prompt) => str`Entsteht gerade: ${prompt}`,
  failed: (prompt) => str`Nicht gelungen: ${prompt}`,
  clip: (prompt) => str`Clip: ${prompt}`,
};

export const details: Translated<typeof DETAIL_WORDS> = {
  details: 'Einzelheiten',
  title: 'Wie dieser Clip entstand',
  close: 'Schließen',
  plan: 'Plan',
  noPlan: 'Die Datei sagt nicht, wie sie entstand.',
  parts: 'Teile',
  frame: (frame) => str`Bild ${frame}`,
  range: (from, to) => str`Bild ${from} bis ${to}`,
  kept: (frames) => str`${frames}: aus einem Clip`,
  made: (frames, sentence) => str`${frames}: gemacht, „${sentence}“`,
  madeMute: (frames) => str`${frames}: gemacht, ohne Satz`,
  style: 'Stil',
  seed: 'Startwert',
  file: 'Datei',
  model: 'Modell',
  madeBy: 'Gerechnet von',
  seconds: 'Sekunden',
  sum: 'Vom Satz zum Film',
  pictures: 'PNG-Bilder in einem Zip',
  sound: 'Ton',
  soundThere: 'In der Datei.',
  soundKept: 'Aus den Clips, aus denen er entstand.',
  soundDropped: (reason) => str`Weggelassen. ${reason}`,
  format: (format, size) => str`${format}, ${size}`,
  cached: 'war schon da, nichts geladen',
  fetched: (size) => str`${size} bei diesem Besuch geladen`,
  copy: 'Diagnose ohne deine Worte kopieren',
  copied: 'Kopiert',
  frames: {
    one: (count, fps, size) => str`${count} Bild, ${fps} je Sekunde, ${size} Pixel`,
    other: (count, fps, size) => str`${count} Bilder, ${fps} je Sekunde, ${size} Pixel`,
  },
  steps: {
    one: (count, guidance) => str`gezeichnet in ${count} Schritt, Worttreue ${guidance}`,
    other: (count, guidance) => str`gezeichnet in ${count} Schritten, Worttreue ${guidance}`,
  },
  lineKept: (frames) => str`${frames}.`,
  line: (frames, drawn) => str`${frames}, ${drawn}.`,
  lineWithCast: (frames, drawn, cast) => str`${frames}, ${drawn}, mit ${cast}.`,
  trial: (backend, reason) => str`${backend}: ${reason}`,
  chosen: (backend, reason) => str`${backend}: genommen. ${reason}`,
};

export const progress: Translated<typeof PROGRESS_WORDS> = {
  stages: {
    plan: 'Planen',
    start: 'Die Lampe wird warm',
    weights: 'Modell wird geöffnet',
    text: 'Deine Worte werden gelesen',
    denoise: 'Zeichnen',
    decode: 'Bilder werden entwickelt',
    encode: 'Video wird geschrieben',
    save: 'Clip wird aufbewahrt',
  },
  queued: 'Wartet, bis er dran ist',
  fetching: 'Modell wird geladen',
  fetchingBytes: (bytes) => str`Modell wird geladen, ${bytes}`,
  step: (stage, step, steps) => str`${stage}, Schritt ${step} von ${steps}`,
  left: (line, left) => str`${line} · ${left}`,
  goingOn: 'Neu gestartet; es geht beim letzten Schritt weiter',
  restarted: 'Die Maschine wurde neu gestartet',
  stopping: 'Hält nach diesem Schritt an',
  idle: { first: 'Ein Satz hinein,', second: 'ein Film heraus.' },
  once: { first: 'Nur einmal;', second: 'dann geht es offline.' },
  spent: {
    plan: 'Planen',
    start: 'Maschine starten',
    weights: 'Modell holen',
    text: 'Worte lesen',
    denoise: 'Zeichnen',
    decode: 'Bilder entwickeln',
    encode: 'Datei schreiben',
    save: 'Aufbewahren',
  },
};

export const stream: Translated<typeof STREAM_WORDS> = {
  begin: 'Endlos',
  beginTitle: 'Ein Clip ohne Ende: Er läuft, während der nächste Teil entsteht',
  steer: 'Nächster Teil',
  steerHint: 'ab dem nächsten Teil',
  goOn: 'Noch einmal',
  stop: 'Stopp',
  stopTitle: 'Anhalten und das Gemachte als einen Clip behalten (Esc)',
  stopping: 'Hält an. Was gemacht ist, wird ein Clip.',
  label: (prompt) => str`Endloser Clip: ${prompt}`,
  failed: (title) => str`${title}.`,
  making: (index, progress) => str`Teil ${index}: ${progress}.`,
  ahead: 'Weiter als das, was läuft.',
  waiting: 'Der nächste Teil entsteht.',
  waitingPace: (pace) => str`Der nächste Teil entsteht: Eine Sekunde Film braucht hier ${pace}.`,
  slow: (pace) => str`Langsamer, als er läuft: ${pace} für eine Sekunde Film.`,
  kept: (kept) => str`${kept} bis jetzt.`,
  keptLast: (kept, dropped) => str`Die letzten ${kept} bleiben, ${dropped} davor nicht.`,
  plays: 'Der Clip läuft und geht weiter.',
};

export const player: Translated<typeof PLAYER_WORDS> = {
  play: 'Abspielen',
  pause: 'Pause',
  named: (act, clip) => str`${act}: ${clip}`,
  back: 'Ein Bild zurück (Pfeil links)',
  on: 'Ein Bild weiter (Pfeil rechts)',
  frame: 'Bild',
  frameOf: (frame, count) => str`Bild ${frame} von ${count}`,
  copy: 'Dieses Bild kopieren',
  copied: 'Das Bild ist kopiert.',
  notCopied: 'Nicht kopiert: Dieser Browser lässt hier keine Bilder in die Zwischenablage.',
  hear: 'Ton an (M)',
  mute: 'Ton aus (M)',
  speed: (speed) => str`Tempo ${speed}×`,
  speedTitle: 'Tempo ändern',
  pictures: 'Läuft als Bilder und wird als Zip gesichert: Dieser Browser schreibt kein Video.',
};

export const given: Translated<typeof GIVEN_WORDS> = {
  list: 'Bilder für den nächsten Clip',
  reading: 'Wird angesehen',
  drop: 'Loslassen: Ein Bild beginnt den nächsten Clip, ein Clip kommt auf die Bühne.',
  remove: (name) => str`${name} wegnehmen`,
  roles: { first: 'Erstes Bild', last: 'Letztes Bild' },
  tools: { 'region-edit': 'Bereich ändern', cast: 'Ins Ensemble' },
};

export const fit: Translated<typeof FIT_WORDS> = {
  legend: 'Im Bild',
  kinds: { crop: 'Füllt es', letterbox: 'Ganz, mit Balken' },
  place: 'Welcher Teil zu sehen ist',
  bars: 'Die Balken bleiben im ganzen Clip schwarz.',
};

export const examples: Translated<typeof EXAMPLE_WORDS> = { list: 'Clips dieses Modells', like: 'So einen machen' };

export const notify: Translated<typeof NOTIFY_WORDS> = {
  done: { title: 'Dein Clip ist fertig', body: 'Er wartet in dem Tab, in dem du ihn begonnen hast.' },
  failed: { title: 'Dein Clip ist nicht gelungen', body: 'Warum, steht in dem Tab, in dem du ihn begonnen hast.' },
};

export const unfinished: Translated<typeof UNFINISHED_WORDS> = {
  nameless: 'Ein Clip wurde nicht fertig.',
  named: (prompt) => str`Ein Clip wurde nicht fertig: ${prompt}`,
  stream: (prompt) => str`Ein endloser Clip wurde nicht gestoppt: ${prompt}`,
  goOn: 'Weitermachen',
  keep: 'Als Clip behalten',
  letGo: 'Aufgeben',
};

export const page: Translated<typeof PAGE_WORDS> = {
  backends: {
    'webgpu-f16': 'Grafikprozessor (WebGPU, 16 Bit)',
    'webgpu-f32': 'Grafikprozessor (WebGPU, 32 Bit)',
    wasm: 'Prozessor (WebAssembly)',
  },
  adapter: (backend, adapter) => str`${backend}, ${adapter}`,
  threads: {
    one: (count, backend) => str`${backend}, ${count} Thread`,
    other: (count, backend) => str`${backend}, ${count} Threads`,
  },
  ready: 'Clip fertig',
  done: 'Dein Clip ist fertig und läuft.',
  doneStill: 'Dein Clip ist fertig.',
};

export const units: Translated<typeof UNIT_WORDS> = {
  seconds: (value) => str`${value} s`,
  size: (width, height) => str`${width} × ${height}`,
  almost: 'gleich fertig',
  secondsLeft: (value) => str`noch etwa ${value} s`,
  minutesLeft: (value) => str`noch etwa ${value} min`,
  gigabytes: (value) => str`${value} GB`,
  megabytes: (value) => str`${value} MB`,
  kilobytes: (value) => str`${value} kB`,
  bytesOfBytes: (done, total) => str`${done} von ${total} MB`,
};
