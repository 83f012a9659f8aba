# One proposal: where it stands, its clock, what happened, the answer, what one can do
# Names such as $state, $action, $clock and $kind have the values of the data, letter for letter
# $department a department’s name, $days a number of days, $date a date in words, $reason why, $text someone’s words

## Where it stands
proposal-number = No. { $number }
    .none = It gets a number once the city has it
proposal-facts = About this proposal
proposal-pending =
    .detail = This step is saved on your device. It will be sent by itself once you are online.
proposal-erased = The author took these words back and had them erased. What the city answered stays.
proposal-anonymous = Unsigned
proposal-by = By { $name }
proposal-mine = By you
proposal-submitted-at = Sent: { $when }
proposal-about = { $category } · { $area }
proposal-text-title = { $mine ->
    [yes] What you said
   *[no] What was said
}
proposal-category-none = No category yet
proposal-reopened-count = { $count ->
    [one] Reopened { $count } time
   *[other] Reopened { $count } times
}
proposal-returned-count = { $count ->
    [one] Returned { $count } time
   *[other] Returned { $count } times
}
proposal-joint = In the lead: { $department }
    .with = With: { $departments }
    .awaited = Still to speak: { $departments }
proposal-other = proposal { $number }
    .none = another proposal
proposal-gone-title = We did not find this proposal
    .detail = The address may be wrong, or it has not come to this device yet.

## What one can do
proposal-support = Support
    .on = You support this
    .hint = Tap again to stop
    .done = Thank you. Your support counts.
    .undone = Your support is taken back.
proposal-support-count = { $word }{ "\u00a0" }·{ "\u00a0" }{ $count }
proposal-follow = Follow
    .on = Following
    .done = We will tell you when something happens.
    .undone = You no longer follow this.
proposal-withdraw = Withdraw this proposal
    .ask = Do you want to withdraw it?
    .detail = The city will stop working on it. The record stays here for everyone to read.
    .done = It is withdrawn.

## What happened, a sentence for each step. $mine is yes where the reader did it
timeline-title = What happened
timeline-submitted = { $mine ->
    [yes] You sent this
   *[no] A citizen sent this
}
timeline-submitted-pending = You wrote this
    .detail = It is not sent yet. It will be sent by itself once you are online.
timeline-accepted = The city accepted it
    .detail = Next we look for the right department.
timeline-declined = The city did not accept it
    .detail = Why: { decline-reason }
    .last = This is the last word.
timeline-appealed = { $mine ->
    [yes] You appealed
   *[no] The author appealed
}
timeline-closed-unappealed = Closed with no appeal
    .detail = The time to appeal is over.
timeline-merged = Merged into { $other }
timeline-unmerged = No longer merged, it goes on by itself
    .detail = The one it was merged into ended without an answer.
timeline-joined = { $other } was merged into this one
timeline-parted = { $other } goes on by itself again
timeline-assigned = Assigned to { $department }
    .joint = With: { $departments }
timeline-returned = { $department } returned it
    .detail = A coordinator will look for the right department.
timeline-taken = { $department } started work
timeline-handed-over = { $who ->
    [you] You hold this case now
   *[other] { $name } holds this case now
}
    .detail = Only city staff can see this.
    .someone = A colleague
timeline-prepared = Prepared but not yet published: { $action }
timeline-checked = A colleague read what was prepared
timeline-discarded = What was prepared was discarded
timeline-asked = { $department } asked the author
    .city = The city asked the author
    .detail = The city’s clock stops until the reply.
timeline-replied = { $mine ->
    [yes] You replied
   *[no] The author replied
}
timeline-resumed = No reply came, so the clock goes on
    .detail = As much time is left as when the question was asked.
timeline-extended = { $department } takes more time
    .detail = The new day is { $date }.
timeline-contributed = { $department } gave its part
timeline-excused = { $department } is no longer part of it
    .detail = Everyone can see how often a case was given back.
timeline-noted = { $department } added a note
timeline-answered = { $department } answered: { answer-kind }
    .promised = Promised by { DATETIME($day, style: "day") }
    .missing = No word came in time from: { $departments }
timeline-achieved = { $department } finished a step
    .step = The step: { $step }
timeline-resolved = { $department } says it is done
    .detail = Now the author can say if it is solved.
timeline-judged = { $mine ->
    [yes] You said: { judgement }
   *[no] The author said: { judgement }
}
timeline-reopened = { $mine ->
    [yes] You said it is not solved, so it is reopened
   *[no] The author said it is not solved, so it is reopened
}
timeline-to-hearing = { $mine ->
    [yes] You said again it is not solved, so there will be a hearing
   *[no] The author said again it is not solved, so there will be a hearing
}
timeline-convened = The hearing is on { DATETIME($day, style: "weekday") }
timeline-concluded = The hearing is over: { hearing-ruling }
timeline-closed-unjudged = Closed with no word from the author
    .detail = It counts as “no verdict”, never as praise.
timeline-responded = The city answered what you said
timeline-kept = What you said was reported. The city looked, and it stays
timeline-hidden = What you said is not shown any more: { objection }
timeline-restored = What you said is shown again
timeline-withdrawn = { $mine ->
    [yes] You withdrew it
   *[no] The author withdrew it
}
timeline-disowned = The author left and took the name off
timeline-erased = The author left and took the words back
    .detail = What the city said stays.
timeline-escalated = { $tier ->
    [street] Late: it went up to the street office
    [district] Late: it went up to the district
    [city] Late: it went up to the city
   *[public] Late: it is now for all to see
}
    .detail = It was time to { clock-duty }. Work goes on.
timeline-pending = Still on your device, waiting to be sent
timeline-by = { $part ->
    [author] Author
    [citizen] Citizen
    [coordinator] Coordinator
    [officer] Department officer
    [supervisor] Citizen supervisor
    [administrator] Administrator
   *[system] Automatic
}

## What comes next
timeline-next = { $clock ->
    [triage] Waiting to be accepted
    [assign] Waiting for a department
    [take] Waiting for work to start
    [answer] Waiting for the answer
    [work] Waiting for it to be done
    [rework] Waiting for a new answer
    [verdict] Waiting for the author’s verdict
    [hearing] Waiting for the hearing
    [appeal] The author can appeal
    [review] Waiting for word on the appeal
    [reply] Waiting for the author’s reply
   *[other] Next step
}
    .detail = { $clock ->
        [triage] A coordinator will say if the city accepts this. If not, they will say why.
        [assign] A coordinator will find the right department.
        [take] The department will start, or return it and say why.
        [answer] The department will say if it adopts this, and why.
        [work] The department will do it by the day it promised. Then the author can check.
        [rework] The department will try again and answer again.
        [verdict] If no word comes in time, it is closed with “no verdict”.
        [hearing] All can come and speak, and all can read the result.
        [appeal] The author can appeal once. Another coordinator will decide.
        [review] Another coordinator will look again. What they say is the last word.
        [reply] The clock goes on with the reply, or by itself when time is up.
       *[other] You will see it here.
    }

## The answer
answer-title = The city’s answer
answer-kind-meaning = { $kind ->
    [adopted] The city will do it by a promised day.
    [partly_adopted] The city will do part of it by a promised day.
    [not_adopted] The city will not do it now. You can read why below.
    [explained] The city explains how things are. Nothing more needs to be done.
   *[other] Please read the words below.
}
answer-promised = Promised by { DATETIME($day, style: "weekday") }
answer-by = { $department } · { $when }
answer-steps = Step by step
    .done = Done { $when }
    .due = By { DATETIME($day, style: "day") }
    .late = By { DATETIME($day, style: "day") } · late
answer-done = It is done

## The hearing: whoever said twice that it is not solved is heard in person
hearing-title = Hearing
    .coming = A coordinator will name the day. You will see it here.
    .day = { DATETIME($day, style: "weekday") }
    .result = Result: { hearing-ruling }
hearing-ruling = { $ruling ->
    [rework] the department does it once more
    [stands] the answer stands, and this is the end
   *[other] there is a result
}

## What followers think: they are counted, and no name is shown
opinions-title = What followers think
    .detail = { $count ->
        [one] { $count } person said so. No name is shown.
       *[other] { $count } people said so. No name is shown.
    }
    .one = { judgement } { $count }
    .stars = { $stars } stars on average
rate-title = Do you think it is solved?
    .detail = You follow this, so you can say what you think. The author decides.
    .send = Send what I think
    .done = Thank you. What you think is noted.

## The author’s own words
reply-title = The city has a question for you
    .detail = The city’s clock stops until you reply.
reply-text-label = Your reply
    .hint = Tell us what you know. Everyone can read it.
reply-send = Send my reply
    .done = Thank you. Your reply is noted.
appeal-title = Do you disagree? You can appeal
    .detail = You can appeal once. Another coordinator will decide.
appeal-text-label = Why should the city accept it?
    .hint = Take your time. Everyone can read it.
appeal-send = Send my appeal
    .done = Your appeal is noted. Another coordinator will look at it.

## Why it was not taken on
decline-reason = { $reason ->
    [not_ours] Another office is in charge of this
    [duplicate] The same thing is already in progress
    [unclear] We could not understand it, and could not reach the author
    [unlawful] The law does not allow this
    [abusive] It contains insults or ads
   *[other] Another reason
}
decline-reason-next = { $reason ->
    [not_ours] Below you can read whom to ask. You can go to them directly.
    [duplicate] Below you can read which one it is. You can support that one.
    [unclear] Tell us a bit more and send it again.
    [unlawful] If there is a lawful way, you can send it again.
    [abusive] Say it kindly and send it again.
   *[other] You can read the full reason below.
}

## What can be done, on a button
proposal-action = { $action ->
    [submit] Send
    [accept] Accept
    [decline] Do not accept
    [appeal] Appeal
    [close_unappealed] Close when time is up
    [merge] Merge
    [unmerge] Undo the merge
    [assign] Assign
    [return] Return
    [take] Start work
    [hand_over] Hand over
    [prepare] Prepare
    [check] I have read it
    [discard] Discard
    [publish] Publish
    [ask] Ask the author
    [reply] Reply
    [resume] Start the clock again
    [extend] Take more time
    [contribute] Give our part
    [excuse] Not our part
    [note] Add a note
    [answer] Answer
    [achieve] A step is done
    [resolve] Mark as done
    [judge] Say if it is solved
    [rate] Say what you think
    [convene] Call a hearing
    [conclude] Write the result
    [entrust] Ask a supervisor
    [inquire] Ask the department
    [clarify] Reply to the supervisor
    [assess] Decide
    [close_unjudged] Close when time is up
    [withdraw] Withdraw
    [escalate] Send it up when it is late
    [support] Support
    [unsupport] Stop supporting
    [move] Move your support
    [follow] Follow
    [unfollow] Stop following
    [argue] Say a reason
    [retract] Take a reason back
    [second] Find a reason good
    [unsecond] No longer find a reason good
    [respond] Answer a reason
    [report] Report a reason
    [keep] Keep a reason
    [hide] Hide a reason
    [restore] Show a reason again
   *[other] This step
}
