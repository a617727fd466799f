"""The cast of the world: what people ask for, one line each; the first 300 rows are the small world's.

Columns: code point of the sprite | noun | plural | category | side it faces (l, r or -: none) | synonyms.
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
2708-fe0f | airplane | airplanes | vehicle | r | plane, jet
1f6f8 | flying saucer | flying saucers | vehicle | - | ufo, alien ship
26f5 | sailboat | sailboats | vehicle | - | sailing boat, boat
1f6a2 | ship | ships | vehicle | l | cruise ship, big ship
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
1f424 | chick | chicks | animal | l | baby chick, yellow chick
1f414 | chicken | chickens | animal | l | hen
1f413 | rooster | roosters | animal | l | cockerel
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
1f43f-fe0f | squirrel | squirrels | animal | l | chipmunk
1f985 | eagle | eagles | animal | l | bald eagle, hawk
1f9a9 | flamingo | flamingos | animal | l | pink flamingo
1f99c | parrot | parrots | animal | l | colourful parrot
1f9a2 | swan | swans | animal | l | white swan
1f40a | crocodile | crocodiles | animal | - | alligator
1f40d | snake | snakes | animal | l | green snake
1f409 | dragon | dragons | animal | l | green dragon
1f995 | brontosaurus | brontosauruses | animal | l | long-necked dinosaur, sauropod
1f996 | dinosaur | dinosaurs | animal | l | t-rex, tyrannosaurus
1f9ad | seal | seals | animal | l | sea lion
1f41f | fish | fish | animal | l | blue fish
1f420 | tropical fish | tropical fish | animal | l | round blue fish, reef fish
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
1f98d | gorilla | gorillas | animal | l | big gorilla, silverback
1f429 | poodle | poodles | animal | l | fluffy dog
1f99d | raccoon | raccoons | animal | - | trash panda
1f408-200d-2b1b | black cat | black cats | animal | l | black kitty
1f406 | leopard | leopards | animal | l | spotted leopard, cheetah
1face | moose | moose | animal | l | elk
1facf | donkey | donkeys | animal | l | grey donkey, mule
1f993 | zebra | zebras | animal | l | striped zebra
1f9ac | bison | bison | animal | l | buffalo
1f417 | wild boar | wild boars | animal | l | boar
1f40f | ram | rams | animal | l | horned ram
1f410 | goat | goats | animal | l | billy goat
1f999 | llama | llamas | animal | l | alpaca
1f9a3 | mammoth | mammoths | animal | l | woolly mammoth
1f98f | rhino | rhinos | animal | l | rhinoceros
1f99b | hippo | hippos | animal | l | hippopotamus
1f439 | hamster | hamsters | animal | - | little hamster
1f9ab | beaver | beavers | animal | l | brown beaver
1f43b-200d-2744-fe0f | polar bear | polar bears | animal | - | white bear
1f9a5 | sloth | sloths | animal | - | slow sloth
1f9a6 | otter | otters | animal | l | sea otter
1f983 | turkey | turkeys | animal | l | turkey bird
1f54a-fe0f | dove | doves | animal | l | white dove, pigeon
1f99a | peacock | peacocks | animal | - | colourful peacock
1f433 | spouting whale | spouting whales | animal | l | little whale, whale with a spout
1f421 | pufferfish | pufferfish | animal | l | blowfish, yellow pufferfish
1f99e | lobster | lobsters | animal | - | red lobster
1f990 | shrimp | shrimp | animal | l | prawn
1f991 | squid | squid | animal | - | pink squid
1f41b | caterpillar | caterpillars | animal | l | green caterpillar, bug
1f41c | ant | ants | animal | l | little ant
1fab2 | beetle | beetles | animal | - | green beetle
1f997 | grasshopper | grasshoppers | animal | l | cricket, green grasshopper
1f982 | scorpion | scorpions | animal | - | brown scorpion
1f9a7 | orangutan | orangutans | animal | - | orange ape
1f41a | seashell | seashells | object | - | shell, spiral shell
1f338 | cherry blossom | cherry blossoms | plant | - | sakura flower, pink blossom
1f33c | daisy | daisies | plant | - | white blossom
1f331 | seedling | seedlings | plant | - | sprout, young plant
1fab4 | potted plant | potted plants | plant | - | house plant, plant in a pot
1f332 | fir tree | fir trees | plant | - | pine tree, evergreen tree
1f340 | four-leaf clover | four-leaf clovers | plant | - | lucky clover, clover
1f341 | maple leaf | maple leaves | plant | - | red leaf, autumn leaf
1f34f | green apple | green apples | food | - | sour apple
1f350 | pear | pears | food | - | green pear
1f351 | peach | peaches | food | - | ripe peach
1f95d | kiwi | kiwis | food | - | kiwi fruit, half a kiwi
1f345 | tomato | tomatoes | food | - | red tomato
1f965 | coconut | coconuts | food | - | half a coconut
1f951 | avocado | avocados | food | - | half an avocado
1f346 | eggplant | eggplants | food | - | aubergine
1f336-fe0f | chili pepper | chili peppers | food | - | hot pepper, red chili
1f952 | cucumber | cucumbers | food | - | green cucumber
1f966 | head of broccoli | heads of broccoli | food | - | broccoli, piece of broccoli
1f950 | croissant | croissants | food | - | french croissant
1f956 | baguette | baguettes | food | - | french bread
1f968 | pretzel | pretzels | food | - | salty pretzel
1f357 | chicken leg | chicken legs | food | - | drumstick
1f32d | hot dog | hot dogs | food | - | sausage in a bun
1f96a | sandwich | sandwiches | food | - | ham sandwich
1f32e | taco | tacos | food | - | mexican taco
1f373 | fried egg | fried eggs | food | - | egg in a pan
1f359 | rice ball | rice balls | food | - | onigiri
1f363 | sushi roll | sushi rolls | food | - | piece of sushi, sushi
1f967 | pie | pies | food | - | apple pie
1f36b | chocolate bar | chocolate bars | food | - | bar of chocolate
1f36c | candy | candies | food | - | sweet, wrapped candy
1f36d | lollipop | lollipops | food | - | lolly
1f36f | honey pot | honey pots | food | - | pot of honey, jar of honey
1fad6 | teapot | teapots | object | - | tea pot
1f379 | cocktail | cocktails | food | - | tropical drink, fruity cocktail
1f9cb | bubble tea | bubble teas | food | - | boba tea
1f9ca | ice cube | ice cubes | object | - | block of ice
1f30b | volcano | volcanoes | object | - | erupting volcano
26f0-fe0f | mountain | mountains | object | - | rocky mountain
1faa8 | rock | rocks | object | - | boulder, big stone
26ea | church | churches | object | - | little church, chapel
26f2 | fountain | fountains | object | - | water fountain
1f3a0 | carousel horse | carousel horses | toy | l | merry-go-round horse
1f3a1 | ferris wheel | ferris wheels | object | - | big wheel
1f3aa | circus tent | circus tents | object | - | big top
1f685 | bullet train | bullet trains | vehicle | l | shinkansen
1f68b | tram | trams | vehicle | l | streetcar, trolley
1f699 | suv | suvs | vehicle | l | jeep, off-road car
1f6fb | pickup truck | pickup trucks | vehicle | l | pickup
1f69b | semi truck | semi trucks | vehicle | l | big rig, articulated lorry
1f690 | van | vans | vehicle | l | minibus, minivan
1f6f5 | scooter | scooters | vehicle | l | moped, motor scooter
1f6fa | rickshaw | rickshaws | vehicle | l | tuk-tuk, auto rickshaw
1f6f4 | kick scooter | kick scooters | vehicle | l | push scooter
1f6f6 | canoe | canoes | vehicle | - | kayak, wooden canoe
26f4-fe0f | ferry | ferries | vehicle | l | ferry boat
1f6a6 | traffic light | traffic lights | object | - | stoplight, traffic signal
2693 | anchor | anchors | object | - | ship's anchor
1f3ee | paper lantern | paper lanterns | object | - | orange lantern, chinese lantern
1f319 | crescent moon | crescent moons | object | - | half moon
2600-fe0f | sun | suns | object | - | shining sun
2601-fe0f | cloud | clouds | object | - | white cloud
1f308 | rainbow | rainbows | object | - | colourful rainbow
2744-fe0f | snowflake | snowflakes | object | - | flake of snow, ice crystal
1f30a | big wave | big waves | object | - | ocean wave, wave of water
2604-fe0f | comet | comets | object | l | meteor, shooting star
26be | baseball | baseballs | toy | - | white baseball
1f3c8 | american football | american footballs | toy | - | rugby ball, pigskin
1f3b1 | billiard ball | billiard balls | toy | - | black ball, eight ball
1f3b2 | dice | dice | toy | - | die, game die
1faa9 | disco ball | disco balls | object | - | mirror ball
1f52e | crystal ball | crystal balls | object | - | magic ball
1f3ae | game controller | game controllers | object | - | gamepad, video game controller
1f455 | t-shirt | t-shirts | object | - | green shirt, tee shirt
1f392 | backpack | backpacks | object | - | school bag, rucksack
1f45f | running shoe | running shoes | object | r | sneaker, trainer
1f460 | high heel | high heels | object | - | high-heeled shoe, red shoe
1f452 | straw hat | straw hats | object | - | sun hat, lady's hat
1f48d | ring | rings | object | - | diamond ring, wedding ring
1f3a4 | microphone | microphones | object | - | mic
1f3a7 | pair of headphones | pairs of headphones | object | - | headphones
1f4fb | radio | radios | object | - | old radio
1f3b7 | saxophone | saxophones | toy | - | sax, golden saxophone
1f3bb | violin | violins | toy | - | fiddle
1f3b9 | piano | pianos | toy | - | keyboard, piano keyboard
1f4f1 | phone | phones | object | - | mobile phone, smartphone
1f4bb | laptop | laptops | object | - | notebook computer, computer
1f4fa | television | televisions | object | - | tv, tv set
1f4f7 | camera | cameras | object | - | photo camera
1f3a5 | film camera | film cameras | object | - | movie camera
1f56f-fe0f | candle | candles | object | - | burning candle
1f4d5 | red book | red books | object | - | closed book, book
1fa99 | coin | coins | object | - | gold coin
2709-fe0f | envelope | envelopes | object | - | letter, white envelope
1f4e6 | cardboard box | cardboard boxes | object | - | parcel, package
1f4ee | mailbox | mailboxes | object | - | red postbox, letter box
270f-fe0f | pencil | pencils | object | - | orange pencil
1f511 | key | keys | object | - | golden key
1fa93 | axe | axes | object | - | hatchet
1f4a3 | bomb | bombs | object | - | black bomb
1f6e1-fe0f | shield | shields | object | - | knight's shield
1f9f2 | magnet | magnets | object | - | horseshoe magnet
1f52d | telescope | telescopes | object | - | spyglass
1f6aa | door | doors | object | - | wooden door
1fa91 | chair | chairs | object | - | wooden chair
1f9f9 | broom | brooms | object | - | witch's broom
1faa3 | bucket | buckets | object | - | pail
1f478 | princess | princesses | character | - | princess with a crown
1f934 | prince | princes | character | - | young prince
1f9b8 | superhero | superheroes | character | - | hero with a cape
1f9da | fairy | fairies | character | - | little fairy
1f9db | vampire | vampires | character | - | dracula
1f9dc-200d-2640-fe0f | mermaid | mermaids | character | - | little mermaid
1f9df | zombie | zombies | character | - | green zombie
1f921 | clown | clowns | character | - | clown face
1f920 | cowboy | cowboys | character | - | cowboy face, cowboy smiley
1f575-fe0f | detective | detectives | character | - | private eye
1f46e | police officer | police officers | character | - | policeman, cop
1f9d1-200d-1f692 | firefighter | firefighters | character | - | fireman
1f9d1-200d-1f373 | cook | cooks | character | - | chef
1f3c4 | surfer | surfers | character | l | person on a surfboard
1f6b4 | cyclist | cyclists | character | l | person on a bicycle
1f476 | baby | babies | character | - | little baby
1f9a8 | skunk | skunks | animal | l | striped skunk
1f9a1 | badger | badgers | animal | l | striped badger
1f9a4 | dodo | dodos | animal | l | dodo bird
1fabf | goose | geese | animal | l | wild goose
1f98e | lizard | lizards | animal | l | gecko, green lizard
1f99f | mosquito | mosquitoes | animal | l | gnat
1fab1 | worm | worms | animal | l | earthworm, pink worm
1f435 | monkey face | monkey faces | animal | - | monkey head
1f400 | rat | rats | animal | l | grey rat
1f9ae | guide dog | guide dogs | animal | l | golden retriever, labrador
1f432 | dragon head | dragon heads | animal | l | dragon face
1fab6 | feather | feathers | object | - | bird feather
1f490 | bouquet | bouquets | plant | - | bunch of flowers, bouquet of flowers
1fab7 | lotus flower | lotus flowers | plant | - | lotus, water lily
1f33a | hibiscus | hibiscuses | plant | - | hibiscus flower, pink tropical flower
1f342 | fallen leaf | fallen leaves | plant | - | orange leaf, dry leaf
1f347 | bunch of grapes | bunches of grapes | food | - | purple grapes, grapes
1f96d | mango | mangoes | food | - | ripe mango
1f352 | pair of cherries | pairs of cherries | food | - | two cherries on a stalk, cherries
1f33d | ear of corn | ears of corn | food | - | corn cob, corn
1f9c5 | onion | onions | food | - | brown onion
1f35e | loaf of bread | loaves of bread | food | - | bread loaf, bread
1f95e | stack of pancakes | stacks of pancakes | food | - | plate of pancakes, pancakes
1f9c7 | waffle | waffles | food | - | belgian waffle
1f9c0 | piece of cheese | pieces of cheese | food | - | cheese wedge, slice of cheese, cheese
1f35f | box of fries | boxes of fries | food | - | french fries, portion of chips, fries
1f32f | burrito | burritos | food | - | wrap
1f37f | box of popcorn | boxes of popcorn | food | - | bucket of popcorn, popcorn
1f35c | bowl of noodles | bowls of noodles | food | - | bowl of ramen, noodle soup, noodles
1f35d | plate of spaghetti | plates of spaghetti | food | - | spaghetti, pasta dish, pasta
1f370 | piece of cake | pieces of cake | food | - | slice of cake, strawberry shortcake
1f95b | glass of milk | glasses of milk | food | - | milk glass, milk
2615 | cup of coffee | cups of coffee | food | - | coffee cup, hot coffee, coffee
1fab5 | log | logs | object | - | wooden log, tree trunk
1f3e2 | office building | office buildings | object | - | office block, tall building
1f3eb | school | schools | object | - | school building
1f5fc | red tower | red towers | object | - | tokyo tower, radio tower
1f5fd | statue of liberty | statues of liberty | object | - | liberty statue
1f684 | high-speed train | high-speed trains | vehicle | l | fast train
1f6e9-fe0f | small airplane | small airplanes | vehicle | r | little plane, propeller plane
1fa82 | parachute | parachutes | object | - | skydiver's parachute
1f6df | life ring | life rings | object | - | lifebuoy, swimming ring
1f315 | full moon | full moons | object | - | round moon
1f31e | smiling sun | smiling suns | object | - | sun with a face
1f4a7 | drop of water | drops of water | object | - | water drop, raindrop
1f94a | boxing glove | boxing gloves | toy | - | red boxing glove
1fa80 | yo-yo | yo-yos | toy | - | purple yo-yo
1f9e9 | puzzle piece | puzzle pieces | toy | - | jigsaw piece
1fa85 | pinata | pinatas | toy | l | donkey pinata
1fa86 | nesting doll | nesting dolls | toy | - | matryoshka, russian doll
1f3af | target | targets | object | - | dartboard, bullseye
1f6f7 | sled | sleds | vehicle | l | sledge, toboggan
1f579-fe0f | joystick | joysticks | object | - | arcade joystick
1f9f6 | ball of yarn | balls of yarn | object | - | ball of wool, yarn ball
1f457 | dress | dresses | object | - | summer dress
1f97e | boot | boots | object | l | hiking boot
1f453 | pair of glasses | pairs of glasses | object | - | glasses, spectacles
1f576-fe0f | pair of sunglasses | pairs of sunglasses | object | - | sunglasses, dark glasses
1fa95 | banjo | banjos | toy | - | five-string banjo
260e-fe0f | telephone | telephones | object | - | red telephone, old phone
1f526 | flashlight | flashlights | object | - | torch
1f4da | stack of books | stacks of books | object | - | pile of books, books
1f4b0 | bag of money | bags of money | object | - | money bag, sack of gold, money
2702-fe0f | pair of scissors | pairs of scissors | object | - | scissors
1f528 | hammer | hammers | object | - | tool hammer
2694-fe0f | pair of swords | pairs of swords | object | - | crossed swords
1f52c | microscope | microscopes | object | - | lab microscope
1f6c1 | bathtub | bathtubs | object | - | bath
1f6d2 | shopping cart | shopping carts | object | - | shopping trolley
1f9fa | basket | baskets | object | - | wicker basket
1f5ff | stone head | stone heads | object | l | moai, easter island statue
1f9de | genie | genies | character | - | blue genie
1f47e | space invader | space invaders | character | - | purple monster, pixel alien
1f60e | cool smiley | cool smileys | character | - | smiley with sunglasses, cool face
1f57a | dancing man | dancing men | character | - | man who dances, disco dancer
1f483 | dancing woman | dancing women | character | - | flamenco dancer, woman in a red dress
1f3c3 | runner | runners | character | l | jogger, running person
1f479 | red ogre | red ogres | character | - | oni mask, ogre
1f4a9 | pile of poo | piles of poo | character | - | poop
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
