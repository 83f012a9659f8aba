# Citizen supervisors: the draw, questions, what they find; their desk and the public pages
# $month in words, $fit is yes or no, $next is stays, again or hearing, $department a name, $date in words
# $candidates, $count, $fit, $unfit, $open are numbers of cases, $share of a hundred, $least, $most, $from, $until are numbers

supervision-title = Citizen supervisor
    .drawn = This case was drawn by lot. It was closed in { $month }.
    .accompanied = This case is being done again. A citizen supervisor looks on.
    .open = The supervisor has not decided yet.
supervision-drawn = Drawn for { $month }
supervision-accompanied = Done again
supervision-waits = Waiting for the department
supervision-found = { $fit ->
    [yes] Done well
   *[no] Not done well
}
supervision-asked = The supervisor asks
supervision-replied = { $department } says
supervision-due = The department should reply by { $date }.
    .late = The department should have replied by { $date }.
supervision-order = What waits for you is on top.
supervision-empty = No case waits for you now.
supervision-queue-asked = A supervisor asks
supervision-queue-open = To look at
supervision-queue-drawn = Drawn
supervision-queue-accompanied = Done again
supervision-queue-judged = Looked at

## The draw
draw-month = { month-name } { $year }
draws-title = Cases drawn by lot
draws-lead = Each month some closed cases are drawn. Citizens look at how well they were done.
draws-none = Nothing was drawn yet.
    .detail = Once cases are closed, some are drawn when the month ends.
draw-title = The draw for { $month }
draw-how = How were these cases drawn?
    .short = No one picks them. The lot is public, so you can draw it again.
    .one = When a month is over, all cases closed in it go into the drum.
    .two = The mark of the public record at that time is the lot. No one can choose it first.
    .three = It puts the cases in order. Those on top are drawn.
draw-counted = { $candidates } closed, { $count } drawn
    .none = No case was closed in this month.
    .found = { $fit } done well, { $unfit } not, { $open } still open
    .and = {"; "}
draw-cases = Cases that were drawn
draw-made = What was it drawn from?
    .log = Each case closed by entries { $from } to { $until } of the public record.
    .share = { $share } of a hundred, at least { $least }, at most { $most }.
    .seed = The lot (the mark of the public record):
draw-again = Draw it again
    .detail = It is drawn here on your device. See if it comes out the same.
    .do = Draw it again now
    .came = { $same ->
        [yes] { $count } drawn from { $candidates }: the same as published.
       *[no] { $count } drawn from { $candidates }: not the same as published!
    }

## Steps
timeline-drawn = Drawn by lot for a citizen to look at
    .detail = It is one of the cases closed in { $month }.
timeline-entrusted = { $who ->
    [you] You are asked to look at this case
   *[other] { $name } looks at this case
}
    .detail = Only they and city staff can see who it is.
    .someone = A citizen supervisor
timeline-inquired = The citizen supervisor asks the department
    .detail = The department should reply by { $date }.
timeline-clarified = { $department } replied to the supervisor
timeline-assessed = { $fit ->
    [yes] The citizen supervisor says: done well
   *[no] { $next ->
        [again] The citizen supervisor says it was not done well. It is done again
        [hearing] The citizen supervisor says it was not done well. There will be a hearing
       *[stays] The citizen supervisor says: not done well
    }
}
