# 别的话还没到时也可能出的问题；其余的在 errors.ftl
# error-<代号> 说出了什么事，.next 说东西还在、接下来怎么办

## 常说的话
-kept = 您写的都还在。
-newer = 请换成新的一版再试。

## 代号
error-unknown = 出了点问题（{ $code }）。
    .next = { -kept }请稍后再试，或打 12345。
error-unreachable = 现在连不上城市。
    .next = { -kept }有网后自动送出。
error-garbled = 城市的回答没看懂。
    .next = { -kept }{ -newer }
error-retry-later = 城市那边现在很忙。
    .next = { -kept }过一会儿自动再送。
error-timed-out = 等得太久，没有等到回答。
    .next = { error-retry-later.next }
error-stopping = 城市的服务正在重新启动。
    .next = { error-retry-later.next }
error-internal = 城市那边出了问题，不是您的错。
    .next = { error-retry-later.next }
error-no-city = 城市还没有公布部门和类别。
    .next = { -kept }公布后就能送出。
error-session-ended = 登录已过期。
    .next = { -kept }请再登录一次，等着的会自动送出。
error-signed-out = { error-session-ended }
    .next = { error-session-ended.next }
error-device-full = 这台设备存满了，没能存下。
    .next = 请先腾一点地方，再试一次。刚写的还在这一页上，先别关。
error-device-store-failed = 这台设备没能存下。
    .next = 刚写的还在这一页上，先别关，请再试一次。
error-device-gone = 回声停了一下。
    .next = 存好的都还在。请关掉回声，再打开一次。
error-page-missing = 这一页没能取到这台设备上。
    .next = { -kept }连上网后再试一次。
error-city-broken = 名录前后对不上，问题在“{ $id }”。
    .next = 原来的名录照旧用着。请改好再公布。
