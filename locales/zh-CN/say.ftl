# 说一件事：写、分类、地点、核对、送出
# $count 个数，$limit 上限，$when 时候，$title 提案标题，$area 地方，$category 类别

say-title = 说一件事
say-intro = 哪里不方便、有什么主意，都可以说。
say-steps = 第 { $step } 步，共 { $steps } 步
say-next = 下一步

## 写
say-text-label = 您想说什么？
    .hint = 写清楚什么事、在哪里、希望怎么办。
    .placeholder = 比如：文三路 128 号门前的路灯不亮，晚上老人走路看不清。
say-text-left = { $count ->
    [0] 写满了
   *[other] 还可以写 { $count } 字
}
say-text-over = 多了 { $count } 字，请删短一点。
say-title-label = 标题
    .hint = 可以不填，我们用您的第一句话。

## 类别与相似的
say-category-label = 是哪一类的事？
    .hint = 拿不准就不选，受理员会帮您分。
    .guessed = 照您说的，像是前面这几类。拿不准就不选。
    .none = 不确定，请受理员帮我选
say-similar-title = 是不是有人说过了？
    .detail = 要是一样，支持它就行，不用再写。

## 地点
say-where-title = 在哪里？是哪一类的事？
say-area-label = 在哪个地方？
    .whole = 全市的事
    .hint = 选到街道或社区，办得更准。
say-no-directory = 这台设备还没拿到城市的地名。您先写地址就行，受理员会帮您选。
say-place-label = 具体在哪里？
    .hint = 写地址或标志物都行，比如“菜市场东门”。

## 署名
say-signature-label = 怎么署名？
    .anonymous = 不署名
    .signed = 署上这个名字
    .name = 名字
    .hint = 不署名时，别人看不到是谁写的。受理和承办的工作人员能看到是哪个账号。

## 核对与送出
say-check-title = 送出前再看一眼
    .text = 您说的
    .category = 类别
    .area = 地方
    .place = 位置
    .both = { $place }（地图上有图钉）
    .pin = 地图上的图钉
    .files = 照片和文件
    .unset = 没有填
say-public-note = 送出后，内容会公开，大家都能看到。
say-promise = { $days } 个工作日内，会有人告诉您受不受理。
say-send = 送出
    .offline = 先存着，有网就送出
say-sent-title = 收好了，谢谢您！
    .online = 正在送给城市。
    .offline = 已存在这台设备上，有网后自动送出。
    .see = 看看它走到哪一步
    .another = 再说一件

## 草稿
say-draft-saved = 草稿已存在这台设备上
say-draft-continue = 您上次写到一半，接着写吗？
    .fresh = 重新写一件
say-draft-delete = 删掉这份草稿？
    .detail = 删掉就找不回来了。
