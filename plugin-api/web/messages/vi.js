// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Báo cáo',
  view: 'Chế độ xem',
  who: 'Việc này về ai?',
  nobody: 'Không có ai khác ở đây.',
  why: 'Việc này về điều gì?',
  words: 'Điều bạn muốn nói thêm',
  hide: 'Ẩn và tắt tiếng người này đối với tôi',
  send: 'Gửi',
  cancel: 'Hủy',
  sent: 'Cảm ơn. Báo cáo đang được gửi.',
  close: 'Đóng',
  sextortion: 'Đe dọa phát tán hình ảnh riêng tư',
  child_safety: 'Trẻ em có thể gặp nguy hiểm',
  trafficking: 'Có người bị ép buộc hoặc kiểm soát',
  covert_recording: 'Có người bị ghi hình lén',
  threat_to_life: 'Tính mạng ai đó bị đe dọa',
  self_harm: 'Ai đó có thể tự làm hại mình',
  harassment: 'Quấy rối',
  hate: 'Thù ghét',
  sexual_content: 'Nội dung tình dục',
  impersonation: 'Giả làm người khác',
  off_platform_payment: 'Đòi tiền bên ngoài',
  other: 'Điều khác',
};
