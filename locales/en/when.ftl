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
