/**
 * English words that say nothing about what the model can show: with them a text is known to be English, and what is
 * in none of these lists may be the name of a thing. Lower case; verbs and nouns in their base form.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Passed over when phrases are matched: "on the beach" is "on a beach". */
export const ARTICLES = words('a an the my your his her its our their this that these those some any');

export const PREPOSITIONS = words(`
  about above across after against along amid among around as at atop before behind below beneath beside besides between
  beyond by down during for from in inside into like near of off on onto out outside over past per through throughout to
  toward towards under underneath until up upon via with within without
`);

export const NUMBERS = words(`
  one two three four five six seven eight nine ten eleven twelve dozen hundred thousand many several few both all every
  each couple pair lot lots bunch another other more most first second third last no none half single double
`);

/** Function words that are neither of the above. */
const FUNCTION_WORDS = words(`
  and or but nor so yet if then than because while when where what which who whom whose why how there here now just very
  too also only even still again ever never always often once not dont doesnt isnt cant wont it he she they we you i me
  him them us is are be been being was were has have had having do does did done doing can could will would shall should
  may might must let lets im its something someone everything everyone nothing anything it's i'm let's there's that's
  he's she's isn't don't doesn't can't won't aren't wasn't didn't ok yes please o vs etc ah oh
`);

/** What people add about the picture itself. */
const STYLE_WORDS = words(`
  video clip movie film animation cartoon anime picture image photo photograph render rendering shot scene view footage
  style quality resolution hd uhd fps gif loop loops camera lens drone closeup close-up wide angle macro bokeh focus
  background foreground lighting light lights shadow shadows colour color colours colors art artwork painting drawing
  sketch illustration watercolor watercolour pixel pixels pixar disney ghibli unreal engine octane pan zoom tilt dolly
  tracking slow-mo timelapse time-lapse hyperlapse pov frame frames second seconds minute k d motion movement speed
  portrait landscape aspect ratio trailer music
  detail details texture composition atmosphere mood effect effects aesthetic concept design version kind sort type way
  middle center centre side sides left right top bottom front back end edge corner distance air ground place world thing
  things day night morning evening dawn dusk noon midnight sunset sunrise afternoon time times hour moment spring summer
  autumn fall winter monday sunday today tomorrow yesterday
`);

export const COLOURS = words(`
  red green blue yellow orange purple violet pink brown black white grey gray golden gold silver beige crimson cyan indigo
  khaki magenta maroon navy scarlet teal turquoise
`);

/** Colours that look like one that a thing may not be known in, nearest first. */
export const NEAR_COLOURS: Readonly<Record<string, readonly string[]>> = {
  red: ['orange', 'pink'],
  orange: ['red', 'yellow'],
  yellow: ['orange', 'green'],
  green: ['yellow', 'blue'],
  blue: ['purple', 'green'],
  purple: ['pink', 'blue'],
  pink: ['purple', 'red'],
  violet: ['purple', 'pink'],
  indigo: ['purple', 'blue'],
  magenta: ['pink', 'purple'],
  crimson: ['red', 'pink'],
  scarlet: ['red', 'orange'],
  maroon: ['red', 'purple'],
  brown: ['orange', 'red'],
  beige: ['yellow', 'orange'],
  khaki: ['yellow', 'green'],
  gold: ['yellow', 'orange'],
  golden: ['yellow', 'orange'],
  silver: ['blue'],
  grey: ['blue'],
  gray: ['blue'],
  black: ['blue', 'purple'],
  white: ['yellow', 'pink'],
  navy: ['blue', 'purple'],
  cyan: ['blue', 'green'],
  teal: ['green', 'blue'],
  turquoise: ['blue', 'green'],
};

export const ADJECTIVES = words(`
  ${[...COLOURS].join(' ')} dark bright pale colorful
  colourful rainbow neon big bigger biggest small smaller smallest little tiny huge giant large larger massive gigantic
  enormous mini miniature tall taller short long high higher low lower deep shallow wide narrow thick thin fat round flat
  square sharp soft hard smooth rough fluffy furry hairy spiky shiny glossy matte sparkly glittery glowing transparent
  clear cloudy sunny rainy snowy foggy misty windy stormy frozen icy cold colder hot hotter warm cool wet dry dusty muddy
  dirty clean fresh new old older oldest younger ancient modern retro vintage classic futuristic medieval victorian
  happy happier sad angry scared scary funny silly crazy mad wild calm quiet silent loud peaceful gentle kind cruel brave
  shy proud lonely alone sleepy tired hungry busy lazy fast faster fastest slow slower quick swift rapid sudden good
  better best bad worse worst great nice fine cute pretty beautiful gorgeous lovely handsome ugly adorable sweet elegant
  fancy simple plain perfect amazing awesome epic incredible fantastic wonderful magic magical mystical mysterious
  strange weird odd surreal dreamy dreamlike realistic photorealistic cinematic dramatic dynamic static abstract
  minimalist detailed blurry isometric wooden metal metallic plastic paper stone glass golden ceramic rusty broken empty
  full open closed heavy light strong weak fierce friendly cosy cozy vivid pastel royal rich poor real fake main same
  different similar own next own upside down backwards forwards sideways young busy tropical arctic urban rural outer
  inner front rear upper nearby distant far close early late eternal endless tiny electric digital virtual robotic alien
  human baby adult male female japanese chinese american british english french german italian european african asian
  indian mexican spanish russian steampunk cyberpunk low-poly dead alive evil cheerful playful curious clumsy graceful
  lit dim sandy grassy rocky wooded dense lush bare striped spotted grand true sure able ready free safe wrong right
`);

export const ADVERBS = words(`
  away back forth together apart forward backward ahead around alone along home high low fast slow slowly quickly softly
  gently suddenly rapidly swiftly gracefully happily sadly loudly quietly peacefully playfully everywhere somewhere
  nowhere anywhere soon later straight upward upwards downward downwards leftwards rightwards round maybe perhaps almost ultra super mega hyper
  nearly really quite rather much enough less least well better best finally
`);

export const VERBS = words(`
  accelerate admire appear approach arrive attack awake bake balance bark bathe beat become begin bend bite blaze blink
  bloom blow boil bounce bow brake break breathe bring brush build bump burn burst buy buzz call carry cast catch cause
  celebrate change charge chase cheer chew chirp circle clap clean climb collapse collect collide come compete contain
  continue control cook cover crack crash crawl create cross crouch cruise cry curl cut dance dangle dash decorate
  descend destroy die dig dip disappear discover dissolve dive do drag draw dream dress drift drink drip drive drop drown
  eat emerge enjoy enter erupt escape examine exit expand explode explore face fade fall feed feel fight fill find finish
  fit flap flash flee flicker flip float flow fly fold follow freeze gallop gather gaze get give glance gleam glide
  glisten glitter glow go grab graze greet grin grow growl guard hang happen hatch have hear heat help hide hit hold hop
  hover howl hug hunt hurry illuminate jog join juggle jump keep kick kiss knock land laugh launch lay lead lean leap
  learn leave lick lie lift listen live load look lose love make march meet meditate melt merge meow morph move need
  nibble nod open orbit paddle paint pant pass peek peel perch perform pick play point poke pop pose pounce pour
  practise pray prepare press prowl pull punch purr push put quack race reach read recede reflect relax release rest
  return reveal ride rise roam roar rock roll rotate rub run rush sail say scatter scream search see seem sell send set
  shake share shatter shine shiver shoot shout show shrink sing sink sip sit skate ski skip sleep slide slip smell smile
  smoke snap sneak sneeze sniff snore snow soar solve spark sparkle speak speed spill spin splash split spray spread
  sprint squeeze stack stand stare start stay steal step stick stop stretch stroll struggle stumble suck surf surround
  survive swallow sway swim swing swirl take talk tap teach tear tell think throw tickle tie tip toss touch tower travel
  tremble try tumble turn twinkle twirl twist type unfold use vanish visit wade wag wait wake walk wander want warm wash
  watch wave wear weep whirl whisper whistle win wink wish wobble wonder work worry wrap write yawn yell zip zigzag
  add allow ask believe bring imagine include know mean please remain run seem suggest try generate depict feature
  ran flew fell grew swam stood sat went came saw took made wore held rode rose drove ate drank slept sang spun swung
  shone threw caught broke woke ran blown broken driven eaten flown frozen given grown hidden ridden seen shown sunk
  thrown torn worn woken written began begun built burnt fought found got kept led left lit lost met sent shot slid stuck
  taught told thought understood won wound
`);

/** Small words of other languages written in Latin letters; none of them is an English word. */
export const FOREIGN_WORDS = words(`
  ein eine einen einem einer der das dem den des und auf mit ist nicht im zum zur vom läuft fliegt
  le les une dans sur avec est et du aux qui au el los las una uno en con por para sobre y del al
  il lo gli nel nella sulla della di che um uma com na nas dos da das em och ett den det på med för
  het een van op met naar w na z ze się jest bir ve için dan yang di ke dengan
`);

const NOUN_ENDINGS_KEPT = words(
  'building king ring wing string thing spring ceiling wedding bed seed reed sled weed shed',
);

/** Whether a word is plain English that names no thing to be shown; `base` is its form without a plural or verb -s. */
export function isHelperWord(word: string, base: string): boolean {
  for (const set of HELPER_SETS) if (set.has(word) || set.has(base)) return true;
  if (/^\d+(?:st|nd|rd|th|s|k|mm|x|d|p|fps)?$/u.test(word) || word.endsWith("n't")) return true;
  return isInflected(word);
}

/** Endings that nouns of things hardly ever have; in doubt a word is taken for a helper, so that nobody is nagged. */
function isInflected(word: string): boolean {
  if (NOUN_ENDINGS_KEPT.has(word)) return false;
  if (word.length > 4 && /(?:ing|ed|ly)$/u.test(word)) return true;
  return word.length > 5 && /(?:ful|ous|less|ish|able|ible|ward|wards|like|iest|ness)$/u.test(word);
}

const HELPER_SETS = [ARTICLES, PREPOSITIONS, NUMBERS, FUNCTION_WORDS, STYLE_WORDS, ADJECTIVES, ADVERBS, VERBS];
