# 出了问题怎么说：error-<代号> 说出了什么事，.next 说东西还在、接下来怎么办
# 代号和变量由 domain、client、ledger、backend 给出；不认得的代号用 error-unknown
# 用得着的变量：$field 哪一栏，$limit 上限，$length 现有，$action、$state、$needed 数据里的名字，$code 代号

## 哪一栏
field-name = { $field ->
    [title] 标题
    [text] 内容
    [place] 位置
    [signature] 署名
    [language] 语言
    [alt] 文件的说明
    [milestone] 这一步
   *[other] 这一栏
}

## 提案
error-no-such-proposal = 没有找到这件提案。
    .next = 它可能还没送到城市。请稍后再看。
error-proposal-exists = 这件提案已经送到过了。
    .next = 不用再送，到“我的”里就能看到。
error-wrong-state = 这件提案现在是“{ proposal-state }”，不能{ proposal-action }了。
    .next = { -kept }请看看现在怎样，再决定。
error-not-author = 只有提的人能做这一步。
    .next = 您可以支持它，或关注它。
error-not-coordinator = 只有这个地方的受理员能做这一步。
    .next = { -kept }请换到受理员的账号，或请同事来办。
error-own-decline = 您说过不受理，申诉要由别的受理员决定。
    .next = { -kept }请同事来看这一件。
error-appeal-over = 这件提案不能申诉了。
    .next = 申诉只有一次，要在期限内。您可以另提一件。
error-merge-itself = 一件提案不能并入它自己。
    .next = { -kept }请选另一件。
error-merge-not-there = 没有找到要并入的那一件。
    .next = { -kept }请看看编号，或另选一件。
error-merge-ended = 那一件现在是“{ proposal-state }”，不能并进去了。
    .next = { -kept }请另选一件还在办的。
error-merge-merged = 那一件自己已经并案了。
    .next = { -kept }请直接并入提案 { $number }。
error-merge-elsewhere = 那一件归别的地方的受理员管。
    .next = { -kept }请上一级的受理员来并案。
error-holds-others = 已经有别的提案并入这一件，它不能再并走。
    .next = { -kept }可以反过来，把那一件并到这里。
error-not-merged-there = 它并没有并入那一件。
    .next = { -kept }请看看它现在在哪里办。
error-no-support = 您没有支持这一件，没有可转的。
    .next = 您可以直接去支持另一件。
error-nothing-asked = 城市没有在等您的回答。
    .next = { -kept }请看看现在办到哪一步了。
error-awaits-reply = 已经问过了，提的人还没回答。
    .next = { -kept }回答来了，或到期了，再做这一步。
error-clock-over = 期限已经过了，不能再停，也不能再延。
    .next = { -kept }请先把这一步办完。
error-no-extension = 这件事不能再延期了。
    .next = { -kept }每件只能延一次，重办的不能延。
error-nothing-to-escalate = 这件事没有要上报的逾期。
    .next = { -kept }请看看现在办到哪一步了。
error-not-lead-officer = 只有主办部门的人能做这一步。
    .next = { -kept }这件事可能换了部门，请再看一眼。
error-not-joint-officer = 只有协办部门的人能做这一步。
    .next = { -kept }协办部门可能换了，请再看一眼。
error-joint-missing = 协办部门的意见还没到齐。
    .next = { -kept }期限一过，您可以先答复。
error-not-staff = 只有工作人员看得到这里。
    .next = 请用您的工作账号登录。
error-not-colleague = 这个人不在主办部门。
    .next = { -kept }请从名单里选一位同事。
error-held-by-colleague = 这件事有同事在办，您只能接过来。
    .next = { -kept }请先问问同事，或者转给自己。
error-not-to-prepare = 这一步不能先拟好。
    .next = { -kept }请直接做这一步。
error-no-such-prepared = 拟好的内容已经发布、改过或拿掉了。
    .next = 请看看现在是怎样的。
error-own-prepared = 自己拟的，要请同事来看。
    .next = 请找您部门的另一位同事。
error-needs-second-eyes = 您部门的答复，要有同事看过才发布。
    .next = { -kept }请先拟好，再请同事看。期限一过就可以直接发布。
error-not-supervisor = 只有看这件事的监督员能做这一步。
    .next = { -kept }每件事看的人是抽签定的。
error-supervised-already = 已经有监督员在看这件事了。
    .next = 请看看现在怎样。
error-nothing-to-supervise = 这件事现在不用监督，或者结论已经有了。
    .next = { -kept }请看看现在怎样。
error-inquiry-open = 上一个问题，部门还没有回答。
    .next = { -kept }等回答来了再问。
error-too-many-inquiries = 已经问过 { $limit } 次，不能再问了。
    .next = { -kept }您可以下结论了。
error-nothing-inquired = 监督员没有在等回答。
    .next = { -kept }请看看现在怎样。
error-drawn-already = 这个月已经抽过签了。
    .next = 请看抽签的结果。
error-sample-out-of-range = 比例最多一百，最少的不能比最多的还多，最多 { $limit } 件。
    .next = 请改一改再存。
error-supervisor-of-staff = 工作人员不能同时做市民监督员。
    .next = 请只留一种身份，再存一次。
error-no-such-draw = 没有找到这个月的抽签。
    .next = 请从列表里选一个月。
error-not-administrator = 只有管理员能做这一步。
    .next = 请找管理员帮忙。
error-system-only = 这一步到时候由系统自动做。
    .next = 您不用管，到期会自己办。
error-level-too-low = { $needed ->
    [unverified] 要先注册，才能做这一步。
    [contact_verified] 要先核实手机，才能做这一步。
    [resident_verified] 要先核实居民身份，才能做这一步。
   *[other] 您的账号还不能做这一步。
}
    .next = { -kept }办好后再来，一点就行。
error-awaits-work = 现在还不到评价的时候。
    .next = 等部门办好，会请您来评价。
error-nothing-promised = 这件事没有答应要办的，不用办结。
    .next = 等提的人评价，或到期自动结束。
error-promise-missing = 采纳了，就要写明哪天办好。
    .next = { -kept }请选一个日子再送。
error-promise-not-allowed = 没有采纳，不用写办好的日子。
    .next = { -kept }请去掉日子，或改成采纳。
error-promise-out-of-range = { DATETIME($day, style: "day") }不行。
    .next = { -kept }请选从今天起两年内的一天。
error-milestone-out-of-order = 第 { $position } 步的日子不行。
    .next = { -kept }每一步都要在今天和答应的日子之间。
error-too-many-milestones = 最多写 { $limit } 步。
    .next = { -kept }请把几步合成一步。
error-no-such-milestone = 这一步已经做好了，或者没有这一步。
    .next = { -kept }请看看现在做到哪里了。
error-milestones-open = 还有没做好的步子，不能办结。
    .next = { -kept }请先把每一步都写上做好了。
error-not-follower = 关注这件事的人才能说看法。
    .next = 您可以先关注它。自己提的，请用“评价”。
error-rated-already = 您已经说过看法了。
    .next = 部门再答复以后，可以再说一次。
error-hearing-out-of-range = { DATETIME($day, style: "day") }不行。
    .next = { -kept }请选从今天起一个月里的日子。
error-not-heard = 听证会还没开，不能写结果。
    .next = { -kept }请先定日子，开过以后再写。
error-stars-out-of-range = 星数要在 1 到 5 之间。
    .next = { -kept }请重新点一下星。
error-not-yet-due = 时间还没到。
    .next = 到期后系统会自动处理。

## 写的内容
error-text-empty = { field-name }还没有写。
    .next = 请写几个字再送。
error-text-too-long = { field-name }太长了：最多 { $limit } 字，现在 { $length } 字。
    .next = { -kept }请删短一点再送。
error-text-control-character = { field-name }里有看不见的特殊符号，收不了。
    .next = { -kept }请把那一段删掉，重新打一遍。
error-too-many-files = 最多附 { $limit } 个文件，现在有 { $count } 个。
    .next = { -kept }请去掉几个再送。
error-file-too-large = 这个文件太大了，最大 { $megabytes } MB。
    .next = { -kept }请换一个小一点的，或者不附。
error-same-file-twice = 同一个文件附了两次。
    .next = { -kept }请去掉一个再送。
error-no-such-file = 城市那边没有这个文件了。
    .next = { -kept }请再送一次，文件会跟着一起送。
error-no-such-area = 城市的名录里没有这个地方。
    .next = { -kept }请重新选一个地方。
error-no-such-category = 城市的名录里没有这一类。
    .next = { -kept }请重新选，或者不选。
error-no-such-department = 城市的名录里没有这个部门。
    .next = { -kept }请重新选一个部门。

## 送出与连接
error-not-yet-known = 这台设备还没连上过城市，现在核对不了。
    .next = { -kept }连上网后再试一次。
error-no-such-draft = 这份草稿已经不在了。
    .next = 它可能已经送出，请到“我的”里看看。
error-no-such-command = 待送里已经没有这一件了。
    .next = 它可能已经送到，请到“我的”里看看。
error-already-sent = 已经送出去，拿不回来了。
    .next = 送到后，您可以在提案里撤回。
error-not-refused = 这一件还在路上，先不用动它。
    .next = { -kept }请等一等结果。
error-command-id-reused = 这一步和以前送过的编号撞上了。
    .next = { -kept }请再送一次。
error-disk-full = 城市那边存满了，暂时收不了。
    .next = { error-retry-later.next }
error-checkpoint-damaged = { error-internal }
    .next = { error-internal.next }

## 账号
error-not-signed-in = 做这一步要先登录。
    .next = { -kept }登录后再来。
error-another-account = 这一件是用另一个账号写的。
    .next = { -kept }再送一次，就算现在这个账号的。
error-wrong-credentials = 名字或密码不对。
    .next = 请看看有没有打错，再试一次。
error-wrong-password = 密码不对。
    .next = 请输入您登录时用的密码。
error-last-administrator = 您是这座城市最后一位管理员。
    .next = 请先到工作台的“人员”，让别人接手。
error-login-taken = 这个手机号或名字已经有人用了。
    .next = 如果是您，请直接登录；不是，请换一个。
error-login-unusable = 手机号或名字要 2 到 60 个字。
    .next = 请改一改再试。
error-password-unusable = 密码要 8 到 200 个字。
    .next = 请改一改再试，一句话也可以。
error-name-unusable = 称呼最多 40 个字，不能有特殊符号。
    .next = 请改短一点，或者不填。
error-wrong-secret = 城市没认出这台设备。
    .next = { -kept }请登录您的账号，再送一次。
error-signed-up = 这台设备已经注册过账号。
    .next = { -kept }请登录那个账号。
error-letters-not-offered = 这个城市还不发邮件。
    .next = 有新进展，在应用里都能看到。
error-address-unusable = 邮件送不到这个地址。
    .next = { -kept }请看看有没有写错。
error-push-unusable = 城市没法给这个浏览器送消息。
    .next = 消息在应用里都能看到，也可以用邮件。
error-push-not-possible = 这个浏览器关着应用时不能提醒。
    .next = 在手机上，请把应用放到桌面再试。
error-push-not-allowed = 浏览器没有让我们提醒您。
    .next = 请在浏览器的设置里允许，再打开一次。
error-push-not-reached = 浏览器没有连上送消息的地方。
    .next = 请过一会儿再试。消息在应用里都能看到。
error-notify-refused = 这台电脑不显示应用的提醒。
    .next = 请在电脑的设置里允许，再打开一次。
error-letter-not-sent = 邮件现在发不出去。
    .next = { -kept }请过一会儿再试。
error-wrong-code = 验证码不对，或已过期。
    .next = 请再看一眼，或重新要一个。
error-no-such-jurisdiction = 这里不是您要找的城市。
    .next = 请向城市核对一下地址。
error-key-unknown = 这里不认得这个密钥，或它已停用。
    .next = 请向城市申请新的密钥。
error-span-too-long = 一次要的时间太长了。
    .next = 一次最多 { $days } 天。
error-too-many-attempts = 试的次数太多了。
    .next = 请歇几分钟再试。
error-outbox-not-empty = 还有没送出的。
    .next = { -kept }请等送出后再退出。

## 公开账本
error-ledger = 公开账本没对上。
    .next = 您的记录都还在。请过一会儿再核对一次。
error-ledger-shrunk = 公开账本比以前短了，这不应该发生。
    .next = 您手里的旧记录还在，请留好，并告诉管理员。
error-ledger-inconsistent = 公开账本和以前的对不上，这不应该发生。
    .next = { error-ledger-shrunk.next }

## 软件之间的话：人一般看不到
error-not-json = 这一版和城市说的话对不上。
    .next = { -kept }{ -newer }
error-wrong-shape = { error-not-json }
    .next = { error-not-json.next }
error-unsupported-media-type = { error-not-json }
    .next = { error-not-json.next }
error-bad-parameter = { error-not-json }
    .next = { error-not-json.next }
error-method-not-allowed = { error-not-json }
    .next = { error-not-json.next }
error-no-such-route = { error-not-json }
    .next = { error-not-json.next }
error-too-large = 一次送得太多了。
    .next = { -kept }请删短一点再送。
error-no-such-event = 公开账本里还没有这一条。
    .next = 请过一会儿再核对一次。

## 语音
error-voice-no-model = 这台设备还不能把话变成字。
    .next = 您可以打字。想用语音，请问问城市怎么装。
error-voice-damaged-model = 把话变成字的部件坏了。
    .next = 您可以打字，也可以请人重新装一次。
error-voice-old-processor = 这台设备太旧了，不能把话变成字。
    .next = 您可以打字。
error-voice-unreadable-sound = 这段录音打不开。
    .next = 请再录一次，或者打字。
error-voice-wrong-rate = { error-voice-unreadable-sound }
    .next = { error-voice-unreadable-sound.next }
error-voice-not-offered = 城市这边还不能把话变成字。
    .next = 录音还在。您可以打字。
error-voice-unreachable = 没连上城市，没能听您说话。
    .next = 请打字，或者连上网以后再说一遍。
error-voice-failed = 这次没听出来。
    .next = 请再说一遍，或者打字。

## 朗读
error-speech-no-engine = 这台设备还不会出声读。
    .next = 字都在这一页上。想听，请家人帮忙装上朗读。
error-speech-no-voice = 这台设备没有读这种话的声音。
    .next = 字都在这一页上。想听，请家人加一个声音。
error-speech-failed = 这一句没能读出来。
    .next = 请按“接着读”再试一次。

## 录音
error-recording-no-microphone = 没找到话筒。
    .next = 请看看话筒插好没有，也可以打字。
error-recording-not-allowed = 系统没让我们用话筒。
    .next = 请在系统设置里允许，也可以打字。
error-recording-refused = 浏览器没让我们用话筒。
    .next = 请点网址旁边的小图标，允许用话筒。再按一次，也可以打字。
error-recording-busy = 别的程序正在用话筒。
    .next = 请关掉它再试，也可以打字。
error-recording-microphone-lost = 话筒断开了。
    .next = 前面说的都留着。插好后可以接着录。
error-recording-full = 这一段录满了。
    .next = 前面说的都留着。没说完就再录一段。
error-recording-empty = 什么也没录到。
    .next = 请再按一下，慢慢说。
error-recording-not-kept = 录音存不下了。
    .next = 请清出一些空间再录，也可以打字。
error-recording-unreachable = 没连上城市，话还没变成字。
    .next = 录音还在。连上网以后，请按“变成字”。
error-recording-no-loudspeaker = 放不出声音。
    .next = 请看看喇叭或耳机插好没有。

## 计票
error-papers = 这个选票文件读不出来。
    .next = 请到原来的地方重新取一份。
error-uncountable = 这些选票不能这样数。
    .next = 请换一种计票办法。

## 文件
error-file-unknown-kind = “{ $name }”这种文件送不了。
    .next = { -kept }照片、PDF 和录音都可以送。
error-file-damaged = “{ $name }”不完整，城市打不开。
    .next = { -kept }请重新拍一张，或另选一个。
error-picture-too-large = “{ $name }”太大了，最多 { $megapixels } 百万像素。
    .next = { -kept }请换一张小一点的，或者去掉。
error-too-many-uploads = 一次送的文件太多了。
    .next = { -kept }过一会儿会自己接着送。
error-no-such-upload = { error-file-gone }
    .next = { error-file-gone.next }
error-upload-elsewhere = { error-not-json }
    .next = { error-not-json.next }
error-upload-other-checksum = { error-not-json }
    .next = { error-not-json.next }
error-upload-other-version = { error-not-json }
    .next = { error-not-json.next }
error-file-gone = 这个文件已经不在这台设备上了。
    .next = { -kept }请重新添加，或者去掉再送。
error-file-not-kept = 这台设备存不下这个文件了。
    .next = 请清出一些空间，再添加一次。
error-file-not-there = 城市那边没有这个文件了。
    .next = 可能是提的人收回了。

## 名录
error-city-lost = “{ $id }”可能还有提案在用，不能去掉。
    .next = 可以改它的名称，代码要留着。
error-retired = { $what ->
    [area] “{ $name }”停用了，不再接新的事。
    [department] “{ $name }”停用了，不再接新的事。
   *[category] “{ $name }”停用了，不再接新的事。
}
    .next = { -kept }请另选一个。
error-area-holds-areas = “{ $name }”里面还有在用的区域。
    .next = 请先停用里面的，或者让它继续用。
error-city-retired = 全市不能停用。
    .next = 可以改它的名称。
error-city-moved = 您改的时候，别人也改了名录。
    .next = 请看看现在的样子，再改一次。
error-clock-out-of-range = 期限要在 1 到 365 天之间。
    .next = { -kept }请改一下这个数。
error-number-out-of-range = 这个数要在 1 到 { $limit } 之间。
    .next = { -kept }请改一下。
error-table-unreadable = 这一行读不出来，格子数和第一行对不上。
    .next = 请在表格里改好，再看一次。
error-table-column-missing = 表格里没有“{ $column }”这一列。
    .next = 请在第一行写上列名。
error-table-id = “{ $id }”不能做代码。
    .next = 请用小写字母、数字和连字符，最多 40 个。
error-table-twice = “{ $id }”已经有了。
    .next = 请换一个代码。
error-table-kind = 不认得“{ $kind }”这一级。
    .next = 请写市、区、街道或社区。
error-table-parent = “{ $id }”的上级“{ $parent }”找不到。
    .next = 请看看上级的代码。
error-table-name = 请写中文名称，最多 40 个字。
    .next = { -kept }补上就能存。
error-calendar-day = “{ $text }”不是日期。
    .next = { -kept }请像“10月1日至7日”这样写。
error-calendar-other-year = { $day } 不在 { $year } 年。
    .next = { -kept }请另外录入那一年。
error-calendar-made-up = { $day } 不是周末，不用调休。
    .next = { -kept }请去掉它。
error-calendar-twice = { $day } 又放假又上班。
    .next = { -kept }请留一处。
error-calendar-year = 请写年份，比如 2027。
    .next = { -kept }补上就能存。
error-calendar-empty = 请写放假的日子。
    .next = { -kept }照通知抄就行。
error-no-such-account = 没有这个账号。
    .next = 请按登录名再找一次。
error-no-such-login = 没有人用这个登录名。
    .next = 请核对一下，或者替他开一个账号。
error-own-role = 不能去掉自己的管理员身份。
    .next = 请另一位管理员来改。

## 赞成与反对
error-argument-exists = 这条理由已经在了。
    .next = 不用再送一次。
error-no-such-argument = 这条理由已经不在了。
    .next = { -kept }可能是作者收回了。
error-argued-already = 这一边您已经说过一条了。
    .next = { -kept }可以先收回那条，再重新说。
error-too-many-arguments = 这里已有 { $limit } 条，放不下了。
    .next = { -kept }有一样的，您可以支持它。
error-own-argument = 这是您自己说的。
    .next = 别人可以支持它。
error-not-your-argument = 只有说的人才能收回。
    .next = 不合适的话，您可以举报。
error-argument-hidden = 这一条不再显示了。
    .next = 原因放在原处，您可以看。
error-argument-kept = 这一点城市已经看过，留下了。
    .next = 原因写在它下面。
error-reported-already = 您已经举报过了。
    .next = 会有人来看的。
error-nothing-reported = 没有人举报它，或者已经处理了。
    .next = { -kept }请看看现在怎么样了。
error-nothing-hidden = 这一条还在显示。
    .next = { -kept }请看看现在怎么样了。
error-said-anew = 作者后来换了说法，新的已经在了。
    .next = { -kept }同一边只能留一条，请看看新的。
error-responded-already = 城市已经回应过了。
    .next = { -kept }回应写在它下面。
error-not-desk = 只有这里的受理员或主办部门能这样做。
    .next = { -kept }请用工作台的账号。

## 地方和地图
error-map-no-drawing = 这台设备画不出地图。
    .next = 列表和文字地址里，什么都有。
error-map-none = 这座城市还没有地图。
    .next = 请用文字写地点，一样好。
error-map-not-here = 地图现在来不了。
    .next = 请过一会儿再试，写文字也行。
error-place-refused = 应用看不到您在哪里。
    .next = 可以在设置里允许，也可以用文字写地点。
error-place-unknown = 找不到您的位置。
    .next = 请在地图上点一下，或用文字写地点。
error-boundary-broken = “{ $id }”的边界没有合拢。
    .next = 请改好，再看一次。
error-boundary-too-fine = “{ $id }”的边界超过 { $limit } 个点。
    .next = 请简化一下，再看一次。
error-boundaries-too-fine = 全部边界合起来超过 { $limit } 个点。
    .next = 请简化一下，再看一次。
error-geojson-unreadable = 这不是 GeoJSON 要素文件。
    .next = 请换一个文件。
error-geojson-id = 这个要素没有地方代码。
    .next = 请在“id”里写上地方的代码。
error-geojson-area = 不认得“{ $id }”这个地方。
    .next = 请先添加这个地方，或改正代码。
error-geojson-twice = “{ $id }”出现了两次。
    .next = 请去掉一个。
error-geojson-shape = “{ $id }”的形状读不出来。
    .next = 请用 WGS 84 经纬度的多边形。
