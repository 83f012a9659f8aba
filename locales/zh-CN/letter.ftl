# 电子邮件：有什么新进展，还有核对邮箱的验证码
# $change 数据里的经过名，$title 提案标题，$number 编号，$when 已写好的时间，$city 城市名
# $count 个数，$code 六位数字，$minutes 分钟数

letter-subject = { notify-title }：“{ $title }”
    .many = { $city }有 { $count } 条新消息
letter-step = { notify-title }：“{ $title }”，编号 { $number }，{ $when }。
letter-open = 点这里看
letter-why = 这件事您提过、说过、关注或支持，所以告诉您。
letter-stop = 不再收这样的邮件
letter-stopped = 以后不再发邮件，在应用里可以改。
letter-code = 请在应用里输入验证码 { $code }，{ $minutes } 分钟内有效。
    .subject = 您的验证码是 { $code }
    .not-you = 如果不是您要的，不用管这封邮件。
