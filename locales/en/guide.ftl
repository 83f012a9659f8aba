# What the guide understands: the words people use for each thing. Nobody is shown them.
# A topic belongs to the category of its name, or else to the one with the most of its words. The words in `.hints` fit
# several things.
# dynamic: guide-topic- guide-page- guide-ignored

# roads, pavements, covers
guide-topic-roads =
    pothole, hole in the road, pavement, sidewalk, footpath, footway, kerb, curb, manhole, manhole cover
    road surface, tarmac, asphalt, paving, paving slab, slab, cobbles, tactile paving, sinkhole
    subsidence, crack, cracked, uneven, bumpy, resurface, dug up, roadworks, gravel, guardrail, railing
    bollard, footbridge, ramp, step, steps, tripped, loose cover, lane surface, pot hole, road damage
    damaged road, collapsed, cave in, bridge, cycle path, river path, path closed, closed path, towpath
    ice, icy, gritting, grit, snow, slippery, cover missing, drain cover, missing slab, loose slab
    wobbling slab, tree root, rut, ruts, surface, roadside, verge, hump, handrail on the steps
    .hints =
        road, trip, fell, street, hole, wheel, tyre, puncture, scooter, walk, walking, wobbly, rattle, dig
        stumble, ankle, closed, broken, metres, potted, buggy, pram, twisted

# street lights
guide-topic-lighting =
    street light, streetlight, street lighting, lamp, street lamp, lamp post, lamppost, lights are out
    light is out, no light, light, bulb, dark, after dark, pitch black, pitch dark, dim, gloomy, flicker
    flickering, unlit, lit, lighting, too bright, lights stay on, shadowy, lights, lighting column
    lantern, led, street is dark, dark street, not working light, blinking, flickers, light pollution
    glare, torch
    .hints =
        night, see a thing, cannot see, black, fell, unsafe, safe, alley, lane, path, scared, evening
        shines, bright, at night

# water, drains, floods
guide-topic-water =
    water, tap, no water, water pressure, pressure, drain, drains, drainage, gully, sewer, sewage
    gutter, flood, flooded, flooding, floods, burst pipe, burst main, water main, pipe, leak, dribble
    trickle, brown water, puddle, standing water, manhole overflowing, overflow, overflowing drain
    blocked drain, plumbing, shower, hot water, hydrant, water meter, waterlogged, tap water
    drinking water, water bill, water supply, water cut, water off, rusty water, cloudy water, sewers
    septic, backed up, backs up, sink, toilet backing up, grating, grate, culvert, storm drain, ditch
    stream, pond of water
    .hints =
        rain, rains, raining, wet, blocked, block, stink, smell, brown, dirty, ankle deep, underpass
        gushing, river, storm, puddles, downpour, soaked, ankle, knee deep

# traffic and crossings
guide-topic-traffic =
    traffic, traffic light, traffic lights, red light, green light, green man, crossing, zebra
    zebra crossing, crosswalk, pedestrian, junction, intersection, roundabout, jam, traffic jam
    congestion, gridlock, queue of cars, speeding, speed, speed bump, speed limit, mph, rat run
    rat running, racing, lorry, lorries, truck, trucks, car, cars, driver, drivers, cyclist, bike lane
    cycle lane, u turn, left turn, one way, road marking, markings, accident, crash, collision
    near miss, ring road, rush hour, motorbike, motorcycle, moped, hit by a car, signal, signals
    traffic signal, pelican, lollipop, one way system, no entry, turn, turning, overtaking
    red light jumping, jumps the light, hgv, van, vans, delivery, unloading, unload, e bike, e scooter
    e bikes, cycle, cycling, bicycle, bicycles, pedestrians, vehicles, vehicle, diversion, bottleneck
    tailback, toll, camera, sign, road sign, signpost, priority, give way, blind corner, mirror
    visibility
    .hints =
        road, cross, school gate, stuck, red, dangerous, worn, faded, fast, drive, driving, get across, hour
        seconds, wait to cross, too short, narrow, honk

# parking
guide-topic-parking =
    parking, parked, park my car, parking space, car park, double parked, illegal parking, bad parking
    parked on, abandoned car, parking ticket, clamped, blocking my drive, park on, parks on
    park outside, parking permit, permit, disabled bay, bay, bays, nowhere to park, loading bay
    car parks, taxi rank, blocked in
    .hints =
        car, cars, blocking, space

# buses and trains
guide-topic-transit =
    bus, buses, bus stop, bus driver, bus route, bus fare, last bus, first bus, night bus, timetable
    schedule, metro, subway, tube, tram, train, station, platform, shelter, bus shelter, stop, fare
    ticket, route, public transport, transport, commute, bus pass, travel card, interchange, connection
    taxi, packed, overcrowded, late bus, bus lane, coach, ferry, trolley, seats on the bus, bus stops
    buses are, route number, real time, departure, arrivals, app for buses, wheelchair space, turnstile
    escalator, conductor, timetables, bus station, railway, rail, bus service, shuttle, connections
    .hints =
        late, on time, turns up, wait, waiting, bench, seat, soaked, early, frequent, drove past, miles
        half nine, get home, board, boarding, gets me, door, doors, minutes, cancelled, delayed

# rubbish and cleaning
guide-topic-sanitation =
    rubbish, trash, garbage, litter, littering, waste, bin, bins, bin men, bin lorry, wheelie bin
    recycling, dump, dumped, dumping, fly tipping, fly tip, tip, skip, toilet, toilets, loo, loos
    public toilet, restroom, rat, rats, vermin, mice, cockroach, flies, dog mess, dog poo, dog poop
    dog fouling, poo, filthy, dirty, disgusting, street sweeping, sweeper, sweep, cleaning, clean
    unclean, graffiti, cigarette butts, glass, leaves, sofa, mattress, tyres, collection, collected
    uncollected, emptied, empty the bins, stench, mess, dumpster, refuse, bin collection
    rubbish collection, missed collection, bin bags, black bags, rubbish bags, bin store, food waste
    compost, needles, syringes, broken glass, chewing gum, vomit, urine, pee, foul, maggots, pest, pests
    seagulls, pigeons, fly posting, posters, dead animal, street cleaner, street cleaning, wet market
    market hall, sweepings, dog waste, washroom, bathroom, ladies, soap, flush
    .hints =
        smell, stink, smelly, full, pile, empty, path, market, swept, bags, heap, heaps, slippery floor
        hygiene

# noise
guide-topic-noise =
    noise, noisy, loud, too loud, deafening, racket, din, drill, drilling, hammering, building site
    building work, construction, construction site, loudspeaker, speaker, music, karaoke, disco, party
    parties, pub, nightclub, dancing, square dancing, barking, dog barking, horn, honking, siren, alarm
    revving, engine noise, sleepless, cannot sleep, cant sleep, sleep, wake, wakes me, woken
    keeps me awake, awake, quiet, shouting, decibel, bass, advert, blasting, blasts, noise complaint
    loud music, loud neighbours, noisy neighbours, hum, humming, buzzing, generator, air conditioner
    vibration, vibrating, banging, stamping, dragging, piano, drums, fireworks, firecrackers, jackhammer
    pile driving, piling, cement mixer, yelling, singing, dancers, dance, music blaring, blaring, blares
    beeping, reversing, hooting, horns
    .hints =
        night, midnight, neighbour, neighbor, downstairs, upstairs, morning, 5am, bar, early, sound, ears
        hours, weekend, sunday, late, all night

# fumes and smells
guide-topic-fumes =
    fumes, smoke, smoky, exhaust, cooking smell, kitchen smell, frying, fried, takeaway, restaurant
    barbecue, bbq, extractor, burning, chimney, dust, air pollution, pollution, stinks of oil, grease
    odour, odor, diesel, paint fumes, chemicals, smog, air quality, bonfire, smoking, soot, ash, cooking
    fish smell, fat, chip shop, kebab
    .hints =
        smell, kitchen, window, stink, comes in

# parks, trees, benches
guide-topic-parks =
    park, parks, tree, trees, branch, branches, hedge, bush, bushes, overgrown, lawn, grass, flower
    flowers, flower bed, weeds, playground, play area, swing, swings, slide, seesaw, climbing frame
    bench, benches, exercise equipment, gym equipment, outdoor gym, football pitch, basketball, court
    pond, lake, duck, ducks, fountain, garden, gardens, green space, prune, trim, leaf, roots, picnic
    sit down, dog park, shade, dead tree, pitch, planting, bench seat, seating, picnic table, trunk
    stump, sapling, saplings, planted, plant, plants, woodland, wood, nettles, brambles, ivy, mowing
    mow, uncut, wilted, watering, bowling green, tennis, skate park, sandpit
    roundabout in the playground, goalposts, dogs, dog, off the lead, lead, leash, loose dog, stray
    squirrel, geese, swan, fishing, jogging, running track, tree surgeon, leaning tree, zip wire
    .hints =
        dead, rusty, broken, sit, seat, window, brown, kids, kiddies, play, falling, walk, lean, leaning
        leans, about to fall, climb, family, sunny

# estates, homes
guide-topic-housing =
    housing, estate, flat, flats, apartment, block, block of flats, tower block, landlord, tenant, rent
    council house, council flat, social housing, housing list, property management, management company
    managing agent, service charge, stairwell, staircase, stairs, hallway, corridor, roof, ceiling
    mould, mold, damp, leaking roof, facade, cladding, falling tiles, tiles, tile, wall, brick, bricks
    fire lane, fire escape, fire door, fire exit, fire, charging point, charger, charge my car, charge
    electric car, heating, boiler, eviction, renovation, door entry, intercom, cctv, basement, caretaker
    residents, garage, balcony, gutter on the roof, block entrance, front door, entry phone, concierge
    porter, neighbourhood watch, leasehold, freeholder, ground rent, mortgage, deposit, letting agent
    homeless, evicted, repairs, repair man, insulation, window frame, windows, electricity, power cut
    blackout, fuse, meter, gas leak, gas, rewiring, sprinkler, smoke alarm, extinguisher, bin room
    bike shed, mailbox, parcels, letterbox, ev charger, ev charging, render, plaster, crumbling
    condemned, unsafe building
    .hints =
        building, home, floor, house, fee, fees, security, falling, leak, leaks, upstairs, live, landlords
        storey, top floor, ground floor, complex, compound, maintenance

# lifts
guide-topic-lifts =
    lift, lifts, elevator, elevators, stuck in the lift, lift is broken, no lift, adding lifts
    lift out of order, trapped in the lift, the lift, stuck between floors
    .hints =
        floor, 7th floor, stairs, pram, climb

# schools and childcare
guide-topic-schools =
    school, schools, primary school, secondary school, nursery, nursery place, kindergarten, childcare
    daycare, creche, preschool, toddler, after school, after school club, school club, school bus
    school run, school dinner, school dinners, school lunch, lunches, canteen, pupil, pupils, student
    teacher, teachers, homework, maths, lesson, lessons, class, classroom, catchment, school place
    enrol, enroll, term, exam, playtime, bully, bullying, head teacher, tuition, uniform, pick him up
    pick her up, pick them up, headteacher, playground at school, university, college, library
    libraries, study room, reading room, playgroup, kindergartens, nursery fees, childminder
    special needs, sen, exams, gcse, tutor, admission, admissions, school trip, school uniform, pe
    swimming lessons, reception class, year one, packed lunch, hungry, teaching, education
    breakfast club, holiday club
    .hints =
        child, children, kid, kids, son, daughter, lad, baby, two year old, year old, september, club, learn
        books, study, summer, holidays, parents, fees

# doctors, clinics, vaccines
guide-topic-health =
    doctor, doctors, gp, nurse, hospital, clinic, surgery, a and e, emergency, ambulance, appointment
    prescription, medicine, medicines, medication, tablet, tablets, pill, pills, pharmacy, chemist, drug
    vaccine, vaccines, vaccination, jab, jabs, flu, flu jab, booster, blood pressure, blood test
    dentist, dental, first aid, defibrillator, paramedic, ill, sick, patient, health, mental health
    health centre, checkup, operation, waiting list, diabetes, heart attack, physio, insurance card, er
    casualty, ward, beds, bed, outpatient, referral, consultant, specialist, xray, x ray, scan, mri
    maternity, midwife, baby clinic, paediatric, optician, eye test, hearing test, therapy, therapist
    counselling, depression, anxiety, inhaler, asthma, insulin, dialysis, cancer, fever, cough, covid
    epidemic, immunisation, injection, walk in centre, out of hours, triage, receptionist, medical
    medicals, cpr, collapse, collapsed man
    .hints =
        queue, queues, wait, waited, pain, blood, hours, see a doctor, run out, phone lines, hold, number
        called

# older and disabled people
guide-topic-elderly =
    elderly, older people, old people, pensioner, pensioners, pension, senior, seniors, care home
    nursing home, carer, carers, care worker, home visit, home visits, home help, home care
    meals on wheels, lunch club, wheelchair, ramp, ramps, disabled, disability, accessible
    accessibility, blind, deaf, hearing loop, hearing aid, sign language, mobility, walking frame
    walker, stick, handrail, grab rail, dementia, alzheimer, lonely, lives alone, gran, granny, grandma
    grandad, grandpa, nan, smartphone, app, online, internet, qr code, help her wash, bedridden, stroke
    frail, day centre, grandmother, grandfather, grandparents, old lady, old man, old folks, elders
    retirement, retired, over 60, over 65, over 70, sheltered housing, respite, social worker
    befriending, company for, dial a ride, stairlift, chair lift, hoist, crutches, walking stick, zimmer
    zimmer frame, guide dog, braille, subtitles, partially sighted, impaired, autism
    learning disability, benefit, benefits, allowance, bus pass for seniors, carers allowance, digital
    computer, cannot use a phone, paper form
    .hints =
        mum, dad, mother, father, 84, 80, old, wash, cook, help, look after, care, alone, bathroom, form
        forms, aunt, uncle, fall, falls, arthritis, knees, legs

# write a proposal
guide-page-say =
    complain, complaint, report, report something, make a report, suggest, suggestion, idea, proposal
    make a proposal, submit, raise an issue, feedback, speak up, have my say, tell the council
    tell the city, petition, new proposal, got an idea, where do i report, write to, file a complaint
    put in a request, make a suggestion, suggest something, make a complaint, want to report
    speak to someone, tell you about, let the city know, raise, voice
    .hints =
        council, city, tell, want, something, issue, problem, say, write

# what others proposed
guide-page-proposals =
    proposals, other people, others, everyone, everybody, other proposals, browse, search, look for
    list of proposals, near me, nearby, anybody, anyone else, somebody else, already said
    said this before, people asking for, popular, latest, support a proposal, neighbours want
    see proposals, all proposals, same idea, same thing, like mine, similar, neighbours asking
    community ideas, what others, trending
    .hints =
        show, people, before, list, find, look, said

# late cases
guide-page-overdue =
    overdue, late cases, past due, past the deadline, missed the deadline, missed deadlines
    overdue list, behind schedule, city is late
    .hints =
        late, deadline, delayed

# what I sent
guide-page-mine =
    my proposal, my proposals, my drafts, draft, drafts, my report, my complaint, my case, i sent
    i sent in, i reported, i wrote, i submitted, sent in, sent last, progress, status, update on, reply
    reply to me, replied, answer me, answered, what happened to, hear back, heard back, heard nothing
    outbox, unsent, following, track, withdraw, my submission, my request, my suggestion, my idea
    my post, my posts, status of my, where is my, check my, any answer, any reply, any response
    no response, no answer, response, decision on my, unfinished, saved, history, inbox
    .hints =
        mine, happened, last month, sent, yet, any news

# ballots
guide-page-votes =
    vote, votes, voting, ballot, ballots, poll, polls, election, referendum, polling, cast my vote
    participatory budget, budget vote, elect, voted, can i vote, candidates, yes or no, turnout, count
    counted, outcome of the vote, ballot paper, ballot papers
    .hints =
        closing, result, results, budget, decide, choose

# settings
guide-page-settings =
    settings, setting, preferences, options, letters bigger, text bigger, bigger, bigger text, font
    font size, text size, larger, large text, big letters, letters, too small to read, small print
    dark mode, contrast, language, chinese, english, switch to, notification, notifications, notify
    alerts, reminders, sound off, mute, read aloud, bigger print, bigger letters, magnify, zoom
    make it bigger, increase, brightness, theme, night mode, translate, in english, in chinese, mandarin
    change language, turn off notifications, no notifications, unsubscribe, sounds, volume, voice speed
    display
    .hints =
        small, text, screen, stop sending, turn off, change, size

# signing in
guide-page-sign-in =
    sign in, signing in, log in, log on, login, logged out, log out, sign out, sign up, password
    forgot my password, forgotten password, reset my password, account, make an account
    create an account, register, username, user name, verify, verification, passcode, locked out
    signed out, signed in, log me in, cannot log in, wont let me in, change password, new password
    delete my account, close my account, email address, phone number, switch account, another account
    identify
    .hints =
        forgot, identity, id card, new account

# help
guide-page-help =
    help me use, how does this work, how do i use, how to use, instructions, tutorial, explain, guide
    manual, what can i say, what can you do, who are you, what is this, what does this do, show me how
    how it works, support line, customer service, confused, do not understand, dont understand, help
    how to, how do you, guide me, walk me through, what is this app, what is this for, first time
    new here, beginner, lost, assistance, commands, what can you
    .hints =
        how, use, work, this app, teach, understand

# words that say nothing
guide-ignored =
    a, an, the, is, are, was, were, be, been, am, it, its, i, im, ive, my, me, we, our, us, you, your
    he, she, him, her, his, they, them, their, there, theres, this, that, these, those, and, or, but, so
    because, if, when, while, where, what, which, who, why, how, to, of, in, on, at, by, for, from, with
    without, into, onto, over, under, up, down, out, off, about, as, than, then, too, very, just, really
    please, thanks, hello, hi, not, no, cant, cannot, wont, dont, doesnt, didnt, isnt, arent, havent
    hasnt, can, could, would, should, will, do, does, did, done, has, have, had, get, got, gets, go
    goes, going, gone, come, comes, came, some, any, all, every, each, few, many, much, more, most, one
    two, three, again, always, never, ever, still, since, day, days, week, weeks, month, months, year
    years, yesterday, today, now, ago, thing, things, place, time, way, side, near, next, front, outside
    inside, right, left, long, short, new, good, bad, people, someone, somebody, nobody, nothing
    everything, need, needs, want, wants, like, make, take, takes, took, put, let, keep, know, think
    nowhere, anywhere, everywhere, oh, well, ok, bloody, massive, absolute, back, number
