# 把这一页读出来

reading-label = 朗读
reading-pause = 暂停
reading-resume = 接着读
reading-repeat = 再读一遍
reading-slower = 慢一点
reading-faster = 快一点
reading-end = 停
reading-done = 这一页读完了。
reading-nothing = 这一页没有字可读。
