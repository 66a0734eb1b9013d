// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'إبلاغ',
  view: 'العرض',
  who: 'عمّن هذا البلاغ؟',
  nobody: 'لا يوجد أحد آخر هنا.',
  why: 'عمّ هذا البلاغ؟',
  words: 'ما تودّ إضافته',
  hide: 'إخفاء هذا الشخص وكتم صوته عندي',
  send: 'إرسال',
  cancel: 'إلغاء',
  sent: 'شكرًا لك. البلاغ في طريقه.',
  close: 'إغلاق',
  sextortion: 'يهدّد بنشر صور خاصة',
  child_safety: 'قد يكون طفل في خطر',
  trafficking: 'شخص مُجبَر أو خاضع للسيطرة',
  covert_recording: 'شخص يُسجَّل سرًّا',
  threat_to_life: 'حياة شخص مهدَّدة',
  self_harm: 'قد يؤذي شخص نفسه',
  harassment: 'مضايقة',
  hate: 'كراهية',
  sexual_content: 'محتوى جنسي',
  impersonation: 'ينتحل شخصية غيره',
  off_platform_payment: 'يطلب مالًا خارج المنصة',
  other: 'شيء آخر',
};
