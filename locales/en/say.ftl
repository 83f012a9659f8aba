# Say it: write, kind, place, check, send
# $count a number, $limit the most there may be, $when a time in words, $step of $steps, $examples a list

say-title = Say it
say-intro = Tell us what is wrong, or what could be better.
say-steps = Step { $step } of { $steps }
say-next = Next

## Write
say-text-label = What do you want to say?
    .hint = Say what it is, where it is, and what you hope for.
    .placeholder = For example: The street light at 128 Wensan Road is out. Old people can’t see the way at night.
say-text-left = { $count ->
    [0] There is no room left
    [one] Room for { $count } more character
   *[other] Room for { $count } more characters
}
say-text-over = { $count ->
    [one] { $count } character too many. Please make it shorter.
   *[other] { $count } characters too many. Please make it shorter.
}
say-title-label = Title
    .hint = You may leave this out. We will use your first sentence.

## Kind, and what is like it
say-category-label = What is it about?
    .hint = Not sure? Leave it out. A coordinator will choose for you.
    .guessed = From what you said, the first ones seem to fit. Not sure? Leave it to the city.
    .none = Not sure, please choose for me
say-similar-title = Has someone said this before?
    .detail = If it is the same, support that one. Then you need not write it again.

## Place
say-where-title = Where is it, and what is it about?
say-area-label = Which part of the city?
    .whole = The whole city
    .hint = Choose your street or community if you can.
say-no-directory = This device does not have the city’s list of places yet. Just write the address. The city will do the rest.
say-place-label = Where is it?
    .hint = An address or a landmark will do, like “east gate of the market”.

## Name
say-signature-label = How do you want to sign?
    .anonymous = Without a name
    .signed = With this name
    .name = Name
    .hint = Without a name, other people can’t see who wrote it. City staff can see which account it came from.

## Check and send
say-check-title = One last look
    .text = What you say
    .category = What it is about
    .area = Part of the city
    .place = Where it is
    .both = { $place } (with a pin on the map)
    .pin = A pin on the map
    .files = Photos and files
    .unset = Left out
say-public-note = Once it is sent, everyone can read it.
say-promise = { $days ->
    [one] Within { $days } working day you will hear if we take it on.
   *[other] Within { $days } working days you will hear if we take it on.
}
say-send = Send
    .offline = Save it now, send it once online
say-sent-title = We have it. Thank you!
    .online = It is on its way to the city.
    .offline = It is safe on this device. It will be sent by itself once you are online.
    .see = See how it goes
    .another = Say something else

## Drafts
say-draft-saved = Your draft is safe on this device
say-draft-continue = You started writing this. Do you want to continue?
    .fresh = Start a new one
say-draft-delete = Delete this draft?
    .detail = You can’t get it back.
