# What a card says, and what the data call things; home needs it at once
# Names such as $state, $action, $clock and $kind have the values of the data, letter for letter
# $days a number of days, $date a date in words

## Where it stands, and what can be done
proposal-state = { $state ->
    [submitted] 已提交
    [declined] 不予受理
    [appealed] 申诉中
    [accepted] 已受理
    [assigned] 已派单
    [in_progress] 办理中
    [answered] 已答复
    [resolved] 已办结
    [reopened] 重办
    [closed] 已闭环
    [withdrawn] 已撤回
   *[other] 正在更新
}
proposal-action = { $action ->
    [submit] 提交
    [accept] 受理
    [decline] 不予受理
    [appeal] 申诉
    [close_unappealed] 到期结束
    [assign] 派单
    [return] 退回
    [take] 接手
    [ask] 问提的人
    [reply] 回答
    [resume] 恢复计时
    [extend] 延期
    [note] 写进展
    [answer] 答复
    [resolve] 办结
    [judge] 评价
    [close_unjudged] 到期结束
    [withdraw] 撤回
    [support] 支持
    [unsupport] 取消支持
    [follow] 关注
    [unfollow] 取消关注
   *[other] 这一步
}
proposal-supports = { $count } 人支持
pending-mark = 还有一步没送出

## Clocks. $clock is triage, assign, take, answer, work, rework, verdict, appeal, review or reply
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
decline-reason = { $reason ->
    [not_ours] 不归本市这里管
    [duplicate] 同样的事已经在办
    [unclear] 看不明白，也联系不上您
    [unlawful] 要求的事法律不允许
    [abusive] 有骂人的话或广告
   *[other] 其他原因
}

## The citizen’s verdict
judge-title = 解决了吗？
    .detail = 只有您说了算。
judge-promise-note = 说“还没有”，部门就得重新办。
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
    .reopened = 知道了，部门会重新办。
