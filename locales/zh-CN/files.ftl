# 一起送的照片和文件：选、说明、去掉、进度、打开
# $count 个数，$limit 上限，$name 文件名，$size 大小，$percent 百分之几，$number 第几个，$where 存在哪里，$kind 种类

files-title = 照片和文件
    .hint = 照片、PDF 和录音都可以，最多 { $limit } 个。照片里的时间和地点会去掉。
files-choose = 选照片或文件
files-photo = 拍一张
files-keeping = 正在存……
files-kept = 已存在这台设备上：{ $name }
files-removed = 去掉了：{ $name }
files-remove = 去掉
    .ask = 去掉“{ $name }”？
    .detail = 它会从这件事里拿掉，这台设备上也不再存。
files-alt-label = 这是什么？
    .hint = 看不见的人会听到这句话。可以不填。
files-place = 保留拍的时间和地点
    .detail = 打开后，大家能看到照片是何时何地拍的。
files-size = { $megabytes ->
    [0] 不到 1 MB
   *[other] { $megabytes } MB
}
files-count = { $count } 个
files-shown = 照片和文件
files-open = 看大图：{ $name }
files-close = 收起大图
files-save = 下载 PDF：{ $name }
files-saved = 存好了：{ $where }
files-unnamed = { $kind ->
    [image] 第 { $number } 张照片
    [audio] 第 { $number } 段录音
   *[other] 第 { $number } 个文件
}
files-way = { $state ->
    [there] { $name }：已送到
    [going] { $name }：已送 { $percent }%
   *[other] { $name }：等着送
}
