# Times: today, yesterday, good morning. Code asks for them by `when`, `day` and `greeting` of Words
# $day is today, yesterday, tomorrow or other; $at the moment; $date the date in words; $part is morning, afternoon or evening

when-moment = { $day ->
    [today] Today { DATETIME($at, style: "time") }
    [yesterday] Yesterday { DATETIME($at, style: "time") }
    [tomorrow] Tomorrow { DATETIME($at, style: "time") }
   *[other] { $date }
}
when-day = { $day ->
    [today] today
    [yesterday] yesterday
    [tomorrow] tomorrow
   *[other] { $date }
}
when-greeting = { $part ->
    [morning] Good morning
    [afternoon] Good afternoon
   *[evening] Good evening
}

# Dates by their parts: $year, $month (1 to 12), $day, $weekday (Monday is 1), $hour (00 to 23), $twelve (1 to 12),
# $half (am or pm), $minute (00 to 59). They are as CLDR has them; a test compares.
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
    .short = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
weekday-name = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
    .short = { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
date-day = { month-name } { $day }, { $year }
date-full = { weekday-name }, { date-day }
date-short = { month-name.short } { $day }
date-weekday = { weekday-name.short }, { date-short }
date-time = { $twelve }:{ $minute } { $half ->
    [am] AM
   *[pm] PM
}
date-moment = { date-short }, { $year }, { date-time }
