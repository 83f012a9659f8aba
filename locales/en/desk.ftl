# Desks: the first look, and the departments
# $count a number, $department a department’s name, $title of a proposal, $key the name of a key, $order as the data name it

desk-title = Desk
desk-none = You have no desk yet.
    .detail = An administrator gives these roles to city staff.
desk-count = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
desk-due-today = Due today
desk-overdue = Late
desk-queue-triage = To accept
desk-queue-appeal = Appeals
desk-queue-assign = To assign
desk-queue-mine = Mine
desk-queue-nobodys = Nobody’s
desk-queue-prepared = Prepared
desk-row-prepared = Prepared: { $action } ({ $name })
desk-chosen = { $count ->
    [0] None chosen
    [one] { $count } case chosen
   *[other] { $count } cases chosen
}
desk-choose-one = Choose “{ $title }”
desk-choose-all = Choose all
desk-holder = { $who ->
    [me] You hold this case
    [left] The one who held it has left
    [nobody] Nobody holds it yet
   *[other] { $name } holds it
}
desk-queue-take = To start
desk-queue-work = In progress
desk-queue-promise = Promised
desk-queue-rework = Reopened
desk-queue-reported = Reported
desk-queue-hearing = Hearings
desk-queue-verdict = Waiting for a verdict
desk-queue-done = Finished
desk-order = First due on top.
    .why = Why this order?
    .because = Due dates are public. What is due first is done first, for everyone alike.
desk-view = Filter and sort
    .everywhere = All places here
desk-view-chosen = Filter and sort: { $count } chosen
desk-views = Views you kept
desk-view-name = Name of this view
    .hint = It is kept on this device, for you alone.
    .missing = Please give it a name.
desk-view-keep = Keep this view
    .do = Keep
    .done = “{ $name }” was kept
desk-view-forget = Forget this view
    .done = “{ $name }” was forgotten
desk-empty = All done. Time for a break.
desk-choose = Choose one to read
desk-column = { $column ->
    [number] No.
    [title] Proposal
    [category] Category
    [area] Place
    [state] Progress
    [clock] Due
    [holder] Held by
   *[other] Support
}
desk-export = Download this table
    .done = The table was downloaded
desk-public-note = Citizens will read your words as you write them, or hear them read aloud.
desk-text-label = Your words to the citizen
    .hint = First the result, then the reason, then the next step.
desk-sent = Sent
    .soon = Saved. It goes out in a moment
    .offline = Saved. It will be sent once you are online
desk-changed = Something happened while you were reading.
    .action = Show the latest

## Coordinator
desk-accept = Accept
    .category = Is this the right category?
    .area = Is this the right place?
    .note = If you change the category, its due dates will apply.
desk-decline = Do not accept
    .reason = Reason
    .text = Explain why, and say whom to ask
    .hint = Everyone should know what they can do next.
desk-assign = Assign
    .lead = Lead department
    .usual = Usually: { $department }
    .joint = Joint departments
    .none = No joint department

desk-merge = Merge
    .into = Which one does it go on in?
    .search = Find another one
    .look = Find
    .text = Why do they go together?
    .hint = The author and the followers will read this.
    .usual = Both say the same, so we handle them as one. We will tell you of each step.
    .both = Both side by side
    .this = This one
    .goes-on = Goes on in this one
    .nothing = None like it found. You can look for one below.
    .latest = The last one went here
    .found = Has the words you looked for
desk-unmerge = Undo the merge
    .text = Why do they part?
    .hint = It goes on by itself, and its time starts anew.

desk-ask = Ask the author
    .text = What do you want to know?
    .hint = Ask all at once. Your clock stops until the reply.

desk-convene = Call a hearing
    .day = On which day?
    .text = Where, at what time, and who can come?
    .hint = Everyone can see this. To move the day, call it again.
desk-conclude = Write the result
    .ruling = What is the result?
    .text = What was said, and why is this the result?
    .hint = Write what each side said. Everyone can see this.

desk-inquire = Ask the department
    .text = What do you want to know?
    .hint = You can ask three times. All can read it.
desk-assess = Decide
    .fit = How well was it done?
    .text = Why do you think so?
    .hint = If not done well, it is done again. You decide once. All can read it.
desk-clarify = Reply to the supervisor
    .text = What do you say to the supervisor?
    .hint = Say what was done and where people can see it.

## Department
desk-take = Start work
desk-hand-over = Hand over
    .to = To whom?
    .why = Why?
    .hint = Only your colleagues can read this. The clock runs on.
    .me = Me ({ $name })
    .these = { $count ->
        [one] Hand over { $count } case
       *[other] Hand over { $count } cases
    }
desk-handed-over = { $count ->
    [one] { $count } case handed over
   *[other] { $count } cases handed over
}
desk-published = { $count ->
    [one] { $count } case published
   *[other] { $count } cases published
}
desk-publish-chosen = { $count ->
    [one] Publish what is prepared in { $count } case
   *[other] Publish what is prepared in { $count } cases
}
desk-outcomes = What became of them
    .done = { $what ->
        [publish] published
       *[other] handed over
    }
    .close = Got it
    .waits = on its way

desk-template = Words we often use
    .none = None
    .use = Add them
    .put = Added “{ $name }”
desk-prepare = Keep it for later
    .not-yet = It cannot go out yet. You can write it now.
desk-prepared = Prepared: { $action }
    .by = Written by { $name }, { $when }
    .you = you
    .read = { $name } has read it. It can go out.
    .unread = No colleague has read it yet.
    .files = { $count ->
        [one] { $count } file will go out with it.
       *[other] { $count } files will go out with it.
    }
    .publish = Publish
    .change = Change it
    .discard = Discard what is prepared?
    .discard-detail = You would have to write it again. No citizen has seen it.
desk-return = Return
    .text = Why is it not for your department?
    .hint = Say whose it is. Everyone can see how often a case was returned.
desk-extend = Take more time
    .text = Why do you need more time?
    .hint = You can do this once. Everyone will see why, and the new day.
desk-contribute = Give our part
    .text = What does your department say?
    .hint = The lead department puts all parts into one answer.
desk-excuse = Not our part
    .text = Why has your department no part in this?
    .hint = Say who can do it. Everyone can see this.
desk-note = Add a note
    .text = How is it going?
desk-answer = Answer
    .kind = What is the answer?
    .text = Your answer
    .hint = Give the reasons and the next step.
    .promised = When will it be done?
    .promised-hint = Everyone can see this day. Then the author will check.
    .steps = Which steps lead there?
    .steps-hint = You can leave this out. Everyone can see the day of each step.
    .step = Step { $number }
    .step-day = By which day?
    .step-add = Add a step
    .step-remove = Remove step { $number }
desk-achieve = A step is done
    .which = Which step is done?
    .text = What was done?
    .hint = Say what was done and where people can see it.
desk-resolve = Mark as done
    .text = What was done?
    .hint = Say what was done and where people can see it.

## Keys
desk-keys = Keys
    .next = Next
    .previous = Previous
    .choose = Choose
    .send = Send
