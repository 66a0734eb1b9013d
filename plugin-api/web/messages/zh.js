// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: '举报',
  view: '视图',
  who: '是关于谁的？',
  nobody: '这里没有其他人。',
  why: '是关于什么的？',
  words: '您想补充的内容',
  hide: '为我隐藏此人并静音',
  send: '发送',
  cancel: '取消',
  sent: '谢谢，正在发送。',
  close: '关闭',
  sextortion: '威胁散布私密图像',
  child_safety: '可能有儿童处于危险中',
  trafficking: '有人被强迫或控制',
  covert_recording: '有人被偷偷录制',
  threat_to_life: '有人的生命受到威胁',
  self_harm: '有人可能伤害自己',
  harassment: '骚扰',
  hate: '仇恨',
  sexual_content: '色情内容',
  impersonation: '冒充他人',
  off_platform_payment: '要求在平台外付款',
  other: '其他',
};
