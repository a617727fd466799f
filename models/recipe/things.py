"""The cast of the small world: what people ask for, one line each.

Columns: code point of the sprite | noun | plural | category | side it faces (l, r or -) | synonyms.
Names are written for this table; pictures are Microsoft's Fluent emoji (MIT). The row number is the thing's
number in the caches and in `cast.safetensors`, so rows are only ever appended.
"""

from dataclasses import dataclass

TABLE = """
1f680 | rocket | rockets | vehicle | - | spaceship, space rocket
1f697 | car | cars | vehicle | l | red car, automobile
1f695 | taxi | taxis | vehicle | l | yellow taxi, cab
1f693 | police car | police cars | vehicle | l | cop car
1f68c | bus | buses | vehicle | l | blue bus
1f692 | fire truck | fire trucks | vehicle | l | fire engine, red truck
1f691 | ambulance | ambulances | vehicle | l | emergency van
1f69a | truck | trucks | vehicle | l | delivery truck, lorry
1f69c | tractor | tractors | vehicle | l | farm tractor
1f682 | train | trains | vehicle | l | steam train, locomotive
1f6b2 | bicycle | bicycles | vehicle | l | bike
1f3cd-fe0f | motorcycle | motorcycles | vehicle | l | motorbike
1f3ce-fe0f | race car | race cars | vehicle | l | racing car
1f681 | helicopter | helicopters | vehicle | l | chopper
2708-fe0f | airplane | airplanes | vehicle | - | plane, jet
1f6f8 | flying saucer | flying saucers | vehicle | - | ufo, alien ship
26f5 | sailboat | sailboats | vehicle | - | sailing boat, boat
1f6a2 | ship | ships | vehicle | - | cruise ship, big ship
1f6a4 | speedboat | speedboats | vehicle | l | motorboat
1f6f0-fe0f | satellite | satellites | vehicle | - | space satellite
1f6f9 | skateboard | skateboards | vehicle | - | skate board
1f408 | cat | cats | animal | l | orange cat, kitty
1f415 | dog | dogs | animal | l | puppy, brown dog
1f98a | fox | foxes | animal | - | red fox, fox face
1f407 | rabbit | rabbits | animal | l | bunny, white rabbit
1f427 | penguin | penguins | animal | - | little penguin
1f40b | whale | whales | animal | l | blue whale
1f419 | octopus | octopuses | animal | - | pink octopus
1f42c | dolphin | dolphins | animal | l | blue dolphin
1f422 | turtle | turtles | animal | l | tortoise, green turtle
1f98b | butterfly | butterflies | animal | - | orange butterfly, monarch
1f41d | bee | bees | animal | - | honeybee, bumblebee
1f40e | horse | horses | animal | l | brown horse, pony
1f984 | unicorn | unicorns | animal | l | white unicorn
1f418 | elephant | elephants | animal | l | grey elephant
1f981 | lion | lions | animal | - | lion face
1f405 | tiger | tigers | animal | l | orange tiger
1f43c | panda | pandas | animal | - | panda bear
1f438 | frog | frogs | animal | - | green frog, toad
1f989 | owl | owls | animal | - | brown owl
1f986 | duck | ducks | animal | l | mallard
1f424 | chick | chicks | animal | - | baby chick, yellow chick
1f414 | chicken | chickens | animal | - | hen
1f413 | rooster | roosters | animal | - | cockerel
1f43b | bear | bears | animal | - | brown bear
1f428 | koala | koalas | animal | - | koala bear
1f412 | monkey | monkeys | animal | l | ape, brown monkey
1f404 | cow | cows | animal | l | spotted cow
1f416 | pig | pigs | animal | l | pink pig
1f411 | sheep | sheep | animal | l | lamb, white sheep
1f42a | camel | camels | animal | l | dromedary
1f992 | giraffe | giraffes | animal | l | tall giraffe
1f98c | deer | deer | animal | l | stag
1f401 | mouse | mice | animal | l | grey mouse
1f994 | hedgehog | hedgehogs | animal | l | little hedgehog
1f43f-fe0f | squirrel | squirrels | animal | - | chipmunk
1f985 | eagle | eagles | animal | l | bald eagle, hawk
1f9a9 | flamingo | flamingos | animal | l | pink flamingo
1f99c | parrot | parrots | animal | l | colourful parrot
1f9a2 | swan | swans | animal | l | white swan
1f40a | crocodile | crocodiles | animal | - | alligator
1f40d | snake | snakes | animal | - | green snake
1f409 | dragon | dragons | animal | - | green dragon
1f995 | brontosaurus | brontosauruses | animal | l | long-necked dinosaur, sauropod
1f996 | dinosaur | dinosaurs | animal | l | t-rex, tyrannosaurus
1f9ad | seal | seals | animal | l | sea lion
1f41f | fish | fish | animal | l | blue fish
1f420 | tropical fish | tropical fish | animal | - | round blue fish, reef fish
1f988 | shark | sharks | animal | l | grey shark
1fabc | jellyfish | jellyfish | animal | - | blue jellyfish
1f980 | crab | crabs | animal | - | red crab
1f40c | snail | snails | animal | l | slow snail
1f41e | ladybug | ladybugs | animal | - | ladybird
1f577-fe0f | spider | spiders | animal | - | black spider
1f987 | bat | bats | animal | - | vampire bat
1f43a | wolf | wolves | animal | - | grey wolf
1f998 | kangaroo | kangaroos | animal | l | wallaby
1f426 | bird | birds | animal | l | red bird, little bird
1f34e | apple | apples | food | - | red apple
1f34c | banana | bananas | food | - | yellow banana
1f349 | watermelon | watermelons | food | - | slice of watermelon
1f353 | strawberry | strawberries | food | - | red strawberry
1f34a | orange | oranges | food | - | tangerine, mandarin
1f34b | lemon | lemons | food | - | yellow lemon
1f34d | pineapple | pineapples | food | - | ripe pineapple
1f955 | carrot | carrots | food | - | orange carrot
1f354 | hamburger | hamburgers | food | - | burger, cheeseburger
1f355 | pizza | pizzas | food | - | slice of pizza
1f369 | donut | donuts | food | - | doughnut, chocolate donut
1f36a | cookie | cookies | food | - | biscuit
1f382 | cake | cakes | food | - | birthday cake
1f9c1 | cupcake | cupcakes | food | - | muffin
1f366 | ice cream | ice creams | food | - | ice cream cone
1f95a | egg | eggs | food | - | brown egg
1f344 | mushroom | mushrooms | plant | - | red mushroom, toadstool
1f383 | pumpkin | pumpkins | plant | - | jack-o'-lantern, halloween pumpkin
1f33b | sunflower | sunflowers | plant | - | yellow flower
1f339 | rose | roses | plant | - | red rose
1f337 | tulip | tulips | plant | - | pink tulip, flower
1f335 | cactus | cacti | plant | - | green cactus
1f333 | tree | trees | plant | - | green tree, oak
1f384 | christmas tree | christmas trees | plant | - | xmas tree
1f334 | palm tree | palm trees | plant | - | palm
26bd | soccer ball | soccer balls | toy | - | football, ball
1f3c0 | basketball | basketballs | toy | - | orange ball
1f3be | tennis racket | tennis rackets | toy | - | racket
1f3d0 | volleyball | volleyballs | toy | - | white ball
1f388 | balloon | balloons | toy | - | red balloon
1f9f8 | teddy bear | teddy bears | toy | - | teddy, stuffed bear
1fa81 | kite | kites | toy | - | paper kite
1f3b8 | guitar | guitars | toy | - | electric guitar
1f941 | drum | drums | toy | - | snare drum
1f3ba | trumpet | trumpets | toy | - | golden trumpet
1f451 | crown | crowns | object | - | golden crown, royal crown
1f48e | diamond | diamonds | object | - | blue diamond, gem
2764-fe0f | heart | hearts | object | - | red heart
2b50 | star | stars | object | - | yellow star, golden star
2602-fe0f | umbrella | umbrellas | object | - | parasol, purple umbrella
1f381 | gift | gifts | object | - | present, gift box
1f3c6 | trophy | trophies | object | - | golden cup
1f514 | bell | bells | object | - | golden bell
1f525 | fire | fires | object | - | flame, campfire
1f4a1 | light bulb | light bulbs | object | - | lamp
1f3a9 | top hat | top hats | object | - | black hat
23f0 | alarm clock | alarm clocks | object | - | clock
1f3e0 | house | houses | object | - | little house, home
1f3f0 | castle | castles | object | - | fairy-tale castle
26fa | tent | tents | object | - | green tent
1fa90 | ringed planet | ringed planets | object | - | saturn, planet
1f30d | globe | globes | object | - | earth, planet earth
26c4 | snowman | snowmen | character | - | snow man
1f916 | robot | robots | character | - | robot head
1f47b | ghost | ghosts | character | - | white ghost
1f47d | alien | aliens | character | - | green alien, martian
1f9d1-200d-1f680 | astronaut | astronauts | character | - | spaceman, cosmonaut
1f385 | santa | santas | character | - | santa claus, father christmas
1f9d9 | wizard | wizards | character | - | blue wizard, magician
1f977 | ninja | ninjas | character | - | black ninja
1f600 | smiley face | smiley faces | character | - | smiling face, emoji
1f480 | skull | skulls | character | - | white skull
"""


@dataclass(frozen=True)
class Thing:
    """One row of the table; `sprite` is the lower-case code point that names its picture files."""

    sprite: str
    noun: str
    plural: str
    category: str
    faces: str
    synonyms: tuple[str, ...]


def parse(table: str) -> tuple[Thing, ...]:
    """Reads the table above; a row with another number of columns is an error."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return tuple(
        Thing(sprite, noun, plural, category, faces, tuple(word.strip() for word in synonyms.split(",")))
        for sprite, noun, plural, category, faces, synonyms in rows
    )


THINGS = parse(TABLE)
