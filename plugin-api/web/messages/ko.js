// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: '신고',
  view: '보기',
  who: '누구에 관한 것인가요?',
  nobody: '여기에 다른 사람이 없습니다.',
  why: '무엇에 관한 것인가요?',
  words: '덧붙이고 싶은 말',
  hide: '나에게 이 사람을 숨기고 음소거',
  send: '보내기',
  cancel: '취소',
  sent: '감사합니다. 전송 중입니다.',
  close: '닫기',
  sextortion: '사적인 이미지를 퍼뜨리겠다고 협박함',
  child_safety: '아동이 위험할 수 있음',
  trafficking: '누군가 강요당하거나 통제받고 있음',
  covert_recording: '누군가 몰래 녹화되고 있음',
  threat_to_life: '누군가의 생명이 위협받고 있음',
  self_harm: '누군가 자해할 수 있음',
  harassment: '괴롭힘',
  hate: '혐오',
  sexual_content: '성적인 내용',
  impersonation: '다른 사람을 사칭함',
  off_platform_payment: '외부에서 돈을 요구함',
  other: '기타',
};
