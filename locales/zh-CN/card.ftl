# What a card says, and what the data call things; home needs it at once
# Names such as $state, $action, $clock and $kind have the values of the data, letter for letter
# $days a number of days, $date a date in words

## Where it stands
proposal-state = { $state ->
    [submitted] 已提交
    [declined] 不予受理
    [appealed] 申诉中
    [merged] 已并案
    [accepted] 已受理
    [assigned] 已派单
    [in_progress] 办理中
    [answered] 已答复
    [implementing] 落实中
    [resolved] 已办结
    [reopened] 重办
    [hearing] 听证
    [closed] 已闭环
    [withdrawn] 已撤回
   *[other] 正在更新
}
proposal-supports = { $count } 人支持
card-erased = 提的人抹去了内容
pending-mark = 还有一步没送出

## Clocks. $clock is triage, assign, take, answer, work, rework, verdict, appeal, review, reply or hearing
clock-duty = { $clock ->
    [triage] 受理
    [assign] 派单
    [take] 接手
    [answer] 答复
    [work] 办好
    [rework] 重新答复
    [appeal] 申诉
    [review] 决定申诉
    [reply] 回答
    [hearing] 开听证会
   *[verdict] 评价
}
clock-left = { $clock ->
    [verdict] 还剩 { $days } 天评价
    [appeal] 还有 { $days } 天可以申诉
   *[other] 还剩 { $days } 个工作日{ clock-duty }
}
    .short = { $clock ->
        [verdict] 还剩 { $days } 天
        [appeal] 还有 { $days } 天可申诉
       *[other] 还剩 { $days } 个工作日
    }
clock-today = 今天到期，该{ clock-duty }了
    .short = 今天到期
clock-late = { $clock ->
    [verdict] 评价时间已过
    [appeal] 申诉时间已过
    [reply] 回答时间已过
   *[other] { clock-duty }逾期 { $days } 个工作日
}
    .short = { $clock ->
        [verdict] 已过期
        [appeal] 已过期
        [reply] 已过期
       *[other] 逾期 { $days } 个工作日
    }
clock-due = { $date }前
clock-due-tone = { $due } · { $tone }
clock-provisional = 那一年的放假安排还没公布，日期可能会变。
clock-tone = { $tone ->
    [calm] 时间还够
    [amber] 快到期
    [red] 已逾期
   *[other] 期限
}

## What the city said
answer-kind = { $kind ->
    [adopted] 采纳
    [partly_adopted] 部分采纳
    [not_adopted] 不采纳
    [explained] 解释说明
   *[other] 已答复
}

## The citizen’s verdict
judge-title = 解决了吗？
    .detail = 只有您说了算。
judge-promise-note = { $reopened ->
    [0] 说“还没有”，部门就得重新办。
    [1] 再说“还没有”，城市就要开听证会。
   *[other] 听证会开过了，您这次的话就是结果。
}
judgement = { $judgement ->
    [solved] 解决了
    [partly] 解决了一部分
    [not_solved] 还没有
   *[other] 已评价
}
judge-stars-label = 打几颗星？
    .value = { $stars } 星
judge-text-label = 还想说点什么？
judge-send = 送出评价
    .done = 谢谢您，评价已记下。
    .reopened = { $reopened ->
        [0] 知道了，部门会重新办。
        [1] 知道了，城市会开听证会。
       *[other] 知道了，就按“还没有”记下。
    }
