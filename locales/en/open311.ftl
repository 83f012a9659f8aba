# What other systems are told of a case (GeoReport v2): where it stands, and what became of what they filed
# Names such as $state, $clock, $kind and $judgement have the values of the data, letter for letter
# $text someone’s words, $number of the proposal, $date a date in words

open311-notes = { proposal-state }. { timeline-next }.
    .over = { proposal-state }.
    .answer = { answer-kind }: { $text }
    .verdict = The author says: { judgement }
open311-merged = It goes on in proposal { $number }.
open311-unsorted = Something else
    .detail = The city finds the right place for it.
open311-notice = The city has it. The number is { $number }.
    .due = By { $date } the city will { clock-duty }.
    .person = The name and how to reach the person are not kept here.
    .media = The picture is not taken over.
open311-key = Ask the city for a key.
open311-attribute-title = A short title
    .detail = Up to 80 letters. Without one, the first words serve.
open311-attribute-area = The area it is in
    .detail = One of the list. Without one, it is for the whole city.
open311-attribute-client = Your own number for it
    .detail = Sent again with the same number, it is the same request.
