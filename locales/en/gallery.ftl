# The gallery of the parts that the app is made of: for those who build it, never for a city
# $name names a group of parts

gallery-title = The parts of the app
    .lead = Each part, in all its forms.
gallery-section = { $name ->
    [colours] Language and colours
    [buttons] Buttons
    [answers] Buttons that answer
    [asking] A question first
    [fields] Fields
    [choices] Choices
    [files] Photos and files
    [stars] Stars
    [chips] Where it stands
    [clocks] Time left
    [steps] Steps
    [tabs] Tabs
    [cards] Cards
    [timeline] The way of a proposal
    [judging] Is it solved?
    [empty] Nothing here yet
    [errors] Something went wrong
    [link] No way to the city
    [waiting] Still on its way
    [microphone] The microphone
    [reading] The reading bar
   *[icons] Pictures
}
gallery-says = Say it in passing
gallery-field = Your name
    .hint = As others may read it.
    .error = Please write your name.
    .secret = Password
    .day = Day
    .long = In your own words
    .long-hint = As you would tell a neighbour.
    .long-error = Please say what it is about.
    .choice = What will be done
    .choice-hint = It can be changed later.
    .choice-error = Please choose one.
gallery-sample = The street light at 128 Wensan Road is out
    .text = The light has been out for three days. It is dark there at night. An old man fell there last week.
    .note = We have been there. We need a new lamp.
    .answer = We will put in a new lamp this week.
    .done = Two lamps are new. The street is bright again.
    .declined = That road belongs to the county. We told them.
    .verdict = It is bright again. Thank you!
