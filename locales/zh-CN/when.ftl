# 时候：今天、昨天、早上好。代码只用 Words 里的 when、day、greeting
# $day 是 today、yesterday、tomorrow 或 other；$at 时刻；$date 已写好的日期；$part 是 morning、afternoon、evening

when-moment = { $day ->
    [today] 今天 { DATETIME($at, style: "time") }
    [yesterday] 昨天 { DATETIME($at, style: "time") }
    [tomorrow] 明天 { DATETIME($at, style: "time") }
   *[other] { $date }
}
when-day = { $day ->
    [today] 今天
    [yesterday] 昨天
    [tomorrow] 明天
   *[other] { $date }
}
when-greeting = { $part ->
    [morning] 早上好
    [afternoon] 下午好
   *[evening] 晚上好
}
