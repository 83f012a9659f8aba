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

# 日期的各部分：$year、$month（1 到 12）、$day、$weekday（周一是 1）、$hour（00 到 23）、$twelve（1 到 12）、
# $half（am 或 pm）、$minute（00 到 59）。写法同 CLDR，有测试比对。
month-name = { $month }月
    .short = { $month }月
weekday-name = 星期{ $weekday ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
   *[7] 日
}
    .short = 周{ $weekday ->
        [1] 一
        [2] 二
        [3] 三
        [4] 四
        [5] 五
        [6] 六
       *[7] 日
    }
date-day = { $year }年{ month-name }{ $day }日
date-full = { date-day }{ weekday-name }
date-short = { month-name.short }{ $day }日
date-weekday = { date-short }{ weekday-name.short }
date-time = { $hour }:{ $minute }
date-moment = { date-day } { date-time }
