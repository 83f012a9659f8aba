# 工作台：受理员和承办部门
# $count 个数，$department 部门，$title 提案标题，$key 键名，$order 数据里的排序名

desk-title = 工作台
desk-none = 您还没有工作台。
    .detail = 受理员和承办人由管理员指定。
desk-count = { $count } 件
desk-due-today = 今天到期
desk-overdue = 已逾期
desk-queue-triage = 等受理
desk-queue-appeal = 申诉
desk-queue-assign = 等派单
desk-queue-mine = 我经办的
desk-queue-nobodys = 没人经办的
desk-queue-prepared = 拟好的
desk-row-prepared = 拟好：{ $action }（{ $name }）
desk-chosen = { $count ->
    [0] 没有选中
   *[other] 选中 { $count } 件
}
desk-choose-one = 选中“{ $title }”
desk-choose-all = 全选
desk-holder = { $who ->
    [me] 由您经办
    [left] 原经办人已离开
    [nobody] 还没有人经办
   *[other] 由{ $name }经办
}
desk-queue-take = 等接手
desk-queue-work = 办理中
desk-queue-promise = 答应要办的
desk-queue-rework = 重办
desk-queue-reported = 被举报
desk-queue-hearing = 听证
desk-queue-verdict = 等评价
desk-queue-done = 办完的
desk-order = 按期限排，先到期的在前。
    .why = 为什么这样排？
    .because = 期限是公开的，先到的先办，对谁都一样。
desk-view = 筛选和排序
    .everywhere = 这里的所有地方
desk-view-chosen = 筛选和排序：已选 { $count } 项
desk-views = 您存下的列表
desk-view-name = 给这样的列表起个名字
    .hint = 存在这台设备上，只有您看得到。
    .missing = 请起个名字。
desk-view-keep = 存下这样的列表
    .do = 存下
    .done = 已存下“{ $name }”
desk-view-forget = 不再保留这个列表
    .done = 已去掉“{ $name }”
desk-empty = 都办完了，歇一歇吧。
desk-choose = 选一件来看
desk-column = { $column ->
    [number] 编号
    [title] 提案
    [category] 类别
    [area] 地方
    [state] 进展
    [clock] 期限
    [holder] 经办人
   *[other] 支持
}
desk-export = 下载这份表格
    .done = 表格已下载
desk-public-note = 您写的市民会看到原文，也会被读出来。
desk-text-label = 写给市民的话
    .hint = 先说结果，再说理由，最后说下一步。
desk-sent = 已送出
    .soon = 已存好，马上送出
    .offline = 已存好，有网后自动送出
desk-changed = 您看的时候，这件事又有了新进展。
    .action = 看新的

## 受理员
desk-accept = 受理
    .category = 类别对吗？
    .area = 地方对吗？
    .note = 换了类别，就按新类别的期限算。
desk-decline = 不予受理
    .reason = 原因
    .text = 请写明原因，和该找谁
    .hint = 一定要让人知道下一步能做什么。
desk-assign = 交给部门
    .lead = 主办部门
    .usual = 这类事通常归：{ $department }
    .joint = 协办部门
    .none = 不需要协办

desk-merge = 并案
    .into = 并入哪一件？
    .search = 找别的提案
    .look = 找
    .text = 为什么并在一起？
    .hint = 提的人和关注的人都会看到。
    .usual = 说的是同一件事，放在一起办。每走一步都会告诉您。
    .both = 两件放在一起看
    .this = 这一件
    .goes-on = 并入这一件，往后一起办
    .nothing = 没有找到相像的，可以在下面找。
    .latest = 上一件就并到这里
    .found = 里面有您找的词
desk-unmerge = 取消并案
    .text = 为什么分开？
    .hint = 分开以后单独办，期限重新算。

desk-ask = 问提的人
    .text = 想问什么？
    .hint = 一次问清楚。等回答时，您的时钟先停下。

desk-convene = 定听证会
    .day = 哪一天开？
    .text = 在哪里开，几点，谁能来？
    .hint = 大家都会看到。改日子，就再定一次。
desk-conclude = 写听证结果
    .ruling = 结果是什么？
    .text = 大家怎么说，为什么这样定？
    .hint = 各方说的都写上。大家都会看到。

desk-inquire = 问部门
    .text = 想问部门什么？
    .hint = 最多问三次。问的和答的都公开。
desk-assess = 下结论
    .fit = 这件事办得怎样？
    .text = 您为什么这样看？
    .hint = 不合格就重新办理。结论只能下一次，大家都看得到。
desk-clarify = 回答监督员
    .text = 怎么回答监督员？
    .hint = 写清楚做了什么，在哪里能看到。

## 承办部门
desk-take = 接手办理
desk-hand-over = 转交
    .to = 转给谁？
    .why = 为什么转交？
    .hint = 只有同事看得到。时限照常计算。
    .me = 我自己（{ $name }）
    .these = 转交 { $count } 件
desk-handed-over = 转交了 { $count } 件
desk-published = 发布了 { $count } 件
desk-publish-chosen = 发布拟好的 { $count } 件
desk-outcomes = 每一件的结果
    .done = { $what ->
        [publish] 已发布
       *[other] 已转交
    }
    .close = 知道了
    .waits = 正在送出

desk-template = 常用的话
    .none = 不用
    .use = 加进去
    .put = 加进了“{ $name }”
desk-prepare = 先拟好，稍后发布
    .not-yet = 现在还不能发布，可以先拟好。
desk-prepared = 拟好：{ $action }
    .by = { $name }拟于{ $when }
    .you = 您
    .read = { $name }看过了，可以发布。
    .unread = 还没有同事看过。
    .files = { $count } 个附件会一起发布。
    .publish = 发布
    .change = 改一改
    .discard = 拟好的内容不用了吗？
    .discard-detail = 拿掉以后要重新写。市民还没有看到过。
desk-return = 退回
    .text = 为什么不归您部门管？
    .hint = 写明该归谁管。退回的次数会公开。
desk-extend = 延期答复
    .text = 为什么要延期？
    .hint = 每件只能延一次，原因和新期限都会公开。
desk-contribute = 写协办意见
    .text = 您部门的意见是什么？
    .hint = 主办部门会把各家意见合成一份答复。
desk-excuse = 不参加协办
    .text = 为什么不用您部门协办？
    .hint = 写明该找谁。大家都看得到。
desk-note = 写进展
    .text = 办到哪一步了？
desk-answer = 答复
    .kind = 怎么答复？
    .text = 答复的话
    .hint = 写明理由和下一步。
    .promised = 答应哪天办好？
    .promised-hint = 这个日子会公开，到时请市民来看。
    .steps = 分几步做？
    .steps-hint = 可以不写。写了，每一步的日子都公开。
    .step = 第 { $number } 步
    .step-day = 哪天前做好？
    .step-add = 加一步
    .step-remove = 去掉第 { $number } 步
desk-achieve = 做好一步
    .which = 哪一步做好了？
    .text = 做了什么？
    .hint = 写清楚做了什么，在哪里能看到。
desk-resolve = 办好了
    .text = 做了什么？
    .hint = 写清楚做了什么，在哪里能看到。

## 键盘
desk-keys = 键盘
    .next = 下一件
    .previous = 上一件
    .choose = 选中
    .send = 送出
