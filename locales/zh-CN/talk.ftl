# 说给小声听：怎么说、听懂了什么、办之前再问一句、能说些什么
# $said 听懂的那句话，$command $purpose $reason 数据里的名字，$words 人说到的词，$page 页名，$category $department 类别与部门，$field 空格的名字

## 到处都能打开的那一行
talk-title = 说一句，替您办
    .lead = 要去哪里、要办什么，说一句或打一句都行。
    .key = 也可以同时按 Ctrl 和 K 键。
    .close = 收起
talk-field = 您要办什么？
    .placeholder = 比如：返回
talk-do = 好了
talk-say-it = 用嘴说
talk-by-city = 您说的话送到城市变成字。声音谁也不留。
talk-heard = 听到的是：“{ $said }”
    .nothing = 没听出话来，请再说一遍。
talk-here = 在这一页可以说
talk-all = 能说的话都在这里

## 听懂了什么
talk-listening = 正在想…
talk-done = 好的：{ $said }。
talk-not-here = 听懂了“{ $said }”，可是在这一页现在办不了。
    .next = 可以换成下面的一句，或先返回。
talk-no-reading = 听懂了“{ $said }”，可是这里现在还不能朗读。
    .next = 字看不清，可以说“字再大一点”。
talk-nothing-asked = 现在没有要您回答的事。
talk-kept = 好的，什么也没动。
talk-words-kept = 好的，没有写上。您的话还在格子里。
talk-written = 写上了。您再看一眼。

## 办之前再问一句
talk-ask = { $command ->
    [support] 支持这一件吗？
    [follow] 关注这一件吗？
    [solved] 您的评价是“解决了”，送出吗？
    [partly] 您的评价是“解决了一部分”，送出吗？
    [unsolved] 您的评价是“没有解决”，送出吗？
    [send] 把这些送出去吗？
    [delete] 删掉这一件吗？删掉就找不回来了。
   *[other] 要这样办吗？
}
talk-ask-words = 把这句话写进“{ $field }”吗？
talk-ask-answer = 请说“是的”或“不是”。
talk-yes = 是的
talk-no = 不是

## 小声
guide-lead = 烦心的事、想办的事，用您自己的话说就行。
guide-field = 您想说什么，想做什么？
    .placeholder = 比如：楼下路灯坏了，晚上看不清
guide-ask = 问小声
guide-examples = 比如，可以这样说
    .lamp = 楼下路灯坏了，晚上看不清
    .bus = 公交车老是等不来
    .vote = 在哪里投票
    .size = 字再大一点
guide-sure = 小声听明白了
guide-unsure = 小声拿不准，您看是哪一样？
guide-nothing = 这句话小声没听明白
    .next = 没关系。您的话还在，可以直接说给城市，有人会看。
guide-category = { $category }
    .by = 由{ $department }办
    .begin = 就说这件事
guide-because = 因为您说到{ $words }
    .word = “{ $word }”
guide-page = 打开“{ $page }”
guide-similar = 有人说过差不多的
    .because = 也说到{ $words }
    .alike = 正文里有和您一样的话
guide-similar-none = 还没有人说过差不多的。
guide-anyway = 都不是？
    .begin = 直接说给城市
guide-language = 也听得懂 { $language }

## 能说什么
commands-lead = 打开“说一句”，说其中一句就行，差几个字也听得懂。
    .careful = 要送出、要删掉的，都会先念给您看，您说“是的”才办。
commands-purpose = { $purpose ->
    [go] 去哪里
    [do] 说和办
    [read] 朗读
    [size] 字的大小
    [choose] 选第几个
    [answer] 回答
   *[other] 别的
}
commands-also = 也可以说：{ $words }
