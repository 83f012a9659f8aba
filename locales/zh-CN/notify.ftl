# 系统通知，也用在“消息”里
# $change 数据里的经过名，$title 提案标题，$clock 期限名，$date 已写好的日期，$count 个数

notify-title = { $change ->
    [submitted] 城市收到了
    [accepted] 城市受理了
    [declined] 没有受理，请看原因
    [appealed] 有人申诉，另一位受理员会来看
    [closed_unappealed] 没有申诉，这件事结束了
    [merged] 和同样的提案并案了，一起办
    [unmerged] 不再并案，单独办理
    [joined] 有一件同样的提案并了进来
    [parted] 并进来的一件分了出去
    [assigned] 已交给部门
    [returned] 部门退回了，正在另找
    [taken] 部门开始办理
    [handed_over] 您经手的事换了经办人
    [prepared] 同事拟好了下一步
    [checked] 同事看过了拟好的内容
    [discarded] 拟好的内容不用了
    [asked] 城市有话想问您
    [replied] 提的人回答了
    [resumed] 没等到回答，接着办
    [extended] 答复延期了，请看原因
    [contributed] 协办部门说了意见
    [excused] 有部门不再协办
    [noted] 部门说了进展
    [answered] 有答复了
    [achieved] 部门做好了一步
    [resolved] 部门说办好了，请您看看
    [judged] 有了评价，这件事结束了
    [reopened] 还没解决，重新办理
    [convened] 定了听证会的日子
    [concluded] 听证会有结果了
    [drawn] 抽签抽中，请市民监督员来看
    [entrusted] 有一件事请您来监督
    [inquired] 市民监督员有话问部门
    [clarified] 部门回答了监督员
    [assessed] 市民监督员下了结论
    [closed_unjudged] 到期没有评价，这件事结束了
    [withdrawn] 已撤回
    [disowned] 提的人离开了
    [erased] 提的人收回了自己的话
    [escalated] 到期没办好，已经上报
    [argued] 有人说了赞成或反对的理由
    [responded] 城市回应了您的理由
    [kept] 您的理由被举报过，留下了
    [restored] 您的理由又显示出来了
    [hidden] 您的理由不再显示，请看原因
   *[other] 有新进展
}
notify-body = “{ $title }”
    .due = “{ $title }” · { $date }前{ clock-duty }
