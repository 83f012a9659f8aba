# 管理员的工作台：名录
# $columns 表格的列名，$what 数据里的种类名，$name、$before 名称，$count 个数，$clock 期限名，$day 日期（2026-10-01）

admin-sections = 名录的各部分
admin-section = { $section ->
    [people] 人员
    [areas] 区域
    [departments] 部门
    [categories] 类别
    [clocks] 期限和规则
    [calendar] 放假安排
   *[overview] 总览
}
admin-no-city = 还没有名录。
    .detail = 联网以后会自己取来。
admin-begin = 从城市的名字开始
    .detail = 名录还是空的。写好名字，再添区域、部门和类别。
    .action = 开始
admin-unpublished = { $year } 年的放假安排还没录入。
    .detail = 落到那一年的期限，现在只按周末算，是暂定的。
    .action = 去录入
admin-stuck = 有 { $count } 件事到了期，没能自己往下走。
    .detail = 每分钟会再试一次。点开看看它要什么。
admin-figures = 名录里有什么
admin-count = { $what ->
    [areas] { $count } 个区域
    [departments] { $count } 个部门
   *[categories] { $count } 个类别
}
admin-save = 保存
admin-edit = 修改
admin-unchanged = 没有改动
admin-kind-of = { $what ->
    [area] 区域
    [department] 部门
   *[category] 类别
}
admin-add = 添加{ admin-kind-of }
admin-change = 修改“{ $name }”
admin-open-there = { $count ->
    [0] 那里没有在办的事。
    [100] 那里有 100 件以上在办的事。
   *[other] 那里有 { $count } 件在办的事。
}
admin-people-there = { $people ->
    [0] 没有人在那里工作。
   *[other] 有 { $people } 个人在那里工作，照旧。
}
# $open 是 admin-open-there；还不知道时为空
admin-vacant = “{ $name }”是那里最后一个人
    .area = { $area }没有别的受理员了。{ $open }以后由{ $above }的受理员来管。
    .area-nobody = { $area }没有别的受理员了，上级也没有。{ $open }有人接任以前，没有人管。
    .department = { $department }没有别人了。{ $open }有人接任以前，没有人办。
    .do = 收回职务
admin-retire = 停用
    .title = 停用“{ $name }”？
    .detail = 停用后不再接新的事，名称还在。{ admin-open-there }{ admin-people-there }
    .unknown = 停用后不再接新的事，名称还在。在办的接着办。
admin-restore = 恢复使用
admin-name-zh = 中文名称
admin-name-en = 英文名称
admin-code = 代码
    .hint = 用小写字母、数字和连字符。定了就不能改。

## 人员
admin-people-unknown = 联网以后才看得到有哪些人。
admin-nameless = 没有写名字
admin-find = 给谁安排工作？
    .login = 登录名
    .find = 找这个人
    .found = 找到了，请安排工作
    .new = 还没有这个登录名。可以替他开一个账号。
    .name = 称呼
    .password = 第一次用的密码
    .password-hint = 至少 8 位，当面告诉本人。
    .make = 开账号
admin-roles = { $name }的工作
    .none = 还没有安排工作。
    .as = 做什么？
    .area = 在哪里？
    .department = 哪个部门？
    .which = 请选一个
    .add = 加上这一项
    .remove = 去掉

## 区域
admin-kind = { $kind ->
    [city] 市
    [district] 区
    [street] 街道
   *[community] 社区
}
admin-kind-label = 哪一级？
admin-area = { admin-kind } · { $code } · 下面有 { $count } 个
    .open = 看下面的
    .way = 现在在哪里
admin-areas-none = 没有找到这样的区域。
admin-areas-more = 还有 { $count } 个，请多写几个字来找。
admin-sought = 找区域
admin-import = 从表格导入
    .detail = 选 CSV 地方表，或 GeoJSON 边界文件，也可以粘贴到下面。先看看，再保存。
    .choose = 选文件
    .read = 表格读进来了
    .look = 先看看
admin-table = 表格
    .hint = 第一行写列名：{ $columns }。已有的会改，没有的会添，不会删。
admin-import-good = 新添 { $added } 个，改动 { $changed } 个。
admin-import-bad = 有 { $count } 处要改，名录还没动。
admin-import-line = { $line ->
    [0] { $wrong }
   *[other] 第 { $line } 行：{ $wrong }
}

## 部门和类别
admin-second-eyes = 答复要有同事看过
    .hint = 写的人和看的人不是同一个，看过才发布。
admin-templates = 常用的话
    .hint = 承办人写答复时可以直接选用，再改一改。
    .area = 受理员写话时可以用，下面的区域也能用。
    .name = 叫什么
    .text = 怎么说
    .add = 加一段
    .remove = 去掉这一段
admin-contact = 怎么联系
    .hint = 电话、地址、什么时候有人。市民会看到。
    .none = 没有写联系办法
admin-usual = 通常归哪个部门办？
    .none = 不固定
admin-examples-zh = 举几个例子
    .hint = 用平常话，比如：路灯不亮、井盖松了。
admin-examples-en = 英文的例子

## 期限和规则
admin-clocks-note = 新的期限只管以后来的，正在办的不变。
admin-clocks-of = 哪一类的期限？
    .city = 全市
admin-clocks-own = 这一类用自己的期限
    .detail = 关上就和全市一样。
admin-clock = { $clock ->
    [triage] 受理（工作日）
    [appeal] 可以申诉（天）
    [review] 复核申诉（工作日）
    [assign] 派单（工作日）
    [take] 接手（工作日）
    [answer] 答复（工作日）
    [reply] 等提的人回答（工作日）
    [extension] 延期（工作日）
    [verdict] 等评价（天）
    [rework] 重办（工作日）
   *[hearing] 听证（工作日）
}
admin-rules = 谁能做什么
admin-sample = 每月抽多少办结的事，请市民来看
    .share = 百分之几
    .least = 最少几件
    .most = 最多几件
admin-uncovered = 有 { $count } 件事等人监督，可是这些地方没有监督员：{ $areas }
admin-submit = 谁能提？
admin-support = 谁能支持？
admin-level = { $level ->
    [guest] 谁都行，不用注册
    [unverified] 注册过的
    [contact_verified] 核对过电话或邮箱的
   *[resident_verified] 核实过的居民
}
admin-files = 最多几个文件
admin-megabytes = 每个最多多少兆

## 放假安排
admin-year = { $year } 年：放假 { $off } 天，调休上班 { $worked } 天
    .off = 放假：
    .worked = 调休上班：
    .none = 没有
    .and = 、
admin-day = { DATETIME($day, style: "weekday") }
admin-year-enter = 录入一年
    .detail = 照国务院的通知抄就行，比如“10月1日至7日”。
    .year = 哪一年
    .off = 放假的日子
    .hint = 一行一段，周末也可以写在里面。
    .worked = 调休上班的周末

## 改过什么
admin-history = 改过什么
    .older = 看更早的
admin-changed = { $what ->
    [area] 区域
    [department] 部门
   *[category] 类别
}
    .added = 新添{ admin-changed }“{ $name }”
    .renamed = { admin-changed }“{ $before }”改叫“{ $name }”
    .altered = 改了{ admin-changed }“{ $name }”
    .removed = 去掉{ admin-changed }“{ $name }”
    .retired = 停用{ admin-changed }“{ $name }”
    .restored = 恢复使用{ admin-changed }“{ $name }”
admin-changed-clock = { $of }：{ admin-clock }从 { $before } 改为 { $days }
admin-changed-policy = 改了谁能做什么
admin-changed-year = 录入 { $year } 年的放假安排
admin-changed-city = 公布“{ $name }”的名录
