import type { SentencePair } from '../../wording/sentences.ts';

const PLANNING: readonly SentencePair[] = [
  ['The curve changes more often than there are frames for.', 'Die Kurve ändert sich öfter, als es Bilder gibt.'],
  [
    'The second clip begins between 0 s and {0}, while the first is shown.',
    'Der zweite Clip beginnt zwischen 0 s und {0}, während der erste zu sehen ist.',
  ],
  ['Both clips must last at least {0}; one lasts {1}.', 'Beide Clips müssen mindestens {0} dauern; einer dauert {1}.'],
  [
    'A curve has at least one point, with numbers from 0 to 1.',
    'Eine Kurve hat mindestens einen Punkt, mit Zahlen von 0 bis 1.',
  ],
  [
    'The curve begins at 0 where the first clip is shown before the second begins.',
    'Die Kurve beginnt bei 0, wo der erste Clip zu sehen ist, ehe der zweite beginnt.',
  ],
  [
    'The curve ends at {0} where the first clip is shown after the other ends.',
    'Die Kurve endet bei {0}, wo der erste Clip nach dem Ende des anderen zu sehen ist.',
  ],
  [
    'The curve ends at {0} where the second clip is shown after the other ends.',
    'Die Kurve endet bei {0}, wo der zweite Clip nach dem Ende des anderen zu sehen ist.',
  ],
  ['The cast has no {0}.', 'Im Ensemble gibt es {0} nicht.'],
  [
    'At most {0} of the cast can act in one clip; the sentence names {1}.',
    'Höchstens {0} aus dem Ensemble können in einem Clip spielen; der Satz nennt {1}.',
  ],
  ['At most {0} of the cast can act in one clip.', 'Höchstens {0} aus dem Ensemble können in einem Clip spielen.'],
  [
    'The clip has frames 0 to {0}; part {1} is not among them.',
    'Der Clip hat die Bilder 0 bis {0}; Teil {1} liegt nicht darin.',
  ],
  [
    'The clip has frames 0 to {0}; the card asks for others.',
    'Der Clip hat die Bilder 0 bis {0}; die Karte verlangt andere.',
  ],
  ['The clip has frames 0 to {0}; {1} is none of them.', 'Der Clip hat die Bilder 0 bis {0}; {1} ist keins davon.'],
  ['No frame is marked as missing or damaged.', 'Kein Bild ist als fehlend oder beschädigt markiert.'],
  ['Every frame is marked; nothing is left to go by.', 'Alle Bilder sind markiert; nichts bleibt als Anhalt.'],
  [
    'A clip of {0}x{1} at {2} frames a second is as large as it can be made here.',
    'Ein Clip mit {0} × {1} und {2} Bildern je Sekunde ist so groß, wie er hier werden kann.',
  ],
  [
    'This model draws at one frame rate alone, so that it cannot make a clip smoother. It can only make it larger.',
    'Dieses Modell zeichnet nur mit einer Bildrate und kann keinen Clip flüssiger machen. Es kann ihn nur vergrößern.',
  ],
  ['There is no prompt.', 'Es steht kein Satz da.'],
  ['This clip has no picture or no length.', 'Dieser Clip hat kein Bild oder keine Länge.'],
  ['This picture has no size.', 'Dieses Bild hat keine Größe.'],
  ['The clip lasts {0}; {1} is the most. Cut it first.', 'Der Clip dauert {0}; {1} sind das Höchste. Kürz ihn zuerst.'],
  ['The clip is as long as a clip can be already.', 'Der Clip ist schon so lang, wie ein Clip sein kann.'],
  ['At most {0} can be made here.', 'Hier gehen höchstens {0}.'],
  ['The time must be more than nothing.', 'Die Zeit muss mehr als nichts sein.'],
  ['No part of a clip is kept.', 'Kein Teil eines Clips bleibt.'],
  ['{0} parts have {1} joins, not {2}.', '{0} Teile haben {1} Nähte, nicht {2}.'],
  [
    'The kept parts are longer than {0} s, the most that a clip can last.',
    'Die Teile, die bleiben, sind länger als {0} s, das Höchste für einen Clip.',
  ],
  ['This model cannot begin a clip with a given picture.', 'Dieses Modell kann keinen Clip mit einem Bild beginnen.'],
  ['This model cannot end a clip with a given picture.', 'Dieses Modell kann keinen Clip mit einem Bild enden lassen.'],
  ['This model cannot go on from given frames.', 'Dieses Modell kann nicht an gegebene Bilder anschließen.'],
  [
    'This model cannot change a part of the picture alone.',
    'Dieses Modell kann nicht nur einen Teil des Bildes ändern.',
  ],
  ['This model cannot start from a given clip.', 'Dieses Modell kann nicht von einem Clip ausgehen.'],
  [
    'The mask is {0}x{1}; it must be {2} as the new clip, or {3} as what it lies on.',
    'Die Maske ist {0} × {1}; sie muss {2} sein wie der neue Clip oder {3} wie das, worauf sie liegt.',
  ],
  ['The clip was made by the model "{0}", not by "{1}".', 'Der Clip wurde vom Modell „{0}“ gemacht, nicht von „{1}“.'],
  ['The strength lies between 0 and 1, both excluded.', 'Die Stärke liegt zwischen 0 und 1, beide ausgenommen.'],
  ['The clip lasts {0}; this takes at least {1}.', 'Der Clip dauert {0}; dafür braucht es mindestens {1}.'],
  ['The clip lasts {0}; this takes at most {1}.', 'Der Clip dauert {0}; dafür gehen höchstens {1}.'],
  [
    'Sides are multiples of {0} from {1} to {2} pixels; {3}x{4} is not.',
    'Seiten sind Vielfache von {0} zwischen {1} und {2} Pixeln; {3} × {4} ist das nicht.',
  ],
  [
    'Clips have 1 + {0}k frames, from {1} to {2}; {3} is not such a number.',
    'Clips haben 1 + {0}k Bilder, von {1} bis {2}; {3} ist keine solche Zahl.',
  ],
  [
    'The steps must be a whole number from {0} to {1}; {2} is not.',
    'Schritte sind eine ganze Zahl von {0} bis {1}; {2} ist keine.',
  ],
  [
    'The guidance must be a number from {0} to {1}; {2} is not.',
    'Die Worttreue ist eine Zahl von {0} bis {1}; {2} ist keine.',
  ],
  [
    'The seed must be a whole number from {0} to {1}; {2} is not.',
    'Der Startwert ist eine ganze Zahl von {0} bis {1}; {2} ist keine.',
  ],
  ['There is no card on the timeline.', 'Auf der Zeitleiste liegt keine Karte.'],
  ['The card begins outside of the {0} s of the clip.', 'Die Karte beginnt außerhalb der {0} s des Clips.'],
  ['Two cards begin at the same time.', 'Zwei Karten beginnen zur selben Zeit.'],
  [
    'A picture needs two frames or more to move from.',
    'Ein Bild braucht mindestens zwei Bilder Zeit, um sich zu bewegen.',
  ],
  ['The first card says nothing.', 'Die erste Karte sagt nichts.'],
  ['A run makes a whole number of frames up to {0}.', 'Ein Lauf macht eine ganze Zahl von Bildern bis {0}.'],
  ['No part of the stream is finished.', 'Noch ist kein Teil fertig.'],
  ['Nothing says what should be seen at the beginning.', 'Nichts sagt, was am Anfang zu sehen sein soll.'],
  ['No length that the model makes fits in here.', 'Keine Länge, die das Modell macht, passt hier hinein.'],
  [
    '{0} cannot be made here: the model makes 1 + {1}k frames at once. {2} can.',
    '{0} gehen hier nicht: Das Modell macht 1 + {1}k Bilder auf einmal. {2} gehen.',
  ],
  [
    'The plan is of version {0}, newer than this program ({1}). Load the page anew.',
    'Der Plan hat Version {0} und ist neuer als dieses Programm ({1}). Lade die Seite neu.',
  ],
  ['The plan cannot be read: {0}.', 'Der Plan ist nicht lesbar: {0}.'],
  ['This is not a plan: it has no version that ever was.', 'Das ist kein Plan: Seine Version gab es nie.'],
  ['This is not a plan.', 'Das ist kein Plan.'],
  [
    'The plan of version 1 has no segments or no references.',
    'Dem Plan der Version 1 fehlen Abschnitte oder Verweise.',
  ],
  ['A segment of the plan has no conditions.', 'Einem Abschnitt des Plans fehlen die Bedingungen.'],
  ['The plan starts from a clip that it does not name.', 'Der Plan geht von einem Clip aus, den er nicht nennt.'],
];

const PAGE: readonly SentencePair[] = [
  [
    'This storyboard was made by another version of this page.',
    'Dieses Storyboard stammt von einer anderen Version dieser Seite.',
  ],
  ['The model has not said yet what it can.', 'Das Modell hat noch nicht gesagt, was es kann.'],
  ['This clip is not on this device.', 'Dieser Clip ist nicht auf diesem Gerät.'],
  [
    'This clip is a row of pictures, which cannot be read back.',
    'Dieser Clip ist eine Reihe von Bildern und lässt sich nicht zurücklesen.',
  ],
  ['This page takes no files.', 'Diese Seite nimmt keine Dateien.'],
  ['Only a clip goes onto the stage.', 'Nur ein Clip kommt auf die Bühne.'],
  [
    'Files that this plan names are not on this device: {0}.',
    'Dateien, die dieser Plan nennt, sind nicht auf diesem Gerät: {0}.',
  ],
  ['What was made stays in memory for this visit.', 'Was du gemacht hast, bleibt für diesen Besuch im Speicher.'],
  [
    'Built in: small, trained by this project from scratch, quick enough for any browser.',
    'Eingebaut: klein, von diesem Projekt von Grund auf trainiert, schnell genug für jeden Browser.',
  ],
  ["The model's manifest could not be read.", 'Das Verzeichnis des Modells ließ sich nicht lesen.'],
  [
    'A clip can end with a picture only when it begins with one. Give a first frame too, or let this be the first.',
    'Ein Clip kann nur mit einem Bild enden, wenn er mit einem beginnt. Gib auch ein erstes Bild, oder nimm dieses als erstes.',
  ],
  ['There is nothing to save.', 'Es gibt nichts zu sichern.'],
  [
    'This browser writes no video, so that nothing can go on from a clip. The first part is kept.',
    'Dieser Browser schreibt kein Video, darum geht kein Clip weiter. Der erste Teil bleibt.',
  ],
  [
    'This browser writes no video, so that a clip cannot be read back.',
    'Dieser Browser schreibt kein Video, darum lässt sich kein Clip zurücklesen.',
  ],
  ['There is no stream.', 'Es läuft kein endloser Clip.'],
  ['There is no such clip.', 'Diesen Clip gibt es nicht.'],
  ['No panel is open.', 'Kein Werkzeug ist offen.'],
  ['This page reads no clips.', 'Diese Seite liest keine Clips.'],
  ['This needs a clip, not a picture.', 'Dafür braucht es einen Clip, kein Bild.'],
  ['Choose the clip that this one leads over to.', 'Wähl den Clip, zu dem dieser hinüberführt.'],
  ['Choose the clip that this one becomes.', 'Wähl den Clip, zu dem dieser wird.'],
  ['Nothing is painted yet.', 'Noch ist nichts bemalt.'],
  ['This needs a clip or a picture.', 'Dafür braucht es einen Clip oder ein Bild.'],
  [
    '{0} is no MP4 or WebM video; the library keeps only those.',
    '{0} ist kein MP4- oder WebM-Video; die Mediathek behält nur solche.',
  ],
];

const FILES: readonly SentencePair[] = [
  ['This is a picture, and a video is needed.', 'Das ist ein Bild; gebraucht wird ein Video.'],
  ['This video has no pictures in it.', 'In diesem Video sind keine Bilder.'],
  ['This browser cannot write WebM. Save the MP4.', 'Dieser Browser schreibt kein WebM. Sichere das MP4.'],
  ['The plan in this file is cut off.', 'Der Plan in dieser Datei ist abgeschnitten.'],
  ['A newer Kinora has written the plan in this file.', 'Ein neueres Kinora hat den Plan in dieser Datei geschrieben.'],
  ['The plan in this file is too large to be one.', 'Der Plan in dieser Datei ist zu groß, um einer zu sein.'],
  ['The plan in this file is damaged.', 'Der Plan in dieser Datei ist beschädigt.'],
  [
    'Only a whole MP4 can carry a plan, and this is none.',
    'Nur ein ganzes MP4 kann einen Plan tragen, und das ist keins.',
  ],
  [
    'The plan in this file lies before its pictures and cannot be taken out.',
    'Der Plan in dieser Datei liegt vor den Bildern und lässt sich nicht herausnehmen.',
  ],
  ['The clip was closed while it was read.', 'Der Clip wurde beim Lesen geschlossen.'],
  [
    'Frames {0} to {1} at {2} fps are no part of a clip.',
    'Die Bilder {0} bis {1} bei {2} je Sekunde gehören zu keinem Clip.',
  ],
  [
    'This clip has {0} frames at {1} frames a second, and frame {2} was asked for. Use a shorter part.',
    'Dieser Clip hat {0} Bilder bei {1} je Sekunde; verlangt war Bild {2}. Nimm einen kürzeren Teil.',
  ],
  [
    'This browser gives no canvas to read pictures with. Reload the page.',
    'Dieser Browser gibt keine Zeichenfläche zum Lesen von Bildern. Lade die Seite neu.',
  ],
  ['{0}x{1} at {2} fps is no shape of frames.', '{0} × {1} bei {2} je Sekunde ist keine Form für Bilder.'],
  ['More than {0} pictures and clips are open at once.', 'Mehr als {0} Bilder und Clips sind zugleich offen.'],
  ['No reader {0} is open.', 'Kein Leser {0} ist offen.'],
  ['This file is a picture, and a clip was asked for.', 'Diese Datei ist ein Bild; verlangt war ein Clip.'],
  [
    'This video is protected against copying (DRM) and cannot be read. Use one without protection.',
    'Dieses Video ist kopiergeschützt (DRM) und nicht lesbar. Nimm eines ohne Schutz.',
  ],
  [
    'This browser cannot read videos frame by frame (it has no WebCodecs). Use a newer one, or a picture.',
    'Dieser Browser kann Videos nicht Bild für Bild lesen (ohne WebCodecs). Nimm einen neueren oder ein Bild.',
  ],
  [
    'The pictures of this video are too large ({0}x{1}; at most 4K). Convert it to 1080p and use that.',
    'Die Bilder dieses Videos sind zu groß ({0} × {1}; höchstens 4K). Wandle es in 1080p um.',
  ],
  [
    'This video has no pictures in it. Save it again where it comes from and use that.',
    'In diesem Video sind keine Bilder. Sichere es dort, woher es kommt, noch einmal.',
  ],
  [
    'This video is too long ({0} minutes; at most {1} minutes). Cut out the part you want.',
    'Dieses Video ist zu lang ({0} Minuten; höchstens {1} Minuten). Schneide den Teil heraus, den du willst.',
  ],
  [
    'This video is too long ({0} minutes; at most {1}). Cut out the part you want.',
    'Dieses Video ist zu lang ({0} Minuten; höchstens {1}). Schneide den Teil heraus, den du willst.',
  ],
  [
    'This picture is cut off or damaged. Open it in another program, save it again and use that.',
    'Dieses Bild ist abgeschnitten oder beschädigt. Öffne es in einem anderen Programm und sichere es neu.',
  ],
  [
    'This AVIF picture is damaged, or this browser cannot read AVIF. Save it as PNG or JPEG and use that.',
    'Dieses AVIF-Bild ist beschädigt, oder dieser Browser liest kein AVIF. Sichere es als PNG oder JPEG.',
  ],
  [
    'This is a HEIC picture, which this browser cannot read. Save it as JPEG or PNG and use that.',
    'Das ist ein HEIC-Bild, das dieser Browser nicht liest. Sichere es als JPEG oder PNG.',
  ],
  [
    'This picture is too large ({0}x{1}, {2} megapixels; at most {3} megapixels and {4} pixels a side). Make it smaller and use that.',
    'Dieses Bild ist zu groß ({0} × {1}, {2} Megapixel; höchstens {3} Megapixel und {4} Pixel je Seite). Verkleinere es.',
  ],
  [
    'This picture file is too large ({0} MB). Make it smaller.',
    'Diese Bilddatei ist zu groß ({0} MB). Verkleinere sie.',
  ],
  [
    'This video is damaged: its index contradicts itself. Convert it to MP4 (H.264) again and use that.',
    'Dieses Video ist beschädigt: Sein Verzeichnis widerspricht sich. Wandle es neu in MP4 (H.264) um.',
  ],
  [
    'This is a ZIP archive. Unpack it and use one of the pictures or videos in it.',
    'Das ist ein ZIP-Archiv. Pack es aus und nimm eines der Bilder oder Videos darin.',
  ],
  [
    'This is a TIFF or raw camera picture. Save it as PNG or JPEG and use that.',
    'Das ist ein TIFF- oder Kamera-Rohbild. Sichere es als PNG oder JPEG.',
  ],
  ['This is a BMP picture. Save it as PNG and use that.', 'Das ist ein BMP-Bild. Sichere es als PNG.'],
  [
    'This is a JPEG XL picture. Save it as PNG or JPEG and use that.',
    'Das ist ein JPEG-XL-Bild. Sichere es als PNG oder JPEG.',
  ],
  ['This is a Photoshop document. Save it as PNG and use that.', 'Das ist ein Photoshop-Dokument. Sichere es als PNG.'],
  [
    'This is an SVG drawing, which may hold programs and is not opened. Save it as PNG and use that.',
    'Das ist eine SVG-Zeichnung; sie kann Programme enthalten und wird nicht geöffnet. Sichere sie als PNG.',
  ],
  [
    'This is a raw camera picture. Save it as PNG or JPEG and use that.',
    'Das ist ein Kamera-Rohbild. Sichere es als PNG oder JPEG.',
  ],
  [
    'This video is damaged. Convert it to MP4 (H.264) again and use that.',
    'Dieses Video ist beschädigt. Wandle es neu in MP4 (H.264) um.',
  ],
  [
    'This file keeps its reader busy without end. Convert it to MP4 with H.264, or to PNG, and use that.',
    'Diese Datei beschäftigt ihren Leser ohne Ende. Wandle sie in MP4 mit H.264 oder in PNG um.',
  ],
  ['This is a PDF document.', 'Das ist ein PDF-Dokument.'],
  ['This is an Ogg file, which cannot be read here.', 'Das ist eine Ogg-Datei, die sich hier nicht lesen lässt.'],
  ['This is an AVI video, which browsers cannot read.', 'Das ist ein AVI-Video, das Browser nicht lesen.'],
  [
    'This is a Windows Media file, which browsers cannot read.',
    'Das ist eine Windows-Media-Datei, die Browser nicht lesen.',
  ],
  ['This is a Flash video, which browsers cannot read.', 'Das ist ein Flash-Video, das Browser nicht lesen.'],
  ['This is an MPEG stream, which is not read here.', 'Das ist ein MPEG-Strom, der hier nicht gelesen wird.'],
  ['This file is empty.', 'Diese Datei ist leer.'],
  ['This is a web page or another text file.', 'Das ist eine Webseite oder eine andere Textdatei.'],
  [
    'This file is neither a picture nor a video that can be read here.',
    'Diese Datei ist weder ein Bild noch ein Video, das sich hier lesen lässt.',
  ],
  ['This file has sound only, no pictures.', 'Diese Datei hat nur Ton, keine Bilder.'],
  ['This file has sound only.', 'Diese Datei hat nur Ton.'],
  ['Single pictures have no sound.', 'Einzelne Bilder haben keinen Ton.'],
  ['This browser cannot encode sound.', 'Dieser Browser kann keinen Ton schreiben.'],
  ['This browser cannot encode sound ({0}).', 'Dieser Browser kann keinen Ton schreiben ({0}).'],
  ["This browser cannot decode the clip's sound ({0}).", 'Dieser Browser kann den Ton des Clips nicht lesen ({0}).'],
  ['The clip whose sound was asked for is not at hand.', 'Der Clip, dessen Ton gebraucht wird, ist nicht da.'],
  ['The file whose sound was asked for is no video.', 'Die Datei, deren Ton gebraucht wird, ist kein Video.'],
  ['The clip whose sound was asked for is silent.', 'Der Clip, dessen Ton gebraucht wird, ist stumm.'],
  [
    'This video has no index, because it is cut off or was never finished.',
    'Dieses Video hat kein Verzeichnis, weil es abgeschnitten ist oder nie fertig wurde.',
  ],
  ['This video is cut off: {0} of it are missing.', 'Dieses Video ist abgeschnitten: {0} fehlen.'],
  ['This video is cut off or damaged.', 'Dieses Video ist abgeschnitten oder beschädigt.'],
  ['This video is cut off.', 'Dieses Video ist abgeschnitten.'],
  ['This video is damaged and cannot be read.', 'Dieses Video ist beschädigt und nicht lesbar.'],
  ['This video is damaged at {0}.', 'Dieses Video ist bei {0} beschädigt.'],
  ['This video is damaged.', 'Dieses Video ist beschädigt.'],
  [
    'This video cannot be read in reasonable time at {0}.',
    'Dieses Video lässt sich bei {0} nicht in vertretbarer Zeit lesen.',
  ],
  ['This video cannot be read in reasonable time.', 'Dieses Video lässt sich nicht in vertretbarer Zeit lesen.'],
  [
    'This file is not a video that can be read here at {0}.',
    'Diese Datei ist bei {0} kein Video, das sich hier lesen lässt.',
  ],
  ['This file is not a video that can be read here.', 'Diese Datei ist kein Video, das sich hier lesen lässt.'],
  ['This video file is empty.', 'Diese Videodatei ist leer.'],
  ['This browser cannot decode {0} video.', 'Dieser Browser kann {0}-Video nicht dekodieren.'],
  ['This file cannot be read any more. Choose it again.', 'Diese Datei lässt sich nicht mehr lesen. Wähl sie neu aus.'],
];

const LIBRARY: readonly SentencePair[] = [
  ['{0} is not the type of a clip.', '{0} ist keine Art von Clip.'],
  ['{0} is another clip’s: only one can have it.', '{0} gehört zu einem anderen Clip: Nur einer kann es haben.'],
  ['{0} is missing: the zip was cut off.', '{0} fehlt: Das Zip ist abgeschnitten.'],
  ['{0} in the zip is larger than it can be.', '{0} im Zip ist größer, als es sein kann.'],
  [
    '{0} in the zip is damaged: its checksum is not the one that was written.',
    '{0} im Zip ist beschädigt: Die Prüfsumme ist nicht die geschriebene.',
  ],
  [
    "{0} is not where the zip's list says: the zip is damaged or was cut off.",
    '{0} liegt nicht, wo die Liste des Zips sagt: Es ist beschädigt oder abgeschnitten.',
  ],
  ["{0} is another file than the zip's list says.", '{0} ist eine andere Datei, als die Liste des Zips sagt.'],
  ['{0} is cut off: the zip is not whole.', '{0} ist abgeschnitten: Das Zip ist nicht vollständig.'],
  [
    '{0} is packed in a way that this page cannot undo.',
    '{0} ist so gepackt, dass diese Seite es nicht auspacken kann.',
  ],
  ['{0} in the zip is damaged: it cannot be unpacked.', '{0} im Zip ist beschädigt und lässt sich nicht auspacken.'],
  ['The zip was not exported by Kinora: it has no {0}.', 'Das Zip stammt nicht von Kinora: {0} fehlt.'],
  ['The zip was not exported by Kinora.', 'Das Zip stammt nicht von Kinora.'],
  [
    'The zip was exported by a newer version of Kinora; reload this page to get it.',
    'Das Zip stammt von einem neueren Kinora; lade diese Seite neu, um es zu bekommen.',
  ],
  [
    'A newer version of the page has taken over the database; reload this one.',
    'Eine neuere Version der Seite hat die Datenbank übernommen; lade diese neu.',
  ],
  ['Its picture is not in the zip, or damaged.', 'Sein Bild fehlt im Zip oder ist beschädigt.'],
  ['There is no room left on this device ({0}).', 'Auf diesem Gerät ist kein Platz mehr ({0}).'],
  ['The browser does not let this page store anything ({0}).', 'Der Browser lässt diese Seite nichts speichern ({0}).'],
  ['The zip has no file {0}.', 'Im Zip fehlt die Datei {0}.'],
  ['There is more in it than its list says.', 'Es ist mehr darin, als seine Liste sagt.'],
  [
    'The zip is damaged or was cut off: its list of files is not whole.',
    'Das Zip ist beschädigt oder abgeschnitten: Seine Dateiliste ist nicht vollständig.',
  ],
  [
    'The zip is damaged: its list of files makes no sense.',
    'Das Zip ist beschädigt: Seine Dateiliste ergibt keinen Sinn.',
  ],
  [
    'This is no zip, or it was cut off: the list of files at its end is missing.',
    'Das ist kein Zip, oder es ist abgeschnitten: Die Dateiliste am Ende fehlt.',
  ],
  ['The zip is damaged near its end.', 'Das Zip ist nahe am Ende beschädigt.'],
];

/** What to do about a file, alone or behind what is wrong with it. */
const ADVICE: readonly SentencePair[] = (
  [
    [
      'Use a PNG, JPEG, WebP, AVIF or GIF picture, or an MP4, MOV, WebM or MKV video.',
      'Nimm ein Bild in PNG, JPEG, WebP, AVIF oder GIF oder ein Video in MP4, MOV, WebM oder MKV.',
    ],
    ['Convert it to MP4 (H.264) and use that.', 'Wandle sie in MP4 (H.264) um.'],
    ['Convert it to MP4 with H.264 and use that.', 'Wandle es in MP4 mit H.264 um.'],
    ['Copy or download it again, all of it, and use that.', 'Kopier oder lade es noch einmal ganz herunter.'],
  ] as const
).flatMap(([english, german]): readonly SentencePair[] => [
  [english, german],
  [`{0} ${english}`, `{0} ${german}`],
]);

/** German for the sentences of planners, readers of files and the library, the particular before the general. */
export const SENTENCES: readonly SentencePair[] = [...PLANNING, ...PAGE, ...FILES, ...LIBRARY, ...ADVICE];
