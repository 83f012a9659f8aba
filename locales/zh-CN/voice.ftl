# 说出来就能做的事：每行一种说法，第一行是教给人的那一种
# 回复“是”“不是”和“第几个”要听得一字不差，别的说法差一点也听得懂

## 去哪里
command-home =
    回到主页
    回到首页
    返回首页
    返回主页
    打开首页
    主页
    首页
command-back =
    返回
    上一步
    上一页
    返回上一页
    回去
    后退
    退回去
command-next =
    下一步
    继续
    下一个
    下一页
    下一条
    往下走
command-list =
    看看大家的提案
    看大家的提案
    大家的提案
    查看提案
    打开提案
    看看提案
    所有提案
    提案列表
    大家说了什么
command-overdue =
    看看逾期名单
    逾期名单
    打开逾期名单
    哪些逾期了
    哪些事逾期了
    谁逾期了
command-mine =
    看看我提的
    我的提案
    我提的
    我的
    打开我的
    看我的提案
    查看我的提案
    我提过什么
    我的意见
command-settings =
    打开设置
    设置
    去设置
command-help =
    帮助
    帮帮我
    怎么用
    我能说什么
    可以说什么
    我不会用
    打开帮助

## 说和办
command-say =
    我要提意见
    我有话说
    我要提建议
    提意见
    提建议
    我想提意见
    我要说话
    我想说件事
    说一件事
    我要反映问题
    反映问题
    我要写提案
    我要提案
command-support =
    我支持
    支持
    支持一下
    支持这个提案
    我支持这个
    我赞成
    赞成
    我要支持
command-follow =
    关注
    关注这件事
    关注这个提案
    我要关注
    关注一下
command-vote =
    打开投票
    投票
    我要投票
    去投票
    参加投票
    看看投票
    我想投票
command-send =
    发送
    确认提交
    提交
    送出
    发出去
    送出去
    确认发送
    我要提交
command-delete =
    删除
    删掉
    删除这个
    把它删掉
command-solved =
    已经解决了
    解决了
    已经解决
    问题解决了
    办好了
command-partly =
    解决了一部分
    部分解决
    只解决了一半
command-unsolved =
    没有解决
    没解决
    还没解决
    没办好

## 朗读
command-read =
    朗读这一页
    读给我听
    念给我听
    读这一页
    朗读
    读一读
    念一念
    读出来
command-stop =
    别读了
    停
    停下
    停下来
    停止
    停止朗读
    不要读了
    不读了
    别念了
command-pause =
    暂停
    等一下
    先停一停
command-resume =
    接着读
    继续读
    继续朗读
    接着念
command-repeat =
    再读一遍
    再说一遍
    再念一遍
    没听清
command-slower =
    读慢一点
    慢一点
    慢点读
    说慢一点
    太快了
command-faster =
    读快一点
    快一点
    快点读
    说快一点
    太慢了

## 字的大小
command-bigger =
    字再大一点
    字大一点
    大一点
    放大
    放大字体
    字太小了
    大字
    看不清
command-smaller =
    字再小一点
    字小一点
    小一点
    缩小
    缩小字体
    字太大了

## 回话
command-yes =
    是的
    是
    对
    对的
    好
    好的
    确认
    确定
    可以
command-no =
    不是
    不
    不对
    不用
    不要
    不行
    取消
    算了

## 选第几个
command-first =
    第一个
    第一条
    选第一个
    打开第一个
    第1个
command-second =
    第二个
    第二条
    选第二个
    打开第二个
    第2个
command-third =
    第三个
    第三条
    选第三个
    打开第三个
    第3个
command-fourth =
    第四个
    第四条
    选第四个
    打开第四个
    第4个
command-fifth =
    第五个
    第五条
    选第五个
    打开第五个
    第5个

## 听话的规矩
# 客气话，说在前面后面都不算数
voice-courtesy =
    请
    麻烦您
    麻烦
    帮我
    嗯
    那个
    谢谢
    吧
# 说了这些字，就不是那个没有这些字的说法
voice-negation =
    不
    没
    别
    勿
# 别的话照这一句的样子写下来
voice-manner = 以下是普通话的句子。
