// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'รายงาน',
  view: 'มุมมอง',
  who: 'เกี่ยวกับใคร',
  nobody: 'ไม่มีคนอื่นอยู่ที่นี่',
  why: 'เกี่ยวกับเรื่องอะไร',
  words: 'สิ่งที่คุณอยากบอกเพิ่ม',
  hide: 'ซ่อนและปิดเสียงบุคคลนี้สำหรับฉัน',
  send: 'ส่ง',
  cancel: 'ยกเลิก',
  sent: 'ขอบคุณ กำลังส่งอยู่',
  close: 'ปิด',
  sextortion: 'ขู่ว่าจะเผยแพร่ภาพส่วนตัว',
  child_safety: 'เด็กอาจตกอยู่ในอันตราย',
  trafficking: 'มีคนถูกบังคับหรือถูกควบคุม',
  covert_recording: 'มีคนถูกแอบบันทึก',
  threat_to_life: 'มีการขู่เอาชีวิต',
  self_harm: 'อาจมีคนทำร้ายตัวเอง',
  harassment: 'การคุกคาม',
  hate: 'ความเกลียดชัง',
  sexual_content: 'เนื้อหาทางเพศ',
  impersonation: 'แอบอ้างเป็นคนอื่น',
  off_platform_payment: 'ขอเงินนอกระบบ',
  other: 'เรื่องอื่น',
};
