# 市民监督员：抽签、提问、结论；监督员的工作台和公开的抽签页
# $month 已写好的月份，$fit 是 yes（合格）或 no，$next 是 stays、again 或 hearing，$department 部门，$date 已写好的日期
# $candidates、$count、$fit、$unfit、$open 都是件数，$share 百分之几，$least、$most 件数，$from、$until 记录的编号

supervision-title = 市民监督员
    .drawn = 这是从{ $month }办结的事里抽签抽到的。
    .accompanied = 这件事重办了，一位市民监督员会一直看着。
    .open = 监督员还没有下结论。
supervision-drawn = { $month }抽到
supervision-accompanied = 陪同重办
supervision-waits = 等部门回答
supervision-found = { $fit ->
    [yes] 办得合格
   *[no] 办得不合格
}
supervision-asked = 监督员问
supervision-replied = { $department }回答
supervision-due = 部门该在{ $date }前回答。
    .late = 部门该在{ $date }前回答，已经过了。
supervision-order = 要您看的在前，看过的在后。
supervision-empty = 现在没有要您看的事。
supervision-queue-asked = 监督员在问
supervision-queue-open = 等我看
supervision-queue-drawn = 抽到的
supervision-queue-accompanied = 陪同重办
supervision-queue-judged = 看过的

## 抽签
draw-month = { $year }年{ $month }月
draws-title = 市民监督抽签
draws-lead = 每个月从办结的事里抽一些，请市民来看办得怎样。
draws-none = 还没有抽过签。
    .detail = 有事情办结，过完那个月就抽。
draw-title = { $month }的抽签
draw-how = 这是怎么抽的？
    .short = 不由人挑。签是公开的，谁都可以再抽一遍。
    .one = 一个月过完，把这个月办结的事都放进签筒。
    .two = 公开记录到那时的指纹，就是签。谁也没法先选好它。
    .three = 用它给每件事排序，排在前面的就抽中了。
draw-counted = 办结 { $candidates } 件，抽中 { $count } 件
    .none = 这个月没有办结的事。
    .found = 合格 { $fit } 件，不合格 { $unfit } 件，还在看 { $open } 件
    .and = ；
draw-cases = 抽中的事
draw-made = 用什么抽的？
    .log = 公开记录的第 { $from } 条到第 { $until } 条里，办结的每一件。
    .share = 抽百分之 { $share }，最少 { $least } 件，最多 { $most } 件。
    .seed = 签（公开记录的指纹）：
draw-again = 再抽一遍
    .detail = 就在您的设备上抽，看看和公布的一样不一样。
    .do = 我来抽一遍
    .came = { $same ->
        [yes] 从 { $candidates } 件里抽中 { $count } 件，和公布的一样。
       *[no] 从 { $candidates } 件里抽中 { $count } 件，和公布的不一样！
    }

## 经过
timeline-drawn = 抽签抽中，请市民监督员来看
    .detail = 这是从{ $month }办结的事里抽的。
timeline-entrusted = { $who ->
    [you] 请您来监督这件事
   *[other] 由{ $name }来监督
}
    .detail = 是哪一位，只有本人和工作人员看得到。
    .someone = 一位市民监督员
timeline-inquired = 市民监督员有话问部门
    .detail = 部门该在{ $date }前回答。
timeline-clarified = { $department }回答了监督员
timeline-assessed = { $fit ->
    [yes] 市民监督员说：办得合格
   *[no] { $next ->
        [again] 市民监督员说办得不合格，重新办理
        [hearing] 市民监督员说办得不合格，要开听证会
       *[stays] 市民监督员说：办得不合格
    }
}
