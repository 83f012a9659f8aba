# 提案列表：筛选、排序、为什么这样排、没有结果
# $count 个数，$text 搜的词，$order 是 newest、most_supported、most_urgent 或 nearest，$nowhere 个数

proposals-title = 提案
proposals-more = 再看一些
proposals-listed = 列出了 { $count } 件。
    .found = 找“{ $text }”：列出了 { $count } 件。
proposals-end = 到底了，就这些。

## 筛选
proposals-search-label = 找一找
    .placeholder = 路灯、停车、公交……
    .clear = 清空
proposals-filter = 筛选
    .clear = 全部清掉
proposals-filter-chosen = 筛选：已选 { $count } 项
proposals-filter-area = 地方
    .all = 全市
proposals-filter-category = 类别
    .all = 各类都看
retired-name = { $name }（已停用）
proposals-filter-state = 进展
    .all = 各种进展都看
    .open = 还在办的
    .done = 办完的

## 排序
proposals-order-label = 怎么排
proposals-order = { $order ->
    [newest] 最新的在前
    [most_supported] 支持最多的在前
    [most_urgent] 最急的在前
    [nearest] 最近的在前
   *[other] 默认顺序
}
proposals-order-why =
    .detail = { $order ->
        [newest] 按提交的时间排，谁也不能花钱排到前面。
        [most_supported] 按支持的人数排，一个账号算一次。人数一样时，新的在前。
        [most_urgent] 按期限排，先到期的在前。只列城市该动手的。
        [nearest] 按离您的远近排，到两公里为止。没有图钉的不列。
       *[other] 按城市给出的顺序排。
    }

## 没有结果
proposals-none = 还没有提案。
    .action = 您来说第一件
proposals-meant = 您要找的，有单独的一页。
proposals-none-found = 没有找到合适的。
    .detail = 换个词，或少选几项试试。
proposals-none-offline = 这台设备上还没有存下提案。
    .detail = 连上网就能看到。
proposals-device-only = 没有网络，这些是设备上存着的，可能不全。

## 地方
proposals-view = 怎么看
    .list = 列表
    .map = 地图
proposals-near = 离我近的
    .away = 离我近的：看回全部
proposals-bounds = 看这一片的
    .away = 地图这一片：看回全部
proposals-on-map = { $nowhere ->
    [0] 地图上有 { $count } 件。
   *[other] 地图上有 { $count } 件。另有 { $nowhere } 件没有图钉，在列表里。
}
