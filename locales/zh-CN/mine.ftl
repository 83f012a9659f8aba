# 我的：草稿、待送、提过的、关注的、消息
# $count 个数，$when 时候，$title 提案标题，$action 数据里的动作名，$state 数据里的状态名

mine-title = 我的
mine-guest = 您还没有登录
    .detail = 不登录也能提。登录后，换一台设备也看得到。

## 草稿
drafts-title = 草稿
    .none = 没有写到一半的。
    .note = 草稿只在这台设备上，别人看不到。
draft-untitled = 还没写标题
draft-continue = 接着写
draft-delete = 删掉

## 待送
outbox-title = 待送
    .none = 都送到了，没有在等的。
    .note = 断网、关机都不会丢。
outbox-item = { proposal-action }：{ $title }
outbox-written = { $when }写好
outbox-attempts = 试过 { $count } 次
outbox-state = { $state ->
    [queued] 等着送出
    [sending] 正在送
    [applied] 已送到
    [conflict] 情况变了，等您看
    [refused] 没有收下，等您看
    [held] 等您登录
   *[other] 正在处理
}
outbox-explain = { $state ->
    [queued] 存好了。有网后自动送出，您不用守着。
    [sending] 正在送给城市，送到了会告诉您。
    [applied] 城市收到了，马上就能在提案里看到。
    [conflict] 您写的时候，这件事已经往前走了。您写的还在，请看看现在怎样，再决定。
    [refused] 城市没有收下，原因写在下面。您写的还在，改好可以再送。
    [held] 登录已过期。您写的还在，登录后自动送出。
   *[other] 您写的还在，请稍等。
}
outbox-now = 现在是：{ proposal-state }
outbox-edit = 改一改
outbox-retry = 再送一次
outbox-dismiss = 知道了，不送了
    .ask = 这一件不送了？
    .detail = 它会从待送里拿掉，您写的也一起删掉。
outbox-take-back = 先别送
    .to-draft = 先别送，放回草稿
    .done = 已拿回来，没有送出。
outbox-sign-in = 去登录

## 提过的、关注的
written-title = 我提的
    .none = 您还没有提过。
    .action = 说一件事
following-title = 我关注的
    .none = 还没有关注的。在提案里点“关注”，有进展会告诉您。

## 消息
inbox-title = 消息
    .none = 还没有消息。
    .unread = { $count } 条没看
    .mark-read = 都看过了
    .new = 新
