import { str } from '@lit/localize';
import type { ARRIVAL_WORDS } from '../../wording/arrivals.ts';
import type { ERROR_WORDS } from '../../wording/errors.ts';
import type { KEEPING_WORDS } from '../../wording/keeping.ts';
import type { BACKUP_WORDS, CLIP_COUNT_WORDS } from '../../wording/library.ts';
import type {
  CARD_LABELS,
  EMPTY_WORDS,
  LIBRARY_WORDS,
  NOTICE_WORDS,
  UPDATE_WORDS,
} from '../../wording/library-view.ts';
import type { MODEL_WORDS } from '../../wording/models.ts';
import type { PRIVACY_WORDS, STORED_WORDS } from '../../wording/privacy.ts';
import type { Translated } from '../../wording/words-of.ts';

export const library: Translated<typeof LIBRARY_WORDS> = {
  title: 'Mediathek',
  search: 'Clips suchen',
  clips: 'Clips',
  files: 'Dateien zum Importieren',
  drop: 'Kinora-Export oder MP4-Clips hier ablegen',
  undo: 'Rückgängig',
  undoKeys: 'Rückgängig (Strg Z)',
  filters: 'Filter',
  favouritesOnly: 'Nur Favoriten',
  folder: 'Ordner',
  allFolders: 'Alle Ordner',
  order: 'Reihenfolge',
  orders: { newest: 'Neueste', oldest: 'Älteste', title: 'Nach Titel' },
  more: 'Mehr',
  moreTitle: 'Export, Import, Ordner',
  exportAll: 'Alles exportieren',
  import: 'Importieren …',
  newFolder: 'Neuer Ordner …',
  folderName: 'Name des Ordners',
  newFolderName: 'Name des neuen Ordners',
  renameFolder: (name) => str`„${name}“ umbenennen …`,
  removeFolder: (name) => str`„${name}“ entfernen, Clips behalten`,
  selectedClips: 'Ausgewählte Clips',
  selectNone: 'Nichts auswählen',
  selectNoneTitle: 'Nichts auswählen (Esc)',
  selected: { one: () => str` ausgewählt`, other: () => str` ausgewählt` },
  move: 'In einen Ordner legen',
  noFolder: 'Kein Ordner',
  rename: 'Umbenennen …',
  renameTitle: 'Umbenennen (F2)',
  clipTitle: 'Titel des Clips',
  exportThese: 'Diese exportieren',
  delete: 'Löschen',
  deleteTitle: 'Löschen (Entf)',
  cancel: 'Abbrechen',
  keep: 'Behalten',
};

export const cards: Translated<typeof CARD_LABELS> = {
  untitled: 'Ohne Titel',
  tabOnly: 'Nur in diesem Tab',
  select: 'Auswählen',
  selectClip: (title) => str`„${title}“ auswählen`,
  favourite: 'Favorit',
  favouriteTitle: 'Favorit (F)',
  favouriteClip: (title) => str`Favorit: ${title}`,
};

export const empty: Translated<typeof EMPTY_WORDS> = {
  title: 'Hier werden deine Clips hängen',
  about:
    'Jeder Clip bleibt auf diesem Gerät, mit den Worten und Einstellungen, aus denen er entstand. Nichts wird verschickt.',
  make: 'Den ersten Clip machen',
  none: 'Hier ist kein Clip',
  noMatch: (words) => str`Kein Clip passt zu „${words}“`,
  filtered: 'Ein Filter ist an.',
  fewer: 'Versuch weniger Wörter, oder nur ihre Anfänge.',
  showAll: 'Alle Clips zeigen',
};

export const notices: Translated<typeof NOTICE_WORDS> = {
  reload: 'Neu laden',
  packing: 'Zip wird gepackt',
  importing: 'Import läuft',
  stop: 'Stopp',
  notTaken: 'Nicht übernommen:',
  missing: 'Fehlt im Zip:',
  planless: 'Übernommen ohne Satz und Einstellungen:',
  dismiss: 'Schließen',
};

export const update: Translated<typeof UPDATE_WORDS> = {
  ready: 'Eine neue Version ist da.',
  waits: 'Die neue Version wartet, bis der Clip fertig ist.',
  taken: 'In einem anderen Tab läuft schon eine neue Version.',
  reload: 'Neu laden',
  later: 'Später',
};

export const clips: Translated<typeof CLIP_COUNT_WORDS> = {
  count: { one: (count) => str`${count} Clip`, other: (count) => str`${count} Clips` },
  of: (found, clips) => str`${found} von ${clips}`,
  facts: (length, day) => str`${length} · ${day}`,
  deleted: { one: (count) => str`${count} Clip gelöscht.`, other: (count) => str`${count} Clips gelöscht.` },
  folderRemoved: (name) => str`„${name}“ ist entfernt, die Clips bleiben.`,
  earlier: { one: (count) => str`${count} frühere Löschung.`, other: (count) => str`${count} frühere Löschungen.` },
  use: (stored) => str`${stored} auf diesem Gerät.`,
  clipsUse: (clips, size) => str`${clips}, ${size}`,
  inputsUse: (size) => str`${size} gegebene Bilder und Clips`,
  room: (size) => str`Platz für etwa ${size} mehr.`,
  persisted: 'Der Browser behält sie, bis du sie löschst.',
  evictable: 'Der Browser darf sie löschen, wenn dem Gerät der Platz ausgeht. Exportiere, was sicher bleiben soll.',
};

export const keeping: Translated<typeof KEEPING_WORDS> = {
  full: {
    what: 'Dieses Gerät ist voll.',
    help: 'Neue Clips bleiben nur in diesem Tab: Sichere sie oder lösche andere, dann werden sie aufbewahrt, sobald Platz ist.',
  },
  forbidden: {
    what: 'Dieser Browser bewahrt hier nichts auf.',
    help: 'Ein privates Fenster oder eine Einstellung verbietet es. Clips bleiben, bis du diesen Tab schließt: Sichere, was dir gefällt.',
  },
  'newer-version': {
    what: 'In einem anderen Tab ist ein neueres Kinora offen.',
    help: 'Dort ist jetzt die Mediathek. Sichere, was du hier gemacht hast, und lade diesen Tab neu.',
  },
};

export const backup: Translated<typeof BACKUP_WORDS> = {
  exported: (size) => str`Exportiert: ein Zip mit ${size}. Importieren kannst du es auf jedem Gerät.`,
  notExported: (why) => str`Nicht exportiert: ${why}`,
  notImported: (why) => str`Nicht importiert: ${why}`,
  added: { one: (count) => str`${count} Clip übernommen.`, other: (count) => str`${count} Clips übernommen.` },
  cutOff: 'Das Zip war abgeschnitten: Was darin heil ist, wurde übernommen.',
  known: { one: (count) => str`${count} Clip war schon da.`, other: (count) => str`${count} Clips waren schon da.` },
  senseless: {
    one: (count) => str`${count} Eintrag der Liste versteht diese Version nicht.`,
    other: (count) => str`${count} Einträge der Liste versteht diese Version nicht.`,
  },
  notAllKept: 'Nicht alles ließ sich auf diesem Gerät aufbewahren.',
  damaged: (title, why) => str`„${title}“: ${why}`,
  incomplete: {
    one: (_count, title) =>
      str`„${title}“: ein Bild oder Clip, aus dem er entstand; er lässt sich nicht noch einmal machen.`,
    other: (count, title) =>
      str`„${title}“: ${count} Bilder oder Clips, aus denen er entstand; er lässt sich nicht noch einmal machen.`,
  },
};

export const arrivals: Translated<typeof ARRIVAL_WORDS> = {
  take: 'Verwenden',
  discard: 'Verwerfen',
  dismiss: 'Schließen',
  said: (words) => str`„${words}“`,
  files: { one: (count) => str`${count} Datei`, other: (count) => str`${count} Dateien` },
  shared: (what) => str`Mit Kinora geteilt: ${what}.`,
  unreadable: {
    one: (_count, names) =>
      str`${names} lässt sich nicht lesen: vielleicht verschoben oder gelöscht. Öffne die Datei neu.`,
    other: (_count, names) =>
      str`${names} lassen sich nicht lesen: vielleicht verschoben oder gelöscht. Öffne die Dateien neu.`,
  },
};

export const models: Translated<typeof MODEL_WORDS> = {
  title: 'Modelle',
  lead: 'Was die Clips macht. Es wird einmal geladen, nur von dieser Seite, und bleibt auf diesem Gerät.',
  tryAgain: 'Noch einmal',
  here: 'Auf diesem Gerät',
  licence: 'Lizenz',
  card: 'Steckbrief',
  cardLink: 'Was es ist, woraus es gelernt hat, was es nicht kann (englisch)',
  looked: 'Durchgesehen',
  whole: 'Jedes Stück ist so, wie es veröffentlicht wurde.',
  damaged: 'Ein Stück war beschädigt und ist weggeworfen; es wird mit dem nächsten Clip neu geladen.',
  looking: 'Das Modell wird durchgesehen',
  look: 'Durchsehen',
  delete: 'Löschen',
  deleteModel: (name) => str`${name} von diesem Gerät löschen`,
  inUse: 'In Gebrauch: Ein Clip entsteht gerade.',
  notYet: (size) => str`Noch nicht: ${size} kommen mit dem ersten Clip.`,
  memory: (size) => str`${size}, nur für diesen Besuch im Speicher`,
  complete: (size) => str`${size}, vollständig: Clips brauchen kein Netz`,
  partly: (size) => str`${size}; der Rest kommt mit dem nächsten Clip`,
};

export const privacy: Translated<typeof PRIVACY_WORDS> = {
  title: 'Nichts verlässt dieses Gerät',
  lead: 'Worte, Bilder und Clips entstehen und bleiben hier. Glaub uns nicht einfach: Das hier sieht die Seite von sich selbst.',
  looking: 'Sieht nach …',
  diagnostics: 'Für eine Fehlermeldung',
  diagnosticsAbout: 'Alles auf dieser Seite als Text. Er enthält kein Wort von dir, keinen Titel und kein Bild.',
  copy: 'Diagnose kopieren',
  copied: 'Kopiert',
  copiedAloud: 'Diagnose kopiert',
  lookAgain: 'Noch einmal nachsehen',
  asked: 'Was vom Netz verlangt wurde',
  guarded:
    'Was die Programmteile verlangt haben, die Clips machen, steht mit dabei. Ihnen wie der Seite verweigert der Browser jede andere Seite: Das verlangt deren eigene Regel (Content-Security-Policy).',
  every: 'Jede Anfrage',
  address: 'Adresse',
  askedBy: 'Verlangt von',
  askers: {
    page: 'Seite',
    generate: 'Worker für Bilder',
    encode: 'Worker zum Sichern',
    decode: 'Worker zum Lesen',
    service: 'Service-Worker',
  },
  times: 'Wie oft',
  overNetwork: 'Über das Netz',
  nothing: 'nichts',
  requests: {
    one: (count, site) =>
      str`${count} Anfrage, seit diese Seite offen ist, an ${site} und nach eigenen Dateien der Seite.`,
    other: (count, site) =>
      str`${count} Anfragen, seit diese Seite offen ist, alle an ${site} und nach eigenen Dateien der Seite.`,
  },
  elsewhere: {
    one: (count, elsewhere, site) => str`${elsewhere} von ${count} Anfrage ging an eine andere Seite als ${site}.`,
    other: (count, elsewhere, site) => str`${elsewhere} von ${count} Anfragen gingen an eine andere Seite als ${site}.`,
  },
  stored: 'Was hier gespeichert ist',
  forgetSentences: 'Sätze vergessen',
  sentencesForgotten: 'Die Sätze sind vergessen.',
  emptyBox: 'Feld leeren',
  boxEmptied: 'Das Feld ist leer.',
  persist: 'Den Browser bitten, es zu behalten',
  persistGranted: 'Der Browser hat versprochen, es zu behalten.',
  persistDenied:
    'Der Browser hat es nicht versprochen. Oft tut er es bei Seiten, die installiert sind oder oft besucht werden.',
  withoutNetwork: 'Ohne Netz',
  notYetWhy: (why) => str`noch nicht, ${why}`,
  opens: 'Die Seite öffnet sich',
  opensNot: 'sie wird gerade aufbewahrt, oder dieser Browser bewahrt keine Seiten auf',
  starts: 'Die Maschine startet',
  here: 'Das Modell ist da',
  withFirstClip: 'das kommt mit dem ersten Clip',
  ready: 'Bereit: Kinora läuft auf diesem Gerät ganz ohne Netz.',
  notReady: 'Noch nicht: Für Clips ohne Netz fehlt etwas.',
  computed: 'Wie Clips gerechnet werden',
  undecided:
    'Das entscheidet sich mit dem ersten Clip eines Besuchs: Jeder Weg muss eine kleine Frage des echten Netzes richtig beantworten, ehe ihm vertraut wird.',
  oneThread:
    'Dieser Besuch rechnet mit einem Thread, weil die Seite nicht von anderen getrennt ist. Lade sie einmal neu: Von da an ist sie es.',
  trials: 'Was versucht wurde',
  tried: 'Versucht',
  outcome: 'Ergebnis',
  why: 'Warum',
  likeness: 'Ähnlichkeit',
  outcomes: { chosen: 'Genommen', unavailable: 'Nicht da', failed: 'Gescheitert', wrong: 'Falsche Antwort' },
};

export const stored: Translated<typeof STORED_WORDS> = {
  clips: 'Clips',
  deleted: 'Gerade gelöscht',
  deletedBytes: (size) => str`${size}, solange „Rückgängig“ da ist`,
  inputs: 'Gegebene Bilder und Clips',
  inputsUse: (count, size) => str`${count}, ${size}`,
  cast: 'Ensemble',
  projects: 'Projekte',
  projectsUse: (count) => str`${count}, laufend gesichert`,
  model: 'Modell',
  modelUnknown: 'Die Maschine hat nicht geantwortet',
  sentences: 'Gemachte Sätze',
  noSentences: 'Keine',
  lastSentences: (count) => str`Die letzten ${count}, für die Pfeiltaste im Feld`,
  small: 'Kleinigkeiten',
  smallWhat: 'Was im Feld steht; Sprache, Ton und einzelne Tasten wie gewählt; wie lange frühere Clips brauchten',
  inAll: 'Insgesamt',
  inAllUse: (used, quota) => str`${used} von etwa ${quota}, die der Browser erlaubt`,
};

export const errors: Translated<typeof ERROR_WORDS> = {
  cancelled: { title: 'Angehalten', help: 'Von diesem Clip blieb nichts. Deine Worte stehen noch im Feld.' },
  'plan-invalid': {
    title: 'Dieser Auftrag passt nicht zusammen',
    help: 'Etwas darin widerspricht sich. Lade die Seite neu oder kehr zu den vorgeschlagenen Einstellungen zurück.',
  },
  'plan-refused': {
    title: 'Das kann das Modell nicht',
    help: 'Größe, Länge oder Schritte liegen außerhalb dessen, wofür es gemacht ist. Ändere sie in den Einstellungen und versuch es noch einmal.',
  },
  'prompt-refused': {
    title: 'Das macht Kinora nicht',
    help: 'Die Worte verlangen etwas, das es nicht zeichnet. Ändere sie und versuch es noch einmal.',
  },
  'frame-refused': {
    title: 'Der Clip wurde zurückgehalten',
    help: 'Eine Prüfung auf diesem Gerät ließ die Bilder nicht durch. Ändere die Worte oder den Startwert und versuch es noch einmal.',
  },
  'weights-missing': {
    title: 'Das Modell ist nicht da',
    help: 'Die Datei, in der das Modell steckt, fehlt auf dieser Seite. Versuch es später; deine Worte bleiben.',
  },
  'weights-damaged': {
    title: 'Das Modell kam beschädigt an',
    help: 'Ein Stück des Downloads passt nicht zu seinem Fingerabdruck. Ein neuer Versuch lädt nur dieses Stück.',
  },
  'weights-malformed': {
    title: 'Das Modell ist nicht lesbar',
    help: 'Seine Datei hat nicht die Form, die diese Version erwartet. Lösche es unter „Modelle“ und versuch es noch einmal.',
  },
  network: {
    title: 'Der Download brach ab',
    help: 'Das Modell ließ sich nicht laden. Prüf die Verbindung und versuch es noch einmal: Es geht weiter, wo es aufhörte.',
  },
  'storage-full': {
    title: 'Dieses Gerät ist voll',
    help: 'Für das Modell ist kein Platz mehr. Schaff Platz oder mach weiter: Dann bleibt es für diesen Besuch im Speicher.',
  },
  'storage-blocked': {
    title: 'Der Browser erlaubt hier keinen Speicher',
    help: 'Ein privates Fenster oder eine Einstellung verbietet ihn. Clips gehen trotzdem, aber das Modell wird bei jedem Besuch neu geladen.',
  },
  'backend-failed': {
    title: 'Die Maschine startet nicht',
    help: 'Weder der Grafikprozessor noch der Prozessor konnte das Modell in diesem Browser ausführen. Ein Update könnte helfen.',
  },
  'device-lost': {
    title: 'Der Grafikprozessor war plötzlich weg',
    help: 'Der Browser nahm ihn zurück, während der Clip entstand. Versuch es noch einmal; schließ schwere Tabs, wenn es oft vorkommt.',
  },
  'out-of-memory': {
    title: 'Nicht genug Speicher',
    help: 'Schließ andere Tabs oder nimm einen kürzeren oder kleineren Clip und versuch es noch einmal.',
  },
  'worker-died': {
    title: 'Die Maschine hörte von selbst auf',
    help: 'Der Browser beendete sie, meist aus Speichermangel. Versuch es noch einmal: Sie startet neu.',
  },
  'graph-invalid': {
    title: 'Das Modell passt nicht zusammen',
    help: 'Das ist ein Fehler in Kinora, nicht in deinen Worten. Kopier die Diagnose unten, wenn du ihn meldest.',
  },
  'encode-unsupported': {
    title: 'Hier lässt sich kein Video schreiben',
    help: 'Dieser Browser hat keinen Encoder, den Kinora nutzen kann, und auch die Bilder ließen sich nicht packen.',
  },
  'encode-failed': {
    title: 'Das Video ließ sich nicht schreiben',
    help: 'Die Bilder waren fertig, aber jeder Encoder dieses Browsers scheiterte daran. Versuch es noch einmal.',
  },
  'input-unreadable': {
    title: 'Eine Datei ist nicht lesbar',
    help: 'Sie ist beschädigt oder von einer Art, die dieser Browser nicht kennt. Versuch eine andere.',
  },
  'input-missing': {
    title: 'Nicht alle Dateien sind da',
    help: 'Gib, was nicht auf diesem Gerät ist, und der Clip wird gemacht.',
  },
  internal: {
    title: 'Etwas ging kaputt',
    help: 'Das ist ein Fehler in Kinora, nicht in deinen Worten. Sie stehen noch im Feld: Versuch es noch einmal.',
  },
};
