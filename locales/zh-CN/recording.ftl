# 按一下就录音：说、停、听、删
# $minutes 最多几分钟，$said 说了几秒，$left 还剩几秒，$number 第几段，$seconds 几秒，$text 听到的话

recording-start = 按一下，慢慢说
recording-done = 说完了
recording-pause = 停一停
recording-go-on = 接着说
recording-hint =
    .both = 一次最多说 { $minutes } 分钟。话会变成字写进去，录音也留着。
    .words = 一次最多说 { $minutes } 分钟。话会变成字写进去，您再改。
    .city = 一次最多说 { $minutes } 分钟。声音送到城市变成字，那边不留。录音留在这台设备上。
    .kept = 一次最多说 { $minutes } 分钟。这里还不会把话变成字，录音会留在草稿里。
recording-state =
    .listening = 正在听，您慢慢说。
    .paused = 停着，没有在听。
    .recognising = 正在把话变成字……
    .written = 写进去了：“{ $text }”看一看，不对就改。
    .nothing = 没听出话来。录音还在。
    .kept = 录好了，留着呢。
    .deleted = 录音删掉了。
recording-time = 说了 { $said } 秒，还能说 { $left } 秒

recordings-title = 您的录音
recording-name = 第 { $number } 段，{ $seconds } 秒
recording-play = 听一听
    .stop = 不听了
recording-words = 变成字
recording-delete = 删掉
recording-delete-ask = 删掉这段录音？
    .detail = 删掉就找不回来了。
