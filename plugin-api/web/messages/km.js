// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'រាយការណ៍',
  view: 'ទិដ្ឋភាព',
  who: 'អំពីនរណា?',
  nobody: 'គ្មាននរណាផ្សេងនៅទីនេះទេ។',
  why: 'អំពីអ្វី?',
  words: 'អ្វីដែលអ្នកចង់បន្ថែម',
  hide: 'លាក់ និងបិទសំឡេងមនុស្សនេះសម្រាប់ខ្ញុំ',
  send: 'ផ្ញើ',
  cancel: 'បោះបង់',
  sent: 'អរគុណ។ កំពុងផ្ញើ។',
  close: 'បិទ',
  sextortion: 'គំរាមផ្សាយរូបភាពឯកជន',
  child_safety: 'កុមារអាចមានគ្រោះថ្នាក់',
  trafficking: 'មាននរណាម្នាក់ត្រូវបានបង្ខំ ឬគ្រប់គ្រង',
  covert_recording: 'មាននរណាម្នាក់ត្រូវបានថតដោយលួចលាក់',
  threat_to_life: 'ជីវិតនរណាម្នាក់ត្រូវបានគំរាម',
  self_harm: 'នរណាម្នាក់អាចធ្វើបាបខ្លួនឯង',
  harassment: 'ការបៀតបៀន',
  hate: 'ការស្អប់',
  sexual_content: 'មាតិកាផ្លូវភេទ',
  impersonation: 'ក្លែងជាអ្នកដទៃ',
  off_platform_payment: 'សុំលុយនៅខាងក្រៅ',
  other: 'ផ្សេងទៀត',
};
