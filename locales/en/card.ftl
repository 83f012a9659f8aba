# What a card says, and what the data call things; home needs it at once
# Names such as $state, $action, $clock and $kind have the values of the data, letter for letter
# $days a number of days, $date a date in words

## Where it stands
proposal-state = { $state ->
    [submitted] Sent
    [declined] Not accepted
    [appealed] Appealed
    [merged] Merged
    [accepted] Accepted
    [assigned] Assigned
    [in_progress] In progress
    [answered] Answered
    [implementing] Being done
    [resolved] Done
    [reopened] Reopened
    [hearing] Hearing
    [closed] Closed
    [withdrawn] Withdrawn
   *[other] Updating
}
proposal-supports = { $count ->
    [one] { $count } person supports this
   *[other] { $count } people support this
}
card-erased = Erased by its author
pending-mark = One step is not sent yet

## Clocks. $clock is triage, assign, take, answer, work, rework, verdict, appeal, review, reply or hearing
clock-duty = { $clock ->
    [triage] accept it
    [assign] assign it
    [take] start
    [answer] answer
    [work] get it done
    [rework] answer again
    [appeal] appeal
    [review] decide on the appeal
    [reply] reply
    [hearing] hold a hearing
   *[verdict] say if it is solved
}
clock-left = { $clock ->
    [verdict] { $days ->
        [one] { $days } day left to say if it is solved
       *[other] { $days } days left to say if it is solved
    }
    [appeal] { $days ->
        [one] { $days } day left to appeal
       *[other] { $days } days left to appeal
    }
   *[other] { $days ->
        [one] { $days } working day left to { clock-duty }
       *[other] { $days } working days left to { clock-duty }
    }
}
    .short = { $clock ->
        [verdict] { $days ->
            [one] { $days } day left
           *[other] { $days } days left
        }
        [appeal] { $days ->
            [one] { $days } day left to appeal
           *[other] { $days } days left to appeal
        }
       *[other] { $days ->
            [one] { $days } working day left
           *[other] { $days } working days left
        }
    }
clock-today = Due today: time to { clock-duty }
    .short = Due today
clock-late = { $clock ->
    [verdict] The time to say if it is solved is over
    [appeal] The time to appeal is over
    [reply] The time to reply is over
   *[other] { $days ->
        [one] { $days } working day late to { clock-duty }
       *[other] { $days } working days late to { clock-duty }
    }
}
    .short = { $clock ->
        [verdict] Time is over
        [appeal] Time is over
        [reply] Time is over
       *[other] { $days ->
            [one] { $days } working day late
           *[other] { $days } working days late
        }
    }
clock-due = By { $date }
clock-due-tone = { $due } · { $tone }
clock-provisional = The holidays for that year are not published yet. This date may move.
clock-tone = { $tone ->
    [calm] On time
    [amber] Nearly due
    [red] Late
   *[other] Due
}

## What the city said
answer-kind = { $kind ->
    [adopted] Adopted
    [partly_adopted] Adopted in part
    [not_adopted] Not adopted
    [explained] Explained
   *[other] Answered
}

## The citizen’s verdict
judge-title = Is it solved?
    .detail = You have the last word.
judge-promise-note = { $reopened ->
    [0] If you say “Not yet”, the department must try again.
    [1] If you say “Not yet” again, the city must hold a hearing.
   *[other] The hearing is over, so what you say now is the result.
}
judgement = { $judgement ->
    [solved] Solved
    [partly] Partly solved
    [not_solved] Not yet
   *[other] Verdict given
}
judge-stars-label = How many stars?
    .value = { $stars ->
        [one] { $stars } star
       *[other] { $stars } stars
    }
judge-text-label = Anything to add?
judge-send = Send my verdict
    .done = Thank you. Your verdict is noted.
    .reopened = { $reopened ->
        [0] We hear you. The department will try again.
        [1] We hear you. The city will hold a hearing.
       *[other] We hear you. It is noted as “Not yet”.
    }
