# Talk to the guide: how, what was understood, the question before it is done, and what can be said
# $said the wording that was understood, $command $purpose $reason names of the data, $words what the person said, $page a page, $category $department, $field a field

## The line that opens anywhere
talk-title = Say it and it is done
    .lead = Where to, or what to do? Say it or type it.
    .key = Or press Ctrl and K together.
    .close = Close
talk-field = Say what to do
    .placeholder = For example: go back
talk-do = Do it
talk-say-it = Speak
talk-by-city = What you say goes to the city to become words. No one keeps the sound.
talk-heard = We heard: “{ $said }”
    .nothing = We heard no words. Please say it again.
talk-here = You can say here
talk-all = All you can say

## What was understood
talk-listening = Just a moment…
talk-done = All right: { $said }.
talk-not-here = “{ $said }” is clear, but it can’t be done on this page now.
    .next = Try one of these, or go back first.
talk-no-reading = “{ $said }” is clear, but there is no reading aloud here yet.
    .next = Hard to see? You can say “bigger text”.
talk-nothing-asked = There is no question to answer now.
talk-kept = All right. Nothing was changed.
talk-words-kept = All right. It was not put in. Your words are still here.
talk-written = It is in. Please have a look.

## The question before it is done
talk-ask = { $command ->
    [support] Do you want to support this?
    [follow] Do you want to follow this?
    [solved] You say it is solved. Send this?
    [partly] You say it is partly solved. Send this?
    [unsolved] You say it is not solved. Send this?
    [send] Do you want to send this?
    [delete] Delete this? You can’t get it back.
   *[other] Is this what you want?
}
talk-ask-words = Put these words into “{ $field }”?
talk-ask-answer = Please say “yes” or “no”.
talk-yes = Yes
talk-no = No

## The guide
guide-lead = What bothers you? What do you want to do? Use your own words.
guide-field = What do you want to say or do?
    .placeholder = For example: the street light is out and it is dark
guide-ask = Ask the guide
guide-examples = You could say
    .lamp = The street light is out and it is dark at night
    .bus = The bus never comes on time
    .vote = Where can I vote
    .size = Bigger text
guide-sure = The guide understands
guide-unsure = The guide is not sure. Which one is it?
guide-nothing = The guide did not understand this
    .next = That is fine. Your words are safe. Tell the city, and someone will read it.
guide-category = { $category }
    .by = For: { $department }
    .begin = Say this
guide-because = Because you said { $words }
    .word = “{ $word }”
guide-page = Open “{ $page }”
guide-similar = Others have said much the same
    .because = It also says { $words }
    .alike = Its text has words like yours
guide-similar-none = No one has said much the same yet.
guide-anyway = None of these?
    .begin = Tell the city
guide-language = The guide also knows { $language }

## What can be said
commands-lead = Open “Say what to do” and say one of these. A word or two may differ.
    .careful = What is sent or deleted is first shown to you. It is done when you say “yes”.
commands-purpose = { $purpose ->
    [go] Where to go
    [do] Say and do
    [read] Reading aloud
    [size] Size of the text
    [choose] Choose by number
    [answer] Answers
   *[other] More
}
commands-also = Or: { $words }
