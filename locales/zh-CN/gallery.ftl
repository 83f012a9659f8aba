# 界面部件一览：给做这个应用的人看，城市里没有这一页
# $name 是一组部件

gallery-title = 界面部件
    .lead = 每一种部件，每一种样子。
gallery-section = { $name ->
    [colours] 语言和颜色
    [buttons] 按钮
    [answers] 用来回答的按钮
    [asking] 先问一声
    [fields] 填写
    [choices] 选择
    [files] 照片和文件
    [stars] 星星
    [chips] 到哪一步了
    [clocks] 还剩多久
    [steps] 步骤
    [tabs] 标签
    [cards] 卡片
    [timeline] 办理经过
    [judging] 解决了吗
    [empty] 还没有内容
    [errors] 出了问题
    [link] 联系不上城市
    [waiting] 正在取来
    [microphone] 话筒
    [reading] 朗读条
   *[icons] 图标
}
gallery-says = 顺口说一声
gallery-field = 您的称呼
    .hint = 别人会看到的名字。
    .error = 请写下您的称呼。
    .secret = 密码
    .day = 日期
    .long = 用您自己的话说
    .long-hint = 像跟邻居说话一样就好。
    .long-error = 请说说是什么事。
    .choice = 怎么处理
    .choice-hint = 以后还可以改。
    .choice-error = 请选一项。
gallery-sample = 文三路 128 号门前的路灯不亮
    .text = 路灯已经三天不亮了，晚上很黑。上周有位老人在这里摔了一跤。
    .note = 我们到现场看过了，需要换一盏新灯。
    .answer = 本周内换上新灯。
    .done = 换了两盏新灯，路上亮堂了。
    .declined = 这条路归县里管，已经转告他们。
    .verdict = 又亮了，谢谢！
