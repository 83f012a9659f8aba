# 设置
# $size 字号，$when 时候，$server 地址，$version 版本

settings-title = 设置
settings-saved = 已改好

## 语言
settings-language = 语言
    .detail = 马上就换，不用重开。

## 字号
settings-large-text = 大字
    .detail = 字大、按钮大，也叫长辈版、关怀版。
settings-text-size = 字号
    .value = { $size } 号
    .smaller = 小一点
    .larger = 大一点
    .sample = 这是正文的大小。看得清楚吗？

## 颜色
settings-theme = 颜色
    .device = 跟着设备
    .light = 浅色
    .dark = 深色
settings-contrast = 黑白分明
    .detail = 字更黑、边更清楚，也叫高对比度。

## 我的地方、署名、提醒
settings-area = 我住在
    .detail = 先给您看附近的事。
    .none = 还没选
settings-signature = 常用署名
    .detail = 可以不填。每次送出前都能改。
settings-notify = 有进展时提醒我
    .on = 会提醒，关着应用也会
    .off = 不提醒
    .wait = 请稍等……
    .unreachable = 消息没送到这里，请关掉再打开一次。
notify-ask = 有进展时，要提醒您吗？
    .detail = 关着应用也会提醒。以后在设置里可以改。
    .yes = 好，提醒我
    .no = 不用了
    .done = 好，有进展就提醒您。
telling-pace = 多久告诉我一次
    .at_once = 有消息马上告诉
    .daily = 每天早上一次
    .never = 不用
telling-quiet-from = 几点以后不打扰
telling-quiet-until = 到几点

## 连接
settings-link = 与城市的连接
    .synced = { $when }与城市对过
    .never = 还没有连上过

## 账号与关于
settings-account = 账号
settings-about = 关于回声
    .version = 第 { $version } 版
    .promise = 没有广告，不向别的网站送您的信息。

## 工作台的按键
# $letter 一个字母；$other 已经用它的那一步
settings-keys = 工作台的按键
    .detail = 在格子里按一个字母就换。空着，就不用按键。
    .fixed = 送出总是 Ctrl 加回车；说一句总是 Ctrl 加 K。
    .first = 都换回原来的
    .taken = { $letter } 已经是“{ $other }”，没有换。

## 邮件
letters-title = 用邮件告诉我
    .detail = 有新进展时，可以发邮件告诉您。别人看不到邮箱。
    .off = 现在不发邮件。
    .on = 邮件发到 { $address }。
    .unreachable = 邮件送不到这个邮箱，请看看，再存一次。
letters-address = 邮箱
letters-save = 保存
    .again = 重新发验证码
    .sent = 已给您发了一封带验证码的邮件。
letters-code = 邮件里的验证码
    .detail = 六位数字，15 分钟内有效。
letters-confirm = 核对
    .done = 好了，新进展会发到这个邮箱。
letters-forget = 忘掉这个邮箱
    .done = 邮箱已经删掉了。
