// The closed list of reasons, the gravest first.
export const REASONS = ['child_safety', 'grooming', 'sextortion', 'trafficking', 'sexual_exploitation', 'covert_recording', 'non_consensual_imagery',
  'threat_to_life', 'self_harm', 'violence', 'harassment', 'hate', 'sexual_content', 'deceptive_recruitment', 'impersonation', 'romance_deception',
  'suspected_adult_posing_as_child', 'advertising_sexual_services', 'off_platform_payment', 'fraud_spam', 'other'];
