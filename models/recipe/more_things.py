"""More things for the cast: pictures that may act beside those of things.py, by names that a person would say.

Columns as in things.py. Nothing is trained on these rows by name; they widen what the page can cast. Names are written
for this table, pictures are Microsoft's Fluent emoji (MIT). Rows are only ever appended.
"""

from .things import parse

TABLE = """
1f602 | laughing face | laughing faces | character | - | laughing face
1f923 | face rolling with laughter | faces rolling with laughter | character | - | face rolling with laughter
1f609 | winking face | winking faces | character | - | winking face
1f607 | angel face | angel faces | character | - | angel face
1f60d | face in love | faces in love | character | - | face in love
1f929 | starry-eyed face | starry-eyed faces | character | - | starry-eyed face
1f618 | kissing face | kissing faces | character | - | kissing face
1f61c | cheeky face | cheeky faces | character | - | cheeky face
1f911 | money face | money faces | character | - | money face
1f917 | hugging face | hugging faces | character | - | hugging face
1f914 | thinking face | thinking faces | character | - | thinking face
1f910 | zipped face | zipped faces | character | - | zipped face
1f634 | sleeping face | sleeping faces | character | - | sleeping face
1f637 | masked face | masked faces | character | - | masked face
1f922 | sick face | sick faces | character | - | sick face
1f927 | sneezing face | sneezing faces | character | - | sneezing face
1f975 | hot face | hot faces | character | - | hot face
1f976 | freezing face | freezing faces | character | - | freezing face
1f92f | exploding head | exploding heads | character | - | exploding head
1f973 | party face | party faces | character | - | party face
1f978 | disguised face | disguised faces | character | - | disguised face
1f913 | nerd | nerds | character | - | nerd
1f9d0 | face with a monocle | faces with a monocle | character | - | face with a monocle
1f622 | crying face | crying faces | character | - | crying face
1f62d | sobbing face | sobbing faces | character | - | sobbing face
1f631 | screaming face | screaming faces | character | - | screaming face
1f971 | yawning face | yawning faces | character | - | yawning face
1f621 | furious face | furious faces | character | - | furious face
1f620 | angry face | angry faces | character | - | angry face
1f608 | little devil | little devils | character | - | little devil
1f62e | surprised face | surprised faces | character | - | surprised face
1f633 | blushing face | blushing faces | character | - | blushing face
1f643 | upside-down face | upside-down faces | character | - | upside-down face
1fae0 | melting face | melting faces | character | - | melting face
1f47f | angry devil | angry devils | character | - | angry devil
2620-fe0f | skull and crossbones | skulls and crossbones | character | - | skull and crossbones
1f47a | goblin | goblins | character | - | goblin
1f63a | smiling cat | smiling cats | character | - | smiling cat
1f63b | cat in love | cats in love | character | - | cat in love
1f640 | scared cat | scared cats | character | - | scared cat
1f63f | crying cat | crying cats | character | - | crying cat
1f63e | grumpy cat | grumpy cats | character | - | grumpy cat
1f648 | monkey that covers its eyes | monkeys that cover their eyes | character | - | monkey that covers its eyes
1f649 | monkey that covers its ears | monkeys that cover their ears | character | - | monkey that covers its ears
1f64a | monkey that covers its mouth | monkeys that cover their mouths | character | - | monkey that covers its mouth
1f48c | love letter | love letters | object | - | love letter
1f498 | heart with an arrow | hearts with an arrow | object | - | heart with an arrow
1f49d | heart with a ribbon | hearts with a ribbon | object | - | heart with a ribbon
1f496 | sparkling heart | sparkling hearts | object | - | sparkling heart
1f494 | broken heart | broken hearts | object | - | broken heart
1fa77 | pink heart | pink hearts | object | - | pink heart
1f9e1 | orange heart | orange hearts | object | - | orange heart
1f49b | yellow heart | yellow hearts | object | - | yellow heart
1f49a | green heart | green hearts | object | - | green heart
1f499 | blue heart | blue hearts | object | - | blue heart
1f49c | purple heart | purple hearts | object | - | purple heart
1f90e | brown heart | brown hearts | object | - | brown heart
1f5a4 | black heart | black hearts | object | - | black heart
1f90d | white heart | white hearts | object | - | white heart
1f48b | kiss mark | kiss marks | object | - | kiss mark
1f4a5 | explosion | explosions | object | - | explosion
1f4ac | speech bubble | speech bubbles | object | - | speech bubble
1f4ad | thought bubble | thought bubbles | object | - | thought bubble
1f44b | waving hand | waving hands | character | - | waving hand
270b | hand | hands | character | - | hand
1f44c | ok hand | ok hands | character | - | ok hand
270c-fe0f | victory hand | victory hands | character | - | victory hand
270a | fist | fists | character | - | fist
1f44f | pair of clapping hands | pairs of clapping hands | character | - | pair of clapping hands
1f91d | handshake | handshakes | character | - | handshake
1f64f | pair of praying hands | pairs of praying hands | character | - | pair of praying hands
1f4aa | strong arm | strong arms | character | - | strong arm
1f9be | robot arm | robot arms | character | - | robot arm
1f9b5 | leg | legs | character | - | leg
1f9b6 | foot | feet | character | - | foot
1f442 | ear | ears | character | - | ear
1f443 | nose | noses | character | - | nose
1f9e0 | brain | brains | character | - | brain
1f9b7 | tooth | teeth | character | - | tooth
1f9b4 | bone | bones | character | - | bone
1f440 | pair of eyes | pairs of eyes | character | - | pair of eyes
1f441-fe0f | eye | eyes | character | - | eye
1f445 | tongue | tongues | character | - | tongue
1f444 | mouth | mouths | character | - | mouth
1f9d2 | child | children | character | - | child
1f466 | boy | boys | character | - | boy
1f467 | girl | girls | character | - | girl
1f9d1 | person | people | character | - | person
1f468 | man | men | character | - | man
1f469 | woman | women | character | - | woman
1f9d4 | bearded man | bearded men | character | - | bearded man
1f474 | old man | old men | character | - | old man
1f475 | old woman | old women | character | - | old woman
1f9d1-200d-2695-fe0f | doctor | doctors | character | - | doctor
1f9d1-200d-1f393 | student | students | character | - | student
1f9d1-200d-1f3eb | teacher | teachers | character | - | teacher
1f9d1-200d-2696-fe0f | judge | judges | character | - | judge
1f9d1-200d-1f33e | farmer | farmers | character | - | farmer
1f9d1-200d-1f527 | mechanic | mechanics | character | - | mechanic
1f9d1-200d-1f3ed | welder | welders | character | - | welder
1f9d1-200d-1f4bc | office worker | office workers | character | - | office worker
1f9d1-200d-1f52c | scientist | scientists | character | - | scientist
1f9d1-200d-1f4bb | programmer | programmers | character | - | programmer
1f9d1-200d-1f3a4 | singer | singers | character | - | singer
1f9d1-200d-1f3a8 | painter | painters | character | - | painter
1f9d1-200d-2708-fe0f | pilot | pilots | character | - | pilot
1f482 | royal guard | royal guards | character | - | royal guard
1f477 | builder | builders | character | - | builder
1f470 | bride | brides | character | - | bride
1f935 | groom | grooms | character | - | groom
1f47c | baby angel | baby angels | character | - | baby angel
1f9b9 | supervillain | supervillains | character | - | supervillain
1f9dd | elf | elves | character | - | elf
1f9cc | troll | trolls | character | - | troll
1f6b6 | pedestrian | pedestrians | character | - | pedestrian
1f574-fe0f | man in a suit | men in suits | character | - | man in a suit
26f7-fe0f | skier | skiers | character | - | skier
1f3c2 | snowboarder | snowboarders | character | - | snowboarder
1f3cc-fe0f | golfer | golfers | character | - | golfer
1f6a3 | rower | rowers | character | - | rower
1f3ca | swimmer | swimmers | character | - | swimmer
26f9-fe0f | basketball player | basketball players | character | - | basketball player
1f3cb-fe0f | weightlifter | weightlifters | character | - | weightlifter
1f6b5 | mountain biker | mountain bikers | character | - | mountain biker
1f938 | acrobat | acrobats | character | - | acrobat
1f939 | juggler | jugglers | character | - | juggler
1f9d8 | meditating person | meditating people | character | - | meditating person
1f93a | fencer | fencers | character | - | fencer
1f3c7 | jockey | jockeys | character | - | jockey
1f9dc | merperson | merpersons | character | - | merperson
1f64b | person raising a hand | people raising a hand | character | - | person raising a hand
1f463 | pair of footprints | pairs of footprints | object | - | pair of footprints
1f436 | dog face | dog faces | animal | - | dog face
1f431 | cat face | cat faces | animal | - | cat face
1f42f | tiger face | tiger faces | animal | - | tiger face
1f434 | horse head | horse heads | animal | - | horse head
1f42e | cow face | cow faces | animal | - | cow face
1f437 | pig face | pig faces | animal | - | pig face
1f42d | mouse face | mouse faces | animal | - | mouse face
1f430 | rabbit face | rabbit faces | animal | - | rabbit face
1f402 | ox | oxen | animal | - | ox
1f403 | water buffalo | water buffalos | animal | - | water buffalo
1f42b | two-humped camel | two-humped camels | animal | - | two-humped camel
1f43e | pair of paw prints | pairs of paw prints | animal | - | pair of paw prints
1f423 | hatching chick | hatching chicks | animal | - | hatching chick
1f425 | baby chick from the front | baby chicks from the front | animal | - | baby chick from the front
1fabd | wing | wings | animal | - | wing
1f426-200d-2b1b | crow | crows | animal | - | crow
1fab8 | piece of coral | pieces of coral | animal | - | piece of coral
1f9aa | oyster | oysters | animal | - | oyster
1fab3 | cockroach | cockroaches | animal | - | cockroach
1f578-fe0f | spider web | spider webs | animal | - | spider web
1fab0 | fly | flies | animal | - | fly
1f9a0 | microbe | microbes | animal | - | microbe
1f415-200d-1f9ba | service dog | service dogs | animal | - | service dog
1f43d | pig nose | pig noses | animal | - | pig nose
1f3f5-fe0f | rosette | rosettes | animal | - | rosette
1f940 | wilted rose | wilted roses | plant | - | wilted rose
1fabb | hyacinth | hyacinths | plant | - | hyacinth
1f33e | sheaf of wheat | sheaves of wheat | plant | - | sheaf of wheat
1f33f | herb | herbs | plant | - | herb
2618-fe0f | shamrock | shamrocks | plant | - | shamrock
1f343 | leaf in the wind | leaves in the wind | plant | - | leaf in the wind
1fab9 | empty nest | empty nests | animal | - | empty nest
1faba | nest with eggs | nests with eggs | animal | - | nest with eggs
1f96c | head of lettuce | heads of lettuce | food | - | head of lettuce
1f348 | melon | melons | food | - | melon
1fad0 | handful of blueberries | handfuls of blueberries | food | - | handful of blueberries
1fad2 | olive | olives | food | - | olive
1f954 | potato | potatos | food | - | potato
1fad1 | bell pepper | bell peppers | food | - | bell pepper
1f9c4 | bulb of garlic | bulbs of garlic | food | - | bulb of garlic
1f95c | peanut | peanuts | food | - | peanut
1fad8 | bean | beans | food | - | bean
1f330 | chestnut | chestnuts | food | - | chestnut
1fada | ginger root | ginger roots | food | - | ginger root
1fadb | pea pod | pea pods | food | - | pea pod
1fad3 | flatbread | flatbreads | food | - | flatbread
1f96f | bagel | bagels | food | - | bagel
1f356 | piece of meat on the bone | pieces of meat on the bone | food | - | piece of meat on the bone
1f969 | steak | steaks | food | - | steak
1f953 | slice of bacon | slices of bacon | food | - | slice of bacon
1fad4 | tamale | tamales | food | - | tamale
1f959 | kebab | kebabs | food | - | kebab
1f9c6 | falafel | falafels | food | - | falafel
1f958 | pan of paella | pans of paella | food | - | pan of paella
1f372 | pot of soup | pots of soup | food | - | pot of soup
1fad5 | fondue pot | fondue pots | food | - | fondue pot
1f963 | bowl of porridge | bowls of porridge | food | - | bowl of porridge
1f957 | salad | salads | food | - | salad
1f9c8 | piece of butter | pieces of butter | food | - | piece of butter
1f9c2 | salt shaker | salt shakers | food | - | salt shaker
1f96b | tin can | tin cans | food | - | tin can
1f371 | bento box | bento boxes | food | - | bento box
1f358 | rice cracker | rice crackers | food | - | rice cracker
1f35a | bowl of rice | bowls of rice | food | - | bowl of rice
1f35b | plate of curry | plates of curry | food | - | plate of curry
1f360 | sweet potato | sweet potatos | food | - | sweet potato
1f362 | skewer | skewers | food | - | skewer
1f364 | fried shrimp | fried shrimps | food | - | fried shrimp
1f96e | moon cake | moon cakes | food | - | moon cake
1f361 | dango | dangos | food | - | dango
1f95f | dumpling | dumplings | food | - | dumpling
1f960 | fortune cookie | fortune cookies | food | - | fortune cookie
1f961 | takeout box | takeout boxes | food | - | takeout box
1f367 | shaved ice | shaved ices | food | - | shaved ice
1f368 | bowl of ice cream | bowls of ice cream | food | - | bowl of ice cream
1f36e | custard | custards | food | - | custard
1f37c | baby bottle | baby bottles | food | - | baby bottle
1f375 | cup of tea | cups of tea | food | - | cup of tea
1f376 | sake bottle | sake bottles | food | - | sake bottle
1f37e | champagne bottle | champagne bottles | food | - | champagne bottle
1f377 | glass of wine | glasses of wine | food | - | glass of wine
1f378 | martini | martinis | food | - | martini
1f37a | mug of beer | mugs of beer | food | - | mug of beer
1f37b | pair of beer mugs | pairs of beer mugs | food | - | pair of beer mugs
1f942 | pair of champagne glasses | pairs of champagne glasses | food | - | pair of champagne glasses
1f943 | glass of whisky | glasses of whisky | food | - | glass of whisky
1f964 | cup with a straw | cups with a straw | food | - | cup with a straw
1f9c3 | juice box | juice boxes | food | - | juice box
1f9c9 | mate cup | mate cups | food | - | mate cup
1f962 | pair of chopsticks | pairs of chopsticks | food | - | pair of chopsticks
1f37d-fe0f | plate with knife and fork | plates with knife and fork | food | - | plate with knife and fork
1f374 | knife and fork | knives and forks | food | - | knife and fork
1f944 | spoon | spoons | food | - | spoon
1f52a | kitchen knife | kitchen knives | food | - | kitchen knife
1fad9 | jar | jars | food | - | jar
1f3fa | amphora | amphoras | food | - | amphora
1f5fa-fe0f | world map | world maps | object | - | world map
1f9ed | compass | compasses | object | - | compass
1f3d4-fe0f | snowy mountain | snowy mountains | object | - | snowy mountain
1f5fb | mount fuji | mount fujis | object | - | mount fuji
1f3dd-fe0f | desert island | desert islands | object | - | desert island
1f3df-fe0f | stadium | stadiums | object | - | stadium
1f3db-fe0f | greek temple | greek temples | object | - | greek temple
1f3d7-fe0f | building site | building sites | object | - | building site
1f9f1 | brick | bricks | object | - | brick
1f6d6 | hut | huts | object | - | hut
1f3da-fe0f | ruined house | ruined houses | object | - | ruined house
1f3e1 | house with a garden | houses with a garden | object | - | house with a garden
1f3e5 | hospital | hospitals | object | - | hospital
1f3e6 | bank | banks | object | - | bank
1f3e8 | hotel | hotels | object | - | hotel
1f3ea | shop | shops | object | - | shop
1f3ed | factory | factories | object | - | factory
1f3ef | japanese castle | japanese castles | object | - | japanese castle
1f54c | mosque | mosques | object | - | mosque
1f6d5 | hindu temple | hindu temples | object | - | hindu temple
1f54d | synagogue | synagogues | object | - | synagogue
26e9-fe0f | shrine gate | shrine gates | object | - | shrine gate
1f6dd | slide | slides | object | - | slide
1f3a2 | roller coaster | roller coasters | object | - | roller coaster
1f488 | barber pole | barber poles | object | - | barber pole
1f683 | railway carriage | railway carriages | vehicle | - | railway carriage
1f687 | subway train | subway trains | vehicle | - | subway train
1f69d | monorail train | monorail trains | vehicle | - | monorail train
1f9bd | wheelchair | wheelchairs | vehicle | - | wheelchair
1f6fc | roller skate | roller skates | vehicle | - | roller skate
1f68f | bus stop | bus stops | object | - | bus stop
1f6e2-fe0f | oil drum | oil drums | object | - | oil drum
26fd | petrol pump | petrol pumps | object | - | petrol pump
1f6de | wheel | wheels | object | - | wheel
1f6a8 | police light | police lights | object | - | police light
1f6d1 | stop sign | stop signs | object | - | stop sign
1f6a7 | road barrier | road barriers | object | - | road barrier
1f6f3-fe0f | cruise liner | cruise liners | vehicle | - | cruise liner
1f6e5-fe0f | motor yacht | motor yachts | vehicle | - | motor yacht
1f4ba | seat | seats | object | - | seat
1f6a0 | cable car | cable cars | vehicle | - | cable car
1f6ce-fe0f | reception bell | reception bells | object | - | reception bell
1f9f3 | suitcase | suitcases | object | - | suitcase
231b | hourglass | hourglasses | object | - | hourglass
231a | wristwatch | wristwatches | object | - | wristwatch
23f1-fe0f | stopwatch | stopwatches | object | - | stopwatch
23f2-fe0f | kitchen timer | kitchen timers | object | - | kitchen timer
1f570-fe0f | mantel clock | mantel clocks | object | - | mantel clock
1f321-fe0f | thermometer | thermometers | object | - | thermometer
1f320 | falling star | falling stars | object | - | falling star
26c8-fe0f | thundercloud | thunderclouds | object | - | thundercloud
1f327-fe0f | rain cloud | rain clouds | object | - | rain cloud
1f328-fe0f | snow cloud | snow clouds | object | - | snow cloud
1f32a-fe0f | tornado | tornados | object | - | tornado
1f302 | closed umbrella | closed umbrellas | object | - | closed umbrella
26f1-fe0f | beach umbrella | beach umbrellas | object | - | beach umbrella
26a1 | lightning bolt | lightning bolts | object | - | lightning bolt
2603-fe0f | snowman in the snow | snowmen in the snow | object | - | snowman in the snow
1f9e8 | firecracker | firecrackers | object | - | firecracker
1f389 | party popper | party poppers | object | - | party popper
1f38a | confetti ball | confetti balls | object | - | confetti ball
1f38e | pair of japanese dolls | pairs of japanese dolls | object | - | pair of japanese dolls
1f38f | carp streamer | carp streamers | object | - | carp streamer
1f390 | wind chime | wind chimes | object | - | wind chime
1f9e7 | red envelope | red envelopes | object | - | red envelope
1f380 | bow | bows | object | - | bow
1f39f-fe0f | pair of tickets | pairs of tickets | object | - | pair of tickets
1f396-fe0f | military medal | military medals | object | - | military medal
1f3c5 | gold medal | gold medals | object | - | gold medal
1f94e | softball | softballs | object | - | softball
1f94f | frisbee | frisbees | object | - | frisbee
1f3b3 | bowling pin | bowling pins | object | - | bowling pin
1f3cf | cricket bat | cricket bats | object | - | cricket bat
1f3d2 | hockey stick | hockey sticks | object | - | hockey stick
1f3d3 | table tennis bat | table tennis bats | object | - | table tennis bat
1f3f8 | badminton racket | badminton rackets | object | - | badminton racket
1f94b | judo suit | judo suits | object | - | judo suit
1f945 | goal | goals | object | - | goal
26f3 | golf hole | golf holes | object | - | golf hole
26f8-fe0f | ice skate | ice skates | object | - | ice skate
1f3a3 | fishing rod | fishing rods | object | - | fishing rod
1f93f | diving mask | diving masks | object | - | diving mask
1f3bd | running shirt | running shirts | object | - | running shirt
1f3bf | pair of skis | pairs of skis | object | - | pair of skis
1f94c | curling stone | curling stones | object | - | curling stone
1f52b | water pistol | water pistols | object | - | water pistol
1fa84 | magic wand | magic wands | object | - | magic wand
1f3b0 | slot machine | slot machines | object | - | slot machine
265f-fe0f | chess pawn | chess pawns | object | - | chess pawn
1f0cf | joker card | joker cards | object | - | joker card
1f3ad | pair of theatre masks | pairs of theatre masks | object | - | pair of theatre masks
1f5bc-fe0f | framed picture | framed pictures | object | - | framed picture
1f3a8 | paint palette | paint palettes | object | - | paint palette
1f9f5 | spool of thread | spools of thread | object | - | spool of thread
1faa2 | knot | knots | object | - | knot
1f97d | pair of goggles | pairs of goggles | object | - | pair of goggles
1f97c | lab coat | lab coats | object | - | lab coat
1f9ba | safety vest | safety vests | object | - | safety vest
1f454 | tie | ties | object | - | tie
1f456 | pair of jeans | pairs of jeans | object | - | pair of jeans
1f9e3 | scarf | scarfs | object | - | scarf
1f9e4 | pair of gloves | pairs of gloves | object | - | pair of gloves
1f9e5 | coat | coats | object | - | coat
1f9e6 | pair of socks | pairs of socks | object | - | pair of socks
1f458 | kimono | kimonos | object | - | kimono
1fa71 | swimsuit | swimsuits | object | - | swimsuit
1fa73 | pair of shorts | pairs of shorts | object | - | pair of shorts
1f459 | bikini | bikinis | object | - | bikini
1f45a | blouse | blouses | object | - | blouse
1faad | folding fan | folding fans | object | - | folding fan
1f45b | purse | purses | object | - | purse
1f45c | handbag | handbags | object | - | handbag
1f45d | pouch | pouches | object | - | pouch
1f6cd-fe0f | pair of shopping bags | pairs of shopping bags | object | - | pair of shopping bags
1fa74 | flip-flop | flip-flops | object | - | flip-flop
1f45e | leather shoe | leather shoes | object | - | leather shoe
1f97f | flat shoe | flat shoes | object | - | flat shoe
1f461 | sandal | sandals | object | - | sandal
1fa70 | pair of ballet shoes | pairs of ballet shoes | object | - | pair of ballet shoes
1f462 | tall boot | tall boots | object | - | tall boot
1f393 | graduation cap | graduation caps | object | - | graduation cap
1f9e2 | baseball cap | baseball caps | object | - | baseball cap
1fa96 | army helmet | army helmets | object | - | army helmet
26d1-fe0f | rescue helmet | rescue helmets | object | - | rescue helmet
1f484 | lipstick | lipsticks | object | - | lipstick
1f50a | loudspeaker | loudspeakers | object | - | loudspeaker
1f4e3 | megaphone | megaphones | object | - | megaphone
1f4ef | horn | horns | object | - | horn
1f3b5 | musical note | musical notes | object | - | musical note
1f399-fe0f | studio microphone | studio microphones | object | - | studio microphone
1fa97 | accordion | accordions | object | - | accordion
1fa98 | long drum | long drums | object | - | long drum
1fa87 | pair of maracas | pairs of maracas | object | - | pair of maracas
1fa88 | flute | flutes | object | - | flute
1f50b | battery | batteries | object | - | battery
1f50c | electric plug | electric plugs | object | - | electric plug
1f5a5-fe0f | desktop computer | desktop computers | object | - | desktop computer
1f5a8-fe0f | printer | printers | object | - | printer
2328-fe0f | keyboard for typing | keyboards for typing | object | - | keyboard for typing
1f5b1-fe0f | computer mouse | computer mouses | object | - | computer mouse
1f4be | floppy disk | floppy disks | object | - | floppy disk
1f4bf | compact disc | compact discs | object | - | compact disc
1f9ee | abacus | abacuses | object | - | abacus
1f4fd-fe0f | film projector | film projectors | object | - | film projector
1f3ac | clapperboard | clapperboards | object | - | clapperboard
1f4f9 | camcorder | camcorders | object | - | camcorder
1f4fc | video cassette | video cassettes | object | - | video cassette
1f50d | magnifying glass | magnifying glasses | object | - | magnifying glass
1f4d6 | open book | open books | object | - | open book
1f4d7 | green book | green books | object | - | green book
1f4d8 | blue book | blue books | object | - | blue book
1f4d9 | orange book | orange books | object | - | orange book
1f4d3 | notebook | notebooks | object | - | notebook
1f4dc | scroll | scrolls | object | - | scroll
1f4f0 | newspaper | newspapers | object | - | newspaper
1f516 | bookmark | bookmarks | object | - | bookmark
1f3f7-fe0f | label | labels | object | - | label
1f4b5 | dollar bill | dollar bills | object | - | dollar bill
1f4b8 | flying money | flying moneys | object | - | flying money
1f4b3 | credit card | credit cards | object | - | credit card
1f58a-fe0f | ballpoint pen | ballpoint pens | object | - | ballpoint pen
1f58b-fe0f | fountain pen | fountain pens | object | - | fountain pen
1f58c-fe0f | paintbrush | paintbrushes | object | - | paintbrush
1f58d-fe0f | crayon | crayons | object | - | crayon
1f4dd | memo | memos | object | - | memo
1f4bc | briefcase | briefcases | object | - | briefcase
1f4c1 | folder | folders | object | - | folder
1f4c5 | calendar | calendars | object | - | calendar
1f4cb | clipboard | clipboards | object | - | clipboard
1f4cc | pushpin | pushpins | object | - | pushpin
1f4ce | paperclip | paperclips | object | - | paperclip
1f4cf | ruler | rulers | object | - | ruler
1f5c4-fe0f | filing cabinet | filing cabinets | object | - | filing cabinet
1f5d1-fe0f | waste bin | waste bins | object | - | waste bin
1f512 | padlock | padlocks | object | - | padlock
1f5dd-fe0f | old key | old keys | object | - | old key
26cf-fe0f | pickaxe | pickaxes | object | - | pickaxe
1f5e1-fe0f | dagger | daggers | object | - | dagger
1fa83 | boomerang | boomerangs | object | - | boomerang
1f3f9 | bow and arrow | bows and arrows | object | - | bow and arrow
1fa9a | saw | saws | object | - | saw
1f527 | wrench | wrenches | object | - | wrench
1fa9b | screwdriver | screwdrivers | object | - | screwdriver
1f529 | screw | screws | object | - | screw
2699-fe0f | gear | gears | object | - | gear
2696-fe0f | pair of scales | pairs of scales | object | - | pair of scales
1f517 | chain link | chain links | object | - | chain link
1fa9d | hook | hooks | object | - | hook
1f9f0 | toolbox | toolboxes | object | - | toolbox
1fa9c | ladder | ladders | object | - | ladder
2697-fe0f | alembic | alembics | object | - | alembic
1f9ea | test tube | test tubes | object | - | test tube
1f9ec | strand of dna | strands of dna | object | - | strand of dna
1f4e1 | satellite dish | satellite dishes | object | - | satellite dish
1f489 | syringe | syringes | object | - | syringe
1f48a | pill | pills | object | - | pill
1fa79 | plaster | plasters | object | - | plaster
1fa7a | stethoscope | stethoscopes | object | - | stethoscope
1fa9e | mirror | mirrors | object | - | mirror
1fa9f | window | windows | object | - | window
1f6cf-fe0f | bed | beds | object | - | bed
1f6cb-fe0f | couch with a lamp | couches with a lamp | object | - | couch with a lamp
1f6bd | toilet | toilets | object | - | toilet
1faa0 | plunger | plungers | object | - | plunger
1f6bf | shower | showers | object | - | shower
1faa4 | mousetrap | mousetraps | object | - | mousetrap
1fa92 | razor | razors | object | - | razor
1f9f4 | lotion bottle | lotion bottles | object | - | lotion bottle
1f9f7 | safety pin | safety pins | object | - | safety pin
1f9fb | roll of paper | rolls of paper | object | - | roll of paper
1f9fc | bar of soap | bars of soap | object | - | bar of soap
1faa5 | toothbrush | toothbrushes | object | - | toothbrush
1f9fd | sponge | sponges | object | - | sponge
1f9ef | fire extinguisher | fire extinguishers | object | - | fire extinguisher
26b0-fe0f | coffin | coffins | object | - | coffin
1faa6 | gravestone | gravestones | object | - | gravestone
1f9ff | evil-eye charm | evil-eye charms | object | - | evil-eye charm
"""

MORE_THINGS = parse(TABLE)
