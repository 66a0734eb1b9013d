package dev.pullcord.evidence;

/**
 * What people do about what is kept and what is forgotten.
 *
 * @param holds orders that suspend deletion
 * @param retention what has had its time
 * @param erasing who asked to be erased
 * @param access what an account may be told
 * @param custody evidence that leaves the house
 */
public record Keeping(HoldDesk holds, Retention retention, Erasing erasing, SubjectAccess access, Custody custody) {}
