# 一件提案：进展、期限、经过、答复、能做的事
# 变量里的英文名（$state、$action、$clock、$kind……）就是数据里的名字，一个字不改
# $other 另一件提案，$department 部门，$days 天数，$date 已写好的日期，$reason 原因，$text 原话

## 进展
proposal-number = 编号 { $number }
    .none = 编号等城市收到后给出
proposal-facts = 这件提案的情况
proposal-pending =
    .detail = 这一步存在您的设备上，有网后自动送出。
proposal-erased = 提的人收回了这些话，已经抹去。城市的答复还在。
proposal-anonymous = 未署名
proposal-by = { $name }提出
proposal-mine = 您提的
proposal-submitted-at = { $when }提出
proposal-about = { $category } · { $area }
proposal-text-title = { $mine ->
    [yes] 您说的
   *[no] 原话
}
proposal-category-none = 还没分类
proposal-reopened-count = 重办过 { $count } 次
proposal-returned-count = 部门退回过 { $count } 次
proposal-joint = 主办：{ $department }
    .with = 协办：{ $departments }
    .awaited = 还等意见：{ $departments }
proposal-other = 提案 { $number }
    .none = 另一件提案
proposal-gone-title = 没有找到这件提案
    .detail = 地址可能写错了，也可能它还没送到这台设备。

## 能做的事
proposal-support = 支持
    .on = 已支持
    .hint = 再点一下就取消
    .done = 谢谢，您的支持已记下。
    .undone = 已取消支持。
proposal-support-count = { $word }{ "\u00a0" }·{ "\u00a0" }{ $count }
proposal-follow = 关注
    .on = 已关注
    .done = 有进展会告诉您。
    .undone = 已取消关注。
proposal-withdraw = 撤回这件提案
    .ask = 确定撤回吗？
    .detail = 撤回后不再办理，记录还在，大家仍能看到。
    .done = 已撤回。

## 经过：一步一句。$mine 是 yes 时，说的是看的人自己
timeline-title = 经过
timeline-submitted = { $mine ->
    [yes] 您提交了提案
   *[no] 市民提交了提案
}
timeline-submitted-pending = 您写好了提案
    .detail = 还没送出，有网后自动送出。
timeline-accepted = 城市受理了
    .detail = 接下来找该办的部门。
timeline-declined = 没有受理
    .detail = 原因：{ decline-reason }
    .last = 这是最后的决定。
timeline-appealed = { $mine ->
    [yes] 您申诉了
   *[no] 提的人申诉了
}
timeline-closed-unappealed = 没有申诉，这件事结束了
    .detail = 可以申诉的日子过了。
timeline-merged = 并入{ $other }，一起办
timeline-unmerged = 不再并案，单独办理
    .detail = 它并入的那一件没有答复就结束了。
timeline-joined = { $other }并了进来，一起办
timeline-parted = { $other }分了出去，单独办理
timeline-assigned = 交给{ $department }主办
    .joint = 协办：{ $departments }
timeline-returned = { $department }退回了
    .detail = 受理员会另找该办的部门。
timeline-taken = { $department }开始办理
timeline-handed-over = { $who ->
    [you] 现在由您经办
   *[other] 现在由{ $name }经办
}
    .detail = 只有工作人员看得到这一步。
    .someone = 同事
timeline-prepared = 拟好了“{ $action }”，还没发布
timeline-checked = 同事看过了拟好的内容
timeline-discarded = 拟好的内容不用了
timeline-asked = { $department }有话问提的人
    .city = 城市有话问提的人
    .detail = 等回答时，城市的时钟先停下。
timeline-replied = { $mine ->
    [yes] 您回答了
   *[no] 提的人回答了
}
timeline-resumed = 到期没有回答，时钟接着走
    .detail = 剩下的时间和提问时一样多。
timeline-extended = { $department }延期答复
    .detail = 新的期限：{ $date }前
timeline-contributed = { $department }说了协办意见
timeline-excused = { $department }不再协办
    .detail = 退出的次数会公开。
timeline-noted = { $department }说了进展
timeline-answered = { $department }答复：{ answer-kind }
    .promised = 答应 { DATETIME($day, style: "day") }前办好
    .missing = 到期没说意见的：{ $departments }
timeline-achieved = { $department }做好了一步
    .step = 这一步：{ $step }
timeline-resolved = { $department }说办好了
    .detail = 请提的人看看，是不是真解决了。
timeline-judged = { $mine ->
    [yes] 您的评价：{ judgement }
   *[no] 提的人评价：{ judgement }
}
timeline-reopened = { $mine ->
    [yes] 您说还没解决，重新办理
   *[no] 提的人说还没解决，重新办理
}
timeline-to-hearing = { $mine ->
    [yes] 您又说还没解决，要开听证会
   *[no] 提的人又说还没解决，要开听证会
}
timeline-convened = 定了听证会：{ DATETIME($day, style: "weekday") }
timeline-concluded = 听证会的结果：{ hearing-ruling }
timeline-closed-unjudged = 到期没有评价，这件事结束了
    .detail = 记作“没有评价”，不算满意。
timeline-responded = 城市回应了您的理由
timeline-kept = 您的理由被举报过，城市看过，留下了
timeline-hidden = 您的理由不再显示：{ objection }
timeline-restored = 您的理由又显示出来了
timeline-withdrawn = { $mine ->
    [yes] 您撤回了提案
   *[no] 提的人撤回了提案
}
timeline-disowned = 提的人离开了，名字已经拿掉
timeline-erased = 提的人离开了，话已经收回
    .detail = 城市说过的都还在。
timeline-escalated = { $tier ->
    [street] 到期没办好，报给街道督办
    [district] 到期没办好，报给区里督办
    [city] 到期没办好，报给市里督办
   *[public] 到期没办好，请大家一起督促
}
    .detail = { clock-duty }逾期了，事情照样接着办。
timeline-pending = 还在您的设备上，等着送出
timeline-by = { $part ->
    [author] 提案人
    [citizen] 市民
    [coordinator] 受理员
    [officer] 承办人
    [supervisor] 市民监督员
    [administrator] 管理员
   *[system] 系统自动
}

## 接下来
timeline-next = { $clock ->
    [triage] 等受理
    [assign] 等派单
    [take] 等部门接手
    [answer] 等答复
    [work] 等办好
    [rework] 等重新答复
    [verdict] 等评价
    [hearing] 等听证会
    [appeal] 可以申诉
    [review] 等申诉的结果
    [reply] 等提的人回答
   *[other] 等下一步
}
    .detail = { $clock ->
        [triage] 受理员会说受不受理，不受理会写明原因。
        [assign] 受理员会找到该办的部门。
        [take] 部门会接手，不归它管就退回并写明原因。
        [answer] 部门会说明采不采纳，并写明理由。
        [work] 部门会在答应的日子前办好，再请您看。
        [rework] 部门会再办一次，再答复一次。
        [verdict] 到期没有评价，就按“没有评价”结束。
        [hearing] 大家当面说清楚，谁都能来，结果公开。
        [appeal] 提的人可以申诉一次，由另一位受理员决定。
        [review] 由另一位受理员再看一次，结果是最后的。
        [reply] 回答后时钟接着走，到期没回答也接着走。
       *[other] 有进展就写在这里。
    }

## 答复
answer-title = 城市的答复
answer-kind-meaning = { $kind ->
    [adopted] 照您说的办，并定下办好的日子。
    [partly_adopted] 办其中一部分，并定下办好的日子。
    [not_adopted] 这次不办，理由写在下面。
    [explained] 说明情况，不需要再办。
   *[other] 请看下面的原文。
}
answer-promised = 答应 { DATETIME($day, style: "weekday") }前办好
answer-by = { $department } · { $when }
answer-steps = 一步一步来
    .done = { $when }做好
    .due = { DATETIME($day, style: "day") }前
    .late = { DATETIME($day, style: "day") }前 · 已逾期
answer-done = 办好了

## 听证会：说了两次没解决，就当面说
hearing-title = 听证会
    .coming = 受理员会定下日子，定好就写在这里。
    .day = { DATETIME($day, style: "weekday") }
    .result = 结果：{ hearing-ruling }
hearing-ruling = { $ruling ->
    [rework] 部门再办一次
    [stands] 维持答复，到此结束
   *[other] 已有结果
}

## 关注的人怎么看：只数人数，不写名字
opinions-title = 关注的人怎么看
    .detail = { $count } 人说了看法。只数人数，不写名字。
    .one = { judgement } { $count }
    .stars = 平均 { $stars } 星
rate-title = 您看解决了吗？
    .detail = 您关注这件事，也可以说说。提的人说了才算。
    .send = 送出看法
    .done = 谢谢，您的看法已记下。

## 提的人要说的话
reply-title = 城市想问您一句
    .detail = 您回答前，城市的时钟先停下。
reply-text-label = 您的回答
    .hint = 知道多少说多少，大家都能看到。
reply-send = 送出回答
    .done = 谢谢，您的回答已记下。
appeal-title = 不同意吗？可以申诉
    .detail = 只能申诉一次，由另一位受理员来决定。
appeal-text-label = 为什么应该受理？
    .hint = 慢慢写清楚，大家都能看到。
appeal-send = 送出申诉
    .done = 申诉已记下，会有另一位受理员来看。

## 不受理的原因
decline-reason = { $reason ->
    [not_ours] 不归本市这里管
    [duplicate] 同样的事已经在办
    [unclear] 看不明白，也联系不上您
    [unlawful] 要求的事法律不允许
    [abusive] 有骂人的话或广告
   *[other] 其他原因
}
decline-reason-next = { $reason ->
    [not_ours] 下面写了该找谁，您可以直接找他们。
    [duplicate] 下面写了是哪一件，您可以去支持它。
    [unclear] 您可以写得细一点，再送一次。
    [unlawful] 换个合法的办法，可以再提。
    [abusive] 改一改说法，可以再送一次。
   *[other] 下面写了详细的原因。
}

## What can be done, on a button
proposal-action = { $action ->
    [submit] 提交
    [accept] 受理
    [decline] 不予受理
    [appeal] 申诉
    [close_unappealed] 到期结束
    [merge] 并案
    [unmerge] 取消并案
    [assign] 派单
    [return] 退回
    [take] 接手
    [hand_over] 转交
    [prepare] 先拟好
    [check] 我看过了
    [discard] 不用了
    [publish] 发布
    [ask] 问提的人
    [reply] 回答
    [resume] 恢复计时
    [extend] 延期
    [contribute] 写协办意见
    [excuse] 不参加协办
    [note] 写进展
    [answer] 答复
    [achieve] 做好一步
    [resolve] 办结
    [judge] 评价
    [rate] 说看法
    [convene] 定听证会
    [conclude] 写听证结果
    [entrust] 请人监督
    [inquire] 问部门
    [clarify] 回答监督员
    [assess] 下结论
    [close_unjudged] 到期结束
    [withdraw] 撤回
    [escalate] 到期上报
    [support] 支持
    [unsupport] 取消支持
    [move] 把支持转过去
    [follow] 关注
    [unfollow] 取消关注
    [argue] 说一条理由
    [retract] 收回理由
    [second] 觉得有道理
    [unsecond] 不再觉得有道理
    [respond] 回应理由
    [report] 举报理由
    [keep] 留下理由
    [hide] 不再显示理由
    [restore] 再显示理由
   *[other] 这一步
}
