# Arguments for and against a proposal, on its page and at the coordinator’s desk
# $side is for or against, $reason why one must not stand as the data name it, $count a number, $text someone’s words

arguments-title = For and against
    .detail = One reason each, in a few words. Those that most people find good come first.
    .why = Why this order?
    .because = Each person counts once for a reason. Of two alike, the later one comes first.
    .closed = You can read these. New ones are not taken any more.
arguments-side = { $side ->
    [for] For
   *[against] Against
}
arguments-count = { $count ->
    [one] { $count } reason
   *[other] { $count } reasons
}
arguments-none = Nobody has said anything here yet.
arguments-more = Show { $count } more
argue = { $side ->
    [for] Say why you are for it
   *[against] Say why you are against it
}
argue-text = { $side ->
    [for] Why are you for it?
   *[against] Why are you against it?
}
    .hint = One reason. Speak about the thing, not about people.
argue-left = { $count ->
    [one] { $count } letter left
   *[other] { $count } letters left
}
    .over = { $count ->
        [one] { $count } letter too many
       *[other] { $count } letters too many
    }
argue-send = Put it here
    .done = Your reason is here for all to read.
argue-sign-in = Please sign in to say something here.

argument-mine = You said this
argument-pending = Not sent yet. It goes out by itself.
argument-second = Good point
    .done = You find this a good point.
    .undone = You took that back.
argument-second-count = { argument-second }{ "\u00a0" }·{ "\u00a0" }{ $count }
argument-counted = { $count ->
    [one] { $count } person finds this a good point
   *[other] { $count } people find this a good point
}
argument-retract = Take it back
    .ask = Do you want to take this back?
    .detail = It will be gone from this page. You can say it again in other words.
    .done = It is taken back.
argument-report = Report
    .reason = What is wrong with it?
    .hint = It stays here until a person from the city has looked.
    .send = Send the report
    .done = Thank you. Someone from the city will look at it.
    .sent = You reported this.
argument-respond = Answer it
    .text = What does the city say to this?
    .hint = In a few words, and once only. All can read it.
    .send = Put the answer here
    .done = The answer is here for all to read.
argument-response = { $department } says
    .city = The city says
argument-hide = Hide
    .reason = Why must it not stay?
    .text = Say it in your own words
    .hint = This will stand here in its place. All can read it.
    .send = Hide it
    .done = It is hidden. The reason stands in its place.
argument-keep = Keep
    .text = Why may it stay?
    .hint = This will stand below it. All can read it.
    .send = Keep it
    .done = It stays. The reason stands below it.
argument-restore = Show it again
    .text = Why may it stand after all?
    .hint = This will stand below it. Its author is told, and all can read it.
    .send = Show it again
    .done = It is shown again. The reason stands below it.
argument-hidden = This is not shown any more: { objection }
    .mine = Only you and the city still see what you said:
    .staff = Only the author and the city still see it:
    .soon = This is not shown any more.
argument-kept = The city looked at this, and it stays:
objection = { $reason ->
    [personal_data] it tells something private
    [attack] it attacks people
    [untrue] it is not true
    [advertising] it is an advert
   *[off_topic] it is not about this
}
objection-choice = { $reason ->
    [personal_data] It tells something private
    [attack] It attacks people
    [untrue] It is not true
    [advertising] It is an advert
   *[off_topic] It is not about this
}

## The coordinator’s desk
moderation-order = Reported reasons, the longest waiting first.
moderation-none = Nothing is reported.
moderation-hidden = Not shown any more
    .since = Hidden: { $when }
moderation-choose = Choose one to look at
moderation-about = On: { $title }
moderation-since = Reported: { $when }
moderation-reports = { objection-choice } · { $count }
