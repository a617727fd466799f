/**
 * German words that prompts are made of, and their English: what the interface's labels of emoji do not hold. Lower case.
 * Written by hand for the things, places, motions, times and cameras that the built-in model knows, and the small words around.
 */

const pairs = (table: string): ReadonlyMap<string, string> =>
  new Map(
    table
      .split(/[,\n]/u)
      .map((pair) => pair.split('=').map((side) => side.trim()))
      .flatMap(([german = '', english]) => (english === undefined ? [] : [[german, english] as const])),
  );

/** `a` stands for the article that the next word asks for. */
export const ARTICLES = pairs(`
  der=the, die=the, das=the, den=the, dem=the, des=of the, ein=a, eine=a, einen=a, einem=a, einer=a, eines=of a
  mein=my, meine=my, meinen=my, meinem=my, meiner=my, dein=your, deine=your, deinen=your, deinem=your, deiner=your
  sein=his, seine=his, seinen=his, seinem=his, seiner=his, ihr=her, ihre=her, ihren=her, ihrem=her, ihrer=her
  unser=our, unsere=our, unseren=our, unserem=our, dieser=this, diese=this, dieses=this, diesen=this, diesem=this
  kein=no, keine=no, keinen=no, keinem=no, jeder=every, jede=every, jedes=every, alle=all, allen=all
`);

/** Of those the ones that a noun in the plural cannot have, but for `der` and `den`. */
export const SINGULAR_ARTICLES: ReadonlySet<string> = new Set(
  'das dem des den ein eine einen einem einer eines kein jeder jede jedes dieses diesem mein dein sein unser'.split(
    ' ',
  ),
);

export const NUMBERS = pairs(`
  zwei=two, drei=three, vier=four, fünf=five, sechs=six, sieben=seven, acht=eight, neun=nine, zehn=ten, elf=eleven
  zwölf=twelve, beide=both, beiden=both, viele=many, vielen=many, einige=some, einigen=some, mehrere=several
  mehreren=several, wenige=few, ein paar=a few, eine gruppe=a group of, ein dutzend=a dozen, hundert=hundred, tausend=thousand
`);

export const PREPOSITIONS = pairs(`
  auf=on, in=in, im=in the, ins=into the, an=at, am=at the, ans=to the, aufs=onto the, unter=under, unterm=under the
  über=above, überm=above the, zwischen=between, durch=through, durchs=through the, mit=with, ohne=without, vor=in front of
  vorm=in front of the, hinter=behind, neben=beside, bei=at, beim=at the, aus=out of, von=of, vom=from the, zu=to
  zum=to the, zur=to the, nach=to, um=around, ums=around the, gegen=against, für=for, entlang=along, oberhalb=above
  unterhalb=below, inmitten=amid, während=during, bis=until, seit=since, wie=like, als=as
`);

/** What is said in several words, and in other ones than English would by the word. */
export const SAYINGS = pairs(`
  am strand=on the beach, an einem strand=on a beach, am meer=by the sea, auf see=at sea, auf hoher see=on the open sea
  im meer=on the ocean, auf dem wasser=on the water, unter wasser=under water, am meeresgrund=at the bottom of the sea
  auf dem meeresgrund=at the bottom of the sea, am himmel=in the sky, im himmel=in the sky, in der luft=in the air
  über den wolken=above the clouds, in den wolken=among the clouds, zwischen den wolken=among the clouds
  zwischen den sternen=among the stars, im weltall=in space, im weltraum=in space, im all=in space, ins all=into space
  ins weltall=into space, auf der wiese=in the meadow, auf einer wiese=in a meadow, auf dem feld=in a field
  im gras=in the grass, im grünen=in a meadow, in den bergen=in the mountains, im gebirge=in the mountains
  auf der straße=on the road, auf einer straße=on a road, auf der landstraße=on a country road
  auf der autobahn=on the highway, in der stadt=in the city, auf der stadtstraße=on a city street
  zu hause=at home, zuhause=at home, daheim=at home, im zimmer=in a room, auf der bühne=on the stage
  im rampenlicht=in the spotlight, im scheinwerferlicht=under spotlights, im wald=in the forest, im winter=in winter
  auf dem eis=on the ice, auf der mondoberfläche=on the surface of the moon
  am tag=by day, am tage=by day, bei tag=by day, bei tageslicht=in daylight, tagsüber=during the day, mittags=at noon
  am mittag=at noon, am nachmittag=in the afternoon, nachmittags=in the afternoon, bei sonnenschein=in the sunshine
  in der sonne=in the sunshine, an einem sonnigen tag=on a sunny day, bei sonnenuntergang=at sunset
  im sonnenuntergang=at sunset, beim sonnenuntergang=at sunset, am abend=in the evening, abends=in the evening
  im abendlicht=in the evening light, in der dämmerung=at dusk, bei dämmerung=at dusk, in der nacht=at night
  bei nacht=at night, nachts=at night, im dunkeln=in the dark, im mondlicht=in the moonlight
  im mondschein=in the moonlight, spät in der nacht=late at night, am morgen=in the morning, morgens=in the morning
  feste kamera=fixed camera, statische kamera=static camera, stehende kamera=static camera, ruhige kamera=static camera
  kameraschwenk nach links=slow pan to the left, kameraschwenk nach rechts=slow pan to the right
  schwenk nach links=slow pan to the left, schwenk nach rechts=slow pan to the right
  langsamer zoom=slow zoom in, nach links=to the left, nach rechts=to the right, nach oben=up, nach unten=down
  nach vorn=forward, nach vorne=forward, im kreis=around, auf der stelle=on the spot, immer wieder=again and again
  auf und ab=up and down, hin und her=back and forth, es gibt=there is, es ist=it is, zu sehen=
`);

/** In the form without an ending. */
export const ADJECTIVES = pairs(`
  rot=red, grün=green, blau=blue, gelb=yellow, orange=orange, orangefarben=orange, lila=purple, violett=purple, pink=pink
  rosa=pink, rosarot=pink, braun=brown, schwarz=black, weiß=white, weiss=white, grau=grey, gold=golden, golden=golden
  silbern=silver, silbrig=silver, türkis=turquoise, bunt=colourful, farbig=colourful, farbenfroh=colourful, hell=bright
  dunkel=dark, dunkl=dark, groß=big, gross=big, riesig=huge, riesengroß=huge, klein=small, winzig=tiny, lang=long
  kurz=short, hoch=high, hoh=high, tief=deep, breit=wide, schmal=narrow, dick=thick, dünn=thin, rund=round, flach=flat
  weich=soft, hart=hard, flauschig=fluffy, pelzig=furry, glatt=smooth, glänzend=shiny, leuchtend=glowing, nass=wet
  trocken=dry, kalt=cold, heiß=hot, warm=warm, eisig=icy, gefroren=frozen, verschneit=snowy, sandig=sandy, sonnig=sunny
  bewölkt=cloudy, neblig=foggy, stürmisch=stormy, regnerisch=rainy, neu=new, alt=old, jung=young, modern=modern
  glücklich=happy, fröhlich=happy, lustig=funny, traurig=sad, wütend=angry, ängstlich=scared, müde=sleepy, mutig=brave
  süß=cute, niedlich=cute, schön=beautiful, hübsch=pretty, hässlich=ugly, wild=wild, ruhig=calm, still=quiet, laut=loud
  schnell=fast, langsam=slowly, sanft=gently, leise=quietly, plötzlich=suddenly, freundlich=friendly, böse=evil
  magisch=magical, zauberhaft=magical, geheimnisvoll=mysterious, seltsam=strange, verrückt=crazy, hölzern=wooden
  gläsern=glass, metallen=metal, steinern=stone, tropisch=tropical, gemütlich=cosy, leer=empty, voll=full
  einsam=lonely, einzeln=single, klar=clear, offen=open, größer=bigger, kleiner=smaller, ander=other, weit=far, nah=close, japanisch=japanese
`);

export const SMALL_WORDS = pairs(`
  und=and, oder=or, aber=but, dann=then, nicht=not, sehr=very, auch=also, wieder=again, immer=always, hier=here, dort=there
  da=there, oben=above, unten=below, links=left, rechts=right, vorne=in front, hinten=behind, ist=is, sind=are, war=was
  waren=were, hat=has, haben=have, kann=can, er=he, sie=she, es=it, wir=we, ich=I, man=one, sich=
  mitten=in the middle, weg=away, davon=away, fort=away, hoch=up, hinauf=up, herauf=up, empor=up, aufwärts=upwards
  hinunter=down, herunter=down, runter=down, herab=down, hinab=down, abwärts=downwards, herum=around, umher=around
  rundherum=around, zurück=back, vorbei=past, vorüber=past, heran=closer, näher=closer, hinein=in, rein=in, heraus=out
  raus=out, gerade=, gerne=, ganz=, nur=only, viel=much, etwas=something, jemand=someone, dabei=, wobei=while, wenn=when
  weil=because, dass=that, welche=that, welcher=that, welches=that
`);

/** Small words that end a clause as the second half of a verb, and say nothing there. */
export const LEFT_OVER: ReadonlySet<string> = new Set(
  'auf ab an aus ein zu los nach vor um über durch bei mit'.split(' '),
);

const DIRECTIONS = `von links nach rechts=move right, von rechts nach links=move left, nach links=move left
  nach rechts=move right, links=move left, rechts=move right, nach oben=float up, nach unten=fall down, näher=come closer
  auf uns zu=come towards us, auf die kamera zu=come towards us`;

/** Forms, English base form, and what it becomes with its second half; `~` takes the directions in too. */
export const VERBS = `
  steigt steigen stieg stiegen | rise | auf=rise, hoch=rise, empor=rise, nach oben=rise, in die luft=soar into the air, ab=fall, herab=fall
  aufsteigt aufsteigen hochsteigt hochsteigen | rise |
  hebt heben | lift | ab=lift off
  abhebt abheben | lift off |
  startet starten | take off |
  fliegt fliegen flog flogen | fly | hoch=fly up, auf=fly up, davon=fly away upwards, los=take off, weg=fly away, nach oben=fly up, in die luft=fly up, ~
  schwebt schweben schwebte schwebten | hover | hoch=float up, auf=float up, empor=float up, davon=float up, auf und ab=float up and down, ~
  treibt treiben | float | hoch=float up, ~
  fällt fallen fiel fielen | fall | herunter=fall down, hinunter=fall down, runter=fall down, herab=fall down, um=fall
  stürzt stürzen | fall | ab=fall down, herab=fall down
  sinkt sinken sank sanken | fall | herab=fall down
  herunterfällt herunterfallen | fall down |
  landet landen | land |
  springt springen sprang sprangen | jump | hoch=jump up, auf=jump up, in die luft=jump into the air, auf und ab=bounce up and down, herum=jump around
  hüpft hüpfen hopst hopsen | hop | auf und ab=bounce up and down, auf der stelle=bounce on the spot
  prallt prallen | bounce | ab=bounce
  federt federn | bounce |
  dreht drehen drehte drehten | spin | um=turn around, herum=spin around, im kreis=spin around
  rotiert rotieren kreiselt kreiseln | rotate |
  wirbelt wirbeln | whirl | herum=whirl around
  kreist kreisen | circle |
  wächst wachsen wuchs wuchsen | grow |
  kommt kommen kam kamen | come | näher=come closer, heran=come closer, auf uns zu=come towards us, herunter=come down from above
  nähert nähern | approach |
  bewegt bewegen | move | ~
  fährt fahren fuhr fuhren | drive | los=drive off, davon=drive away, weg=drive away, ~
  geht gehen ging gingen | walk | los=walk, weg=walk away, ~
  läuft laufen lief liefen rennt rennen | run | weg=run away, davon=run away, ~
  rast rasen | race | ~
  rollt rollen | roll | ~
  gleitet gleiten | glide | ~
  zieht ziehen | move | vorbei=move past, ~
  wandert wandern | wander | ~
  schwimmt schwimmen schwamm schwammen | swim | ~
  segelt segeln | sail | ~
  reist reisen | travel | ~
  krabbelt krabbeln kriecht kriechen | crawl | ~
  galoppiert galoppieren | gallop | ~
  reitet reiten | ride | ~
  steht stehen stand standen | stand | still=stand still, auf=stand up
  ruht ruhen | rest | aus=rest
  wartet warten | wait |
  sitzt sitzen saß saßen | sit | still=sit still
  liegt liegen lag lagen | lie |
  bleibt bleiben blieb blieben | stay | stehen=stand still, still=stand still, an einem ort=stay in one place
  hängt hängen | hang | in der luft=hang in the air
  tanzt tanzen | dance |
  spielt spielen | play |
  singt singen | sing |
  schläft schlafen | sleep |
  lacht lachen | laugh |
  lächelt lächeln | smile |
  winkt winken | wave |
  isst essen frisst fressen | eat |
  trinkt trinken | drink |
  brennt brennen | burn |
  leuchtet leuchten | glow |
  blüht blühen | bloom |
  schwenkt schwenken | pan | nach links=pan left, nach rechts=pan right, links=pan left, rechts=pan right
  zoomt zoomen | zoom | heran=zoom in, hinein=zoom in, rein=zoom in, näher=zoom in, nach innen=zoom in, heraus=zoom out, raus=zoom out
  flattert flattern | flutter | ~
  flackert flackern | flicker |
  regnet regnen | rain |
  schneit schneien | snow |
  explodiert explodieren platzt platzen | explode |
  jagt jagen | chase |
  klettert klettern | climb | hoch=climb up
  taucht tauchen | dive | auf=emerge, unter=sink, ab=dive
  wird werden wurde wurden | become | größer=get bigger, kleiner=shrink
  verwandelt verwandeln | turn |
  verschwindet verschwinden | disappear |
  erscheint erscheinen | appear |
  trägt tragen | carry |
`.replaceAll('~', DIRECTIONS.replaceAll('\n', ','));

/** Nouns that the labels of emoji say otherwise, or lack; plurals with an umlaut or an ending need not be here. */
export const NOUNS = pairs(`
  strand=beach, meer=sea, see=sea, ozean=ocean, wasser=water, korallenriff=coral reef, riff=coral reef, koralle=coral
  wiese=meadow, feld=field, park=park, garten=garden, gras=grass, gebirge=mountains, gipfel=peak, tal=valley, alpen=alps
  wüste=desert, düne=dune, sanddüne=sand dune, sand=sand, schnee=snow, schneefeld=snow field, winterlandschaft=winter landscape
  eis=ice, winter=winter, stadt=city, großstadt=big city, innenstadt=city, neonstadt=neon city, neonlicht=neon light
  nachtstadt=night city, weltall=space, weltraum=space, all=space, galaxie=galaxy, nebel=nebula, himmel=sky, luft=air
  nachthimmel=night sky, sternenhimmel=night sky, wald=forest, tannenwald=fir forest, wälder=forests, straße=road
  landstraße=country road, autobahn=highway, weg=road, asphalt=asphalt, wohnzimmer=living room, zimmer=room, sofa=sofa
  teppich=carpet, bühne=stage, theater=theatre, vorhang=curtain, scheinwerfer=spotlight, mond=moon, krater=crater
  mondlandschaft=moonscape, erde=earth, boden=ground, welt=world, tag=day, nacht=night, abend=evening, morgen=morning
  sonnenuntergang=sunset, kamera=camera, bild=picture, video=video, film=film, clip=clip, hintergrund=background
  vordergrund=foreground, licht=light, farbe=colour
  raumschiff=spaceship, ufo=flying saucer, untertasse=flying saucer, zug=train, dampflok=train, lokomotive=train
  lok=train, lastwagen=truck, lkw=truck, laster=truck, wagen=car, feuerwehr=fire truck, polizeiauto=police car
  rennwagen=race car, flieger=airplane, heli=helicopter, boot=boat, kreuzfahrtschiff=cruise ship, rad=bicycle
  kaninchen=rabbit, häschen=rabbit, schwan=swan, eichhörnchen=squirrel, krake=octopus, kamel=camel, reh=deer, hirsch=deer
  dino=dinosaur, dinosaurier=dinosaur, robbe=seal, krokodil=crocodile, krabbe=crab, hai=shark, kätzchen=kitty
  hündchen=puppy, welpe=puppy, pony=pony, lamm=lamb, papagei=parrot, schmetterling=butterfly, heuschrecke=grasshopper
  muschel=seashell, flusspferd=hippo, apfel=apple, orange=orange, apfelsine=orange, möhre=carrot, kürbis=pumpkin
  plätzchen=cookie, eiscreme=ice cream, pilz=mushroom, torte=cake, kuchen=cake, geburtstagstorte=cake, brötchen=bread
  pommes=fries, kaffee=cup of coffee, milch=glass of milk, nudeln=noodles, donut=donut, ei=egg, ananas=pineapple
  blume=flower, blumen=flowers, gänseblümchen=daisy, blüte=blossom, kleeblatt=four-leaf clover, blatt=leaf, baum=tree
  tanne=fir tree, tannenbaum=fir tree, christbaum=christmas tree, fußball=soccer ball, ball=ball, ballon=balloon
  luftballon=balloon, heißluftballon=balloon, tennisschläger=tennis racket, teddy=teddy bear, lenkdrachen=kite
  papierdrachen=kite, drachen=dragon, herz=heart, stern=star, diamant=diamond, schirm=umbrella, geschenk=gift
  lampe=light bulb, hut=hat, zylinder=top hat, wecker=alarm clock, uhr=clock, burg=castle, schloss=castle, planet=planet
  globus=globe, schneemann=snowman, geist=ghost, gespenst=ghost, astronaut=astronaut, raumfahrer=astronaut, zauberer=wizard
  magier=wizard, nikolaus=santa, smiley=smiley face, schädel=skull, felsen=rock, stein=rock, straßenbahn=tram
  ampel=traffic light, laterne=paper lantern, mondsichel=crescent moon, welle=wave, würfel=dice, rucksack=backpack
  ranzen=backpack, schuh=shoe, klavier=piano, handy=phone, telefon=phone, fernseher=television, buch=book, brief=envelope
  karton=cardboard box, kiste=box, schild=shield, superheld=superhero, fee=fairy, cowboy=cowboy, polizist=police officer
  feuerwehrmann=firefighter, koch=cook, radfahrer=cyclist, mann=man, frau=woman, kind=child, junge=boy, mädchen=girl
  mensch=person, menschen=people, leute=people, tier=animal, gans=goose, drachenkopf=dragon head, traube=bunch of grapes
  kirsche=cherry, mais=ear of corn, käse=piece of cheese, holz=log, gebäude=building, hochhaus=office building
  wolkenkratzer=office building, sonne=sun, wolke=cloud, tropfen=drop of water, puzzle=puzzle piece, zielscheibe=target
  stiefel=boot, brille=glasses, sonnenbrille=sunglasses, schwert=sword, geld=money, dschinn=genie, vulkan=volcano
  regen=rain, wind=wind, feuer=fire, fluss=river, insel=island, dorf=village, fenster=window, tisch=table, könig=king
  ritter=knight,   königin=queen, monster=monster, spielzeug=toy, spielzeugauto=toy car, haus=house, fliegende untertasse=flying saucer, roboter=robot, rakete=rocket, auto=car, hund=dog, katze=cat, maus=mouse, fuchs=fox
`);
