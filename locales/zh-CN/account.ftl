# 登录、注册、退出、身份
# $name 怎么称呼，$count 个数，$level、$role 数据里的名字，$area 地方，$department 部门

account-guest = 未登录
account-hello = 您好，{ $name }
account-signed-in-as = 已登录：{ $name }

## 登录
sign-in-title = 登录
    .detail = 看提案不用登录，提意见也不用登录。
sign-in-login-label = 手机号或名字
    .hint = 注册时您填的那一个。
sign-in-password-label = 密码
    .show = 看一眼密码
sign-in-action = 登录
    .done = 登录好了。
sign-in-to-sign-up = 还没有账号？去注册
sign-in-keeps = 您在这台设备上提过的，会转到您的账号里。

## 注册
sign-up-title = 注册
    .detail = 注册后可以支持别人的提案，换设备也看得到进展。
sign-up-login-label = 手机号或名字
    .hint = 用来登录，不会公开。城市只存加密后的样子。
sign-up-password-label = 密码
    .hint = 至少 8 个字，好记又难猜的一句话就行。
sign-up-name-label = 怎么称呼您？
    .hint = 可以不填，别人看不到。
sign-up-action = 注册
    .done = 注册好了，欢迎您！
sign-up-to-sign-in = 已有账号？去登录

## 退出
sign-out-action = 退出登录
    .done = 已退出。
sign-out-ask = 还有 { $count } 件没送出，现在退出吗？
    .detail = 退出会删掉它们。您也可以等送出后再退。
    .wait = 等送出再退
    .discard = 删掉并退出

## 身份
account-level = { $level ->
    [guest] 未注册
    [unverified] 已注册
    [contact_verified] 手机已核实
    [resident_verified] 居民身份已核实
   *[other] 其他
}
account-level-meaning = { $level ->
    [guest] 可以提意见。要支持别人，请先注册。
    [unverified] 可以提意见，也可以支持别人的提案。
    [contact_verified] 您的手机或地址已经核实过。
    [resident_verified] 您的居民身份已经核实过。
   *[other] 请更新到新版再看。
}
account-role = { $role ->
    [coordinator] 受理员
    [officer] 承办人
    [supervisor] 市民监督员
    [administrator] 管理员
   *[other] 工作人员
}
    .area = { account-role } · { $area }
    .department = { account-role } · { $department }
