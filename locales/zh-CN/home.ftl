# 首页
# $greeting 问候语；$count 个数；$title 提案标题；$department 部门

home-title = 首页
home-ask = { $greeting }，有什么想让城市听到的？
home-say = 写下来
    .detail = 想到什么就写什么
home-needs = 等您的
home-moving = 在办的
    .none = 您说的、您关注的，办到哪一步都在这里看。
home-latest = 大家刚说的
    .none = 还没有人说。您来说第一件吧。
    .all = 看全部提案
home-overdue = 看逾期名单

## 等您的事
need-reply = 城市想问您一句：
need-judge = { $department }说办好了，您看呢？
need-answered = { $department }答复了，您看可以吗？
need-draft = 您有一件写了一半
    .action = 接着写
need-desk-coordinator = { $count } 件等着受理
    .action = 去受理
need-desk-department = { $count } 件在您部门手上
    .action = 去办理
need-desk-supervisor = 有 { $count } 件事请您看看办得怎样
    .action = 去看看
need-desk-first = 最早的一件：{ $date }到期

## 大字首页
home-large-title = 您要做什么？
home-large-say = 说一件事
    .detail = 慢慢写，不着急
home-large-guide = 说给小声听
    .detail = 不知道从哪里说起？小声帮您找。
home-large-mine = 我的事
    .detail = { $count ->
        [0] 没有要您回的
       *[other] { $count } 件等您回话
    }
home-large-proposals = 大家的事
    .detail = 看看别人说了什么
home-large-votes =
    .detail = 现在没有投票
home-large-help = 找人帮忙
    .detail = 打 12345，请人帮您写
