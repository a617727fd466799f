import type { Vocabulary, VocabularyEntry } from '../../../src/contract/capabilities.ts';

function entry(name: string, ...phrases: readonly string[]): VocabularyEntry {
  return { id: name.replaceAll(' ', '-'), name, phrases };
}

/** A thing that comes in any colour. */
function coloured(name: string, ...phrases: readonly string[]): VocabularyEntry {
  return { ...entry(name, ...phrases), colours: ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink'] };
}

/** Some of the built-in model's words, in the shape its manifest gives them. */
export const SMALL_VOCABULARY: Vocabulary = {
  things: [
    entry('rocket', 'rockets', 'spaceship', 'space rocket'),
    coloured('car', 'cars', 'red car', 'automobile'),
    entry('race car', 'race cars', 'racing car'),
    entry('flying saucer', 'flying saucers', 'ufo', 'alien ship'),
    entry('ship', 'ships', 'cruise ship', 'big ship'),
    coloured('cat', 'cats', 'orange cat', 'kitty'),
    entry('dog', 'dogs', 'puppy', 'brown dog'),
    entry('mouse', 'mice', 'grey mouse'),
    entry('wolf', 'wolves', 'grey wolf'),
    entry('butterfly', 'butterflies', 'monarch'),
    entry('dinosaur', 'dinosaurs', 't-rex', 'tyrannosaurus'),
    entry('orange', 'oranges', 'tangerine', 'mandarin'),
    coloured('rose', 'roses', 'red rose'),
    entry('cookie', 'cookies', 'biscuit'),
    entry('pumpkin', 'pumpkins', "jack-o'-lantern", 'halloween pumpkin'),
    coloured('umbrella', 'umbrellas', 'parasol'),
    entry('star', 'stars', 'yellow star'),
    entry('house', 'houses', 'little house', 'home'),
    entry('astronaut', 'astronauts', 'spaceman', 'cosmonaut'),
    entry('robot', 'robots', 'robot head'),
    coloured('balloon', 'balloons', 'party balloon'),
    entry('fish', 'fish', 'tropical fish'),
    entry('red book', 'red books', 'closed book', 'book'),
    entry('stack of books', 'stacks of books', 'pile of books', 'books'),
  ],
  places: [
    entry('beach', 'on a beach', 'on the beach', 'by the sea', 'on the sand', 'a sandy beach'),
    entry('city', 'on a city street', 'in the city', 'downtown', 'on a street', 'a city'),
    entry(
      'night city',
      'in a city at night',
      'on a neon street at night',
      'on a Tokyo street at night',
      'a neon city at night',
    ),
    entry('space', 'in space', 'in outer space', 'among the stars', 'a starry nebula'),
    entry('forest', 'in a forest', 'in the woods', 'among the trees'),
    entry('snow', 'in the snow', 'on a snow field', 'on the ice'),
    entry('living room', 'in a living room', 'in a room', 'at home', 'by the sofa'),
    entry('moon', 'on the moon', 'on the surface of the moon', 'on the grey moon'),
  ],
  motions: [
    entry('rises', 'rising', 'floats up', 'floating up', 'takes off', 'taking off', 'flies up', 'flying up'),
    entry('falls', 'falling', 'falls down', 'drops from above', 'dropping from above'),
    entry('moves left', 'moving left', 'goes to the left', 'going to the left'),
    entry('spins', 'spinning', 'rotates', 'rotating', 'turns around', 'turning around'),
    entry('hovers', 'hovering', 'floats', 'floating', 'hangs in the air', 'hanging in the air'),
    entry('stands still', 'standing still', 'rests', 'resting'),
  ],
  times: [
    entry('day', 'by day', 'on a sunny day'),
    entry('sunset', 'at sunset', 'at dusk', 'in the evening'),
    entry('night', 'at night', 'in the dark', 'under a night sky'),
  ],
  cameras: [
    entry('still', 'the camera stands still', 'static camera'),
    entry('pan left', 'the camera pans left', 'the camera moves left', 'panning left'),
    entry('zoom in', 'the camera zooms in', 'zooming in'),
  ],
};
