// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'တိုင်ကြားရန်',
  view: 'မြင်ကွင်း',
  who: 'ဘယ်သူ့အကြောင်းလဲ။',
  nobody: 'ဒီမှာ တခြားသူ မရှိပါ။',
  why: 'ဘာအကြောင်းလဲ။',
  words: 'ထပ်ပြောလိုသည်များ',
  hide: 'ဤသူကို ကျွန်ုပ်အတွက် ဖျောက်ပြီး အသံပိတ်ရန်',
  send: 'ပို့ရန်',
  cancel: 'မလုပ်တော့ပါ',
  sent: 'ကျေးဇူးတင်ပါသည်။ ပို့နေပါပြီ။',
  close: 'ပိတ်ရန်',
  sextortion: 'ကိုယ်ရေးပုံများ ဖြန့်မည်ဟု ခြိမ်းခြောက်',
  child_safety: 'ကလေးတစ်ဦး အန္တရာယ်ရှိနိုင်',
  trafficking: 'တစ်ဦးဦး အတင်းခိုင်းစေခံရ သို့မဟုတ် ထိန်းချုပ်ခံရ',
  covert_recording: 'တစ်ဦးဦးကို တိတ်တဆိတ် ရိုက်ကူး',
  threat_to_life: 'တစ်ဦးဦး၏ အသက်ကို ခြိမ်းခြောက်',
  self_harm: 'တစ်ဦးဦး မိမိကိုယ်ကို ထိခိုက်စေနိုင်',
  harassment: 'နှောင့်ယှက်မှု',
  hate: 'မုန်းတီးမှု',
  sexual_content: 'လိင်ပိုင်းဆိုင်ရာ အကြောင်းအရာ',
  impersonation: 'အခြားသူ ဟန်ဆောင်',
  off_platform_payment: 'ပြင်ပတွင် ငွေတောင်း',
  other: 'အခြား',
};
