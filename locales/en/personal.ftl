# What there is of a person: to take along

personal-title = My data
    .detail = What you write is yours. You can take it with you.
personal-take = Save my data
    .detail = You get one file. It has what you wrote and chose, here and at the city.
    .done = Done. The file is with your downloads.

## To be forgotten
forget-title = Be forgotten
    .detail = You can leave for good. First we tell you what goes and what stays.
forget-begin = See what goes and what stays
forget-goes = What goes at once
    .account = Your name, your password and your e-mail address.
    .follows = What you follow, and the work the city gave you.
    .device = Drafts, recordings and all that waits on this device.
forget-stays = What stays
    .city = What the city answered. What you did for the city stays in its name.
    .supports = Your supports stay counted, with no name. We can not know you if you come back.
    .copies = The city keeps copies in case a machine breaks. There it all lives on for a while.
forget-words = What you wrote in public
forget-keep = Leave it there, without me
    .detail = No one can see that it was you, not even the city. Open cases go on.
forget-erase = Take my words back, too
    .detail = Open cases are withdrawn. Your words, places and photos are erased.
forget-password = Your password
forget-stay = No, I stay
forget-go = Go on
forget-ask = Shall we forget you now?
    .keep = Your words stay without your name. This can not be undone.
    .erase = Your words are erased as well. This can not be undone.
    .action = Yes, forget me
forget-done = It is done. We do not know you any more. You are welcome at any time.
forget-people = To the people of the city
