# The administrator's desk: the directory
# $columns columns of a table, $what kinds of the data, $name and $before names, $count numbers, $clock a clock, $day a day (2026-10-01)

admin-sections = Parts of the directory
admin-section = { $section ->
    [people] People
    [areas] Areas
    [departments] Departments
    [categories] Categories
    [clocks] Clocks and rules
    [calendar] Days off
   *[overview] Overview
}
admin-no-city = There is no directory yet.
    .detail = It comes by itself once you are online.
admin-begin = Begin with the name of the city
    .detail = The directory is empty. Once it has a name, add areas, departments and categories.
    .action = Begin
admin-unpublished = The days off of { $year } are not entered yet.
    .detail = Deadlines in that year count weekends alone. They may still move.
    .action = Enter them
admin-stuck = { $count ->
    [one] { $count } case is past its day, and could not go on by itself.
   *[other] { $count } cases are past their day, and could not go on by themselves.
}
    .detail = Each is tried again every minute. Open one to see what it needs.
admin-figures = What is in the directory
admin-count = { $what ->
    [areas] { $count ->
        [one] { $count } area
       *[other] { $count } areas
    }
    [departments] { $count ->
        [one] { $count } department
       *[other] { $count } departments
    }
   *[categories] { $count ->
        [one] { $count } category
       *[other] { $count } categories
    }
}
admin-save = Save
admin-edit = Change
admin-unchanged = Nothing was changed
admin-kind-of = { $what ->
    [area] an area
    [department] a department
   *[category] a category
}
admin-add = Add { admin-kind-of }
admin-change = Change “{ $name }”
admin-open-there = { $count ->
    [0] Nothing is open there.
    [one] { $count } case is open there.
    [100] 100 cases or more are open there.
   *[other] { $count } cases are open there.
}
admin-people-there = { $people ->
    [0] Nobody works for it.
    [one] { $people } person works for it and stays.
   *[other] { $people } people work for it and stay.
}
# $open is admin-open-there, or nothing while that is not known
admin-vacant = “{ $name }” is the last one there
    .area = Nobody else looks after { $area }. { $open } Then { $above } looks after it.
    .area-nobody = Nobody else looks after { $area }, nor is there anyone above. { $open } What is there waits until somebody has this role.
    .department = Nobody else works for “{ $department }”. { $open } What is there waits until somebody does.
    .do = Take the role away
admin-retire = Retire it
    .title = Retire “{ $name }”?
    .detail = Nothing new comes to it, and its name stays. { admin-open-there } { admin-people-there }
    .unknown = Nothing new comes to it, and its name stays. What is open there goes on.
admin-restore = Use it again
admin-name-zh = Name in Chinese
admin-name-en = Name in English
admin-code = Code
    .hint = Small letters, digits and hyphens. It can’t change later.

## People
admin-people-unknown = Who works here can be seen once you are online.
admin-nameless = No name given
admin-find = Who is to work for the city?
    .login = Sign-in name
    .find = Find them
    .found = Found. Now say what they do.
    .new = Nobody signs in with that name yet. You can make an account for them.
    .name = What to call them
    .password = First password
    .password-hint = At least 8 characters. Tell it to them in person.
    .make = Make the account
admin-roles = What { $name } does
    .none = Nothing yet.
    .as = As what?
    .area = Where?
    .department = For which department?
    .which = Choose one
    .add = Add this
    .remove = Take it away

## Areas
admin-kind = { $kind ->
    [city] City
    [district] District
    [street] Street
   *[community] Community
}
admin-kind-label = Which level is it?
admin-area = { admin-kind } · { $code } · { $count } below
    .open = See what is below
    .way = Where you are
admin-areas-none = No area is called that.
admin-areas-more = There are { $count } more. Type more letters to find them.
admin-sought = Find an area
admin-import = Take in a table
    .detail = Choose a CSV file of areas, or a GeoJSON file of their borders. Or paste it below. Look first, then save.
    .choose = Choose a file
    .read = The table is in
    .look = Look at it
admin-table = Table
    .hint = Name the columns in the first line: { $columns }. What is known is changed, what is new is added, nothing goes.
admin-import-good = { $added } new, { $changed } changed.
admin-import-bad = { $count ->
    [one] { $count } thing is wrong.
   *[other] { $count } things are wrong.
} The directory is as it was.
admin-import-line = { $line ->
    [0] { $wrong }
   *[other] Line { $line }: { $wrong }
}

## Departments and categories
admin-second-eyes = A colleague reads each answer
    .hint = It goes out once someone other than its writer has read it.
admin-templates = Words we often use
    .hint = Officers can begin an answer with them, and change them.
    .area = Coordinators can begin with them, here and in all that lies in it.
    .name = Name
    .text = Words
    .add = Add one
    .remove = Remove this one
admin-contact = How to reach them
    .hint = Phone, address, and when somebody is there. Everyone sees it.
    .none = No way to reach them is given
admin-usual = Who usually handles it?
    .none = It depends
admin-examples-zh = Examples in Chinese
    .hint = In plain words, like: the lamp is out, a lid is loose.
admin-examples-en = Examples in English

## Clocks and rules
admin-clocks-note = New clocks hold for what comes from now on. Cases under way keep theirs.
admin-clocks-of = Whose clocks?
    .city = The whole city
admin-clocks-own = This category has clocks of its own
    .detail = Turned off, it has those of the city.
admin-clock = { $clock ->
    [triage] To accept (working days)
    [appeal] To appeal (days)
    [review] To decide an appeal (working days)
    [assign] To assign (working days)
    [take] To take it (working days)
    [answer] To answer (working days)
    [reply] For the author to reply (working days)
    [extension] To put an answer off (working days)
    [verdict] To judge (days)
    [rework] To do it again (working days)
   *[hearing] To hold a hearing (working days)
}
admin-rules = Who may do what
admin-sample = How many closed cases citizens look at each month
    .share = Of a hundred
    .least = At least
    .most = At most
admin-uncovered = { $count ->
    [one] { $count } case waits, but no supervisor has this place: { $areas }
   *[other] { $count } cases wait, but no supervisor has these places: { $areas }
}
admin-submit = Who may propose?
admin-support = Who may support?
admin-level = { $level ->
    [guest] Anyone, without signing up
    [unverified] Who has signed up
    [contact_verified] Whose phone or e-mail is checked
   *[resident_verified] Who is known to live here
}
admin-files = Files at most
admin-megabytes = Megabytes of each at most

## Days off
admin-year = { $year }: { $off } off, { $worked } made up
    .off = Off:
    .worked = Made up:
    .none = none
    .and = ,{" "}
admin-day = { DATETIME($day, style: "weekday") }
admin-year-enter = Enter a year
    .detail = Copy them from the notice, as in 10-1..7.
    .year = Which year
    .off = Days off
    .hint = One stretch a line. Weekends may be in it.
    .worked = Weekend days that are worked

## What was changed
admin-history = What was changed
    .older = See older ones
admin-changed = { $what ->
    [area] area
    [department] department
   *[category] category
}
    .added = New { admin-changed }: “{ $name }”
    .renamed = The { admin-changed } “{ $before }” is now “{ $name }”
    .altered = The { admin-changed } “{ $name }” was changed
    .removed = The { admin-changed } “{ $name }” is gone
    .retired = The { admin-changed } “{ $name }” is retired
    .restored = The { admin-changed } “{ $name }” is in use again
admin-changed-clock = { $of }, { admin-clock }: { $before } is now { $days }
admin-changed-policy = Who may do what was changed
admin-changed-year = Days off of { $year } were entered
admin-changed-city = The directory of “{ $name }” was published
