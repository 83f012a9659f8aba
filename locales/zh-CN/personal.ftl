# 关于一个人的东西：可以带走

personal-title = 我的数据
    .detail = 您写的都是您的，可以带走。
personal-take = 存一份我的数据
    .detail = 得到一个文件，有您写的和选的，这里和城市的都有。
    .done = 好了，文件在下载文件夹里。

## 被忘记
forget-title = 忘记我
    .detail = 您可以彻底离开。先告诉您，什么会走，什么会留。
forget-begin = 看看什么会走，什么会留
forget-goes = 马上消失的
    .account = 您的名字、密码和邮箱。
    .follows = 您关注的，和城市交给您的职责。
    .device = 这台设备上的草稿、录音和还没送出的。
forget-stays = 会留下的
    .city = 城市的答复都在。您替城市办的事，署城市的名。
    .supports = 您的支持还算数，但没有名字。您再来时，我们认不出您。
    .copies = 城市防机器坏，另存了备份。备份里还会留一段时间。
forget-words = 您公开写过的话
forget-keep = 留着，但不再是我的
    .detail = 谁也看不出是您写的，城市也看不出。没办完的继续办。
forget-erase = 我的话也收回
    .detail = 没办完的撤回。您写的话、地点和照片都抹掉。
forget-password = 您的密码
forget-stay = 不，我留下
forget-go = 继续
forget-ask = 现在就忘记您吗？
    .keep = 您的话会留下，没有名字。这一步收不回来。
    .erase = 您的话也会抹掉。这一步收不回来。
    .action = 是的，忘记我
forget-done = 好了，我们不再认得您。随时欢迎您再来。
forget-people = 去看城市的人员
