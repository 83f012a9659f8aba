# What is late: who owes what, since when, and to whom it went up
# $clock is the name of a clock, see card.ftl; $who, $area and $date are in words

overdue-title = Late cases
overdue-lead = All that is past its last day is here. What is late the longest comes first.
overdue-count = { $count ->
    [one] { $count } case is late now
   *[other] { $count } cases are late now
}
    .more = At least { $count } cases are late now
    .whose = { $departments } with departments, { $coordinators } with coordinators
overdue-none = Nothing is late right now.
    .detail = All that is due is still on time. What is late will show up here.
overdue-owes = { $who } should { clock-duty }
overdue-coordinator = The coordinator for { $area }
overdue-since = The last day was { $date }
overdue-up = It went up to { $area }
    .public = No one stands higher, so all can see it here
