# 逾期名单：到期还没办的事，谁该办，什么时候到期，报给了谁
# $clock 是时钟的名字，见 card.ftl；$who、$area、$date 已写好

overdue-title = 逾期名单
overdue-lead = 到了期限还没办的事都在这里，最久的在前。
overdue-count = 现在有 { $count } 件逾期
    .more = 现在至少有 { $count } 件逾期
    .whose = 部门该办的 { $departments } 件，受理员该办的 { $coordinators } 件
overdue-none = 现在没有逾期的事。
    .detail = 该办的都还在期限里。有了逾期，这里就看得到。
overdue-owes = { $who }该{ clock-duty }
overdue-coordinator = { $area }的受理员
overdue-since = 最后期限是{ $date }
overdue-up = 已报给{ $area }督办
    .public = 上面没有别人了，请大家一起督促
