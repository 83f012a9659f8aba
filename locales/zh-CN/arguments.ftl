# 提案的赞成与反对：提案页和受理员的工作台
# $side 是 for（赞成）或 against（反对），$reason 数据里的原因名，$count 个数，$text 某人的原话

arguments-title = 赞成与反对
    .detail = 一人说一条，几句话。觉得有道理的人多，就排在前。
    .why = 为什么这样排？
    .because = 每人对一条只算一次。一样多的，新的在前。
    .closed = 这些都可以看，不再收新的了。
arguments-side = { $side ->
    [for] 赞成
   *[against] 反对
}
arguments-count = { $count } 条
arguments-none = 还没有人说。
arguments-more = 再看 { $count } 条
argue = { $side ->
    [for] 说说为什么赞成
   *[against] 说说为什么反对
}
argue-text = { $side ->
    [for] 您为什么赞成？
   *[against] 您为什么反对？
}
    .hint = 说一个理由，说事不说人。
argue-left = 还能写 { $count } 个字
    .over = 多了 { $count } 个字
argue-send = 放上去
    .done = 您的理由放上去了，大家都看得到。
argue-sign-in = 登录以后，就可以在这里说。

argument-mine = 您说的
argument-pending = 还没送出，有网后自动送出。
argument-second = 有道理
    .done = 您觉得这条有道理。
    .undone = 已收回。
argument-second-count = { argument-second }{ "\u00a0" }·{ "\u00a0" }{ $count }
argument-counted = { $count } 人觉得有道理
argument-retract = 收回
    .ask = 要收回这一条吗？
    .detail = 收回后这里就没有了，您可以换个说法再说。
    .done = 已收回。
argument-report = 举报
    .reason = 哪里不合适？
    .hint = 城市的人看过以前，它还在这里。
    .send = 送出举报
    .done = 谢谢您，会有人来看。
    .sent = 您举报过这一条。
argument-respond = 回应
    .text = 城市怎么说？
    .hint = 几句话说清楚，只能说一次。大家都会看到。
    .send = 放上回应
    .done = 回应放上去了，大家都看得到。
argument-response = { $department }说
    .city = 城市说
argument-hide = 不再显示
    .reason = 为什么不能留？
    .text = 用您的话说一说
    .hint = 这些话会放在原处，大家都会看到。
    .send = 不再显示
    .done = 不再显示了，原因放在原处。
argument-keep = 留下
    .text = 为什么可以留？
    .hint = 这些话会放在下面，大家都会看到。
    .send = 留下
    .done = 留下了，原因放在下面。
argument-restore = 再显示
    .text = 为什么可以再显示？
    .hint = 这些话会放在下面，会告诉作者，大家都看得到。
    .send = 再显示
    .done = 又显示了，原因放在下面。
argument-hidden = 这一条不再显示：{ objection }
    .mine = 您说的话，只有您和城市还看得到：
    .staff = 原话只有作者和城市还看得到：
    .soon = 这一条不再显示。
argument-kept = 城市看过这一条，留下了：
objection = { $reason ->
    [personal_data] 说出了别人的隐私
    [attack] 攻击别人
    [untrue] 不是事实
    [advertising] 是广告
   *[off_topic] 和这件事无关
}
objection-choice = { $reason ->
    [personal_data] 说出了别人的隐私
    [attack] 攻击别人
    [untrue] 不是事实
    [advertising] 是广告
   *[off_topic] 和这件事无关
}

## 受理员的工作台
moderation-order = 被举报的理由，等得久的在前。
moderation-none = 没有被举报的。
moderation-hidden = 不再显示的
    .since = 不再显示：{ $when }
moderation-choose = 选一条来看
moderation-about = 提案：{ $title }
moderation-since = 举报时间：{ $when }
moderation-reports = { objection-choice } · { $count }
